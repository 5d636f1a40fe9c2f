"""One step of learning in numbers: the error, and the chain rule for every weight and the bias."""

from PySide6.QtGui import QPainter

from sigviz.model import unit
from sigviz.model.numbers import exact
from sigviz.model.scene import Scene
from sigviz.views import text
from sigviz.views.card import Look
from sigviz.views.theme import SMALL

_LOSSES = {"squared": "½(output − 𝑡)²", "cross-entropy": "−𝑡·log(output) − (1 − 𝑡)·log(1 − output)"}
_RULE = "∂E/∂𝑤 = ∂E/∂output · output(1 − output) · 𝑎"
_HEADS = 2
_LINE = 1.7  # the distance of two lines, in sizes of the text
# Where the parts of a line stand: of those that lie still, the column and which end of them is there; those that move
# end at theirs.
_NAME, _DOT, _SECOND_DOT, _INPUT, _EQUALS = (0.0, 0.0), (100.0, 0.5), (178.0, 0.5), (224.0, 1.0), (234.0, 0.5)
_BY_OUTPUT, _LOCAL, _GRADIENT = 93.0, 171.0, 310.0


def paint_still(painter: QPainter, look: Look, made: unit.UnitReading) -> None:
    """Write the rule in words, and of every line its name, its input and the signs."""
    left = look.inner.left()
    look.write(painter, left, _row(look, made, 1), _RULE)
    for index, line in enumerate(made.rule):
        y = _row(look, made, _HEADS + index)
        name = text.letter(line.name[0]) + line.name[1:]
        columns = (_NAME, _DOT, _SECOND_DOT, _INPUT, _EQUALS)
        for words, (column, align) in zip((name, "·", "·", line.value, "="), columns, strict=True):
            colour = look.theme.quiet if words in "·=" else look.theme.ink
            look.write(painter, left + column * look.unit, y, words, colour, align)


def paint_moving(painter: QPainter, look: Look, made: unit.UnitReading, scene: Scene) -> None:
    """Write the error and the factors, which change with x."""
    size, ink, left = SMALL * look.unit, look.theme.ink, look.inner.left()
    head = f"E = {_LOSSES[scene.loss]} = {made.error}, 𝑡 = {exact(scene.target)}"
    text.fitting(size, head, look.inner.right() - left).draw(painter, left, _row(look, made, 0), head, ink)
    for index, line in enumerate(made.rule):
        y = _row(look, made, _HEADS + index)
        look.write(painter, left + _BY_OUTPUT * look.unit, y, line.by_output, ink, 1)
        look.write(painter, left + _LOCAL * look.unit, y, line.local_gradient, look.theme.slope.colour, 1)
        look.write(painter, left + _GRADIENT * look.unit, y, line.gradient, ink, 1)


def _row(look: Look, made: unit.UnitReading, index: int) -> float:
    """Return the baseline of a line."""
    size = SMALL * look.unit
    row = min((look.box.height() - 26 * look.unit) / (_HEADS + len(made.rule)), _LINE * size)
    return look.box.top() + 16 * look.unit + 0.8 * size + index * row
