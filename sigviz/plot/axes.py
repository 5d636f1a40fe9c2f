"""The axes: few numbers, each at a place that says something, and a grid at them."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL, THEMES, Theme
from sigviz.maths.number_format import exact
from sigviz.maths.ranges import Range
from sigviz.maths.ticks import Tick, landmarks, ticks, y_ticks
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Drawn

_GAP = 12.0  # between the plot and the numbers beside it
_APART = 72.0  # between the numbers under the plot, at least
_ROW = 44.0  # between those at its side
_LABEL = 0.8  # the part of a label's box that is ink: pyqtgraph's


class Axis(Drawn, pg.AxisItem):  # type: ignore[misc]
    """An axis whose numbers are in the program's face, and drawn with the rest that lies still."""

    relabelled = Signal()  # a label takes room or gives it back
    orientation: str

    def __init__(self) -> None:
        self.theme, self.unit = THEMES["light"], 0.0  # not dressed yet
        self._bounds = QRectF()
        self._given_colour: str | None = None  # of the label
        super().__init__(self.orientation)
        self.have_contents(whether=False)

    @property
    def label_height(self) -> float:
        """The room that the label takes, if there is one."""
        return _LABEL * self.label.boundingRect().height() if self.label.isVisible() else 0.0

    def dress(self, theme: Theme, unit: float) -> None:
        """Take on a theme and a size."""
        if (theme, unit) != (self.theme, self.unit):
            self.theme, self.unit = theme, unit
            given = self._given_colour
            self.setTextPen(QColor(given or theme.quiet))
            self.label.setFont(text.sans(SMALL * unit).font)

    def fit(self, coordinates: Coordinates) -> None:
        """Take on a view box that has changed."""
        self.coordinates = coordinates
        self.prepareGeometryChange()
        self._bounds = self.mapRectFromScene(coordinates.reach) | self.rect()

    def ticks(self, visible: Range, size: float) -> list[Tick]:
        """Return the numbers for a range on so many pixels."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Draw the grid, the line of zero a little stronger, and the numbers."""
        shown = self.ticks(self.frame_range, self.frame_size)
        if self.grid is not False:
            painter.setOpacity(self.grid / 255)
            for tick in shown:
                colour = self.theme.axis if tick.value == 0 else self.theme.faint
                painter.setPen(QPen(QColor(colour), self.unit))
                painter.drawLine(self.grid_line(tick.value))
            painter.setOpacity(1.0)
        for tick in shown:
            self.write(painter, tick)

    # What an axis of x and an axis of y do each in their way

    @property
    def frame_range(self) -> Range:
        """The range shown."""
        raise NotImplementedError

    @property
    def frame_size(self) -> float:
        """The pixels that it is shown on."""
        raise NotImplementedError

    def grid_line(self, value: float) -> QLineF:
        """Return the line of the grid at a value."""
        raise NotImplementedError

    def write(self, painter: QPainter, tick: Tick) -> None:
        """Write a number beside the plot."""
        raise NotImplementedError

    # pyqtgraph's own names

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        """Return the values that have a number, with what lies between two of them."""
        values = [tick.value for tick in self.ticks((minVal, maxVal), size)]
        return [(values[1] - values[0] if len(values) > 1 else maxVal - minVal, values)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        """Return the numbers of values, as they are written beside the plot."""
        known = {tick.value: tick.text for tick in self.ticks(self.frame_range, self.frame_size)}
        return [known.get(value) or exact(float(value)) for value in values]

    def boundingRect(self) -> QRectF:
        return self._bounds

    def updateAutoSIPrefix(self) -> None:
        """Set the label's unit, if there is a label: pyqtgraph asks for it with every change of the range."""
        if self.label.isVisible():
            super().updateAutoSIPrefix()

    def setLabel(self, *args: Any, **style: Any) -> None:
        super().setLabel(*args, **style)
        self._given_colour = style.get("color", self._given_colour)

    def showLabel(self, show: bool = True) -> None:
        super().showLabel(show)
        self.relabelled.emit()

    def mouseDragEvent(self, event: Any) -> None:
        event.ignore()

    def wheelEvent(self, event: Any) -> None:
        event.ignore()


class XAxis(Axis):
    """The axis under the plot: as many numbers as stand clear of each other."""

    orientation = "bottom"

    def ticks(self, visible: Range, size: float) -> list[Tick]:
        """Return round numbers, as far apart as the widest needs."""
        face = text.mathematical(SMALL * self.unit)
        px = (visible[1] - visible[0]) / max(size, 1.0)
        apart = _APART * self.unit
        while True:
            shown = ticks(visible, apart * px)
            widest = max((face.width(tick.text) for tick in shown), default=0.0)
            if widest + 20 * self.unit <= apart:
                return shown
            apart = widest + 24 * self.unit

    @property
    def frame_range(self) -> Range:
        """The visible range of x."""
        return self.coordinates.x_range

    @property
    def frame_size(self) -> float:
        """The width of the plot."""
        return self.coordinates.width

    def grid_line(self, value: float) -> QLineF:
        """Return an upright line."""
        x = self.coordinates.x_to_px(value)
        return QLineF(x, self.coordinates.top, x, self.coordinates.bottom)

    def write(self, painter: QPainter, tick: Tick) -> None:
        """Write a number under its place."""
        size = SMALL * self.unit
        below = self.coordinates.bottom + _GAP * self.unit + 0.8 * size
        x = self.coordinates.x_to_px(tick.value)
        text.mathematical(size).draw(painter, x, below, tick.text, self.theme.quiet, align=0.5)


class YAxis(Axis):
    """The axis at the left of the plot: the landmarks of the sigmoid, 0, ¼, ½ and 1."""

    orientation = "left"

    def __init__(self) -> None:
        self.concealing = False  # whether no number may give a value away
        super().__init__()

    def ticks(self, visible: Range, size: float) -> list[Tick]:
        """Return the landmarks, or plain numbers where few of them are in view."""
        least = _ROW * self.unit * (visible[1] - visible[0]) / max(size, 1.0)
        return landmarks(visible, least) if self.concealing else y_ticks(visible, least)

    def reach(self, visible: Range, size: float) -> float:
        """Return how far its numbers reach from the plot."""
        face = text.mathematical(SMALL * self.unit)
        widest = max((face.width(tick.text) for tick in self.ticks(visible, size)), default=0.0)
        return widest + _GAP * self.unit

    @property
    def frame_range(self) -> Range:
        """The visible range of y."""
        return self.coordinates.y_range

    @property
    def frame_size(self) -> float:
        """The height of the plot."""
        return self.coordinates.height

    def grid_line(self, value: float) -> QLineF:
        """Return a level line."""
        y = self.coordinates.y_to_px(value)
        return QLineF(self.coordinates.left, y, self.coordinates.right, y)

    def write(self, painter: QPainter, tick: Tick) -> None:
        """Write a number beside its place."""
        size = SMALL * self.unit
        y = self.coordinates.y_to_px(tick.value) + 0.33 * size
        left = self.coordinates.left - _GAP * self.unit
        text.mathematical(size).draw(painter, left, y, tick.text, self.theme.quiet, align=1)
