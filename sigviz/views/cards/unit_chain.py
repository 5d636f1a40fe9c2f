"""The chain card: what is left of a gradient after each of n units in a row, as columns that fall, and its bound ¼ⁿ.

The columns are drawn to scale, so most are soon too small to see. A lens shows the last ones enlarged.
"""

import math

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.background import grounded
from sigviz.drawing.strokes import pen
from sigviz.drawing.theme import SMALL, Stroke
from sigviz.maths import unit_chain
from sigviz.maths.number_format import power_of_ten
from sigviz.model.layer_texts import power, superscript
from sigviz.model.readout import HIDDEN, Readout
from sigviz.model.scene import Scene
from sigviz.views.card import Card, Look

_WIDTH, _SHARE = 0.62, 0.62  # of the columns, of the whole card; of a column, of its place
_SMALL = 0.04  # of the height: a column below it is too small to see
_IN_LENS = 3  # columns
_LENS = 70.0  # its least width, in units
_TITLE, _TITLE_OF_ONE = "{units} units in a row, each 𝜎′(𝑥)", "1 unit in a row, 𝜎′(𝑥)"
_DESCRIPTION, _DESCRIPTION_OF_ONE = "{units} units: {product}, at most {bound}", "1 unit: {product}, at most {bound}"


class UnitChainCard(Card):
    """The card of the layer ``chain``."""

    layer = "chain"
    title = "Product of local gradients"
    least = 238.0, 150.0
    more = 1.0

    def still(self, scene: Scene) -> object:
        """Return the number of units."""
        return scene.units

    def paint_still(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw the title, the axis, and the bound as a staircase."""
        scene, theme, unit = readout.scene, look.theme, look.unit
        title = (_TITLE if scene.units > 1 else _TITLE_OF_ONE).format(units=scene.units)
        look.write_title(painter, title, title.partition(",")[0])
        chart = _chart(look)
        steps = [_column(chart, scene.units, at, unit_chain.log_bound(at), 1.0) for at in range(scene.units + 1)]
        for step in steps:
            painter.fillRect(step, text.paint(theme.faint))
        painter.fillRect(QRectF(chart.left(), chart.bottom(), chart.width(), unit), text.paint(theme.axis))
        below = chart.bottom() + 1.15 * SMALL * unit
        place = chart.width() / (scene.units + 1)
        every = math.ceil(1.6 * SMALL * unit / place)
        for at in range(0, scene.units + 1, every):
            look.write(painter, steps[at].center().x(), below, str(at), align=0.5)
        bound = f"at most ¼{_exponent(scene.units)} = {power(unit_chain.log_bound(scene.units))}"
        look.write(painter, look.inner.left(), look.box.bottom() - 12 * unit, bound)

    def paint_moving(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw a column for each unit and the lens, and write the product."""
        scene, theme, unit = readout.scene, look.theme, look.unit
        chart, colour = _chart(look), text.paint(theme.slope.colour)
        words = f"𝜎′{_exponent(scene.units)} = {_product(scene)}"
        face = text.fitting(theme.medium * unit, words, look.inner.width() - 0.4 * chart.width())
        face.draw(
            painter, look.inner.right(), chart.top() + 0.7 * theme.medium * unit, words, theme.slope.colour, align=1
        )
        if "product" in scene.concealed:
            return
        for at in range(scene.units + 1):
            column = _column(chart, scene.units, at, unit_chain.log_product(scene.x, at), _SHARE)
            painter.fillRect(column, colour)
        wide_enough = _lens(look).width() > _LENS * unit
        if wide_enough and unit_chain.log_product(scene.x, scene.units) < math.log10(_SMALL):
            self._paint_lens(painter, scene, look)

    def _paint_lens(self, painter: QPainter, scene: Scene, look: Look) -> None:
        """Draw the last columns enlarged by the power of ten that makes the first of them easy to see."""
        lens, theme, unit, chart = _lens(look), look.theme, look.unit, _chart(look)
        first = max(scene.units - _IN_LENS + 1, 1)
        times = math.floor(-unit_chain.log_product(scene.x, first))
        last = _column(chart, scene.units, scene.units, -math.inf, 1.0)
        painter.setPen(pen(theme.line(theme.quiet, 1.0, (2.0, 2.0)), unit))
        for corner in (lens.topLeft(), lens.bottomLeft()):
            painter.drawLine(QLineF(last.bottomRight(), corner))
        with grounded(painter):
            painter.fillRect(lens, text.paint(theme.ground))
        painter.setPen(pen(Stroke(theme.quiet, 1.2), unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(lens, 5 * unit, 5 * unit)
        look.write(painter, lens.center().x(), lens.top() + 1.2 * SMALL * unit, f"× {power_of_ten(times)}", align=0.5)
        room = lens.adjusted(6 * unit, 1.7 * SMALL * unit, -6 * unit, -1.5 * SMALL * unit)
        count = scene.units - first
        for at in range(count + 1):
            height = unit_chain.log_product(scene.x, first + at) + times
            column = _column(room, count, at, height, _SHARE)
            painter.fillRect(column, text.paint(theme.slope.colour))
            look.write(painter, column.center().x(), room.bottom() + 1.1 * SMALL * unit, str(first + at), align=0.5)
        painter.fillRect(QRectF(room.left(), room.bottom(), room.width(), unit), text.paint(theme.axis))

    def describe(self, readout: Readout) -> str:
        """Return the product and its bound."""
        scene = readout.scene
        description = _DESCRIPTION if scene.units > 1 else _DESCRIPTION_OF_ONE
        bound = power(unit_chain.log_bound(scene.units))
        return description.format(units=scene.units, product=_product(scene), bound=bound)


def _exponent(units: int) -> str:
    return superscript(units).removeprefix("10") if units > 1 else ""


def _product(scene: Scene) -> str:
    """Return the product of the local gradients."""
    hidden = "product" in scene.concealed
    return HIDDEN if hidden else power(unit_chain.log_product(scene.x, scene.units))


def _chart(look: Look) -> QRectF:
    """Return the box of the columns."""
    inner, size = look.inner, SMALL * look.unit
    return QRectF(inner.left(), inner.top(), _WIDTH * inner.width(), inner.height() - 2.7 * size)


def _lens(look: Look) -> QRectF:
    """Return the box of the lens, beside the columns and below the product."""
    chart, unit = _chart(look), look.unit
    left, top = chart.right() + 22 * unit, chart.top() + 1.2 * look.theme.medium * unit
    return QRectF(left, top, look.inner.right() - left, chart.bottom() + 1.3 * SMALL * unit - top)


def _column(room: QRectF, count: int, at: int, logarithm: float, share: float) -> QRectF:
    """Return a column of ``count + 1`` in a box whose height is 1. ``share`` is its fraction of its place."""
    place = room.width() / (count + 1)
    height = 10.0**logarithm * room.height() if logarithm > -300 else 0.0
    left = room.left() + place * (at + (1 - share) / 2)
    return QRectF(left, room.bottom() - height, place * share, height)
