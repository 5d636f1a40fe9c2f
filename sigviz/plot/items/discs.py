"""Discs at points of the plane, and those of them that can be taken."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath

from sigviz.drawing.handles import REACH
from sigviz.drawing.strokes import RIM, paint_disc
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part

HANDLE_RADIUS = 7.0  # of what can be dragged besides the point
HOLE = 0.55  # of what can be dragged besides the point, as a share of the radius


class Disc(Part):
    """A disc with a rim of the ground's colour, in the coordinates of the data."""

    sigPositionChanged = Signal(object)

    def __init__(self, z: float, radius: float, hole: float = 0.0) -> None:
        super().__init__(z)
        self._radius, self._hole = radius, hole
        self._at, self._colour = QPointF(), ""

    def fit(self, coordinates: Coordinates) -> None:
        """Take on a view box that has changed."""
        self.coordinates = coordinates
        self.prepareGeometryChange()
        self._reach = (self._radius + RIM) * coordinates.scale + 1
        self._bounds = self._around(self._reach)

    def _around(self, reach: float) -> QRectF:
        """Return the box that reaches so many pixels from the middle, in the item's own coordinates."""
        wide, high = reach / self.coordinates.x_scale, reach / self.coordinates.y_scale
        return QRectF(-wide, -high, 2 * wide, 2 * high)

    def show_at(self, place: QPointF, x: float, y: float, colour: str, *, shown: bool = True) -> None:
        """Have the disc at a point of the plane, which is at this pixel: nothing is seen of it out of view."""
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
        """Where it was shown last, in the scene's pixels."""
        return self._at

    def draw(self, painter: QPainter) -> None:
        """Draw the disc."""
        coordinates = self.coordinates
        paint_disc(
            painter, self._at, self._radius, coordinates.scale, self._colour, coordinates.theme.ground, self._hole
        )


class Handle(Disc):
    """A disc that can be taken within `REACH` pixels, and stays on what it belongs to.

    Like a `TargetItem` of pyqtgraph, but ``setPos`` asks for a place: the scene says where the handle comes to lie.
    """

    place_requested = Signal(QPointF)  # in the coordinates of the data

    def __init__(
        self,
        name: str,
        z: float,
        radius: float,
        hole: float = 0.0,
        cursor: Qt.CursorShape = Qt.CursorShape.SizeHorCursor,
    ) -> None:
        super().__init__(z, radius, hole)
        self.name, self.cursor_shape = name, cursor

    # Qt's own names

    def setPos(self, *place: Any) -> None:
        """Ask for the place nearest to a point: two numbers, or anything that is a point."""
        self.place_requested.emit(QPointF(pg.Point(*place)))

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(self._around(REACH))
        return path
