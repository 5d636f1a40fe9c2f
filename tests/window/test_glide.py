"""Glides: what was not dragged moves to its goal, only in the window, and nothing waits for it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sigviz.drawing.theme import THEMES
from sigviz.maths.sigmoid import activation
from sigviz.model.scene import Scene
from sigviz.window.glide import FADE, MOVE
from tests.events import LEFT, drag
from tests.pixels import covered, rgb

pytestmark = pytest.mark.glides
LIGHT = THEMES["light"]


def at(window, milliseconds):
    """Show a moment of the current glide."""
    window.glide.pause()
    window.glide.setCurrentTime(milliseconds)
    QApplication.processEvents()


def stopped(window):
    return window.glide.state() == window.glide.State.Stopped


def drawn_x(window):
    return window.plot.coordinates.px_to_x(window.plot.marks.point.pixel.x())


def seen(window):
    return rgb(window.figure.grab().toImage())


def ink(window, stroke):
    """Return how much of a curve's colour the plot shows."""
    return covered(rgb(window.grab(window.figure.geometry()).toImage()), stroke.colour, 40).sum()


def type_x(qtbot, window, text):
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_X)
    qtbot.keyClicks(window.focusWidget(), text)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)


def test_a_typed_x_glides_while_the_scene_is_already_there(make_window, qtbot):
    window = make_window(x=-3.0)
    type_x(qtbot, window, "2")
    assert window.scene.x == 2, "the scene does not wait"
    places = []
    for moment in (10, 80, 160, MOVE):
        at(window, moment)
        places.append(drawn_x(window))
        spot = window.plot.marks.point.pixel
        height = window.plot.coordinates.px_to_y(spot.y())
        assert height == pytest.approx(activation(places[-1]).sigma, abs=0.005), "it rolls along the curve"
    assert places == sorted(places)
    assert -3 < places[0] < places[1] < 2
    assert places[-1] == pytest.approx(2)


def test_a_drag_and_a_held_arrow_key_are_never_delayed(make_window, qtbot):
    window = make_window()
    point = window.plot.marks.point.pixel.toPoint()
    drag(qtbot, window.plot.viewport(), point, point + type(point)(60, 0))
    assert stopped(window)
    qtbot.keyClick(window.plot, Qt.Key.Key_Right)
    assert stopped(window)
    assert drawn_x(window) == pytest.approx(window.scene.x, abs=0.01)


def test_a_layer_fades_in_and_out(make_window, qtbot):
    window = make_window(layers=Scene().layers - {"derivative"})
    before = ink(window, LIGHT.slope)
    amounts = []
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_2)
    for moment in (1, FADE // 2, FADE):
        at(window, moment)
        amounts.append(ink(window, LIGHT.slope))
    assert amounts[0] <= before * 1.1
    assert amounts[-1] > 1.5 * before
    assert window.glide.duration() == FADE


def test_the_next_change_goes_on_from_where_the_point_is(make_window, qtbot):
    window = make_window(x=-4.0)
    type_x(qtbot, window, "4")
    at(window, 60)
    middle = drawn_x(window)
    type_x(qtbot, window, "-4")
    at(window, 1)
    assert drawn_x(window) == pytest.approx(middle, abs=0.3), "it does not jump"
    at(window, MOVE)
    assert drawn_x(window) == pytest.approx(-4)


def test_input_during_a_glide_reaches_what_is_below(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_M)
    at(window, 20)
    point = window.plot.marks.point.pixel.toPoint()
    target = window.childAt(window.plot.viewport().mapTo(window, point))
    assert target is window.plot.viewport(), "what fades takes no input"
    qtbot.mouseClick(window.plot.viewport(), LEFT, pos=point)
    drag(qtbot, window.plot.viewport(), point, point + type(point)(-50, 0))
    assert window.scene.x < 1
    assert stopped(window)


def test_views_move_to_their_new_boxes(make_window, qtbot):
    window = make_window()
    whole = window.plot.height()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_S)
    assert window.plot.height() < whole, "the arrangement is that of the goal at once"
    heights = []
    for moment in (1, 60, 120):
        at(window, moment)
        (piece,) = (piece for piece in window.glide._veil._pieces if piece.view is window.plot)
        heights.append(piece.box.height() + (piece.goal.height() - piece.box.height()) * window.glide._veil._moved)
    assert whole > heights[0] > heights[1] > heights[2] > window.plot.height()
    assert window.glide.duration() == MOVE


def test_at_the_end_nothing_is_left_of_a_glide(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N)
    qtbot.waitUntil(lambda: stopped(window))
    assert not window.glide._veil.isVisible()
    glided = seen(window)
    other = make_window(window.scene)
    other.resize(window.size())
    other.glide.finish()
    QApplication.processEvents()
    assert abs(glided - seen(other)).mean() < 0.5, "the picture is that of a window which shows the scene at once"


def test_with_reduced_motion_everything_jumps(make_window, qtbot):
    window = make_window(x=-3.0)
    window.table["motion_reduced"].trigger()
    type_x(qtbot, window, "2")
    assert stopped(window)
    assert drawn_x(window) == pytest.approx(2)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_M)
    assert stopped(window)
    assert not window.glide._veil.isVisible()


def test_what_code_changes_can_be_read_at_once(make_window):
    window = make_window()
    window.store.update(x=3.0)
    assert drawn_x(window) == pytest.approx(3.0)
    window.plot.setXRange(-2, 2, padding=0)
    assert window.plot.viewRange()[0] == pytest.approx([-2, 2])
    assert window.plot.coordinates.x_range == pytest.approx((-2, 2))
