"""Straight lines that move with the point."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part

_STRIP = 60_000.0  # pixels in each of the boxes that cover a line: smaller boxes cost more than they save
_MOST = 48  # the largest number of boxes along a line


class Stretch(NamedTuple):
    """A straight line in pixels of the graphics scene, and its pen."""

    line: QLineF
    pen: QPen


class Strokes(Part):
    """The lines of one layer."""

    def __init__(self, z: float) -> None:
        super().__init__(z)
        self.stretches: tuple[Stretch, ...] = ()

    def show_stretches(self, stretches: Iterable[Stretch]) -> None:
        """Replace the lines."""
        self.stretches = tuple(stretches)
        self.show_if(shown=bool(self.stretches))

    def boxes(self) -> list[QRectF]:
        """Return the boxes along the lines."""
        return [box for line, pen in self.stretches for box in strips(line, pen.widthF() / 2 + 1.5)]

    def draw(self, painter: QPainter) -> None:
        """Draw the lines."""
        for line, pen in self.stretches:
            painter.setPen(pen)
            painter.drawLine(line)


class Line(Strokes):
    """A line across the plot through a point of the plane, with a slope in data coordinates."""

    def __init__(self, z: float) -> None:
        super().__init__(z)
        self._through, self.slope = QPointF(), 0.0

    def line(self) -> QLineF:
        """Return the visible part of the line, in data coordinates. It is a null line if the item is hidden."""
        x, y, slope = self._through.x(), self._through.y(), self.slope
        for stretch in self.stretches if self.shown else ():
            ends = (self.coordinates.px_to_x(end.x()) for end in (stretch.line.p1(), stretch.line.p2()))
            return QLineF(*(QPointF(end, y + slope * (end - x)) for end in ends))
        return QLineF()

    def show_line(self, through: QPointF, x: float, y: float, slope: float, pen: QPen) -> None:
        """Show the line with a slope through a point of the plane, which is at the pixel (x, y)."""
        self._through, self.slope = through, slope
        coordinates = self.coordinates
        self.show_stretches((Stretch(QLineF(*across(coordinates.rect, x, y, coordinates.steepness(slope))), pen),))

    def hide_line(self) -> None:
        """Hide the line."""
        self.show_stretches(())


def level(coordinates: Coordinates, y: float, first: float, last: float) -> list[QLineF]:
    """Return the visible part of a horizontal line, because a dashed line may be a million plots wide."""
    if not coordinates.top <= y <= coordinates.bottom:
        return []
    one, other = (min(max(x, coordinates.left - 1), coordinates.right + 1) for x in (first, last))
    return [QLineF(one, y, other, y)]


def across(room: QRectF, x: float, y: float, rise: float) -> tuple[float, float, float, float]:
    """Return the ends of a line through a pixel from the left to the right edge of a rectangle, clipped vertically.

    ``rise`` is its slope in rows upwards per column.
    """
    if rise < 0:
        left, lower, right, upper = across(room, x, room.top() + room.bottom() - y, -rise)
        return left, room.top() + room.bottom() - lower, right, room.top() + room.bottom() - upper
    first, last = room.left() - x, room.right() - x
    if rise > 0:
        below, above = (y - room.bottom() - 2) / rise, (y - room.top() + 2) / rise
        first, last = min(max(first, below), above), max(min(last, above), below)
    return x + first, y - rise * first, x + last, y - rise * last


def strips(line: QLineF, reach: float) -> list[QRectF]:
    """Return boxes that cover everything within reach of a line. Painting them costs less than one large box.

    >>> len(strips(QLineF(0, 0, 1000, 0), 2.0)), len(strips(QLineF(0, 0, 1000, 320), 2.0))
    (1, 6)
    """
    across, down = line.dx(), line.dy()
    count = min(max(math.ceil(abs(across * down) / _STRIP), 1), _MOST)
    across, down = across / count, down / count
    wide, high = abs(across) + 2 * reach, abs(down) + 2 * reach
    left, top = line.x1() + min(across, 0.0) - reach, line.y1() + min(down, 0.0) - reach
    return [QRectF(left + index * across, top + index * down, wide, high) for index in range(count)]
