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

_LABEL = 84.0  # the width of the label at the left side, in units
_ROOMY = 7.5  # the side of a square with a ¼ at the largest rectangle, in text sizes
_FILL = 70  # of 255: how opaque the rectangle is
_DESCRIPTION = "{sigma} by {complement} is {area}; at most ¼, at σ = ½"


class AreaCard(Card):
    """The card of the layer ``area``."""

    layer = "area"
    title = "Area of σ by 1 − σ"
    least = 238.0, 150.0
    more = 0.4

    def paint_still(self, painter: QPainter, readout: Readout, look: Look) -> None:  # noqa: ARG002
        """Draw the unit square, the line along which the corner moves, and the largest rectangle, at σ = ½."""
        square, theme = _square(look), look.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(Stroke(theme.axis, 1.0), look.unit))
        painter.drawRect(square)
        painter.setPen(pen(theme.line(theme.axis, 1.0, (1.0, 3.0)), look.unit))
        painter.drawLine(QLineF(square.topLeft(), square.bottomRight()))
        painter.setPen(pen(theme.line(theme.quiet, 1.4, (4.0, 3.0)), look.unit))
        half = _rectangle(square, 0.5, 0.5)
        painter.drawRect(half)
        if square.width() > _ROOMY * SMALL * look.unit:
            look.write(painter, half.right() - 5 * look.unit, half.top() - 5 * look.unit, "¼", align=1)

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
        painter.setPen(pen(theme.sigma, look.unit * theme.bold))
        painter.drawLine(QLineF(square.bottomLeft(), box.bottomRight()))
        painter.setPen(pen(theme.complement, look.unit * theme.bold))
        painter.drawLine(QLineF(square.bottomLeft(), box.topLeft()))
        self._write_sides(painter, readout, look)
        look.paint_handle(painter, "corner", box.topRight(), theme.slope.colour)

    def _write_sides(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Write each side's length at its side, and the area into the rectangle, or above it if it is too small."""
        square, theme, size = _square(look), look.theme, SMALL * look.unit
        box = _rectangle(square, readout.value.sigma, readout.value.complement)
        words = f"𝜎 = {readout.sigma_text}"
        half = look.face.width(words) / 2
        middle = min(max(box.center().x(), square.left() + half), square.right() - half)
        look.write(painter, middle, square.bottom() + 1.25 * size, words, theme.sigma.colour, 0.5)
        beside, room = square.left() - 8 * look.unit, square.left() - look.box.left() - 12 * look.unit
        row = min(max(box.center().y(), square.top() + 1.2 * size), square.bottom() - size)
        for at, words in enumerate(("1 − 𝜎", readout.complement_text)):
            face = text.fitting(size, words, room)
            face.draw(painter, beside, row + (1.25 * at - 0.3) * size, words, theme.complement.colour, align=1)
        area = number(readout.scene, readout.value.slope)
        inside = box.height() > 2.6 * size and box.width() > look.face.width(area) + size
        half = look.face.width(area) / 2
        where = box.center().y() + 0.35 * size if inside else max(box.top() - 0.5 * size, square.top() + 1.2 * size)
        across = box.center().x() if inside else max(box.left() + half + 4 * look.unit, box.center().x())
        look.write(painter, across, where, area, theme.slope.colour, 0.5)

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
    """Return the unit square: as high as the card, with room for the labels of its left and lower sides."""
    size, unit = SMALL * look.unit, look.unit
    high, wide = look.box.height() - 24 * unit - 1.5 * size, look.box.width() - (_LABEL + 24) * unit
    side = min(high, wide)
    top = look.box.top() + 12 * unit + (high - side) / 2
    return QRectF(look.box.left() + (_LABEL + 12) * unit, top, side, side)


def _rectangle(square: QRectF, wide: float, high: float) -> QRectF:
    side = square.width()
    return QRectF(square.left(), square.bottom() - high * side, wide * side, high * side)
