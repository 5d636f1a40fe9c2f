"""The coordinate system that items draw in: the rectangle of the view box, its ranges, the theme and the scale."""

import math
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF

from sigviz.drawing.theme import Theme
from sigviz.maths.number_format import significant
from sigviz.maths.ranges import Range
from sigviz.maths.sigmoid import Floats

_MARGIN = 12.0

Number = TypeVar("Number", float, Floats)


@dataclass(frozen=True, slots=True)
class Coordinates:
    """The mapping between data coordinates and pixels of the graphics scene, with the theme and the scale of drawing.

    It is that of the view box's transform, but it maps whole arrays, and it is exact where the transform is off by a
    pixel, as in a range of 1e−10 around y = 700. Edges are in pixels of the graphics scene, which are the widget's.
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
        """The width of the plot in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height of the plot in pixels."""
        return self.bottom - self.top

    @property
    def x_scale(self) -> float:
        """The number of pixels per unit of x."""
        return self.width / (self.x_range[1] - self.x_range[0])

    @property
    def y_scale(self) -> float:
        """The number of pixels per unit of y."""
        return self.height / (self.y_range[1] - self.y_range[0])

    @property
    def disc_scale(self) -> float:
        """The scale of discs."""
        return self.scale * self.theme.disc

    @property
    def reach(self) -> QRectF:
        """The plot's rectangle with a margin for discs at its edge."""
        margin = _MARGIN * self.scale
        return self.rect.adjusted(-margin, -margin, margin, margin)

    def x_to_px(self, x: Number) -> Number:
        """Return the pixel column of an x."""
        low, high = self.x_range
        return self.left + (x - low) / (high - low) * (self.right - self.left)

    def y_to_px(self, y: Number) -> Number:
        """Return the pixel row of a y."""
        low, high = self.y_range
        return self.bottom - (y - low) / (high - low) * (self.bottom - self.top)

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Return the pixel column and row of the point (x, y)."""
        return self.x_to_px(x), self.y_to_px(y)

    def at(self, x: float, y: float) -> QPointF:
        """Return the pixel of the point (x, y)."""
        return QPointF(self.x_to_px(x), self.y_to_px(y))

    def px_to_x(self, px: Number) -> Number:
        """Return the x of a pixel column."""
        low, high = self.x_range
        return low + (px - self.left) / (self.right - self.left) * (high - low)

    def px_to_y(self, px: Number) -> Number:
        """Return the y of a pixel row."""
        low, high = self.y_range
        return low + (self.bottom - px) / (self.bottom - self.top) * (high - low)

    def holds(self, px: float, py: float) -> bool:
        """Return whether a pixel is in the plot, with a tolerance of half a pixel."""
        return self.left - 0.5 <= px <= self.right + 0.5 and self.top - 0.5 <= py <= self.bottom + 0.5

    def steepness(self, slope: float) -> float:
        """Return a slope in pixels: rows upwards per column."""
        (left, right), (bottom, top) = self.x_range, self.y_range
        return slope * (right - left) / (top - bottom) * self.height / self.width

    @property
    def stretching(self) -> str:
        """How much the axes are stretched relative to each other, as a sentence."""
        times = self.steepness(1.0)
        if self.equal:
            return "x and y have equal scales."
        more, other, factor = ("y", "x", times) if times > 1 else ("x", "y", 1 / times)
        return f"{more} is stretched {significant(factor, 2)} times as much as {other}."

    @property
    def equal(self) -> bool:
        """Whether the axes have equal scales."""
        return math.isclose(self.steepness(1.0), 1.0, rel_tol=1e-9)
