"""Cards and options in use: all are shown if they fit, typing is finished before a drag, and no corner jumps."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sigviz.drawing import text
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from tests.events import LEFT, drag

CARDS = ("area", "secant", "neuron", "chain")


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (2560, 1400)])
def test_every_card_is_shown_if_it_fits(make_figure, size):
    for count in (1, 2, 3, 4):
        for chosen in combinations(CARDS, count):
            figure = make_figure(Scene(layers=Scene().layers | set(chosen)), *size)
            fitting = 3 if size[0] == 1280 else 4
            assert set(figure.cards_panel._boxes) == set(chosen[:fitting])


@pytest.mark.slow
@pytest.mark.parametrize("size", [(640, 480), (900, 600), (1280, 800)])
@pytest.mark.parametrize("text_scale", [1.0, 1.75, 3.0])
def test_options_show_at_least_one_row_at_any_text_scale(make_window, size, text_scale):
    window = make_window(layers=LAYER_NAMES, text_scale=text_scale)
    window.resize(*size)
    QApplication.processEvents()
    options = window.controls.options
    assert options.isVisible()
    assert options.height() >= max(control.height() for control in options.controls)


def corner(window):
    card, look = next(each for each in window.figure.cards_panel._cards() if each[0].layer == "area")
    return card.handles(window.figure.cards_panel._readout, look)[0].at


def test_typed_input_is_entered_before_a_card_is_dragged(make_window, qtbot):
    window = make_window(layers=Scene().layers | {"area"})
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_X)
    qtbot.keyClicks(window.focusWidget(), "2.5")
    at = corner(window)
    qtbot.mousePress(window.figure.cards_panel, LEFT, pos=at.toPoint())
    assert window.scene.x == 2.5
    qtbot.mouseRelease(window.figure.cards_panel, LEFT, pos=at.toPoint())
    drag(qtbot, window.figure.cards_panel, corner(window), (corner(window).x() - 20, corner(window).y() - 20))
    assert window.scene.x < 2.5
    assert window.controls.field.value() == window.scene.x


@pytest.mark.parametrize("x", [-700.0, -40.0, -10.0, 10.0, 40.0, 700.0])
def test_a_corner_closer_to_the_edge_than_a_pixel_does_not_jump(make_window, qtbot, x):
    window = make_window(x=x, layers=Scene().layers | {"area"})
    at, outwards = corner(window), 1 if x > 0 else -1
    drag(qtbot, window.figure.cards_panel, at, at, (at.x() + 5 * outwards, at.y() + 5 * outwards))
    assert window.scene.x == x
    drag(qtbot, window.figure.cards_panel, at, (at.x() - 60 * outwards, at.y() - 60 * outwards))
    assert abs(window.scene.x) < 3


LONG = {"inputs": [-0.123456, 100, -99.5, 0.001, 7, -1e-7], "weights": [-3.14159, 100, -99.5, 0.001, 7, -1e-7]}


@pytest.mark.parametrize("x", [-700.0, -250.0, -20.0, 2.0, 30.0])
@pytest.mark.parametrize("fields", [{}, LONG, {"h": 1e-16, "secant": "symmetric", "units": 50, "target": 0.123456789}])
def test_no_numbers_overlap(make_figure, monkeypatch, x, fields):
    # GIVEN the ink of all texts on the cards
    drawn, draw = [], text.Face.draw

    def note(face, painter, left, baseline, words, colour, align=0.0):
        draw(face, painter, left, baseline, words, colour, align)
        left -= align * face.width(words)
        drawn.append((painter.transform().map(left, baseline), face.width(words), words))

    figure = make_figure(Scene(x=x, layers=CARDS, **fields), 1280, 800)
    monkeypatch.setattr(text.Face, "draw", note)
    figure.cards_panel.grab()
    # THEN texts on the same line do not overlap
    assert len(drawn) > 40
    for ((one_left, one_row), one_wide, one), ((left, row), wide, other) in combinations(drawn, 2):
        apart = one_left + one_wide <= left or left + wide <= one_left
        assert apart or abs(one_row - row) > 4 or not one or not other, (one, other)
