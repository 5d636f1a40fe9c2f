"""The neural unit as a diagram: inputs, weights, sum, σ, output, a dial for the slope, and one learning step."""

import math
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from sigviz.drawing import text
from sigviz.drawing.background import grounded
from sigviz.drawing.handles import Handle
from sigviz.drawing.strokes import pen
from sigviz.drawing.theme import SMALL, Stroke
from sigviz.maths.number_format import short
from sigviz.model import neuron
from sigviz.model.layer_texts import indexed
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.views.card import Card, Look
from sigviz.views.cards.neuron import chain_rule, texts

_INPUT = 9.0  # the radius of an input
_RULE = 332.0  # the width of the chain rule, in units
_BESIDE = 640.0  # from this width on, the chain rule is beside the diagram
_HIGH, _LOW = 222.0, 150.0  # the height of the diagram above the chain rule, and its least height
_ROOMY = 440.0, 200.0  # the least size of a diagram with its dial, the names of the weights and remarks
_AT_INPUT, _AT_SUM, _AT_OUTPUT = 90.0, 238.0, 322.0  # columns, in units from the left
_WEIGHT = 0.36  # the position of a weight along its edge, from 0 to 1
_ROW = 44.0  # the largest distance between two inputs
_THICK = (1.0, 1.7, 7.0)  # width of an edge: the minimum, the increase per unit of weight, the maximum
_NEEDLE = 36.0
_PER_PIXEL = 0.01  # the change of a value per pixel of a drag


class NeuronCard(Card):
    """The card of the layer ``neuron``."""

    layer = "neuron"
    title = "Neural unit"
    least = 238.0, 150.0
    more = 2.0

    def still(self, scene: Scene) -> object:
        """Return the inputs, the weights, the loss and the target."""
        return scene.inputs, scene.weights, scene.loss, scene.target

    def paint_still(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw the inputs, the edges with their weights, and the nodes, and write the fixed part of the chain rule."""
        scene, theme, size = readout.scene, look.theme, SMALL * look.unit
        rule = _rule(look, scene)
        chain_rule.paint_still(painter, rule, texts.read(readout))
        if _is_wide(look):
            edge = QRectF(rule.box.left(), rule.inner.top(), look.unit, rule.inner.height())
            painter.fillRect(edge, text.paint(look.theme.faint))
        look = _diagram(look, scene)
        look.write_title(painter, "output = 𝜎(𝑥), and 𝑥 = 𝑏 + Σ 𝑤·𝑎", "𝑥 = 𝑏 + Σ 𝑤·𝑎")
        total = _node(look, 1)
        for index, (value, weight) in enumerate(zip(scene.inputs, scene.weights, strict=True)):
            at = _input(look, scene, index)
            painter.setPen(pen(_edge(weight, look), look.unit))
            painter.drawLine(QLineF(at, total))
            _paint_circle(painter, look, at, _INPUT)
            words = f"{indexed('𝑎', index)} = {short(value)}"
            look.write(painter, at.x() - 1.8 * _INPUT * look.unit, at.y() + 0.33 * size, words, theme.ink, 1)
        for index, weight in enumerate(scene.weights):
            self._write_weight(painter, look, _weight(look, scene, index), index, weight)
        painter.setPen(pen(Stroke(theme.ink, 1.6), look.unit))
        painter.drawLine(QLineF(total, _node(look, 2)))
        painter.drawLine(QLineF(total, _bias(look) - QPointF(0, 1.3 * size)))
        _paint_circle(painter, look, total, _radius(look))
        text.mathematical(theme.medium * look.unit).draw(
            painter, total.x(), total.y() + 0.35 * theme.medium * look.unit, "Σ", theme.ink, 0.5
        )
        if _is_roomy(look):
            self._paint_dial(painter, look)

    def _write_weight(self, painter: QPainter, look: Look, at: QPointF, index: int, weight: float) -> None:
        theme, size = look.theme, SMALL * look.unit
        words = f"{indexed('𝑤', index)} = {short(weight)}" if _is_roomy(look) else short(weight)
        wide = look.face.width(words)
        ground = QRectF(at.x() - wide / 2 - 3, at.y() - 0.6 * size, wide + 6, 1.2 * size)
        with grounded(painter):
            painter.fillRect(ground, text.paint(theme.ground))
        look.write(painter, at.x(), at.y() + 0.33 * size, words, _edge(weight, look).colour, 0.5)

    def _paint_dial(self, painter: QPainter, look: Look) -> None:
        """Draw the arc of the dial, from 0 to ¼."""
        middle, reach = _dial(look), _NEEDLE * look.unit
        painter.setPen(pen(Stroke(look.theme.axis, 1.6), look.unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach), 0, 180 * 16)
        look.write(painter, middle.x() - reach - 5 * look.unit, middle.y(), "0", align=1)
        look.write(painter, middle.x() + reach + 5 * look.unit, middle.y(), "¼")

    def paint_moving(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw the sum, the bias, the output and the needle, and write the numbers of the chain rule."""
        reading = texts.read(readout)
        chain_rule.paint_moving(painter, _rule(look, readout.scene), reading, readout.scene)
        look = _diagram(look, readout.scene)
        theme, size = look.theme, SMALL * look.unit
        total, output = _node(look, 1), _node(look, 2)
        above = total.y() - (_radius(look) + 7) * look.unit
        look.write(painter, total.x(), above, f"𝑥 = {reading.sum}", theme.ink, 0.5)
        under = _bias(look)
        look.write(painter, under.x(), under.y(), f"𝑏 = {reading.bias}", theme.ink, 0.5)
        self._paint_output(painter, readout, look, reading, output)
        if not _is_roomy(look):
            return
        note = reading.note or ("dragging 𝑥 moves 𝑏" if theme.hints else "")
        look.write(painter, under.x(), under.y() + 1.25 * size, note, theme.ink if reading.note else "", 0.5)
        if "product" not in readout.scene.concealed:
            self._paint_needle(painter, readout, look)
        middle = _dial(look)
        look.write(
            painter, middle.x(), middle.y() + 1.25 * size, f"𝜎′ = {reading.local_gradient}", theme.slope.colour, 0.5
        )

    def _paint_output(
        self, painter: QPainter, readout: Readout, look: Look, reading: texts.UnitReading, at: QPointF
    ) -> None:
        theme, size, sigma = look.theme, SMALL * look.unit, readout.value.sigma
        seen = 0.5 if "sigma" in readout.scene.concealed else sigma
        painter.setPen(pen(Stroke(theme.sigma.colour, 1.8), look.unit))
        painter.setBrush(_between(theme.ground, theme.sigma.colour, seen))
        reach = _radius(look) * look.unit
        painter.drawEllipse(at, reach, reach)
        painter.setBrush(text.paint(theme.ground))
        painter.setPen(Qt.PenStyle.NoPen)
        with grounded(painter):
            painter.drawEllipse(at, 0.62 * reach, 0.62 * reach)
        face = text.mathematical(SMALL * 1.2 * look.unit)
        face.draw(painter, at.x(), at.y() + 0.33 * 1.1 * size, "𝜎", theme.sigma.colour, 0.5)
        if not _is_roomy(look):
            look.write(painter, at.x(), at.y() + reach + 1.15 * size, reading.output, theme.sigma.colour, 0.5)
            return
        right = at.x() + reach + 10 * look.unit
        look.write(painter, right, at.y() - 0.2 * size, reading.output, theme.sigma.colour)
        look.write(painter, right, at.y() + 1.05 * size, reading.active)

    def _paint_needle(self, painter: QPainter, readout: Readout, look: Look) -> None:
        middle, turn = _dial(look), math.pi * (1 - 4 * readout.value.slope)
        tip = QPointF(math.cos(turn), -math.sin(turn)) * (_NEEDLE - 4) * look.unit
        painter.setPen(pen(Stroke(look.theme.slope.colour, 3.0), look.unit))
        painter.drawLine(QLineF(middle, middle + tip))

    def describe(self, readout: Readout) -> str:
        """Return all the numbers of the unit."""
        return texts.describe(readout)

    def handles(self, readout: Readout, look: Look) -> list[Handle]:
        """Return the handles of the inputs, and of the weights on their edges."""
        scene = readout.scene
        look = _diagram(look, scene)
        inputs = [Handle(f"a{at}", _input(look, scene, at)) for at in range(len(scene.inputs))]
        return inputs + [Handle(f"w{at}", _weight(look, scene, at)) for at in range(len(scene.weights))]

    def drag(self, handle: str, begun: Scene, by: QPointF, look: Look) -> dict[str, Any]:
        """Return the fields that change. Dragging up or to the right adds 0.01 per unit to a value."""
        index, more = int(handle[1:]), (by.x() - by.y()) / look.unit * _PER_PIXEL
        values, change = {
            "a": (begun.inputs, neuron.with_input),
            "w": (begun.weights, neuron.with_weight),
        }[handle[0]]
        return dict(change(begun, index, round(values[index] + more, 2)))


def _paint_circle(painter: QPainter, look: Look, at: QPointF, radius: float) -> None:
    """Draw a circle that hides what is below it."""
    reach = radius * look.unit
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(text.paint(look.theme.ground))
    with grounded(painter):
        painter.drawEllipse(at, reach, reach)
    painter.setPen(pen(Stroke(look.theme.ink, 1.6), look.unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, reach, reach)


def _is_wide(look: Look) -> bool:
    """Return whether the chain rule is beside the diagram."""
    return look.box.width() >= _BESIDE * look.unit


def _is_roomy(diagram: Look) -> bool:
    """Return whether the diagram has space for everything. Otherwise the dial, names and remarks are omitted."""
    wide, high = _ROOMY
    return diagram.box.width() >= wide * diagram.unit and diagram.box.height() >= high * diagram.unit


def _diagram(look: Look, scene: Scene) -> Look:
    """Return the look of the part with the diagram."""
    box = QRectF(look.box)
    if _is_wide(look):
        box.setWidth(box.width() - _RULE * look.unit)
    else:
        rest = box.height() - chain_rule.height(scene) * look.unit
        box.setHeight(min(max(rest, _LOW * look.unit), max(_HIGH * look.unit, rest * 0.62)))
    return look._replace(box=box)


def _rule(look: Look, scene: Scene) -> Look:
    """Return the look of the part with the chain rule."""
    box, drawn = QRectF(look.box), _diagram(look, scene).box
    if _is_wide(look):
        box.setLeft(drawn.right())
    else:
        box.setTop(drawn.bottom())
    return look._replace(box=box)


def _radius(look: Look) -> float:
    """Return the radius of the two large nodes, in units."""
    return 25.0 if _is_roomy(look) else 20.0


def _columns(look: Look) -> tuple[float, float, float]:
    """Return the columns of inputs, sum and output, in pixels from the left."""
    if _is_roomy(look):
        across = min(look.inner.width() / (_ROOMY[0] - 32), 1.4 * look.unit)
        return _AT_INPUT * across, _AT_SUM * across, _AT_OUTPUT * across
    first, last = 64 * look.unit, look.inner.width() - 26 * look.unit
    return first, first + 0.58 * (last - first), last


def _node(look: Look, column: int) -> QPointF:
    return QPointF(look.inner.left() + _columns(look)[column], look.inner.top() + 0.45 * look.inner.height())


def _input(look: Look, scene: Scene, index: int) -> QPointF:
    count, inner = len(scene.inputs), look.inner
    row = min(inner.height() / count, _ROW * look.unit)
    middle = max(inner.top() + 0.45 * inner.height(), inner.top() + row * count / 2)
    first = middle - row * (count - 1) / 2
    return QPointF(inner.left() + _columns(look)[0], first + index * row)


def _weight(look: Look, scene: Scene, index: int) -> QPointF:
    at, total = _input(look, scene, index), _node(look, 1)
    return at + (total - at) * _WEIGHT


def _bias(look: Look) -> QPointF:
    """Return the start of the baseline of the bias, below the sum."""
    below = look.inner.bottom() - (1.75 * SMALL if _is_roomy(look) else 0.0) * look.unit
    return QPointF(_node(look, 1).x(), below)


def _dial(look: Look) -> QPointF:
    """Return the centre of the dial, below the output."""
    x = _node(look, 2).x() + 40 * look.unit
    return QPointF(x, look.inner.bottom() - 1.75 * SMALL * look.unit)


def _edge(weight: float, look: Look) -> Stroke:
    """Return the stroke of an edge, in the colour of what its weight raises: σ if positive, 1 − σ if negative."""
    least, more, most = _THICK
    wide = min(least + more * abs(weight), most)
    if weight == 0:
        return look.theme.line(look.theme.quiet, least, (1.0, 3.0))
    if weight > 0:
        return Stroke(look.theme.sigma.colour, wide)
    return look.theme.line(look.theme.complement.colour, wide, (3.0, 1.0))


def _between(one: str, other: str, share: float) -> QColor:
    first, last = QColor(one), QColor(other)
    parts = zip((first.red(), first.green(), first.blue()), (last.red(), last.green(), last.blue()), strict=True)
    return QColor(*(round(low + (high - low) * share) for low, high in parts))
