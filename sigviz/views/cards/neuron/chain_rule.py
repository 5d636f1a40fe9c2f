"""One learning step in numbers: the error, and the chain rule for every weight and the bias."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL
from sigviz.maths.number_format import exact
from sigviz.model.scene import Scene
from sigviz.views.card import Look
from sigviz.views.cards.neuron.texts import Factors, UnitReading

_LOSSES = {"squared": "½(output − 𝑡)²", "cross-entropy": "−𝑡·log(output) − (1 − 𝑡)·log(1 − output)"}
_HEADS = 2
_LINE, _CLOSE = 1.7, 1.4  # the usual and the least distance between two baselines, in text sizes
_TRAIL, _BAR, _APART = 76.0, 5.0, 12.0  # the space for the errors, a column of it, and the gap before it, in units
_TOP = 10.0  # the space above the lines, in units
_WIDTH = 310.0  # for which the columns are made, in units
# The columns of a line, in units: position and alignment of the name and the signs; left and right end of the numbers.
_NAME, _DOT, _SECOND_DOT, _EQUALS = (0.0, 0.0), (100.0, 0.5), (178.0, 0.5), (234.0, 0.5)
_BY_OUTPUT, _LOCAL, _INPUT, _GRADIENT = (22.0, 93.0), (107.0, 171.0), (184.0, 224.0), (242.0, 310.0)
_COLUMN_HEADS = {"∂E/∂output": (0.0, 93.0), "𝜎′": _LOCAL, "input": _INPUT, "∂E/∂𝑤": _GRADIENT}


def paint_still(painter: QPainter, look: Look, reading: UnitReading) -> None:
    """Write the heads of the columns, and the name, the input and the signs of every line."""
    left, lines = look.inner.left(), _shown(look, reading)
    for words, ends in _COLUMN_HEADS.items() if lines else ():
        _write_number(painter, look, ends, _row(look, reading, 1), words, look.theme.quiet)
    for index, line in enumerate(lines):
        y = _row(look, reading, _HEADS + index)
        name = text.letter(line.name[0]) + line.name[1:]
        columns = (_NAME, _DOT, _SECOND_DOT, _EQUALS)
        for words, (column, align) in zip((name, "·", "·", "="), columns, strict=True):
            colour = look.theme.ink if words is name else look.theme.quiet
            look.write(painter, left + column * _across(look), y, words, colour, align)
        _write_number(painter, look, _INPUT, y, line.value)


def paint_moving(painter: QPainter, look: Look, reading: UnitReading, scene: Scene) -> None:
    """Write the error and the factors that change with x."""
    if _count(look, reading) < 1:
        return
    end = f"{reading.error}, 𝑡 = {exact(scene.target)}"
    trail = _TRAIL * look.unit if scene.errors else 0.0
    head = look.first_fitting(look.inner.width() - trail, f"E = {_LOSSES[scene.loss]} = {end}", f"E = {end}")
    look.write(painter, look.inner.left(), _row(look, reading, 0), head, look.theme.ink)
    _paint_trail(painter, look, _row(look, reading, 0), scene)
    for index, line in enumerate(_shown(look, reading)):
        y = _row(look, reading, _HEADS + index)
        _write_number(painter, look, _BY_OUTPUT, y, line.by_output)
        _write_number(painter, look, _LOCAL, y, line.local_gradient, look.theme.slope.colour)
        _write_number(painter, look, _GRADIENT, y, line.gradient)


def _paint_trail(painter: QPainter, look: Look, y: float, scene: Scene) -> None:
    """Draw the errors before the last steps of learning as columns, the largest as high as the text."""
    bar = _BAR * look.unit
    errors = () if scene.concealed else scene.errors[-int((_TRAIL - _APART) / _BAR) :]
    left, most = look.inner.right() - len(errors) * bar, max(errors, default=0.0)
    for at, error in enumerate(errors):
        high = max(SMALL * look.unit * error / most if most else 0.0, look.unit)
        painter.fillRect(QRectF(left + at * bar, y - high, 0.7 * bar, high), text.paint(look.theme.quiet))


def _write_number(
    painter: QPainter, look: Look, column: tuple[float, float], y: float, number: str, colour: str = ""
) -> None:
    """Write a number right-aligned in its column, smaller if it has many digits."""
    first, last = (look.inner.left() + end * _across(look) for end in column)
    face = text.fitting(SMALL * look.unit, number, last - first)
    face.draw(painter, last, y, number, colour or look.theme.ink, align=1)


def height(scene: Scene) -> float:
    """Return the height that all lines need, in units."""
    return (_HEADS + len(scene.inputs) + 1) * _LINE * SMALL + _TOP


def _pitch(look: Look, reading: UnitReading) -> float:
    """Return the distance between two baselines, in pixels: less than usual if only then all lines fit."""
    close = _room(look) / (_HEADS + len(reading.rule))
    usual, least = (line * SMALL * look.unit for line in (_LINE, _CLOSE))
    return min(close, usual) if close >= least else usual


def _room(look: Look) -> float:
    return look.box.height() - _TOP * look.unit


def _count(look: Look, reading: UnitReading) -> int:
    """Return how many lines fit."""
    return int(_room(look) / _pitch(look, reading) + 0.05)


def _shown(look: Look, reading: UnitReading) -> tuple[Factors, ...]:
    """Return the lines of the table that fit."""
    return reading.rule[: max(_count(look, reading) - _HEADS, 0)]


def _across(look: Look) -> float:
    """Return the horizontal unit, which is smaller in a narrow card."""
    return min(look.inner.width() / _WIDTH, look.unit)


def _row(look: Look, reading: UnitReading, index: int) -> float:
    """Return the baseline of a line."""
    size = SMALL * look.unit
    return look.box.top() + _TOP * look.unit + 0.8 * size + index * _pitch(look, reading)
