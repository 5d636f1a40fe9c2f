"""The caption: readable, above the figure and never over it, in a place that does not depend on its words."""

from contextlib import closing

import pytest

from sigviz.formats.picture_size import Size, parse_size
from sigviz.model.readout import resolve
from sigviz.model.scene import FOCUSABLE, Scene
from sigviz.pictures.renderer import Renderer
from sigviz.views.figure import Figure
from tests.pixels import rgb

SIZES = [(1280, 800), (1920, 1080), (1024, 768), (640, 480), (768, 1024), (3840, 2160)]
LONG = "The gradient that reaches the first layer is a product of factors, each of which is at most a quarter"


def rows_with_ink(scene, size):
    """Return the height of the caption's place, and the rows in it that have ink."""
    with closing(Renderer(Size(*size))) as renderer:
        picture = rgb(renderer.image(scene))
        high = renderer._figure.caption.height()
    dark = (picture[:high].max(axis=2) < 128).any(axis=1)
    return high, [row for row in range(high) if dark[row]]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "projector"])
def test_letters_are_large_enough(qapp, size, theme):
    _, rows = rows_with_ink(Scene(caption="IIIHHH", theme=theme), size)
    least = 0.035 * min(size) if theme == "projector" else 0.7 * 0.035 * size[1]  # a capital is 0.73 of the font size
    assert rows[-1] - rows[0] + 1 >= round(least)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "projector"])
@pytest.mark.parametrize("layers", [(), *[(name,) for name in FOCUSABLE], ("neuron", "chain")])
@pytest.mark.parametrize("caption", ["Short", LONG, "x" * 300])
def test_nothing_is_over_the_caption(unseen, size, theme, layers, caption):
    figure = unseen(Figure(), *size)
    scene = Scene(caption=caption, theme=theme, layers=Scene().layers | set(layers))
    figure.show_readout(resolve(scene))
    place = figure.caption.geometry()
    assert place.height() < 0.45 * size[1]
    assert not figure.caption.isHidden()
    for view in figure.views:
        if view is not figure.caption and not view.isHidden():
            assert not view.geometry().intersects(place)
            assert figure.rect().contains(view.geometry())


def test_without_words_the_place_is_kept_and_without_a_caption_there_is_none(unseen):
    figure = unseen(Figure(), 1280, 800)
    tops = []
    for caption in ("Some words", "", None):
        figure.show_readout(resolve(Scene(caption=caption)))
        tops.append(figure.plot.y())
    assert tops[0] == tops[1] > tops[2] == 0


def test_the_caption_is_told(unseen):
    figure = unseen(Figure(), 1280, 800)
    figure.show_readout(resolve(Scene(caption="Some words")))
    assert figure.description.startswith("Some words. Plot of ")
    assert figure.caption.text() == "Some words"


@pytest.mark.parametrize("theme", ["light", "dark", "print", "projector", "projector-dark"])
def test_the_caption_has_the_colours_of_the_theme(qapp, theme):
    with closing(Renderer(parse_size("640x400"))) as renderer:
        picture = rgb(renderer.image(Scene(caption="H", theme=theme)))
        high = renderer._figure.caption.height()
        chosen = renderer.theme(Scene(theme=theme))
    shown = {tuple(int(part) for part in pixel) for pixel in picture[:high].reshape(-1, 3)}
    for colour in (chosen.ink, chosen.ground):
        assert tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5)) in shown
