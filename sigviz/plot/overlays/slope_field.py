"""The overlay of the slope field: σ solves y′ = y(1 − y), so its slope at any place depends on the height alone.

The strokes have that slope. Beside them is the slope over the same height axis: the parabola y(1 − y), with a mark at
the point's height.
"""

import math
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from sigviz.drawing import text
from sigviz.drawing.strokes import pen
from sigviz.drawing.theme import SMALL, Stroke
from sigviz.maths.sigmoid import logit
from sigviz.model.layer_texts import number
from sigviz.model.navigation import aim
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part
from sigviz.plot.items.discs import HANDLE_RADIUS, HOLE, Handle
from sigviz.plot.items.labels import Label
from sigviz.plot.items.lines import Stretch, Strokes
from sigviz.plot.items.point_marks import Spot
from sigviz.plot.overlay import Overlay

_APART, _HALF = 40.0, 8.0  # between strokes, and half their length, at scale 1
_WIDTH, _WEIGHT, _OPAQUE = 1.4, 2.2, 110  # of the strokes and the parabola; how opaque the strokes are, of 255
_STRIP, _SHARE = 104.0, 0.22  # the width of the parabola, and the largest fraction of the plot that it takes
_LEAST = 200.0, 150.0  # the smallest plot that has space for the parabola, at scale 1
_HIGHEST = 0.25  # of the parabola
_NAME = "y(1 − y)"


class SlopeFieldOverlay(Overlay):
    """The overlay of the layer ``slope-field``: the strokes, and the parabola with a mark that can be dragged."""

    layer = "slope-field"

    def __init__(self) -> None:
        self.strokes, self.parabola = FieldItem(1.0), ParabolaItem(-30.0)
        self.height, self.mark = Strokes(10.0), Handle("height", 43.0, HANDLE_RADIUS, HOLE)
        self.behind, self.inside = (self.strokes,), (self.parabola,)
        self.front = self.height, self.mark
        self.handles = (self.mark,)
        self._strip = QRectF()

    def still(self, scene: Scene) -> object:
        """Return whether the field is drawn: it would tell a slope that is being guessed."""
        return scene.draws(self.layer)

    def fit(self, coordinates: Coordinates, scene: Scene) -> None:
        """Adapt to new coordinates, and show the strokes and the parabola."""
        super().fit(coordinates, scene)
        self._strip = _strip(coordinates) if scene.draws(self.layer) else QRectF()
        if scene.draws(self.layer):
            self.strokes.show_field(self._strip)
            self.parabola.show_in(self._strip)
        else:
            self.hide()

    def show_readout(self, readout: Readout, spot: Spot) -> None:
        """Show the mark at the height of the point, and the line to it, whose length in the strip is the slope."""
        coordinates, strip = self.coordinates, self._strip
        if strip.isEmpty() or not coordinates.top <= spot.y <= coordinates.bottom:
            self.height.show_stretches(())
            self.mark.show_at(self.mark.pos(), 0.0, 0.0, "", shown=False)
            return
        x, theme = strip.left() + readout.value.slope / _HIGHEST * strip.width(), coordinates.theme
        dotted = pen(theme.line(theme.quiet, theme.hair, (1.0, 3.0)), coordinates.scale)
        length = pen(Stroke(theme.slope.colour, _WEIGHT), coordinates.scale)
        near = min(max(spot.x, coordinates.left), strip.left())
        self.height.show_stretches(
            (
                Stretch(QLineF(near, spot.y, strip.left(), spot.y), dotted),
                Stretch(QLineF(strip.left(), spot.y, x, spot.y), length),
            )
        )
        place = QPointF(coordinates.px_to_x(x), readout.value.sigma)
        self.mark.show_at(place, x, spot.y, theme.slope.colour)

    def notes(self, scene: Scene) -> Iterator[list[Label]]:
        """Return the name of the parabola, and the ends of its axis."""
        strip, coordinates = self._strip, self.coordinates
        if strip.isEmpty() or not scene.draws(self.layer):
            return
        size, theme = SMALL * coordinates.scale, coordinates.theme
        face, foot = text.mathematical(size), coordinates.y_to_px(0.0) + 0.25 * size
        for words, x in (("0", strip.left()), ("¼", strip.right())):
            wide = face.width(words)
            yield [Label.on(coordinates, words, QRectF(x - wide / 2, foot, wide, 1.25 * size), theme.quiet)]
        name, top = text.letter("y") + "(1 − " + text.letter("y") + ")", coordinates.y_to_px(1.0) + 0.4 * size
        box = QRectF(strip.right() - face.width(name), max(top, coordinates.top), face.width(name), 1.25 * size)
        yield [Label.on(coordinates, name, box, theme.slope.colour)]

    def reserved(self) -> list[QRectF]:
        """Return the box of the parabola."""
        return [] if self._strip.isEmpty() else [self._strip.adjusted(-6, 0, 6, 0)]

    def drag(self, handle: str, readout: Readout, spot: Spot, at: QPointF) -> dict[str, Any]:  # noqa: ARG002
        """Return the x at which σ has the height of the pointer."""
        least = 0.25 / self.coordinates.y_scale
        height = min(max(self.coordinates.px_to_y(at.y()), least), 1 - least)
        return {"x": aim(logit(height), self.coordinates.x_range)} if 0 < least < height < 1 else {}

    def describe(self, readout: Readout) -> str:
        """Return the height of the point and the slope that it determines."""
        if not readout.scene.draws(self.layer):
            return ""
        return f"slope field, at height {readout.sigma_text} the slope is {number(readout.scene, readout.value.slope)}"


class FieldItem(Part):
    """The strokes, in rows of equal height and slope. Heights outside 0 to 1 have none: σ never gets there."""

    _strip = QRectF()

    def show_field(self, strip: QRectF) -> None:
        """Show the strokes, except in the strip."""
        self._strip = strip
        self.show_if(shown=True)

    def lines(self) -> list[QLineF]:
        """Return the strokes, in pixels."""
        coordinates, half = self.coordinates, _HALF * self.coordinates.scale
        apart = _APART * coordinates.scale
        end = self._strip.left() - half if not self._strip.isEmpty() else coordinates.right - half
        across = max(math.floor((end - coordinates.left - half) / apart), 0)
        lines = []
        for y in _heights(coordinates, apart):
            rise = math.atan(coordinates.steepness(y * (1 - y)))
            shift = QPointF(half * math.cos(rise), -half * math.sin(rise))
            for column in range(across + 1):
                centre = QPointF(coordinates.left + half + column * apart, coordinates.y_to_px(y))
                lines.append(QLineF(centre - shift, centre + shift))
        return lines

    def draw(self, painter: QPainter) -> None:
        """Draw the strokes."""
        colour = QColor(self.coordinates.theme.slope.colour)
        thin = pen(Stroke(colour.name(), _WIDTH), self.coordinates.scale)
        colour.setAlpha(_OPAQUE)
        faint = type(thin)(thin)
        faint.setColor(colour)
        painter.setClipRect(self.coordinates.rect, Qt.ClipOperation.IntersectClip)
        painter.setPen(faint)
        painter.drawLines(self.lines())


class ParabolaItem(Part):
    """The slope y(1 − y) over the height y, drawn sideways from a vertical axis."""

    _strip = QRectF()

    def show_in(self, strip: QRectF) -> None:
        """Show the parabola in a strip of the plot, or hide it if that is empty."""
        self._strip = strip
        self.show_if(shown=not strip.isEmpty())

    def draw(self, painter: QPainter) -> None:
        """Draw the axis and the parabola."""
        coordinates, strip, theme = self.coordinates, self._strip, self.coordinates.theme
        painter.setClipRect(coordinates.rect, Qt.ClipOperation.IntersectClip)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(Stroke(theme.axis, theme.hair), coordinates.scale))
        painter.drawLine(QLineF(strip.topLeft(), strip.bottomLeft()))
        low, high = max(coordinates.y_range[0], 0.0), min(coordinates.y_range[1], 1.0)
        heights = [low + (high - low) * step / 100 for step in range(101)]
        wide = strip.width() / _HIGHEST
        painter.setPen(pen(Stroke(theme.slope.colour, _WEIGHT), coordinates.scale))
        painter.drawPolyline(
            QPolygonF([QPointF(strip.left() + wide * y * (1 - y), coordinates.y_to_px(y)) for y in heights])
        )


def _strip(coordinates: Coordinates) -> QRectF:
    """Return the box of the parabola at the right edge of the plot, empty if there is no space or nothing to show."""
    low, high = max(coordinates.y_range[0], 0.0), min(coordinates.y_range[1], 1.0)
    wide, least = coordinates.scale * _LEAST[0], coordinates.scale * _LEAST[1]
    if coordinates.width < wide or coordinates.height < least or low >= high:
        return QRectF()
    width = min(_STRIP * coordinates.scale, _SHARE * coordinates.width)
    top, bottom = coordinates.y_to_px(high), coordinates.y_to_px(low)
    return QRectF(coordinates.right - width - 2 * HANDLE_RADIUS * coordinates.disc_scale, top, width, bottom - top)


def _heights(coordinates: Coordinates, apart: float) -> list[float]:
    """Return the visible multiples of a power of ½ from 0 to 1 that are about as far apart as the columns."""
    step = 2.0 ** math.ceil(math.log2(0.75 * apart / coordinates.y_scale))
    low, high = coordinates.y_range
    if step > 1:
        return []
    first, last = math.ceil(max(low, 0.0) / step), math.floor(min(high, 1.0) / step)
    return [row * step for row in range(first, last + 1)]
