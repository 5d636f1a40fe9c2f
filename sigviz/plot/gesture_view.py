"""A plot widget that passes mouse, wheel and touch events to its gestures, unless a foreign item takes them.

Foreign items are those that other code has added to the plot.
"""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QTouchEvent, QWheelEvent

from sigviz.drawing.handles import Handle
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.gestures import Gestures
from sigviz.plot.graphics_scene import PlotScene
from sigviz.plot.plot_item import ScenePlotItem

_CLICK = 4.0  # pixels that the mouse may move within a click

Press = tuple[Qt.MouseButton, QPointF, Qt.KeyboardModifier]


class GestureView(pg.PlotWidget):  # type: ignore[misc]
    """A `PlotWidget` with a `ScenePlotItem`. Its `gestures` report when the user drags the point, pans or zooms."""

    menu_requested = Signal(object)  # the position in global pixels

    def __init__(self) -> None:
        super().__init__(plotItem=ScenePlotItem())
        self._use_scene(PlotScene(self))
        surface = self.viewport()
        surface.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        surface.setFocusProxy(None)  # else both have the state "focused" for a screen reader
        surface.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.gestures = Gestures(surface, self._current_frame, self._grips, self._point_grip)
        self._waiting: Press | None = None  # a press that a foreign item may still take
        self._pressed_at = QPointF()
        self._given = False  # whether the current touch is left to a foreign item
        for left_over in (self.plotItem.vb.drag_left_over, self.plotItem.vb.click_left_over):
            left_over.connect(self._press_after_all)

    def _use_scene(self, scene: PlotScene) -> None:
        """Move the plot item from the scene that pyqtgraph creates to another one."""
        self.setCentralItem(None)
        self.sceneObj = scene
        self.setScene(scene)
        self.setCentralItem(self.plotItem)

    def _current_frame(self) -> Coordinates:
        """Return the current coordinates of the plot."""
        raise NotImplementedError

    def _grips(self) -> list[Handle]:
        """Return the handles that a press grabs in preference to the point."""
        raise NotImplementedError

    def _point_grip(self) -> list[Handle]:
        """Return the point, if it is shown."""
        raise NotImplementedError

    def _press(self, event: QMouseEvent) -> None:
        """Grab the point, a handle or the view, unless a foreign item takes the press."""
        at = self._pressed_at = event.position()
        taker, certain = self._taker(at, event.button())
        press = event.button(), at, event.modifiers()
        self._waiting = None
        if taker is None:
            self.gestures.press(*press)
        elif not certain:
            self._waiting = press
        event.accept()

    def _taker(self, at: QPointF, button: Qt.MouseButton) -> tuple[object, bool]:
        """Return the foreign item that takes a press, or None, and whether it is certain to take it."""
        taker, certain = self.scene().taker(at, button)
        return (None, False) if taker is None or self.plotItem.own(taker) else (taker, certain)

    def _press_after_all(self) -> None:
        """Handle the waiting press, which the foreign item has not taken."""
        if self._waiting is not None:
            press, self._waiting = self._waiting, None
            self.gestures.press(*press)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._press(event)  # the second press of a double click also drags

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, active = event.position(), self.gestures.active
        if active:
            self.scene().sigMouseMoved.emit(at)
            if (at - self._pressed_at).manhattanLength() > _CLICK:
                self.scene().forget_click()
        else:
            super().mouseMoveEvent(event)
        self.gestures.move(at, event.buttons())
        if active and not self.gestures.active:
            self.scene().forget_press()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._waiting = None
        self.gestures.release(event.position(), event.buttons(), event.modifiers())
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.gestures.wheel(event)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            if event.type() == QEvent.Type.TouchBegin:
                begun = event.points()[0].position()
                self._given = self._taker(begun, Qt.MouseButton.LeftButton)[0] is not None
            if not self._given:  # otherwise Qt turns the touch into mouse events
                self.gestures.touch(event)
                event.accept()
                return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.gestures.zoom(1 / max(1 + event.value(), 0.1), event.position())
            return True
        return bool(super().viewportEvent(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # pyqtgraph's view box would take + − = and Backspace

    def leaveEvent(self, event: QEvent) -> None:
        if self.sceneObj is not None:
            super().leaveEvent(event)
        self.gestures.leave()
        event.accept()
