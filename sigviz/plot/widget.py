"""The plot: σ, σ′ and the tangent at a point that can be dragged from anywhere.

A `PlotWidget` whose items follow a readout. What lies still is painted once, into a picture that is the view's
background: a moving point then costs a copy of a few strips of that picture, and a few strokes.
"""

from collections.abc import Mapping
from functools import partial
from operator import attrgetter

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView

from sigviz.drawing.background_cache import BackgroundCache
from sigviz.drawing.handles import Handle as Grip
from sigviz.drawing.theme import THEMES
from sigviz.maths.ranges import Range
from sigviz.model.layer_texts import description
from sigviz.model.navigation import clamp_x, within_limits
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.plot.composition import Composition
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.gestures import Bursts, Gestures
from sigviz.plot.graphics_scene import PlotScene
from sigviz.plot.items import overlays
from sigviz.plot.items.labels import Label
from sigviz.plot.plot_item import ScenePlotItem

TITLE = "Plot of σ(x), its slope σ′(x) and the tangent at the point"
_CLICK = 4.0  # pixels that the mouse may move within a click
_still_part = attrgetter("layers", "x_range", "y_range", "hidden", "revealed", "threshold", "theme", "text_scale")

Press = tuple[Qt.MouseButton, QPointF, Qt.KeyboardModifier]


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """Draws the curves and the point of a readout; its `gestures` tell when a person drags the point, pans or zooms.

    What pyqtgraph's own methods change, the range above all, is requested: the scene decides, and a readout shows it.
    """

    menu_requested = Signal(object)  # where, in global pixels
    change_requested = Signal(dict, object)  # fields of the scene, the gesture

    def __init__(self) -> None:
        super().__init__(plotItem=ScenePlotItem())
        self._use_scene(PlotScene(self))
        self.setObjectName("plot")
        self.setAccessibleName(TITLE)
        self.setStyleSheet("border: none; margin: 0; padding: 0")  # a host's style sheet would move the plot
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.plotItem.ctrlMenu.setParent(self, Qt.WindowType.Popup)  # never shown, and gone with the plot
        surface = self.viewport()
        surface.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        surface.setAccessibleName("Plot area")
        surface.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.gestures = Gestures(surface, self._current_frame, self._grips)
        self._bursts = Bursts()
        self._waiting: Press | None = None  # a press that an item of others may take yet
        self._pressed_at = QPointF()
        self._given = False  # whether the finger that is down is left to an item of others
        self._readout: Readout | None = None
        self._covered: list[QRectF] = []  # the boxes where moving items are
        self._ground = ""
        self._description, self.silent = "", False  # silent keeps the description while the point sweeps
        self._still, self._stale = (
            BackgroundCache(),
            False,
        )  # the background, and whether it had to be made anew the last time
        own = self._own = Composition(self.plotItem)
        self.curves, self.marks, self.overlays = own.curves, own.marks, own.overlays
        self._connect()

    def _use_scene(self, scene: PlotScene) -> None:
        """Move the plot item into another scene than the one that pyqtgraph makes."""
        self.setCentralItem(None)
        self.sceneObj = scene
        self.setScene(scene)
        self.setCentralItem(self.plotItem)

    def _connect(self) -> None:
        item = self.plotItem
        item.vb.range_requested.connect(self._on_range_requested)
        item.vb.sigResized.connect(self._on_box_resized)
        item.vb.drag_left_over.connect(self._press_after_all)
        item.vb.click_left_over.connect(self._press_after_all)
        item.layer_requested.connect(self._on_layer_requested)
        item.grid_requested.connect(self._on_grid_requested)
        for curve in self.curves.values():
            curve.visibleChanged.connect(self._paint_anew)
        for axis in item.own_axes:
            axis.relabelled.connect(self._arrange)
        for handle in self._own.handles:
            handle.place_requested.connect(partial(self._on_place_requested, handle.name))
        self.gestures.handle_moved.connect(self._on_handle_moved)

    def show_readout(self, readout: Readout) -> None:
        """Show a readout. Requests nothing."""
        before, self._readout = self._readout, readout
        if before is None or _still_part(before.scene) != _still_part(readout.scene):
            self._arrange()
        else:
            self._show_moving(readout)
        self._show_trace(readout.scene)
        told = description(readout)
        self._description = f"{readout.description}; {told}" if told else readout.description
        if not self.silent:
            self.setAccessibleDescription(self._description)

    def speak(self, message: str) -> None:
        """Describe the plot with a message first: screen readers say a changed description of what has the focus."""
        silent = message in self._description
        self.setAccessibleDescription(self._description if silent else f"{message}; {self._description}")

    def paint(self, painter: QPainter, *, filled: bool = True) -> None:
        """Draw the plot as it stands with any painter, at any scale; what others have added is left out."""
        if filled:
            painter.fillRect(QRectF(self.viewport().rect()), self.backgroundBrush())
        self._own.paint_still(painter)
        self._own.paint_moving(painter)

    @property
    def coordinates(self) -> Coordinates:
        """Where the plane lies on the widget."""
        if self._own.coordinates is None:
            raise RuntimeError("the plot has nothing to show yet: show a readout first")
        return self._own.coordinates

    @property
    def labels(self) -> list[Label]:
        """The texts in the plot, but for the names of the curves and the numbers at the axes."""
        return self._own.labels

    def _current_frame(self) -> Coordinates:
        return self.coordinates

    # How it is laid out

    def _arrange(self) -> None:
        """Fit the view box to the widget and the scene, and place what lies still."""
        if self._readout is None:
            return
        scene = self._readout.scene
        if THEMES[scene.theme].ground != self._ground:
            self._ground = THEMES[scene.theme].ground
            self.setBackground(self._ground)
        coordinates = self.plotItem.lay_out(QSizeF(self.viewport().size()), scene)
        self._own.fit(coordinates, scene, self.devicePixelRatioF())
        self._paint_anew()
        self._show_moving(self._readout)

    def _show_moving(self, readout: Readout) -> None:
        """Move what follows the point, and have painted again where it was and where it is."""
        before, coordinates = self._covered, self.coordinates
        self._own.show_moving(readout, coordinates)
        self._covered = self._own.covered(readout, coordinates)
        self.updateScene([*before, *self._covered])

    def _show_trace(self, scene: Scene) -> None:
        """Add the dots that are new to the background."""
        added = self._own.show_trace(scene)
        if added is None:
            self._paint_anew()
        elif added[1]:
            self._still.add(added[0])
            self.updateScene(added[1])

    def _paint_anew(self) -> None:
        """Have everything painted again, also what lies still."""
        self._still.forget()
        self.viewport().update()

    # What is asked for

    def _grips(self) -> list[Grip]:
        """Return what a press takes before the point."""
        return [Grip(one.name, one.pixel, one.cursor_shape) for one in self.overlays.handles if one.shown]

    def _on_handle_moved(self, handle: str, at: QPointF, gesture: object) -> None:
        if self._readout is not None:
            field, value = overlays.dragged(self.coordinates, self._readout, self._own.spot, handle, at)
            self.change_requested.emit({field: value}, gesture)

    def _on_place_requested(self, handle: str, place: QPointF) -> None:
        if handle == self.marks.point.name:
            self.change_requested.emit({"x": clamp_x(place.x())}, None)
        else:
            self._on_handle_moved(handle, self.coordinates.at(place.x(), place.y()), None)

    def _on_range_requested(self, asked: Mapping[str, Range]) -> None:
        self.change_requested.emit(within_limits(asked), self._bursts.gesture())

    def _on_layer_requested(self, layer: str, shown: bool) -> None:
        if self._readout is not None:
            layers = self._readout.scene.layers
            self.change_requested.emit({"layers": layers | {layer} if shown else layers - {layer}}, None)

    def _on_grid_requested(self, shown: bool) -> None:
        self._on_layer_requested("grid", shown)
        self._arrange()  # which of the two grids is shown is no matter of the scene

    def _on_box_resized(self) -> None:
        """Follow a title or a label that takes room from the view box, or gives it back."""
        coordinates = self._own.coordinates
        if coordinates is not None and self.plotItem.vb.coordinates.getCoords() != coordinates.rect.getCoords():
            self._arrange()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.plotItem.foreign:
            super().paintEvent(event)
        else:  # no item waits to be prepared
            QGraphicsView.paintEvent(self, event)

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        if painter.device() is not self.viewport() or self._readout is None:
            super().drawBackground(painter, rect)
            return
        moving, self._stale = self._stale, not self._still.kept
        if self._stale and moving and rect.contains(QRectF(self.viewport().rect())):
            painter.fillRect(rect, self.backgroundBrush())  # while the view moves, a copy would be of use only once
            self._own.paint_still(painter)
            return
        still = self._still.of(self.viewport(), self._own.paint_still, self._ground)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawPixmap(QPointF(), still)  # clipped to what is exposed: a part of it could lie between two pixels
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        super().drawForeground(painter, rect)
        if painter.device() is self.viewport():
            self._own.draw_on_screen(painter, self.devicePixelRatioF())

    def render(self, *args: object, **options: object) -> None:
        """Paint a picture, as `QGraphicsView` does."""
        with self.scene().own_contents():
            super().render(*args, **options)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None and not self.closed and hasattr(self, "_still"):  # pyqtgraph resizes while it builds
            self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._press(event)  # a second quick press is a press

    def _press(self, event: QMouseEvent) -> None:
        """Take the point, a handle or the view, unless an item that others added takes the press."""
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
        """Return the item of others that takes a press, and whether it is certain to."""
        taker, certain = self.scene().taker(at, button)
        return (None, False) if taker is None or self.plotItem.own(taker) else (taker, certain)

    def _press_after_all(self) -> None:
        """Take what was pressed, now that the item that others added has not."""
        if self._waiting is not None:
            press, self._waiting = self._waiting, None
            self.gestures.press(*press)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, held = event.position(), self.gestures.active
        if held:
            self.scene().sigMouseMoved.emit(at)
            if (at - self._pressed_at).manhattanLength() > _CLICK:
                self.scene().forget_click()
        else:
            super().mouseMoveEvent(event)
        self.gestures.move(at, event.buttons())
        if held and not self.gestures.active:
            self.scene().forget_press()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._waiting = None
        self.gestures.release(event.position(), event.buttons())
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.gestures.wheel(event)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            if event.type() == QEvent.Type.TouchBegin:
                begun = event.points()[0].position()
                self._given = self._taker(begun, Qt.MouseButton.LeftButton)[0] is not None
            if not self._given:  # else Qt makes a mouse of the finger
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
        event.ignore()  # pyqtgraph's view box would keep + − = and Backspace

    def leaveEvent(self, event: QEvent) -> None:
        if self.sceneObj is not None:
            super().leaveEvent(event)
        event.accept()
