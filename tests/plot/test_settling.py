"""A drag of x ends on a whole or half number nearby, and what can be taken answers the pointer."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from sigviz.model.scene import Scene
from tests.events import CTRL, LEFT, NONE, Fingers, drag, move_without_button
from tests.model.test_undo import steps
from tests.pixels import covered, rgb

Key, Shape = Qt.Key, Qt.CursorShape


def column(window, x, beside=0):
    """Return a pixel in the column of x, or some pixels to the right of it."""
    return QPoint(round(window.plot.coordinates.x_to_px(x)) + beside, 200)


@pytest.mark.parametrize(("beside", "end"), [(0, 2.5), (3, 2.5), (-3, 2.5), (6, None), (-6, None)])
def test_a_drag_released_near_a_half_ends_on_it_as_one_step(make_window, qtbot, beside, end):
    window = make_window(x=1.0)
    begun = window.scene
    drag(qtbot, window.plot.viewport(), column(window, 0.7), column(window, 2.5, beside))
    where = window.plot.coordinates.px_to_x(float(column(window, 2.5, beside).x()))
    assert window.scene.x == (end if end is not None else pytest.approx(where, abs=1e-3))
    assert steps(qtbot, window) == 1
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert window.scene == begun


def test_ctrl_at_the_release_leaves_x_where_it_is(make_window, qtbot):
    window = make_window(x=1.0)
    target, end = window.plot.viewport(), column(window, 2.5, 3)
    qtbot.mousePress(target, LEFT, pos=column(window, 0.7))
    qtbot.mouseMove(target, end)
    qtbot.mouseRelease(target, LEFT, CTRL, end)
    assert window.scene.x == pytest.approx(window.plot.coordinates.px_to_x(float(end.x())), abs=1e-3)


@pytest.mark.parametrize(("half", "settles"), [(8.0, True), (40.0, False)])
def test_a_drag_settles_only_where_halves_are_far_apart(make_window, qtbot, half, settles):
    window = make_window(x=0.0, x_range=(-half, half))
    drag(qtbot, window.plot.viewport(), column(window, 0.2), column(window, 3.0, 2))
    assert (window.scene.x == 3.0) == settles


def test_neither_a_click_nor_a_drag_that_was_undone_settles(make_window, qtbot):
    window = make_window(x=1.02)
    target, near = window.plot.viewport(), column(window, 3.0, 2)
    qtbot.mouseClick(target, LEFT, pos=near)
    assert window.scene.x == pytest.approx(window.plot.coordinates.px_to_x(float(near.x())), abs=1e-3) != 3.0
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    qtbot.mousePress(target, LEFT, pos=column(window, 2.2))
    qtbot.mouseMove(target, near)
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    qtbot.mouseRelease(target, LEFT, pos=near)
    assert window.scene.x == 1.02


def test_a_drag_whose_release_was_lost_does_not_settle(make_window, qtbot):
    window = make_window(x=1.0)
    target, near = window.plot.viewport(), column(window, 3.0, 2)
    qtbot.mousePress(target, LEFT, pos=column(window, 0.7))
    qtbot.mouseMove(target, near)
    left = window.scene
    move_without_button(target, column(window, -4.0))
    assert window.scene == left
    qtbot.mouseRelease(target, LEFT, pos=near)


def test_a_finger_settles_when_it_is_lifted_and_leaves_no_hover_behind(make_window):
    window = make_window(x=1.0)
    point, target = window.plot.marks.point, window.plot.viewport()
    finger, shape = Fingers(target), target.cursor().shape()
    for place in (column(window, 0.7), column(window, 2.0), column(window, 2.5, 3)):
        finger.to(place)
    assert point.hovered, "the finger holds it"
    assert window.scene.x != 2.5
    finger.lift()
    assert window.scene.x == 2.5
    assert not point.hovered
    assert target.cursor().shape() == shape


def test_the_slider_settles_by_its_own_pixels(make_window, qtbot):
    window = make_window(x=0.3, x_range=(-1.0, 1.0))
    slider = window.controls.slider
    left, right = slider._groove()

    def at(x, beside=0):
        return QPoint(round(left + (x + 1) / 2 * (right - left)) + beside, slider.height() // 2)

    drag(qtbot, slider, at(-0.2), at(0.5, 3))
    assert window.scene.x == 0.5
    assert steps(qtbot, window) == 1
    drag(qtbot, slider, at(-0.2), at(0.5, 8))
    assert window.scene.x != 0.5


def test_a_settled_drag_is_a_part_of_the_trace(make_window, qtbot):
    window = make_window(x=1.0, layers=Scene().layers | {"trace"})
    drag(qtbot, window.plot.viewport(), column(window, 0.7), column(window, 2.5, 3))
    assert window.scene.trace[-1] == window.scene.x == 2.5


# What can be taken answers the pointer


def disc(window):
    """Return the number of pixels of the point's colour around the point."""
    QApplication.processEvents()
    at, theme = window.plot.marks.point.pixel.toPoint(), window.plot.coordinates.theme
    pixels = rgb(window.plot.grab().toImage())
    around = pixels[at.y() - 15 : at.y() + 16, at.x() - 15 : at.x() + 16]
    return covered(around, theme.sigma.colour).sum()


def test_the_point_grows_by_a_sixth_under_the_pointer_and_while_it_is_held(make_window, qtbot):
    window = make_window(x=0.0, layers={"point"})
    target, at = window.plot.viewport(), window.plot.marks.point.pixel.toPoint()
    free, away = disc(window), at + QPoint(120, 60)
    qtbot.mouseMove(target, away)
    qtbot.mouseMove(target, at + QPoint(12, 9))
    assert target.cursor().shape() == Shape.OpenHandCursor
    assert disc(window) == pytest.approx(free * (7 / 6) ** 2, rel=0.08)
    qtbot.mousePress(target, LEFT, pos=at)
    assert target.cursor().shape() == Shape.ClosedHandCursor
    qtbot.mouseMove(target, at + QPoint(40, 90))
    assert disc(window) > 1.2 * free
    qtbot.mouseRelease(target, LEFT, pos=at + QPoint(40, 90))
    qtbot.mouseMove(target, away + QPoint(0, 100))
    assert disc(window) == pytest.approx(free, rel=0.05)
    assert target.cursor().shape() == Shape.SizeHorCursor


def test_the_hand_leaves_with_the_point_and_with_the_mouse(make_window, qtbot):
    window = make_window(x=0.0)
    target, point = window.plot.viewport(), window.plot.marks.point
    qtbot.mouseMove(target, point.pixel.toPoint() + QPoint(200, 0))
    qtbot.mouseMove(target, point.pixel.toPoint())
    assert point.hovered
    qtbot.keyClick(window.focusWidget(), Key.Key_End)
    assert not point.hovered, "the point has moved away from the mouse"
    assert target.cursor().shape() == Shape.SizeHorCursor
    qtbot.keyClick(window.focusWidget(), Key.Key_0)
    assert point.hovered, "and back"
    QApplication.sendEvent(window.plot, QEvent(QEvent.Type.Leave))
    assert not point.hovered


class Painted(QObject):
    """Notes the boxes that a widget repaints."""

    def __init__(self, widget):
        super().__init__(widget)
        self.boxes = []
        widget.installEventFilter(self)

    def eventFilter(self, _, event):
        if event.type() == QEvent.Type.Paint:
            self.boxes.append(event.region().boundingRect())
        return False


def test_hovering_repaints_the_handle_and_not_the_plot(make_window, qtbot):
    window = make_window(x=0.0)
    target, at = window.plot.viewport(), window.plot.marks.point.pixel.toPoint()
    qtbot.mouseMove(target, at + QPoint(200, 0))
    QApplication.processEvents()
    painted = Painted(target)
    qtbot.mouseMove(target, at)
    qtbot.waitUntil(lambda: bool(painted.boxes))
    assert max(max(box.width(), box.height()) for box in painted.boxes) < 50


@pytest.mark.parametrize("quantity", [0, 1, 2])
def test_a_hidden_number_says_that_a_click_reveals_it(make_window, qtbot, quantity):
    window = make_window(x=1.0)
    label = window.figure.values.readings[quantity]
    assert (label.toolTip(), label.cursor().shape()) == ("", Shape.ArrowCursor)
    qtbot.keyClick(window.focusWidget(), Key.Key_H)
    assert (label.toolTip(), label.cursor().shape()) == ("Click to reveal", Shape.PointingHandCursor)
    qtbot.mouseClick(label, LEFT, NONE, QPointF(5, 5).toPoint())
    assert (label.toolTip(), label.cursor().shape()) == ("", Shape.ArrowCursor)
