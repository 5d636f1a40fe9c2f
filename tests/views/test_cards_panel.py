"""The cards: their places, without overlaps, in windows and pictures, and their descriptions."""

from itertools import product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel

import sigviz
from sigviz.drawing import text
from sigviz.drawing.theme import SMALL
from sigviz.formats.picture_size import Size
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.pictures.renderer import Renderer
from sigviz.views.cards import CARDS
from sigviz.views.cards_panel import plan, shown
from sigviz.views.figure_layout import arrange, omitted_layers
from tests.cards import look, planned
from tests.overlap import assert_apart
from tests.pixels import colour, rgb
from tests.senses import card as card_text
from tests.truth import in_ascii, true_values

TITLES = {"area": "Area", "secant": "Secant", "neuron": "Neuron", "chain": "Chain"}
KEYS = {"area": "a", "secant": "s", "neuron": "n", "chain": "c"}
SUBSETS = st.frozensets(st.sampled_from(sorted(KEYS)))
SOME = st.frozensets(st.sampled_from(sorted(KEYS)), min_size=1)
WIDTHS, HEIGHTS, SCALES = st.integers(640, 3840), st.integers(422, 2137), st.floats(0.75, 3)
READABLE = 8.0  # pixels: the smallest font size


def on(layers, **fields):
    return Scene(layers={*Scene().layers, *layers}, **fields)


@given(SOME, st.floats(20, 3840), st.floats(20, 1000), SCALES)
def test_cards_fit_without_overlap_and_are_no_larger_than_the_scale(layers, width, room, scale):
    planned = plan(shown(Scene(layers=layers)), width, room, scale)
    assert planned.unit <= scale
    assert list(planned.boxes) == [card.layer for card in CARDS if card.layer in layers]
    for card in CARDS:
        box = planned.boxes.get(card.layer)
        if box is not None and planned.unit > 0.01:
            assert any(
                box.width() >= wide * planned.unit - 0.01 and box.height() >= high * planned.unit - 0.01
                for wide, high in card.sizes
            )
    assert_apart(planned.boxes.items(), QRectF(0, 0, width, room))


def test_without_cards_there_is_no_plan(qapp):
    assert plan(shown(Scene()), 1280, 400, 1.0).boxes == {}
    assert arrange(Scene(), QSize(1280, 800)).layout.cards_panel.isEmpty()


def test_everything_has_space_in_a_figure(controls):
    @given(SUBSETS, WIDTHS, HEIGHTS, SCALES, st.booleans(), st.booleans(), st.booleans())
    @example(frozenset(KEYS), 640, 422, 3.0, True, True, True)
    @example(frozenset(KEYS), 3840, 2137, 0.75, True, True, True)
    def fits(layers, width, height, scale, values, derivation, window):
        extra = {name for name, there in (("values", values), ("derivation", derivation)) if there}
        scene = Scene(layers=layers | extra, text_scale=scale)
        controls.show_readout(resolve(scene))
        arranged = arrange(scene, QSize(width, height), controls.height_in if window else None)
        boxes, cards = arranged.layout, arranged.cards.boxes
        assert_apart(zip(boxes._fields, boxes[:5], strict=False), QRect(0, 0, width, height), (0, 0))
        assert all(min(box.width(), box.height()) >= 0 for box in boxes[:5])
        assert boxes.cards_panel.isEmpty() == (not cards)
        assert boxes.head.isEmpty() == (not window)
        missing = {TITLES[layer] for layer in layers - set(cards)}
        assert set(omitted_layers(scene, arranged)) & {*TITLES.values()} == missing
        if cards:
            assert arranged.cards.unit <= scale
            assert arranged.cards.unit * SMALL >= READABLE
            assert boxes.plot.height() >= height / 3
            assert boxes.plot.width() >= 0.38 * width
        assert width < 960 or height < 700 or derivation or set(cards) == layers, "a large figure shows all cards"

    fits()


@pytest.mark.slow
def test_a_window_names_the_cards_that_do_not_fit(make_window):
    window = make_window()
    figure = window.figure

    @given(SUBSETS, st.integers(640, 3840), st.integers(480, 2160), SCALES, st.booleans(), st.booleans())
    @example(frozenset(KEYS), 640, 480, 3.0, True, True)
    @example(frozenset(KEYS), 3840, 2160, 0.75, True, False)
    def names_missing(layers, width, height, scale, values, derivation):
        extra = {name for name, there in (("values", values), ("derivation", derivation)) if there}
        window.resize(width, height)
        window.store.update(layers=Scene().layers - {"values"} | layers | extra, text_scale=scale)
        QApplication.processEvents()
        labels = [label for label in figure.cards_panel.findChildren(QLabel) if label.isVisible()]
        assert figure.cards_panel.isVisible() == bool(labels)
        names = {label.objectName() for label in labels}
        assert names <= {f"card_{layer}" for layer in layers}
        notice = window.findChild(QLabel, "omitted_layers")
        missing = ["Values"] if values and labels and not figure.values.isVisible() else []
        missing += [TITLES[name] for name in TITLES if name in layers and f"card_{name}" not in names]
        assert notice.text() == (f"{', '.join(missing)}: no room in this window" if missing else "")
        assert notice.isVisible() == bool(missing)

    names_missing()


@pytest.mark.parametrize("layer", KEYS)
def test_a_card_is_visible_only_while_its_layer_is_on(make_window, qtbot, layer):
    window = make_window()
    cards_panel, label = window.figure.cards_panel, window.findChild(QLabel, f"card_{layer}")
    plain = window.plot.geometry()
    for seen in (True, False, True):
        qtbot.keyClicks(window.focusWidget(), KEYS[layer])
        assert (cards_panel.isVisible(), label.isVisible()) == (seen, seen)
        assert not seen or (not cards_panel.geometry().isEmpty() and cards_panel.rect().contains(label.geometry()))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not cards_panel.isVisible()
    assert window.plot.geometry() == plain


@pytest.mark.parametrize("size", [(1280, 800), (700, 900)])
def test_a_picture_contains_the_cards_of_the_figure(make_figure, tmp_path, size):
    layers = ["sigma", "point", *(KEYS if size[0] > 1000 else ["secant", "chain"])]
    scene = Scene(layers=layers, x=0.7)
    figure = make_figure(scene, *size)
    renderer = Renderer(Size(*size))
    painted = rgb(renderer.image(scene))
    renderer.close()
    sigviz.render(scene, tmp_path / "cards.png", size=size)
    written = rgb(QImage(str(tmp_path / "cards.png")))
    where = figure.cards_panel.geometry()
    part = np.s_[where.top() : where.bottom() + 1, where.left() : where.right() + 1]
    grabbed = rgb(figure.cards_panel.grab().toImage())
    for pixels in (painted, written):
        assert np.abs(pixels[part] - grabbed).mean() < 0.2
    boxes = planned(scene, figure.cards_panel).boxes
    assert set(boxes) == {card.layer for card in shown(scene)}
    for layer, box in boxes.items():
        inside = grabbed[int(box.top()) : int(box.bottom()), int(box.left()) + 2 : int(box.right()) - 2]
        assert (np.abs(inside - colour("white")).sum(axis=2) > 60).sum() > 600, layer


def true_numbers(x):
    sigma, complement, slope = true_values(x).values()
    chord = true_values(x + 1)["sigma"] - sigma
    return {
        "area": [sigma, complement, slope],
        "secant": [chord],
        "neuron": [sigma, slope, complement**2 / 2],
        "chain": [slope**5],
    }


@pytest.mark.parametrize("layer", KEYS)
def test_each_card_describes_its_numbers_and_they_follow_x(make_window, layer):
    window = make_window(on(KEYS))
    texts = set()
    for x in (1.0, -2.0, 0.3, 4.0):
        window.store.update(x=x)
        words = card_text(window, layer)
        texts.add(words)
        numbers = [float(in_ascii(word.strip(",;:"))) for word in words.split() if word[-2:-1].isdigit()]
        for true in true_numbers(x)[layer]:
            assert any(abs(number - true) <= 0.0051 * abs(true) for number in numbers), (words, true)
    assert len(texts) == 4


@pytest.mark.slow
@pytest.mark.parametrize("layer", KEYS)
@pytest.mark.parametrize("size", [(640, 457), (1280, 777), (3840, 2137)])
def test_no_text_leaves_its_card_or_overlaps_another(make_figure, monkeypatch, layer, size):
    words = []

    def note(face, painter, x, y, written, colour, align=0.0):
        words.append((written, face.box(written).translated(x - align * face.width(written), y)))

    monkeypatch.setattr(text.Face, "draw", note)
    figure = make_figure(on([layer]), *size)
    card = next(card for card in CARDS if card.layer == layer)
    canvas = QImage(4, 4, QImage.Format.Format_RGB32)
    for x, scale in product((-8.0, -3.21, -0.05, 0.0, 0.3, 1.0, 8.0), (0.75, 1.0, 2.0, 3.0)):
        scene = on([layer], x=x, text_scale=scale)
        figure.show_readout(resolve(scene))
        seen = look(scene, figure.cards_panel, layer)
        words.clear()
        painter = QPainter(canvas)
        card.paint_still(painter, resolve(scene), seen)
        card.paint_moving(painter, resolve(scene), seen)
        painter.end()
        assert_apart(words, seen.box, slack=(1, 2))
    assert len(words) > 3
