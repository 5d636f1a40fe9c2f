"""The plot: σ, σ′ and the tangent at a point that can be dragged from anywhere.

pyqtgraph holds the visible range and the geometry. Of its mouse handling nothing is left, for here a press anywhere
takes the point; and of its painting the still part is kept as a picture, for a moving point then costs one copy of
that picture and a few strokes.
"""

from functools import partial
from operator import attrgetter

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)

from sigviz.model.insights import description
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.model.trace import Trace
from sigviz.views import bands, ground, insights, labels, marks, names
from sigviz.views.frame import Frame
from sigviz.views.gestures import Gestures
from sigviz.views.handles import Handle
from sigviz.views.still import Still

TITLE = "Plot of σ(x), its slope σ′(x) and the tangent at the point"
_still_part = attrgetter("layers", "x_range", "y_range", "hidden", "revealed", "threshold", "theme", "text_scale")


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """Draws the curves and the point of a readout; its `gestures` tell when a person drags the point, pans or zooms."""

    menu_requested = Signal(object)  # where, in global pixels
    change_requested = Signal(dict, object)  # fields of the scene, the gesture

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setObjectName("plot")
        self.setAccessibleName(TITLE)
        box = self.plotItem.getViewBox()
        box.setMouseEnabled(False, False)
        box.disableAutoRange()
        self.plotItem.hideButtons()
        self.plotItem.ctrlMenu.setParent(self, Qt.WindowType.Popup)  # never shown, and gone with the plot
        for axis in ("left", "bottom"):
            self.plotItem.hideAxis(axis)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setAccessibleName("Plot area")
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.gestures = Gestures(self.viewport(), self._current_frame, self._handles)
        self.gestures.handle_moved.connect(self._on_handle_moved)
        self._readout: Readout | None = None
        self._frame: Frame | None = None
        self._names: list[names.Name] = []
        self._spot: marks.Spot | None = None
        self._sketch = insights.Sketch()
        self._arrow: marks.Arrow | None = None
        self._notes: list[labels.Label] = []  # that lie still
        self._labels: list[labels.Label] = []
        self._dots = Trace()  # the part of the trace that the still picture holds
        self._drawn = QRect()  # where the marks are
        self._still = Still()
        self._stamped: QPixmap | None = None  # the still picture that the names' stamps go with
        self._stamps: list[QPixmap] = []  # of the names

    def show_readout(self, readout: Readout) -> None:
        """Show a readout. Emits nothing."""
        before, self._readout = self._readout, readout
        if before is None or _still_part(before.scene) != _still_part(readout.scene):
            self._arrange()
        told = description(readout)
        self.setAccessibleDescription(f"{readout.description}; {told}" if told else readout.description)
        self._locate(readout)
        if readout.scene.trace[: len(self._dots)] != self._dots:  # some are gone: they may have been anywhere
            self._still.forget()
            self.viewport().update()

    def paint(self, painter: QPainter, *, filled: bool = True) -> None:
        """Draw the plot as it stands with any painter, at any scale."""
        self._paint_still(painter, filled=filled)
        if self._readout is not None and self._spot is not None:
            self._paint_moving(painter, self._readout, self._spot)
            names.paint(painter, self.frame, [name for name in self._names if self._free(name)])
            self._paint_notes(painter)

    @property
    def frame(self) -> Frame:
        """Where the plane lies on the widget."""
        if self._frame is None:
            raise RuntimeError("the plot has nothing to show yet: show a readout first")
        return self._frame

    def _current_frame(self) -> Frame:
        return self.frame

    # How it is laid out

    def _arrange(self) -> None:
        """Fit the frame to the widget and the scene, and place what lies still."""
        if self._readout is None:
            return
        scene, size = self._readout.scene, self.viewport().size()
        frame = self._frame = ground.fit(size, scene)
        margins = frame.left, frame.top, size.width() - frame.right, size.height() - frame.bottom
        self.plotItem.layout.setContentsMargins(*margins)
        self.plotItem.layout.activate()
        self.plotItem.getViewBox().setRange(xRange=frame.x_range, yRange=frame.y_range, padding=0)
        self._notes = bands.notes(self._frame, scene)
        self._names = names.place(self._frame, scene, [note.box for note in self._notes])
        self._locate(self._readout)
        self._still.forget()
        self.viewport().update()

    def _locate(self, readout: Readout) -> None:
        """Place what moves, and have it painted again where it was and where it is."""
        self._spot = marks.locate(self.frame, readout)
        self._arrow = marks.arrow(self.frame, readout, self._spot)
        self._sketch = insights.locate(self.frame, readout, self._spot)
        taken = [note.box for note in self._notes]
        taken += [self._arrow.box] if self._arrow is not None else []
        self._labels = insights.texts(self.frame, readout, self._spot, self._sketch, taken)
        drawn = marks.extent(self.frame, self._spot)
        if not readout.scene.layers.isdisjoint(insights.SPREAD):
            drawn = drawn.united(self.frame.rect.toAlignedRect())
        self.viewport().update(drawn.united(self._drawn))
        self._drawn = drawn

    # How it is drawn

    def _paint_still(self, painter: QPainter, *, filled: bool = True) -> None:
        if self._readout is not None:
            ground.paint(painter, self.frame, self._readout.scene, QRectF(self.viewport().rect()), filled=filled)
            labels.paint(painter, self.frame, self._notes)
            ground.paint_trace(painter, self.frame, self._readout.scene)

    def _free(self, name: names.Name) -> bool:
        """Return whether a name is clear of the labels, and of the arrow towards a point out of view."""
        boxes = [label.box for label in self._labels]
        return not any(map(name.box.intersects, boxes if self._arrow is None else [*boxes, self._arrow.box]))

    def _paint_moving(self, painter: QPainter, readout: Readout, spot: marks.Spot) -> None:
        insights.paint_below(painter, self.frame, readout, spot, self._sketch)
        marks.paint_lines(painter, self.frame, readout.scene, spot)
        if any(marks.crosses(spot, note.box) for note in self._notes) or self._sketch is not insights.NOTHING:
            labels.paint(painter, self.frame, self._notes)
        insights.paint_above(painter, self.frame, readout, spot, self._sketch)
        marks.paint_point(painter, self.frame, readout.scene, spot)
        insights.paint_handles(painter, self.frame, self._sketch)

    def _paint_notes(self, painter: QPainter) -> None:
        labels.paint(painter, self.frame, self._labels)
        if self._arrow is not None:
            labels.give_way(painter, self._notes, self._arrow.box)
            marks.paint_arrow(painter, self.frame, self._arrow)

    def _still_picture(self, scene: Scene) -> QPixmap:
        """Return the picture of what lies still; the dots of a drag are added to it one by one."""
        known = len(self._dots)
        still = self._still.of(self.viewport(), self._paint_still, self.frame.theme.ground)
        if still is not self._stamped:
            self._stamped = still
            self._stamps = names.stamps(self.frame, self._names, self.devicePixelRatioF())
        elif len(scene.trace) > known:
            self._still.add(partial(ground.paint_trace, frame=self.frame, scene=scene, since=known))
        self._dots = scene.trace
        return still

    # What can be taken

    def _handles(self) -> list[Handle]:
        return self._sketch.handles(self.frame)

    def _on_handle_moved(self, handle: str, at: QPointF, gesture: object) -> None:
        if self._readout is not None and self._spot is not None:
            field, value = insights.dragged(self.frame, self._readout, self._spot, handle, at)
            self.change_requested.emit({field: value}, gesture)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._readout is None or self._spot is None:
            super().paintEvent(event)
            return
        target = self.viewport()
        still = self._still_picture(self._readout.scene)
        painter = QPainter(target)
        painter.drawPixmap(0, 0, still)
        self._paint_moving(painter, self._readout, self._spot)
        for name, stamp in zip(self._names, self._stamps, strict=True):
            if self._free(name):
                painter.drawPixmap(name.box.topLeft(), stamp)
        self._paint_notes(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None and not self.closed and hasattr(self, "_readout"):  # pyqtgraph resizes while it builds
            self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.gestures.press(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.gestures.press(event)  # a second quick press is a press
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.gestures.move(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.gestures.release(event)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.gestures.wheel(event)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
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
        event.accept()
