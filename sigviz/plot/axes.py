"""The axes: a few meaningful tick values, with a grid line at each."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL, THEMES, Theme
from sigviz.maths.number_format import exact
from sigviz.maths.ranges import Range
from sigviz.maths.ticks import MOST_SLOPE, Tick, landmarks, ticks, y_ticks
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Drawn

_GAP = 12.0  # between the plot and the tick labels
_APART, _APART_IN_HALL = 72.0, 42.0  # the smallest distance between tick labels on the x axis
_LABEL = 0.8  # the fraction of the label's box that pyqtgraph reserves


class Axis(Drawn, pg.AxisItem):  # type: ignore[misc]
    """An axis whose tick labels use the program's font. It is drawn with the static background."""

    relabelled = Signal()  # the axis label was shown or hidden
    orientation: str

    def __init__(self) -> None:
        self.theme, self.unit = THEMES["light"], 0.0  # until `dress`
        self._bounds = QRectF()
        self._given_colour: str | None = None  # the label's colour, if a caller has set one
        super().__init__(self.orientation)
        self.have_contents(whether=False)

    @property
    def label_height(self) -> float:
        """The height of the label, 0 if it is hidden."""
        return _LABEL * self.label.boundingRect().height() if self.label.isVisible() else 0.0

    def dress(self, theme: Theme, unit: float) -> None:
        """Apply a theme and a scale."""
        if (theme, unit) != (self.theme, self.unit):
            self.theme, self.unit = theme, unit
            given = self._given_colour
            self.setTextPen(QColor(given or theme.quiet))
            self.label.setFont(text.sans(SMALL * unit).font)

    def fit(self, coordinates: Coordinates) -> None:
        """Adapt to new coordinates."""
        self.coordinates = coordinates
        self.prepareGeometryChange()
        self._bounds = self.mapRectFromScene(coordinates.reach) | self.rect()

    def ticks(self, visible: Range, size: float) -> list[Tick]:
        """Return the ticks for a visible range that is ``size`` pixels long."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Draw the grid, with a slightly stronger line at zero, and the tick labels."""
        shown = self.ticks(self.frame_range, self.frame_size)
        if self.grid is not False:
            painter.setOpacity(self.grid / 255)
            for tick in shown:
                colour = self.theme.axis if tick.value == 0 else self.theme.faint
                painter.setPen(QPen(QColor(colour), self.theme.grid * self.unit))
                painter.drawLine(self.grid_line(tick.value))
            painter.setOpacity(1.0)
        for tick in shown:
            self.write(painter, tick)

    # Implemented by `XAxis` and `YAxis`

    @property
    def frame_range(self) -> Range:
        """The visible range."""
        raise NotImplementedError

    @property
    def frame_size(self) -> float:
        """The length of the axis in pixels."""
        raise NotImplementedError

    def grid_line(self, value: float) -> QLineF:
        """Return the grid line at a value."""
        raise NotImplementedError

    def where(self, tick: Tick) -> tuple[QPointF, float]:
        """Return the start of the baseline of a tick label, and its width."""
        raise NotImplementedError

    def write(self, painter: QPainter, tick: Tick) -> None:
        """Write a tick label beside the plot."""
        at, _ = self.where(tick)
        text.mathematical(SMALL * self.unit).draw(painter, at.x(), at.y(), tick.text, self.theme.quiet)

    def label_boxes(self) -> list[QRectF]:
        """Return the boxes of the tick labels."""
        size = SMALL * self.unit
        placed = (self.where(tick) for tick in self.ticks(self.frame_range, self.frame_size))
        return [QRectF(at.x() - 1, at.y() - size, wide + 2, 1.3 * size) for at, wide in placed]

    # pyqtgraph overrides

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        """Return the tick values, and the distance between the first two of them."""
        values = [tick.value for tick in self.ticks((minVal, maxVal), size)]
        return [(values[1] - values[0] if len(values) > 1 else maxVal - minVal, values)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        """Return the tick labels of values, as they are written beside the plot."""
        known = {tick.value: tick.text for tick in self.ticks(self.frame_range, self.frame_size)}
        return [known.get(value) or exact(float(value)) for value in values]

    def boundingRect(self) -> QRectF:
        return self._bounds

    def updateAutoSIPrefix(self) -> None:
        """Update the label's unit, only if the label is visible: pyqtgraph calls this on every change of range."""
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
    """The axis under the plot, with as many tick labels as fit without overlapping."""

    orientation = "bottom"

    def ticks(self, visible: Range, size: float) -> list[Tick]:
        """Return ticks at round numbers, far enough apart for the widest label."""
        face = text.mathematical(SMALL * self.unit)
        px = (visible[1] - visible[0]) / max(size, 1.0)
        apart = (_APART_IN_HALL if self.theme.hall else _APART) * self.unit
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
        """Return a vertical line."""
        x = self.coordinates.x_to_px(value)
        return QLineF(x, self.coordinates.top, x, self.coordinates.bottom)

    def where(self, tick: Tick) -> tuple[QPointF, float]:
        """Return the start of the baseline of a tick label below its position, and its width."""
        size = SMALL * self.unit
        wide = text.mathematical(size).width(tick.text)
        below = self.coordinates.bottom + _GAP * self.unit + 0.8 * size
        return QPointF(self.coordinates.x_to_px(tick.value) - wide / 2, below), wide


class YAxis(Axis):
    """The axis at the left of the plot, with ticks at the landmarks of the sigmoid: 0, ¼, ½ and 1."""

    orientation = "left"

    def __init__(self) -> None:
        self.concealing = False  # whether ticks are limited to landmarks, which reveal no hidden value
        self.guessing = False  # whether the tick at the largest slope is omitted too
        super().__init__()

    def ticks(self, visible: Range, size: float) -> list[Tick]:
        """Return ticks at the landmarks, or at round numbers if few landmarks are visible."""
        least = self.theme.row * self.unit * (visible[1] - visible[0]) / max(size, 1.0)
        shown = landmarks(visible, least) if self.concealing else y_ticks(visible, least)
        return [tick for tick in shown if not (self.guessing and tick.value == MOST_SLOPE)]

    def reach(self, visible: Range, size: float) -> float:
        """Return the width of the widest tick label and its gap from the plot, in pixels."""
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
        """Return a horizontal line."""
        y = self.coordinates.y_to_px(value)
        return QLineF(self.coordinates.left, y, self.coordinates.right, y)

    def where(self, tick: Tick) -> tuple[QPointF, float]:
        """Return the start of the baseline of a tick label beside its position, and its width."""
        size = SMALL * self.unit
        wide = text.mathematical(size).width(tick.text)
        y = self.coordinates.y_to_px(tick.value) + 0.33 * size
        return QPointF(self.coordinates.left - _GAP * self.unit - wide, y), wide
