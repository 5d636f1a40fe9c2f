"""The neuron card: dragging a value changes the sum and keeps the bias, and each press of L is one learning step."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QPushButton

from sigviz.maths.number_format import exact, parse, significant
from sigviz.model.neuron import bias, learning
from sigviz.model.readout import resolve
from sigviz.model.scene import FIELDS, PARAMETERS, X_LIMIT, Scene
from sigviz.views.cards import CARDS
from sigviz.views.cards.neuron.texts import read
from tests.cards import look
from tests.events import CTRL, LEFT, Repeats, drag
from tests.pixels import picture, rgb
from tests.senses import card
from tests.truth import true_values

WEIGHT_LIMIT = PARAMETERS.each.high
Key = Qt.Key
NEURON = next(card for card in CARDS if card.layer == "neuron")
NAMES = ["a0", "a1", "a2", "w0", "w1", "w2"]
SUBSCRIPTS = "₁₂₃₄₅₆"


def only(**fields):
    return Scene(layers=["sigma", "point", "neuron"], **fields)


def handles(window):
    cards_panel, scene = window.figure.cards_panel, window.scene
    seen = look(scene, cards_panel, "neuron")
    return {handle.name: handle.at for handle in NEURON.handles(resolve(scene), seen)}, seen.unit


def value(scene, name):
    return (scene.inputs if name[0] == "a" else scene.weights)[int(name[1:])]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("by", [(0, -60), (0, 45), (80, 0), (-30, 20)])
def test_dragging_a_value_moves_x_and_holds_the_bias(make_window, qtbot, name, by):
    window = make_window(only(x=0.3))
    begin, held = window.scene, bias(window.scene)
    found, unit = handles(window)
    at = found[name]
    qtbot.mouseMove(window.figure.cards_panel, at.toPoint())
    assert window.figure.cards_panel.cursor().shape() == Qt.CursorShape.OpenHandCursor
    drag(qtbot, window.figure.cards_panel, at, at + QPointF(3, 3), at + QPointF(*by))
    now = window.scene
    changed = value(begin, name) + (by[0] - by[1]) / unit / 100
    assert value(now, name) == pytest.approx(changed, abs=0.0051)
    assert value(now, name) == round(value(now, name), 2) != value(begin, name)
    assert [other for other in NAMES if value(now, other) != value(begin, other)] == [name]
    assert bias(now) == pytest.approx(held, abs=1e-12)
    assert now.x == pytest.approx(held + sum(w * a for w, a in zip(now.weights, now.inputs, strict=True)))
    assert f"{name[0]}{SUBSCRIPTS[int(name[1])]} = {exact(value(now, name))}" in card(window, "neuron")
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert window.scene == begin
    assert not window.table["undo"].isEnabled()


def test_dragging_the_point_changes_the_bias_and_the_card_shows_it(make_window, qtbot, written):
    window = make_window(only(x=0.0))
    begin, target = window.scene, window.plot.viewport()
    qtbot.mousePress(target, LEFT, pos=QPoint(200, 200))
    for px in (400, 700):
        qtbot.mouseMove(target, QPoint(px, 200))
        now = window.scene
        assert now.x not in (begin.x, 0.0)
        assert (now.weights, now.inputs) == (begin.weights, begin.inputs)
        assert bias(now) == pytest.approx(bias(begin) + now.x - begin.x)
        assert f"bias {significant(bias(now), 3)}, sum {significant(now.x, 3)}"[:-1] in card(window, "neuron")
        written.clear()
        picture(window.figure.cards_panel, 1)
        assert f"𝑏 = {significant(bias(now), 3)}" in written.words
    qtbot.mouseRelease(target, LEFT, pos=QPoint(700, 200))


@pytest.mark.parametrize("sign", [1, -1])
def test_a_sum_beyond_the_limit_is_held_and_the_card_shows_it(make_window, qtbot, written, sign):
    window = make_window(only(inputs=(100.0, 1.0), weights=(1.0, 1.0), x=3.0))
    cards_panel, begin = window.figure.cards_panel, window.scene
    at, unit = handles(window)[0]["w0"], handles(window)[1]
    qtbot.mousePress(cards_panel, LEFT, pos=at.toPoint())
    qtbot.mouseMove(cards_panel, (at + QPointF(sign * 100 * 9 * unit, 0)).toPoint())
    assert window.scene.x == sign * X_LIMIT
    assert window.scene.weights[0] == pytest.approx(1 + sign * 9, abs=0.011)
    note = f"held at {'−' * (sign < 0)}700"
    assert note in card(window, "neuron")
    picture(cards_panel, 1)
    assert note in written.words
    qtbot.mouseMove(cards_panel, (at + QPointF(sign * 2e6, 0)).toPoint())
    assert window.scene.weights[0] == sign * WEIGHT_LIMIT
    qtbot.mouseMove(cards_panel, at.toPoint())
    qtbot.mouseRelease(cards_panel, LEFT, pos=at.toPoint())
    assert window.scene == begin.evolve(x_range=window.scene.x_range)
    assert "held" not in card(window, "neuron")


def test_each_press_of_l_is_one_learning_step_and_one_undo_step(make_window, qtbot):
    window = make_window(only(x=-0.5, learning_rate=2.0))
    seen = [window.scene]
    for _ in range(3):
        qtbot.keyClick(window.focusWidget(), Key.Key_L)
        before, now, gradient = seen[-1], window.scene, learning(seen[-1])
        for w, new, slope in zip(before.weights, now.weights, gradient.by_weights, strict=True):
            assert new == pytest.approx(w - 2 * slope)
        assert bias(now) == pytest.approx(bias(before) - 2 * gradient.by_bias)
        assert now.inputs == before.inputs
        assert learning(now).error < gradient.error
        assert f"error {significant(learning(now).error, 3)}" in card(window, "neuron")
        seen.append(now)
    for scene in seen[-2::-1]:
        qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
        assert window.scene == scene
    assert not window.table["undo"].isEnabled()
    with Repeats():
        for _ in range(4):
            qtbot.keyClick(window.focusWidget(), Key.Key_L)
    assert window.scene.x > seen[0].x
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert window.scene == seen[0], "a held key is one step"


def test_l_shows_the_unit_first(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_L)
    assert window.scene == Scene(layers={*Scene().layers, "neuron"}, focus="neuron")
    qtbot.mouseClick(window.findChild(QPushButton, "option_learn"), LEFT)
    assert window.scene.weights != Scene().weights


@pytest.mark.parametrize(("x", "target"), [(-16.0, 1.0), (16.0, 0.0)])
def test_a_saturated_unit_learns_only_with_cross_entropy(make_window, qtbot, x, target):
    window = make_window(only(x=x, target=target))
    frame = window.plot.coordinates
    begin, pixel = card(window, "neuron"), frame.px_to_x(1.0) - frame.px_to_x(0.0)
    for _ in range(5):
        qtbot.keyClick(window.focusWidget(), Key.Key_L)
    assert abs(window.scene.x - x) < pixel / 4
    assert card(window, "neuron").rpartition("sum ")[2] == begin.rpartition("sum ")[2]
    window.store.update(loss="cross-entropy", x=x, weights=Scene().weights)
    for _ in range(5):
        qtbot.keyClick(window.focusWidget(), Key.Key_L)
    assert abs(window.scene.x) < abs(x) - 100 * pixel


@st.composite
def units(draw):
    count = draw(st.integers(1, PARAMETERS.most))
    numbers = st.tuples(*[st.floats(-100, 100).map(lambda number: round(number, 2))] * count)
    target = draw(st.sampled_from([0.0, 0.25, 1.0]))
    x, loss = draw(st.floats(-300, 300)), draw(st.sampled_from(FIELDS["loss"].words))
    return only(x=x, inputs=draw(numbers), weights=draw(numbers), target=target, loss=loss)


@given(units())
def test_the_numbers_of_the_chain_rule_multiply_to_what_is_shown(scene):
    reading = read(resolve(scene))
    assert [line.name for line in reading.rule] == [*(f"w{SUBSCRIPTS[i]}" for i in range(len(scene.inputs))), "b"]
    for line, value in zip(reading.rule, (*scene.inputs, 1.0), strict=True):
        first, second, third, gradient = (mpmath.mpf(parse(part)) for part in line[1:])
        assert abs(third - value) <= 0.0051 * abs(value)
        assert abs(first * second * third - gradient) <= 0.0203 * abs(gradient) + 1e-300
    slope = true_values(scene.x)["slope"]
    assert abs(parse(reading.rule[0].local_gradient) - slope) <= 0.0051 * slope


@pytest.mark.parametrize("count", range(1, PARAMETERS.most + 1))
def test_a_unit_of_one_to_six_inputs_is_shown_in_full(make_window, written, count):
    window = make_window(only())
    held = bias(window.scene)
    window.findChild(QAbstractSpinBox, "option_inputs").setValue(count)
    assert len(window.scene.inputs) == len(window.scene.weights) == count
    assert bias(window.scene) == pytest.approx(held)
    assert len(handles(window)[0]) == 2 * count
    written.clear()
    picture(window.figure.cards_panel, 1)
    for place in range(count):
        assert f"𝑎{SUBSCRIPTS[place]} = {exact(window.scene.inputs[place])}" in written.words
        assert f"∂E/∂w{SUBSCRIPTS[place]} = " in card(window, "neuron")
    assert sum(word[0] == "𝑎" and "=" in word for word in written.words) == count
    for line in read(resolve(window.scene)).rule:
        assert set(line[1:]) <= set(written.words)


@pytest.mark.parametrize("hidden", [True, False])
def test_neither_brightness_nor_needle_reveals_a_hidden_value(make_figure, written, hidden):
    quantities = {"sigma", "complement", "product"} if hidden else set()
    cards_panel = make_figure(only(), 1200, 700).cards_panel
    seen = []
    for x in (-1.3, 2.1):
        cards_panel.show_readout(resolve(only(x=x, hidden=quantities)))
        seen.append(picture(cards_panel, 1))
    assert (seen[0] == seen[1]).all() == hidden


def test_the_static_part_is_drawn_again_when_it_changes(make_window):
    window = make_window(only())
    before = rgb(window.figure.cards_panel.grab().toImage())
    window.store.update(weights=(-9.0, 4.0, 0.0))
    now = rgb(window.figure.cards_panel.grab().toImage())
    assert np.abs(now - picture(window.figure.cards_panel, 1)).mean() < 0.2 < np.abs(now - before).mean()
