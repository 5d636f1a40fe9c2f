"""Flags at the axes: the numbers at which the projection lines meet them, in the colours of the lines."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.background import grounded
from sigviz.drawing.theme import SMALL
from sigviz.maths.number_format import MINUS, fixed
from sigviz.maths.ranges import Range, places
from sigviz.model.readout import HIDDEN, Readout
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part
from sigviz.plot.items.point_marks import Spot, readable

GAP = 12.0  # between the plot and a flag, as between the plot and a tick label
_LEAST = 3  # decimals
_ROW, _APART = 1.25, 0.5  # the height of a flag, and the gap beside that of x, in font sizes


class Flag(NamedTuple):
    """A number at an axis, the box that it covers, and its colour."""

    text: str
    box: QRectF
    colour: str


def reach(scene: Scene, y_range: Range, unit: float) -> float:
    """Return the width of the widest flag at the y axis and its gap, in pixels, or 0 if there are no flags."""
    if not scene.shows("projection"):
        return 0.0
    return text.mathematical(SMALL * unit).width(f"<{fixed(0.0, _decimals(y_range))}") + GAP * unit


class AxisFlags(Part):
    """The flags of the point: σ and σ′ beside the y axis, and x below the x axis."""

    def __init__(self, z: float) -> None:
        super().__init__(z)
        self.written: tuple[Flag, ...] = ()
        self._boxes: list[QRectF] = []
        self._ticks: tuple[QRectF, ...] = ()  # the boxes of the tick labels

    def fit_to(self, coordinates: Coordinates, scene: Scene, ticks: Iterable[QRectF]) -> None:
        """Adapt to new coordinates, to a scene other than its x, and to the boxes of the tick labels."""
        self.fit(coordinates)
        self._ticks = tuple(ticks)
        size = SMALL * coordinates.scale
        self._decimals = _decimals(coordinates.y_range)
        self._readable, self._slope_drawn = readable(scene), scene.draws("derivative")
        self._on = coordinates.theme.interactive and scene.shows("projection")
        farthest = max(map(abs, coordinates.x_range))
        width, positive = text.mathematical(size).width, f"x = {fixed(farthest, places(coordinates.x_range))}"
        self._slot, self._sign = width(text.italic(positive)), width(MINUS)
        self._bounds = self.mapRectFromScene(coordinates.reach.adjusted(-10 * size, 0, 0, 3 * size))

    def show_readout(self, readout: Readout, spot: Spot) -> None:
        """Show the flags of a readout whose point is at ``spot``."""
        flags = [*self._beside(readout, spot), *self._below(readout, spot)] if self._on else []
        self.written = tuple(flags)
        apart = _APART * SMALL * self.coordinates.scale
        near = [flag.box.adjusted(-apart, 0, apart, 0) for flag in flags]  # a number so near would read as one with it
        boxes = (*(flag.box.adjusted(-3, -1, 3, 1) for flag in flags), *self._touched(near))
        self._boxes = list(boxes)
        self.show_if(shown=bool(flags))

    def _beside(self, readout: Readout, spot: Spot) -> list[Flag]:
        """Return the flags at the y axis. σ is never below σ′: where they are close, both give way."""
        coordinates, value = self.coordinates, readout.value
        if not coordinates.left - 0.5 <= spot.x <= coordinates.right + 0.5:
            return []
        high, theme = _ROW * SMALL * coordinates.scale, coordinates.theme
        ends = coordinates.top + high / 2, coordinates.bottom - high / 2  # of flags that must not tell the height
        given = [(value.sigma, spot.y, ends[0], theme.sigma.colour, self._readable[0])]
        if self._slope_drawn:
            given.append((value.slope, spot.slope_y, ends[1], theme.slope.colour, self._readable[1]))
        rows = [
            (self._number(number) if told else HIDDEN, row if told else end, colour)
            for number, row, end, colour, told in given
            if not told or coordinates.top <= row <= coordinates.bottom
        ]
        apart = max(high - (rows[1][1] - rows[0][1]), 0.0) / 2 if len(rows) == 2 else 0.0
        face = text.mathematical(SMALL * coordinates.scale)
        right = coordinates.left - GAP * coordinates.scale
        flags = []
        for sign, (words, row, colour) in zip((-1, 1), rows, strict=False):
            wide = face.width(words)
            flags.append(Flag(words, QRectF(right - wide, row + sign * apart - high / 2, wide, high), colour))
        return flags

    def _number(self, value: float) -> str:
        """Return a number with the decimals of the axis. One that would be 0 is only bounded."""
        number = fixed(value, self._decimals)
        return number if number.strip("−0.") else f"<{fixed(10.0**-self._decimals, self._decimals)}"

    def _below(self, readout: Readout, spot: Spot) -> list[Flag]:
        """Return the flag at the x axis, in a slot of fixed width, so that it is steady while the point is dragged."""
        coordinates = self.coordinates
        if not coordinates.left - 0.5 <= spot.x <= coordinates.right + 0.5:
            return []
        size = SMALL * coordinates.scale
        left = min(spot.x - self._slot / 2, coordinates.reach.right() - self._slot)
        top = coordinates.bottom + GAP * coordinates.scale - 0.15 * size
        words = text.italic(f"x = {readout.x_text}")
        return [
            Flag(
                words,
                QRectF(left, top, self._slot + self._sign * (readout.scene.x < 0), _ROW * size),
                coordinates.theme.ink,
            )
        ]

    def boxes(self) -> list[QRectF]:
        """Return the boxes of the flags, and of the tick labels that they cover."""
        return self._boxes

    def _touched(self, boxes: list[QRectF]) -> list[QRectF]:
        return [tick for tick in self._ticks if any(map(tick.intersects, boxes))]

    def draw(self, painter: QPainter) -> None:
        """Write the flags."""
        size = SMALL * self.coordinates.scale
        face, ground = text.mathematical(size), text.paint(self.coordinates.theme.ground)
        with grounded(painter):
            for box in self.boxes():
                painter.fillRect(box, ground)
        for flag in self.written:
            face.draw(painter, round(flag.box.left()), round(flag.box.top() + 0.95 * size), flag.text, flag.colour)


def _decimals(y_range: Range) -> int:
    return max(_LEAST, places(y_range) - 1)
