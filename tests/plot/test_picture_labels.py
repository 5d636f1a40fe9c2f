"""Texts in pictures: they cross nothing that is drawn, and erase nothing."""

from contextlib import closing

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from sigviz.drawing.theme import THEMES
from sigviz.formats.picture_size import parse_size
from sigviz.model.layers import LAYERS
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.pictures.renderer import Renderer
from tests.pixels import colour

PLAIN = Scene().layers - {"values", "grid"}  # a grid line may pass below a text
OVERLAYS = [layer.name for layer in LAYERS if "overlay" in layer.drawn_by]
LAYERED = [(), ("complement",), *((layer,) for layer in OVERLAYS), tuple(OVERLAYS), ("mirror", "saturation"), ("area",)]
SIZES = ["86mmx60mm", "60mmx45mm", "178mmx90mm", "640x480", "1280x800"]


def painted(figure):
    """Return the pixels of a figure as it is."""
    image = QImage(figure.size(), QImage.Format.Format_RGB32)
    image.fill(figure.ground)
    painter = QPainter(image)
    figure.paint(painter)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows.reshape(image.height(), -1, 4)[:, : image.width(), 2::-1].astype(np.int16)


def pixels(renderer, scene):
    renderer._figure.show_readout(resolve(scene))
    return painted(renderer._figure)


def crossings(renderer, scene):
    """Return how many pixels of texts, or of what they erase, are on something else."""
    shown, items = pixels(renderer, scene), renderer._figure.plot._items
    texts = [items.moving_labels, items.notes, *items.names.values()]
    written = [text for text in texts if text.shown]
    for text in written:
        text.shown = False
    bare = painted(renderer._figure)
    for text in written:
        text.shown = True
    theme = THEMES[scene.theme]
    empty = np.zeros(bare.shape[:2], bool)
    for ground in (theme.ground, theme.band):
        empty |= (np.abs(bare - colour(ground)) <= 2).all(2)
    return int(((np.abs(shown - bare) > 8).any(2) & ~empty).sum())


def scenes(layers, step):
    for x in np.arange(-80, 81, step) / 10:
        yield Scene(x=float(x), layers=PLAIN | set(layers), trace=(-2.0, 1.0, 2.0), revealed=True)


def count(size, layers, step):
    with closing(Renderer(parse_size(size))) as renderer:
        return sum(crossings(renderer, scene) for scene in scenes(layers, step))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("layers", LAYERED, ids="+".join)
def test_no_text_of_a_picture_crosses_anything(qapp, size, layers):
    assert count(size, layers, step=23) == 0


@pytest.mark.slow
@pytest.mark.parametrize("layers", LAYERED, ids="+".join)
def test_no_text_of_a_picture_crosses_anything_at_any_x(qapp, layers):
    assert count(SIZES[0], layers, step=1) == 0


@pytest.mark.parametrize("layer", [layer for layer in OVERLAYS if layer not in ("trace", "slope-field")])
def test_a_note_is_where_it_has_room(qapp, layer):
    with closing(Renderer(parse_size("1280x800"))) as renderer:
        renderer.image(Scene(layers=PLAIN | {layer}, revealed=True))
        plot = renderer._figure.plot
        assert any(label.pill for label in plot.labels)
        assert plot._items.names["sigma"].shown


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("layers", LAYERED, ids="+".join)
def test_without_the_names_everything_else_is_where_it_was(qapp, size, layers):
    with closing(Renderer(parse_size(size))) as renderer:
        for scene in scenes(layers, 40):
            placed = []
            for names in ({"labels"}, set()):
                renderer.image(scene.evolve(layers=(scene.layers - {"labels"}) | names))
                placed.append(list(renderer._figure.plot._items.moving_labels.labels))
            assert placed[0] == placed[1]


def test_the_place_of_a_text_is_a_function_of_scene_and_size_alone(qapp):
    scene = Scene(layers=PLAIN | {"mirror", "secant", "saturation"})
    with closing(Renderer(parse_size("86mmx60mm"))) as one, closing(Renderer(parse_size("86mmx60mm"))) as other:
        for x in (-5.0, 3.0, 0.5):
            other.image(scene.evolve(x=x))
        assert (pixels(one, scene) == pixels(other, scene)).all()
