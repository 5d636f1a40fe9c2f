"""Discs at points of the plane, and the handles among them, which can be dragged."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath

from sigviz.drawing.handles import GROWTH, REACH
from sigviz.drawing.strokes import RIM, paint_disc
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part

HANDLE_RADIUS = 7.0  # logical pixels: the radius of handles other than the point
HOLE = 0.55  # the radius of their hole, as a fraction of that


class Disc(Part):
    """A disc with a rim in the background colour. Its position is in data coordinates."""

    sigPositionChanged = Signal(object)

    def __init__(self, z: float, radius: float, hole: float = 0.0) -> None:
        super().__init__(z)
        self._radius, self._hole = radius, hole
        self._at, self._colour = QPointF(), ""
        self.hovered = False  # whether it is larger, because the pointer is within reach

    def fit(self, coordinates: Coordinates) -> None:
        """Adapt to new coordinates."""
        self.coordinates = coordinates
        self.prepareGeometryChange()
        self._reach = (GROWTH * self._radius + RIM) * coordinates.disc_scale + 1
        self._bounds = self._around(self._reach)

    def _around(self, reach: float) -> QRectF:
        """Return a box around the centre, ``reach`` pixels to each side, in the item's own coordinates."""
        wide, high = reach / self.coordinates.x_scale, reach / self.coordinates.y_scale
        return QRectF(-wide, -high, 2 * wide, 2 * high)

    def show_at(self, place: QPointF, x: float, y: float, colour: str, *, shown: bool = True) -> None:
        """Move the disc to a point of the plane, which is at the pixel (x, y). It is hidden outside of the plot."""
        self._colour, self._at = colour, QPointF(x, y)
        self.show_if(shown=shown and self.coordinates.holds(x, y))
        if place != self.pos():
            super().setPos(place)
            self.sigPositionChanged.emit(self)

    def boxes(self) -> list[QRectF]:
        """Return the box around the disc."""
        reach = self._reach
        return [QRectF(self._at.x() - reach, self._at.y() - reach, 2 * reach, 2 * reach)]

    @property
    def pixel(self) -> QPointF:
        """The current position, in pixels of the graphics scene."""
        return self._at

    def draw(self, painter: QPainter) -> None:
        """Draw the disc."""
        coordinates, radius = self.coordinates, self._radius * (GROWTH if self.hovered else 1.0)
        paint_disc(
            painter, self._at, radius, coordinates.disc_scale, self._colour, coordinates.theme.ground, self._hole
        )


class Handle(Disc):
    """A disc that can be grabbed within `REACH` pixels, and that the scene keeps in its place.

    It is like pyqtgraph's `TargetItem`, but ``setPos`` only requests a position: the scene determines the new one.
    """

    place_requested = Signal(QPointF)  # in data coordinates

    def __init__(self, name: str, z: float, radius: float, hole: float = 0.0) -> None:
        super().__init__(z, radius, hole)
        self.name = name

    # Qt overrides

    def setPos(self, *place: Any) -> None:
        """Request the position nearest to a point, given as two numbers or as any kind of point."""
        self.place_requested.emit(QPointF(pg.Point(*place)))

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(self._around(REACH))
        return path
