"""The area card: a rectangle in the unit square with the sides σ and 1 − σ. Its area is the slope."""

import math
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from sigviz.drawing import text
from sigviz.drawing.handles import Handle
from sigviz.drawing.strokes import pen
from sigviz.drawing.theme import SMALL, Stroke
from sigviz.maths.ranges import worth
from sigviz.maths.sigmoid import activation
from sigviz.model.layer_texts import number
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.views.card import Card, Look

_FILL = 70  # of 255: how opaque the rectangle is
_DESCRIPTION = "{sigma} by {complement} is {area}; at most ¼, at σ = ½"


class AreaCard(Card):
    """The card of the layer ``area``."""

    layer = "area"
    title = "Area of σ by 1 − σ"
    sizes = ((250.0, 222.0),)

    def paint_still(self, painter: QPainter, readout: Readout, look: Look) -> None:  # noqa: ARG002
        """Draw the unit square, the line along which the corner moves, and the largest rectangle, at σ = ½."""
        square, theme = _square(look), look.theme
        look.write_title(painter, text.italic("area = σ(x) · (1 − σ(x))"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(Stroke(theme.axis, 1.0), look.unit))
        painter.drawRect(square)
        painter.setPen(pen(Stroke(theme.axis, 1.0, (1.0, 3.0)), look.unit))
        painter.drawLine(QLineF(square.topLeft(), square.bottomRight()))
        painter.setPen(pen(Stroke(theme.quiet, 1.4, (4.0, 3.0)), look.unit))
        half = _rectangle(square, 0.5, 0.5)
        painter.drawRect(half)
        look.write(painter, half.right() - 5 * look.unit, half.top() + 1.05 * SMALL * look.unit, "¼", align=1)

    def paint_moving(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw the rectangle, its two sides and its corner, and write the numbers."""
        square, theme, value = _square(look), look.theme, readout.value
        box = _rectangle(square, value.sigma, value.complement)
        fill = QColor(theme.slope.colour)
        fill.setAlpha(_FILL)
        thin = 1.6 * look.unit
        painter.fillRect(box, fill)
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), thin), text.paint(theme.slope.colour))
        painter.fillRect(QRectF(box.right() - thin, box.top(), thin, box.height()), text.paint(theme.slope.colour))
        painter.setPen(pen(theme.sigma, look.unit * 1.4))
        painter.drawLine(QLineF(square.bottomLeft(), box.bottomRight()))
        painter.setPen(pen(theme.complement, look.unit * 1.4))
        painter.drawLine(QLineF(square.bottomLeft(), box.topLeft()))
        self._write_sides(painter, readout, look)
        look.paint_handle(painter, "corner", box.topRight(), theme.slope.colour)

    def _write_sides(self, painter: QPainter, readout: Readout, look: Look) -> None:
        square, theme, size = _square(look), look.theme, SMALL * look.unit
        below = square.bottom() + 1.25 * size
        look.write(painter, square.left(), below, f"𝜎 = {readout.sigma_text}", theme.sigma.colour)
        beside = square.right() + 12 * look.unit
        room = look.box.right() - 4 * look.unit - beside
        lines = (("1 − 𝜎", theme.complement.colour), (readout.complement_text, theme.complement.colour))
        for row, (words, colour) in enumerate(lines):
            face = text.fitting(size, words, room)
            face.draw(painter, beside, square.top() + (1 + 1.25 * row) * size, words, colour)
        area = number(readout.scene, readout.value.slope)
        for row, words in enumerate(("area", area)):
            face = text.fitting(size, words, room)
            face.draw(painter, beside, square.bottom() - (1.25 - 1.25 * row) * size, words, theme.slope.colour)

    def describe(self, readout: Readout) -> str:
        """Return the lengths of the sides and the area."""
        area = number(readout.scene, readout.value.slope)
        return _DESCRIPTION.format(sigma=readout.sigma_text, complement=readout.complement_text, area=area)

    def handles(self, readout: Readout, look: Look) -> list[Handle]:
        """Return the handle at the corner."""
        corner = _rectangle(_square(look), readout.value.sigma, readout.value.complement).topRight()
        return [Handle("corner", corner)]

    def drag(self, handle: str, begun: Scene, by: QPointF, look: Look) -> dict[str, Any]:  # noqa: ARG002
        """Return x for the point on the corner's line that is nearest to the pointer."""
        side = _square(look).width()
        begun_sigma = activation(begun.x).sigma
        sigma = begun_sigma + (by.x() + by.y()) / 2 / side
        least = 0.25 / side
        for edge in (least, 1 - least):  # beyond the edge x is finer than a pixel: dragging outwards must not reset it
            if min(begun_sigma, sigma) >= edge > 0.5 or max(begun_sigma, sigma) <= edge < 0.5:
                return {"x": begun.x}
        sigma = min(max(sigma, least), 1 - least)
        return {"x": worth(math.log(sigma / (1 - sigma)), begun.x_range)}


def _square(look: Look) -> QRectF:
    inner = look.inner
    side = min(inner.width() - 64 * look.unit, inner.height() - 1.5 * SMALL * look.unit)
    return QRectF(inner.left(), inner.top(), side, side)


def _rectangle(square: QRectF, wide: float, high: float) -> QRectF:
    side = square.width()
    return QRectF(square.left(), square.bottom() - high * side, wide * side, high * side)
