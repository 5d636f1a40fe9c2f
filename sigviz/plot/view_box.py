"""The view box. Its range follows the scene, and setting the range requests a change of the scene."""

import math
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSizeF, Signal
from PySide6.QtGui import QTransform

from sigviz.maths.ranges import Range
from sigviz.model.navigation import HOME

_SETTLES = 3  # iterations, because padding depends on the size, and the size on the width of the tick labels


class SceneViewBox(pg.ViewBox):  # type: ignore[misc]
    """A view box that shows the range of the scene, and turns pyqtgraph's setters into requests.

    Its two groups have the same coordinates as the items added to it, but are not clipped: ``behind`` is below the
    grid, ``front`` above everything else.
    """

    range_requested = Signal(dict)  # x_range, y_range, or both
    drag_left_over = Signal()  # a drag that started on a foreign item, which did not take it
    click_left_over = Signal()  # the same for a click

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.state["autoRange"] = [False, False]
        self.setFlag(self.GraphicsItemFlag.ItemIsFocusable, False)
        self.setFlag(self.GraphicsItemFlag.ItemHasNoContents)
        self.background.hide()
        self.borderRect.hide()
        self._bounds = QRectF()
        self.behind, self.front = pg.ItemGroup(), pg.ItemGroup()

    def show_range(self, x_range: Range, y_range: Range) -> None:
        """Show a range. Requests nothing."""
        self._bounds = self.rect()
        super().setRange(xRange=x_range, yRange=y_range, padding=0)
        self.updateMatrix()
        placed = self.childGroup.transform() * QTransform.fromTranslate(self.x(), self.y())
        for group in (self.behind, self.front):
            group.setTransform(placed)

    @property
    def coordinates(self) -> QRectF:
        """The rectangle in pixels of the graphics scene, without the margin that pyqtgraph adds."""
        return QRectF(self.scenePos(), QSizeF(self.size()))

    # pyqtgraph overrides

    def setRange(
        self,
        rect: QRectF | None = None,
        xRange: Sequence[float] | None = None,
        yRange: Sequence[float] | None = None,
        padding: float | None = None,
        update: bool = True,  # noqa: ARG002
        disableAutoRange: bool = True,  # noqa: ARG002
    ) -> None:
        """Request a range, padded as by pyqtgraph. Raise `ValueError` if it is not finite, or if none is given."""
        if rect is not None:
            xRange, yRange = (rect.left(), rect.right()), (rect.top(), rect.bottom())
        given = (("x_range", self.XAxis, xRange), ("y_range", self.YAxis, yRange))
        asked = {name: self._padded(axis, wanted, padding) for name, axis, wanted in given if wanted is not None}
        if not asked:
            raise ValueError("setRange needs at least one of rect, xRange and yRange")
        self.range_requested.emit(asked)

    def _padded(self, axis: int, wanted: Sequence[float], padding: float | None) -> Range:
        low, high = sorted(map(float, wanted))
        if not (math.isfinite(low) and math.isfinite(high)):
            raise ValueError(f"cannot set the range [{low}, {high}]: both ends must be finite")
        if low == high:  # a single value: centre it at the current scale
            first, last = self.viewRange()[axis]
            return low - (last - first) / 2, high + (last - first) / 2
        grown = (high - low) * (self.suggestPadding(axis) if padding is None else padding)
        return low - grown, high + grown

    def autoRange(self, padding: float | None = None, items: Sequence[Any] | None = None, item: Any = None) -> None:
        """Request the range of the foreign items, or the home view if there are none."""
        for _ in range(_SETTLES):
            size = self.size()
            x_range, y_range = self.childrenBounds(items=items if item is None else [item])
            if x_range is None and y_range is None:
                self.range_requested.emit(dict(HOME))
            else:
                self.setRange(xRange=x_range, yRange=y_range, padding=padding)
            if self.size() == size:
                break

    def boundingRect(self) -> QRectF:
        return self._bounds

    def enableAutoRange(self, *_: object, **__: object) -> None:
        """Do nothing, because the range is the scene's."""

    def setAspectLocked(self, *_: object, **__: object) -> None:
        """Do nothing, because the layer ``true-slope`` makes the axes equal."""

    def setLimits(self, **_: object) -> None:
        """Do nothing, because the limits are the scene's."""

    def setLogMode(self, *_: object, **__: object) -> None:
        """Do nothing, because both axes are linear."""

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:  # noqa: ARG002
        ev.accept()
        if ev.isStart():
            self.drag_left_over.emit()

    def mouseClickEvent(self, ev: Any) -> None:  # noqa: ARG002
        self.click_left_over.emit()

    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:  # noqa: ARG002
        ev.ignore()
