"""The plot item. It distinguishes sigviz's own items from foreign ones, and clears only the latter."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QSignalBlocker, QSizeF, Signal
from PySide6.QtWidgets import QGraphicsItem

from sigviz.drawing.medium import Medium
from sigviz.model.navigation import seen_y_range
from sigviz.model.scene import Scene
from sigviz.plot.axes import Axis, XAxis, YAxis
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items import axis_flags
from sigviz.plot.items.curves import Curve
from sigviz.plot.view_box import SceneViewBox

_ROOM = 150.0, 120.0  # logical pixels that text at scale 1 needs; it is smaller in a smaller plot
_BEHIND, _AXES, _FRONT = -200.0, -150.0, 100.0  # the view box itself is at -100


class Title(pg.LabelItem):  # type: ignore[misc]
    """A title that is cut off if it is too long, instead of widening the plot."""

    def updateMin(self) -> None:
        super().updateMin()
        self.setMinimumWidth(0)


class ScenePlotItem(pg.PlotItem):  # type: ignore[misc]
    """A plot item whose own items follow the scene. Foreign items lie between its curves and its point."""

    layer_requested = Signal(str, bool)  # the layer of a curve, whether to show it
    grid_requested = Signal(bool)
    legend: Any
    titleLabel: Any

    def __init__(self) -> None:
        box = SceneViewBox()
        super().__init__(viewBox=box, axisItems={"bottom": XAxis(), "left": YAxis()}, enableMenu=False)
        self._own: list[QGraphicsItem] = []
        self._clip()
        self._grid = {"bottom": 1.0, "left": 1.0}  # the opacity of the grid of each axis while the layer is shown
        self.hideButtons()
        self.layout.removeItem(self.titleLabel)
        self.titleLabel.setParentItem(None)
        self.titleLabel = Title("", parent=self)
        self.titleLabel.setText("", size="11pt")
        self.layout.addItem(self.titleLabel, 0, 1)
        self.setTitle(None)
        self.layout.setContentsMargins(0, 0, 0, 0)
        for axis in self.own_axes:
            axis.setFlag(axis.GraphicsItemFlag.ItemNegativeZStacksBehindParent, False)
            axis.setZValue(_AXES)
        for group, z in ((box.behind, _BEHIND), (box.front, _FRONT)):
            group.setParentItem(self)
            group.setFlag(group.GraphicsItemFlag.ItemHasNoContents)
            group.setZValue(z)

    @property
    def own_axes(self) -> tuple[Axis, Axis]:
        """The x axis and the y axis."""
        return self.getAxis("bottom"), self.getAxis("left")

    @property
    def foreign(self) -> bool:
        """Whether there are foreign items."""
        return len(self.items) > len(self._own)

    @property
    def foreign_items(self) -> list[Any]:
        """The items that other code has added."""
        return [item for item in self.items if item not in self._own]

    def add_own(self, item: QGraphicsItem, group: QGraphicsItem | None = None) -> None:
        """Add an item that follows the scene, to a group of the view box if it must not be clipped.

        It is excluded from the legend, and from pyqtgraph's averaging and downsampling of curves.
        """
        self._own.append(item)
        legend, self.legend = self.legend, None
        super().addItem(item, ignoreBounds=True)
        self.legend = legend
        if item in self.curves:
            self.curves.remove(item)
        if group is not None:
            item.setParentItem(group)

    def remove_own(self, item: QGraphicsItem) -> None:
        """Remove an own item, so that hidden items are neither listed nor exported."""
        self._own.remove(item)
        super().removeItem(item)

    def own(self, item: object) -> bool:
        """Return whether an item is sigviz's own: it follows the scene, or contains items that do."""
        return item in self._own or item in (self, self.vb, self.vb.childGroup, *self.own_axes)

    def show_grid(self, *, shown: bool) -> None:
        """Show or hide the grid of each axis that has one."""
        for name, opaque in self._grid.items():
            self.getAxis(name).setGrid(opaque if shown and opaque else False)

    def lay_out(self, size: QSizeF, scene: Scene, medium: Medium) -> Coordinates:
        """Lay out a scene in a plot of this size, with space for titles and labels, and return the coordinates."""
        theme, (x_axis, y_axis) = medium.theme(scene), self.own_axes
        title = self.titleLabel.maximumHeight() if self.titleLabel.isVisible() else 0.0
        width = max(size.width() - y_axis.label_height, 1.0)
        height = max(size.height() - x_axis.label_height - title, 1.0)
        scale = min(medium.scale(scene), width / _ROOM[0], height / _ROOM[1])
        y_axis.concealing, y_axis.guessing = bool(scene.concealed), scene.guessing
        for axis in (x_axis, y_axis):
            axis.dress(theme, scale)
        edge = 14 * scale
        y_range = seen_y_range(scene, height / width)
        numbers, flags = (
            y_axis.reach(y_range, height),
            axis_flags.reach(scene, y_range, scale) if theme.interactive else 0.0,
        )
        y_axis.setWidth(max(numbers + edge, flags + edge / 3, 40 * scale) + y_axis.label_height)
        x_axis.setHeight(34 * scale + x_axis.label_height)
        self.layout.setContentsMargins(0, edge, 1.5 * edge, 0)
        with QSignalBlocker(self.vb):  # otherwise the new size is taken for a change caused by a title
            self.layout.activate()
        inner = self.vb.coordinates
        y_range = seen_y_range(scene, inner.height() / inner.width())
        self.vb.show_range(scene.x_range, y_range)
        return Coordinates(
            inner.left(), inner.top(), inner.right(), inner.bottom(), scene.x_range, y_range, theme, scale
        )

    # pyqtgraph overrides

    def addItem(self, item: Any, *args: Any, **kwargs: Any) -> None:
        """Add a foreign item. For one of sigviz's own curves, request that its layer be shown.

        Foreign curves are cached as pixels, because they are painted again for every step of a drag.
        """
        if isinstance(item, Curve):
            self.layer_requested.emit(item.layer, True)
            return
        super().addItem(item, *args, **kwargs)
        self._clip()
        if hasattr(item, "implements") and item.implements("plotData"):
            for part in (item, *item.childItems()):
                part.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def removeItem(self, item: Any) -> None:
        """Remove a foreign item. For one of sigviz's own curves, request that its layer be hidden."""
        if isinstance(item, Curve):
            self.layer_requested.emit(item.layer, False)
        elif item not in self._own:
            super().removeItem(item)
            self._clip()

    def clear(self) -> None:
        """Remove all foreign items."""
        for item in self.foreign_items:
            self.removeItem(item)

    def clearPlots(self) -> None:
        """Remove all foreign curves."""
        for item in self.curves[:]:
            self.removeItem(item)

    def _clip(self) -> None:
        """Clip in the view box only if there are foreign items. Own items clip themselves, which is faster."""
        self.vb.setFlag(self.vb.GraphicsItemFlag.ItemClipsChildrenToShape, self.foreign)

    def showGrid(self, x: bool | None = None, y: bool | None = None, alpha: float | None = None) -> None:
        """Show or hide the grid of each axis. ``alpha`` is its opacity, from 0 to 1. The layer ``grid`` follows.

        Raise `ValueError` if no argument is given.
        """
        if x is None and y is None and alpha is None:
            raise ValueError("showGrid needs at least one of x, y and alpha")
        shown = {name: self.getAxis(name).grid is not False for name in self._grid}
        shown |= {name: wanted for name, wanted in (("bottom", x), ("left", y)) if wanted is not None}
        opaque = max(self._grid.values()) if alpha is None else min(max(alpha, 0.0), 1.0)
        self._grid = {name: opaque if wanted or not any(shown.values()) else 0.0 for name, wanted in shown.items()}
        self.grid_requested.emit(any(shown.values()))

    def setLogMode(self, *_: object, **__: object) -> None:
        """Do nothing: both axes are linear."""
