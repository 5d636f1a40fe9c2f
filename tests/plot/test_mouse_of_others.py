"""pyqtgraph's mouse signals, and foreign items that take mouse events."""

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtWidgets import QApplication

from sigviz.model.scene import Scene
from tests.events import LEFT, Fingers
from tests.own_items import at


def test_every_move_and_every_click_is_reported(make_window, qtbot):
    plot = make_window().plot
    moved, clicked = [], []
    plot.scene().sigMouseMoved.connect(moved.append)
    plot.scene().sigMouseClicked.connect(clicked.append)
    target = plot.viewport()
    for column in range(100, 150):
        qtbot.mouseMove(target, QPoint(column, 300))
    assert [place.x() for place in moved] == list(range(100, 150))
    qtbot.mouseClick(target, LEFT, pos=QPoint(200, 250))
    assert [(event.scenePos().x(), event.scenePos().y()) for event in clicked] == [(200, 250)]
    moved.clear()
    qtbot.mousePress(target, LEFT, pos=QPoint(300, 300))
    for column in range(301, 351):
        qtbot.mouseMove(target, QPoint(column, 300))
    qtbot.mouseRelease(target, LEFT, pos=QPoint(350, 300))
    assert [place.x() for place in moved] == list(range(301, 351))
    assert len(clicked) == 1, "a drag is not a click"


def drag_through(qtbot, plot, *places):
    target = plot.viewport()
    for place in places[:1]:
        qtbot.mouseMove(target, place + QPoint(3, 0))
        qtbot.mouseMove(target, place)
        qtbot.mousePress(target, LEFT, pos=place)
    for place in places[1:]:
        qtbot.mouseMove(target, place)
    qtbot.mouseRelease(target, LEFT, pos=places[-1])


class Knob(pg.GraphicsObject):
    """An item that takes drags without claiming them."""

    def boundingRect(self):  # noqa: N802
        return QRectF(-0.5, -0.05, 1, 0.1)

    def paint(self, *_):
        pass

    def mouseDragEvent(self, event):
        event.accept()
        self.setPos(self.mapToParent(event.pos()))


@pytest.mark.parametrize("kind", ["claims it while hovered", "takes it when it begins"])
def test_a_draggable_foreign_item_takes_precedence_over_the_point(make_window, qtbot, kind):
    window = make_window()
    plot = window.plot
    item = pg.InfiniteLine(3.0, movable=True) if kind.startswith("claims") else Knob()
    plot.addItem(item)
    item.setPos(3.0 if isinstance(item, pg.InfiniteLine) else QPointF(3.0, 0.2))
    QApplication.processEvents()
    begin, end = at(plot, 3.0, 0.2), at(plot, 5.0, 0.2)
    drag_through(qtbot, plot, begin, begin + QPoint(9, 0), end)
    assert item.pos().x() == pytest.approx(5.0, abs=0.2)
    assert window.scene == Scene()
    drag_through(qtbot, plot, at(plot, -3.0, 0.5), at(plot, -4.0, 0.5))
    assert window.scene.x == pytest.approx(-4.0, abs=0.05), "a press elsewhere grabs the point"


def test_an_item_that_cannot_be_dragged_does_not_block_the_point(make_window, qtbot):
    window = make_window()
    plot = window.plot
    plot.addItem(pg.InfiniteLine(3.0))
    drag_through(qtbot, plot, at(plot, 3.0, 0.2), at(plot, 4.0, 0.2), at(plot, 5.0, 0.2))
    assert window.scene.x == pytest.approx(5.0, abs=0.05)
    qtbot.mouseClick(plot.viewport(), LEFT, pos=at(plot, 3.0, 0.2))
    assert window.scene.x == pytest.approx(3.0, abs=0.05)


def test_a_click_on_a_foreign_item_does_not_move_the_point(make_window, qtbot):
    window = make_window()
    plot, clicked = window.plot, []
    spots = pg.ScatterPlotItem([4.0], [0.5], size=20)
    spots.sigClicked.connect(lambda *_: clicked.append(1))
    plot.addItem(spots)
    QApplication.processEvents()
    qtbot.mouseClick(plot.viewport(), LEFT, pos=at(plot, 4.0, 0.5))
    assert (clicked, window.scene) == ([1], Scene())
    drag_through(qtbot, plot, at(plot, 4.0, 0.5), at(plot, 4.5, 0.5), at(plot, 5.0, 0.5))
    assert window.scene.x == pytest.approx(5.0, abs=0.05), "the spot does not take a drag"


def test_a_finger_drags_a_foreign_item(make_window, qtbot):
    window = make_window()
    plot, target = window.plot, pg.TargetItem((4.0, 0.5), size=30)
    plot.addItem(target)
    QApplication.processEvents()
    fingers = Fingers(plot.viewport())
    for place in (at(plot, 4.0, 0.5), at(plot, 4.4, 0.5), at(plot, 5.0, 0.5)):
        fingers.to(place)
    fingers.lift()
    assert window.scene == Scene()
    assert target.pos().x() == pytest.approx(5.0, abs=0.1)
