"""Where a drag ends, and what grows and changes its cursor under the pointer."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from sigviz.drawing.handles import GROWTH
from sigviz.plot.items.point_marks import POINT_RADIUS
from tests.events import CTRL, LEFT, drag
from tests.pixels import covered, picture


def pixel(window, x, by):
    return QPointF(window.plot.coordinates.x_to_px(x) + by, 200)


def steps(window):
    count = 0
    while window.store.can_undo:
        window.store.undo()
        count += 1
    return count


@pytest.mark.parametrize("half", [-3.0, -0.5, 0.0, 2.5])
@pytest.mark.parametrize("by", [-3, 3])
def test_a_drag_that_is_released_near_a_half_ends_on_it_as_one_step(make_window, qtbot, half, by):
    window = make_window(x=1.2)
    drag(qtbot, window.plot.viewport(), (300, 300), pixel(window, half, by))
    assert window.scene.x == half
    assert steps(window) == 1


@pytest.mark.parametrize("by", [-6, 6])
def test_farther_away_or_with_ctrl_or_where_halves_are_close_it_stays(make_window, qtbot, by):
    window = make_window(x=1.2)
    drag(qtbot, window.plot.viewport(), (300, 300), pixel(window, 2.0, by))
    assert window.scene.x not in (2.0, 1.2)
    drag(qtbot, window.plot.viewport(), (300, 300), pixel(window, 2.0, by / 3), modifiers=CTRL)
    assert window.scene.x != 2.0
    window.store.update(x_range=(-12.0, 12.0))
    drag(qtbot, window.plot.viewport(), (300, 300), pixel(window, 2.0, by / 3))
    assert window.scene.x != 2.0


def test_a_click_is_not_a_drag(make_window, qtbot):
    window = make_window(x=1.2)
    at = pixel(window, 2.0, 2).toPoint()
    qtbot.mouseClick(window.plot.viewport(), LEFT, pos=at)
    assert window.scene.x != 2.0


def test_the_point_grows_by_a_sixth_under_the_pointer_and_shrinks_when_it_leaves(make_window, qtbot):
    window = make_window(x=1.0)
    plot = window.plot
    target, at = plot.viewport(), plot.marks.point.pixel.toPoint()

    def radius():
        row = covered(picture(plot, 4), plot.coordinates.theme.sigma.colour)[4 * at.y()]
        return row[4 * at.x() : 4 * (at.x() + 14)].sum() / 4  # without the line to the left

    free, cursors = QPoint(100, 100), Qt.CursorShape
    qtbot.mouseMove(target, free)
    before = radius()
    qtbot.mouseMove(target, at)
    assert target.cursor().shape() == cursors.OpenHandCursor
    assert radius() - before == pytest.approx(POINT_RADIUS * (GROWTH - 1), abs=0.4)
    qtbot.mousePress(target, LEFT, pos=at)
    assert target.cursor().shape() == cursors.ClosedHandCursor
    qtbot.mouseRelease(target, LEFT, pos=at)
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert radius() == pytest.approx(before, abs=0.3)  # the click moved the point by less than a pixel


def test_a_hidden_number_says_that_a_click_reveals_it(make_window, qtbot):
    window = make_window(x=1.0)
    product = window.figure.values.readings[-1]
    assert not product.toolTip()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_H)
    assert product.toolTip() == "Click to reveal"
    assert product.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(product, LEFT)
    assert not product.toolTip()
    assert QGuiApplication.overrideCursor() is None
