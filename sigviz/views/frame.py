"""The plot's rectangle on the widget, and what of the plane it shows."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPen, Qt

from sigviz.model.checks import Range
from sigviz.model.sigmoid import Floats
from sigviz.views.theme import Stroke, Theme

Number = TypeVar("Number", float, Floats)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a point of the plane lies on the widget, and in which theme and at which scale it is drawn.

    The mapping is computed here and not by a transform of the painter: a transform is off by a tenth of a pixel where
    the view is 1e−8 wide, and would scale the pens with the axes. Edges are in logical pixels.
    """

    left: float
    top: float
    right: float
    bottom: float
    x_range: Range
    y_range: Range
    theme: Theme
    scale: float

    @property
    def rect(self) -> QRectF:
        """The plot's rectangle."""
        return QRectF(self.left, self.top, self.width, self.height)

    @property
    def width(self) -> float:
        """How wide the plot is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high the plot is."""
        return self.bottom - self.top

    def x_to_px(self, x: Number) -> Number:
        """Return the pixel column of an x."""
        low, high = self.x_range
        return self.left + (x - low) / (high - low) * (self.right - self.left)

    def y_to_px(self, y: Number) -> Number:
        """Return the pixel row of a y."""
        low, high = self.y_range
        return self.bottom - (y - low) / (high - low) * (self.bottom - self.top)

    def px_to_x(self, px: Number) -> Number:
        """Return the x of a pixel column."""
        low, high = self.x_range
        return low + (px - self.left) / (self.right - self.left) * (high - low)

    def px_to_y(self, px: Number) -> Number:
        """Return the y of a pixel row."""
        low, high = self.y_range
        return low + (self.bottom - px) / (self.bottom - self.top) * (high - low)

    def holds(self, px: float, py: float) -> bool:
        """Return whether a pixel is in the plot, up to half a pixel beside it."""
        return self.left - 0.5 <= px <= self.right + 0.5 and self.top - 0.5 <= py <= self.bottom + 0.5

    def steepness(self, slope: float) -> float:
        """Return a slope of the plane as rows up per column."""
        (left, right), (bottom, top) = self.x_range, self.y_range
        return slope * (right - left) / (top - bottom) * self.height / self.width

    @property
    def equal(self) -> bool:
        """Whether the axes are equal: a unit of y is as long as one of x."""
        return math.isclose(self.steepness(1.0), 1.0, rel_tol=1e-9)

    def pen(self, stroke: Stroke) -> QPen:
        """Return the pen of a stroke: of a width in logical pixels, which grows with every scale."""
        return pen(stroke, self.scale)


@lru_cache(maxsize=64)
def pen(stroke: Stroke, scale: float) -> QPen:
    """Return the pen of a stroke at a scale."""
    made = QPen(QColor(stroke.colour), stroke.width * scale)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dash:
        made.setDashPattern(list(stroke.dash))
    return made
