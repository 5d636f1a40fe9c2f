"""The cards: their places, without overlaps, in windows and pictures, and their descriptions."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel

import sigviz
from sigviz.drawing import text
from sigviz.drawing.medium import Medium
from sigviz.drawing.theme import THEMES as LOOKS
from sigviz.formats.picture_size import Size
from sigviz.model.readout import resolve
from sigviz.model.scene import FOCUSABLE, THEMES, Scene
from sigviz.pictures.renderer import Renderer
from sigviz.views.cards import CARDS
from sigviz.views.cards_panel import in_strip, shown
from sigviz.views.figure_layout import arrange, omitted_layers
from tests.cards import look, presented
from tests.overlap import assert_apart, assert_nothing_overlaps
from tests.pixels import colour, rgb
from tests.senses import card as card_text
from tests.truth import in_ascii, true_values

TITLES = {"area": "Area", "secant": "Secant", "neuron": "Neuron", "chain": "Chain"}
KEYS = {"area": "a", "secant": "s", "neuron": "n", "chain": "c"}
SUBSETS = st.frozensets(st.sampled_from(sorted(KEYS)))
SOME = st.frozensets(st.sampled_from(sorted(KEYS)), min_size=1)
WIDTHS, HEIGHTS, SCALES = st.integers(640, 3840), st.integers(422, 2137), st.floats(0.75, 3)


def on(layers, **fields):
    return Scene(layers={*Scene().layers, *layers}, **fields)


@given(SUBSETS, st.sampled_from(["last", *FOCUSABLE]), st.integers(100, 4000), st.floats(0.5, 4))
def test_cards_stand_side_by_side_in_a_strip_each_at_least_as_wide_as_it_needs(layers, focus, wide, scale):
    scene, strip = on(layers, focus=focus), QRect(7, 300, wide, 150)
    boxes = in_strip(scene, strip, scale)
    assert_apart(boxes.items(), strip.adjusted(-1, 0, 1, 0), (1, 0))
    assert list(boxes) == [card.layer for card in CARDS if card.layer in boxes], "their order does not depend on focus"
    needed = {card.layer: card.least[0] * scale for card in CARDS if card.layer in layers}
    for layer, box in boxes.items():
        assert box.width() >= needed[layer] - 1
    missing = set(needed) - set(boxes)
    for layer in missing:
        assert sum(needed[name] for name in (*boxes, layer)) > wide - 1 or wide < max(needed.values())
    assert focus not in missing or not boxes, "the card in focus comes first"
    assert not boxes or max(box.right() for box in boxes.values()) >= strip.right() - 1, "they use the whole strip"


def test_everything_has_space_in_a_figure(controls):
    @given(SUBSETS, WIDTHS, HEIGHTS, SCALES, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(THEMES))
    @example(frozenset(KEYS), 640, 422, 3.0, True, True, True, "light")
    @example(frozenset(KEYS), 3840, 2137, 0.75, True, True, True, "projector")
    def fits(layers, width, height, scale, values, derivation, window, theme):
        extra = {name for name, there in (("values", values), ("derivation", derivation)) if there}
        scene = Scene(layers=layers | extra, text_scale=scale, theme=theme)
        controls.show_readout(resolve(scene))
        medium = Medium(LOOKS, side=min(width, height))
        boxes = arrange(scene, QSize(width, height), controls.height_in if window else None, medium)
        parts = boxes.plot, boxes.head, boxes.values, boxes.derivation, *boxes.cards.values()
        assert_apart(enumerate(parts), QRect(0, 0, width, height), (1, 0))
        assert all(min(box.width(), box.height()) >= 0 for box in parts)
        assert boxes.head.isEmpty() == (not window)
        missing = layers - set(boxes.cards)
        assert set(omitted_layers(scene, boxes)) & set(KEYS) == missing
        for card in CARDS:
            if card.layer in boxes.cards and theme == "light":
                box, unit = boxes.cards[card.layer], medium.scale(scene)
                assert (box.width() + 1, box.height() + 1) >= (card.least[0] * unit, card.least[1] * unit)
        if boxes.cards and theme == "light":
            assert boxes.plot.height() >= 0.29 * (height - boxes.derivation.height() * (boxes.derivation.left() == 0))

    fits()


def test_at_a_desk_cards_move_neither_the_values_nor_the_controls(controls):
    """They stand under the plot, so that the eye finds the values, and the pointer the field, where they were."""

    @given(SOME, st.floats(1000, 3840), st.floats(660, 2137), SCALES)
    def stay(layers, wide, high, scale):
        plain = Scene(text_scale=scale)
        scene, size = plain.evolve(layers=plain.layers | {*layers}), QSize(round(wide * scale), round(high * scale))
        controls.show_readout(resolve(scene))
        boxes, before = (arrange(seen, size, controls.height_in) for seen in (scene, plain))
        assert boxes.cards
        assert boxes.values == before.values
        assert boxes.head == before.head
        assert (boxes.plot.topLeft(), boxes.plot.width()) == (before.plot.topLeft(), before.plot.width())

    stay()


HALLS = [(1024, 768), (1280, 720), (1920, 1080), (3840, 2160)]


@pytest.mark.parametrize("size", HALLS)
@pytest.mark.parametrize("layers", [*combinations(FOCUSABLE, 1), *combinations(FOCUSABLE, 2)], ids="-".join)
def test_a_hall_has_one_arrangement_for_every_card_and_every_pair(size, layers):
    """The plot keeps the left two fifths. One card takes the rest, and a second one half of it."""
    scene = Scene(layers=Scene().layers | {*layers}, theme="projector")
    boxes = arrange(scene, QSize(*size), None, Medium(LOOKS, side=size[1]))
    stage = QRect(size[0] - round(0.6 * size[0]), 0, round(0.6 * size[0]), size[1])
    shown = {**boxes.cards, **({} if boxes.derivation.isEmpty() else {"derivation": boxes.derivation})}
    assert set(shown) <= {*layers}
    assert boxes.values_in_line
    assert boxes.plot.united(boxes.values) == QRect(0, 0, stage.left(), size[1])
    heights = [box.height() for box in shown.values()]
    assert all(box.left() == stage.left() and box.width() == stage.width() for box in shown.values())
    assert sum(heights) == size[1]
    assert max(heights) - min(heights) <= 1
    assert len(shown) == len(layers) or "derivation" in layers, "only the derivation needs the whole height"


@given(SUBSETS, st.sampled_from(["last", *FOCUSABLE]))
def test_the_card_in_focus_is_shown_else_the_last_one(layers, focus):
    scene = on(layers, theme="projector", focus=focus)
    boxes = arrange(scene, QSize(1024, 768), None, Medium(LOOKS, side=768))
    wanted = focus if focus in layers else next((name for name in FOCUSABLE[::-1] if name in layers), None)
    assert (wanted in boxes.cards) == bool(layers)


def chips(window):
    return {name: button for name, button in window.figure.overflow.buttons.items() if button.isVisible()}


def test_cards_without_space_are_chips_that_put_them_in_focus(make_window, qtbot):
    # GIVEN a hall with all the cards
    window = presented(make_window(layers=Scene().layers | {*KEYS}), (1024, 768))
    visible = set(window.figure.cards_panel._boxes)
    assert len(visible) == 2
    assert set(chips(window)) == set(KEYS) - visible
    # WHEN a chip is clicked, or pressed with Space
    for act in (lambda chip: qtbot.mouseClick(chip, Qt.MouseButton.LeftButton), press_space(qtbot)):
        name, chip = next(iter(chips(window).items()))
        act(chip)
        QApplication.processEvents()
        # THEN its card is in focus, and one undo brings the others back
        assert window.scene.focus == name
        assert name in window.figure.cards_panel._boxes
        assert name not in chips(window)
        assert window.plot.hasFocus(), "the keys of a remote act on the figure again"
        assert_nothing_overlaps(window)
    window.table["undo"].trigger()
    window.table["undo"].trigger()
    assert set(window.figure.cards_panel._boxes) == visible


def press_space(qtbot):
    def press(chip):
        chip.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(chip, Qt.Key.Key_Space)

    return press


def test_switching_a_card_on_puts_it_in_focus_and_a_double_click_does_too(make_window, qtbot):
    window = presented(make_window(layers=Scene().layers | {"neuron", "chain"}), (1024, 768))
    qtbot.keyClicks(window.focusWidget(), "a")
    assert (window.scene.focus, "area" in window.figure.cards_panel._boxes) == ("area", True)
    other = next(name for name in window.figure.cards_panel._boxes if name != "area")
    panel = window.figure.cards_panel
    qtbot.mouseDClick(panel, Qt.MouseButton.LeftButton, pos=panel._boxes[other].center().toPoint())
    assert window.scene.focus == other
    qtbot.keyClicks(window.focusWidget(), KEYS[other])
    assert window.scene.focus == "last"


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
    boxes = figure.cards_panel._boxes
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
        if layer not in figure.cards_panel._boxes:
            assert scale > 1, "at the usual size there is space for it"
            continue
        seen = look(scene, figure.cards_panel, layer)
        words.clear()
        painter = QPainter(canvas)
        card.paint_still(painter, resolve(scene), seen)
        card.paint_moving(painter, resolve(scene), seen)
        painter.end()
        assert_apart(words, seen.box, slack=(1, 2))
    assert len(words) > 3
