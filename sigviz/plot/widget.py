"""The plot widget: σ, σ′ and the tangent at a point that can be dragged from anywhere.

It is a `PlotWidget` whose items follow a readout. The static items are painted once, into a picture that is the
background of the view. Moving the point then costs only a copy of a few strips of that picture, and a few strokes.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsView, QToolTip

from sigviz.drawing.background_cache import BackgroundCache
from sigviz.drawing.handles import Handle as Grip
from sigviz.drawing.medium import SCREEN, Medium
from sigviz.maths.ranges import Range
from sigviz.model.navigation import clamp_x, within_limits
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.plot.composition import Composition
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.gesture_view import GestureView
from sigviz.plot.gestures import Bursts
from sigviz.plot.items.labels import Label

# An inherited style sheet could move the plot. This one names widgets, because the plot's tips inherit it too.
_SHEET = "#plot, #plot > #qt_scrollarea_viewport { border: none; margin: 0; padding: 0 }"
TITLE = "Plot of σ(x), its slope σ′(x) and the tangent at the point"


class Plot(GestureView):
    """Draws the curves and the point of a readout. Its `gestures` report when the user drags the point, pans or zooms.

    Changes by pyqtgraph's own methods, above all of the range, are requests: they change the scene, and the next
    readout shows them.
    """

    change_requested = Signal(dict, object)  # fields of the scene, gesture
    arranged = Signal()  # the point may be at another pixel, though the scene has not changed

    def __init__(self, medium: Medium = SCREEN) -> None:
        super().__init__()
        self.medium = medium
        self.setObjectName("plot")
        self.setAccessibleName(TITLE)
        self.setStyleSheet(_SHEET)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.plotItem.ctrlMenu.setParent(self, Qt.WindowType.Popup)  # never shown; deleted with the plot
        surface = self.viewport()
        surface.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        surface.setAccessibleName("Plot area")
        self._bursts = Bursts()
        self._readout: Readout | None = None
        self._covered: list[QRectF] = []  # the boxes that moving items cover
        self._ground = ""
        self._description, self.silent = "", False  # silent keeps the description while the point sweeps
        self._still = BackgroundCache()
        self._stale = False  # whether the last repaint had to draw the background again
        items = self._items = Composition(self.plotItem)
        self.curves, self.marks, self.overlays = items.curves, items.marks, items.overlays
        self._connect()

    def _connect(self) -> None:
        item = self.plotItem
        item.vb.range_requested.connect(self._on_range_requested)
        item.vb.sigResized.connect(self._on_box_resized)
        item.layer_requested.connect(self._on_layer_requested)
        item.grid_requested.connect(self._on_grid_requested)
        for curve in self.curves.values():
            curve.visibleChanged.connect(self._paint_anew)
        for axis in item.own_axes:
            axis.relabelled.connect(self._arrange)
        for handle in self._items.handles:
            handle.place_requested.connect(partial(self._on_place_requested, handle.name))
        self.gestures.handle_moved.connect(self._on_handle_moved)
        self.gestures.hovered.connect(self._on_hovered)

    def show_readout(self, readout: Readout) -> None:
        """Show a readout. Requests nothing."""
        self._readout = readout
        if self._still.follow((self._items.still(readout.scene), self.medium.scale(readout.scene))):
            self._arrange()
        else:
            self._show_moving(readout)
        self._show_additions(readout.scene)
        self.gestures.follow(readout.scene.x)
        description = self._items.describe(readout)
        if description != self._description:  # else a message that stands before it would be unsaid
            self._description = description
            if not self.silent:
                self.setAccessibleDescription(description)

    @property
    def description(self) -> str:
        """The point, the slope and the overlays in words."""
        return self._description

    def speak(self, message: str) -> None:
        """Describe the plot with a message first: screen readers say a changed description of what has the focus."""
        known = message in self._description
        self.setAccessibleDescription(self._description if known else f"{message}; {self._description}")

    def paint(self, painter: QPainter, *, filled: bool = True) -> None:
        """Draw the plot with any painter, at any scale, without foreign items. ``filled`` includes the background."""
        if filled:
            painter.fillRect(QRectF(self.viewport().rect()), self.backgroundBrush())
        self._items.paint_still(painter)
        self._items.paint_moving(painter)

    @property
    def coordinates(self) -> Coordinates:
        """The current coordinates of the plot. Raise `RuntimeError` before the first readout."""
        if self._items.coordinates is None:
            raise RuntimeError("the plot has no coordinates yet: call show_readout first")
        return self._items.coordinates

    def curve_at(self, at: QPoint) -> str:
        """Return the layer of the curve that is under a pixel, or an empty string."""
        return self._items.curve_at(QPointF(at))

    @property
    def labels(self) -> list[Label]:
        """All texts in the plot except the names of the curves and the tick labels."""
        return self._items.labels

    def _current_frame(self) -> Coordinates:
        return self.coordinates

    # Layout

    def _arrange(self) -> None:
        """Fit the view box to the widget and the scene, and lay out the items."""
        if self._readout is None:
            return
        scene = self._readout.scene
        ground = self.medium.theme(scene).ground
        if ground != self._ground:
            self._ground = ground
            self.setBackground(self._ground)
        coordinates = self.plotItem.lay_out(QSizeF(self.viewport().size()), scene, self.medium)
        self._items.fit(coordinates, scene, self.devicePixelRatioF())
        self._paint_anew()
        self._show_moving(self._readout)
        self.arranged.emit()

    def _show_moving(self, readout: Readout) -> None:
        """Move the items that follow the point, and repaint where they were and where they are."""
        before, coordinates = self._covered, self.coordinates
        self._items.show_moving(readout, coordinates)
        self._covered = self._items.covered(coordinates)
        self.updateScene([*before, *self._covered])

    def _show_additions(self, scene: Scene) -> None:
        """Draw the new parts of static items into the background."""
        additions = self._items.grow(scene)
        if additions is None:
            self._paint_anew()
            return
        for addition in additions:
            self._still.add(addition.draw)
            self.updateScene(addition.boxes)

    def _paint_anew(self) -> None:
        """Repaint everything, including the static items."""
        self._still.forget()
        self.viewport().update()

    # Requests

    def _grips(self) -> list[Grip]:
        return [Grip(handle.name, handle.pixel) for handle in self._items.overlay_handles if handle.shown]

    def _point_grip(self) -> list[Grip]:
        point = self.marks.point
        return [Grip(point.name, point.pixel)] if point.shown else []

    def _on_hovered(self, name: str) -> None:
        for handle in self._items.handles:
            if handle.hovered != (handle.name == name):
                handle.hovered = not handle.hovered
                self.updateScene(handle.boxes())

    def _on_handle_moved(self, handle: str, at: QPointF, gesture: object) -> None:
        if self._readout is not None:
            self.change_requested.emit(self._items.drag(handle, self._readout, at), gesture)

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
        self._arrange()  # the scene does not record which of the two grids is shown

    def _on_box_resized(self) -> None:
        """Lay out again after a title or a label has changed the size of the view box."""
        coordinates = self._items.coordinates
        if coordinates is not None and self.plotItem.vb.coordinates.getCoords() != coordinates.rect.getCoords():
            self._arrange()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.plotItem.foreign:
            super().paintEvent(event)
        else:  # skip pyqtgraph's preparation of items: no own item needs it
            QGraphicsView.paintEvent(self, event)

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        if painter.device() is not self.viewport() or self._readout is None:
            super().drawBackground(painter, rect)
            return
        moving, self._stale = self._stale, not self._still.kept
        if self._stale and moving and rect.contains(QRectF(self.viewport().rect())):
            # While the view moves, a cached picture would be used only once.
            painter.fillRect(rect, self.backgroundBrush())
            self._items.paint_still(painter)
            return
        still = self._still.of(self.viewport(), self._items.paint_still, self._ground)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawPixmap(QPointF(), still)  # Qt clips it: copying only a part could start between two pixels
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        super().drawForeground(painter, rect)
        if painter.device() is self.viewport():
            self._items.draw_on_screen(painter, self.devicePixelRatioF())

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell how much the axes are stretched where the pointer rests on the y axis."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._readout is not None:
            if event.pos().x() < self.coordinates.left:
                QToolTip.showText(event.globalPos(), self.coordinates.stretching, self.viewport())
                return True
            QToolTip.hideText()
        return super().viewportEvent(event)

    def render(self, *args: object, **options: object) -> None:
        """Paint a picture, as `QGraphicsView` does."""
        with self.scene().own_contents():
            super().render(*args, **options)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None and not self.closed and hasattr(self, "_still"):  # pyqtgraph resizes in its constructor
            self._arrange()
