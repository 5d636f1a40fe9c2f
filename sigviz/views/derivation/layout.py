"""The layout of the derivation: a board on which lines stay, the current one lowest, as many older ones as fit."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL, Theme
from sigviz.model.derivation import LINES

_FORMULA, _FORMULA_IN_HALL = 19.0, 14.85  # the font sizes of formulas, at scale 1
_ROW = 2.7  # the height of a row, in sizes of formulas
SPACE = 0.25  # between the pieces of a row, in sizes of formulas
_LEFT = 4.2  # the width of the left sides, in sizes of formulas
_NUMBER = 20.0  # the width of the line's number, at a desk
_HEADER = 30.0  # the height of the line with the step, at a desk
_TOP = 6.0  # the space above the first line, without a header
MARGIN, _MARGIN_IN_HALL = 20.0, 12.0
GAP = 14.0  # between the formula, the rule and the value
WHY = 0.86  # the size of a reason, relative to the text
_CLOSE = 1.3  # the distance between two lines of a reason, in their sizes
_AROUND = 9.0  # above and below the reason

Measure = Callable[[int, float], Sequence[float]]  # of a line and a size: the widths of its pieces


class LineBox(NamedTuple):
    """A line of the derivation, its box, how many pieces each of its rows has, and its reason, if it is current."""

    line: int
    box: QRectF
    rows: tuple[int, ...]
    why: tuple[str, ...] = ()


class LinesPlan(NamedTuple):
    """The unit in logical pixels, the height of the header, and the visible lines, in a theme."""

    unit: float
    header: float
    boxes: list[LineBox]
    theme: Theme

    @property
    def size(self) -> float:
        """The font size of formulas, in logical pixels."""
        return round((_FORMULA_IN_HALL if self.theme.hall else _FORMULA) * self.unit, 1)

    @property
    def margin(self) -> float:
        """The space at the left and at the right."""
        return (_MARGIN_IN_HALL if self.theme.hall else MARGIN) * self.unit

    @property
    def numbered(self) -> bool:
        """Whether there is space for the numbers of the lines."""
        return not self.theme.hall

    @property
    def equals(self) -> float:
        """The column of the equals signs."""
        return self.margin + (_NUMBER * self.unit if self.numbered else 0.0) + _LEFT * self.size

    def room(self, width: float) -> float:
        """Return the width from the column of the equals signs on."""
        return max(width - self.equals - self.margin, 1.0)

    def baseline(self, box: LineBox, row: int) -> float:
        """Return the baseline of a row of a line."""
        return box.box.top() + (row + 0.5) * _ROW * self.size + 0.25 * self.size

    def why_baseline(self, box: LineBox, index: int) -> float:
        """Return the baseline of a line of the reason."""
        size = WHY * SMALL * self.unit
        below = (len(box.why) - 1 - index) * _CLOSE * size
        return box.box.bottom() - _AROUND / 2 * self.unit - 0.25 * size - below


def reason(line: int) -> str:
    """Return the rule and the reason of a line as a sentence, with its mathematics in italics."""
    rule, why = LINES[line].rule, LINES[line].why
    return f"{rule[0].upper()}{rule[1:]}: {why[0].lower()}{why[1:]}".replace("e⁻ˣ", "𝑒⁻ˣ").replace("σ(x)", "𝜎(𝑥)")


def plan(width: float, height: float, step: int, scale: float, theme: Theme, measure: Measure) -> LinesPlan:
    """Return the visible lines and their boxes: the current line, and as many before it as fit above it.

    Text has the size of the scale. Only at a desk it is smaller, if even the current line would not fit.
    """
    header = _HEADER * scale if theme.interactive and not theme.hall else 0.0
    top = header or _TOP * scale
    empty = LinesPlan(scale, header, [], theme)
    current = _line(empty, width, step - 1, measure, current=True)
    if not theme.hall and current.box.height() > height - top:
        empty = empty._replace(unit=scale * max(height - top, 1.0) / current.box.height())
        current = _line(empty, width, step - 1, measure, current=True)
    boxes, room = [current], height - top - current.box.height()
    for line in reversed(range(step - 1)):
        older = _line(empty, width, line, measure, current=False)
        room -= older.box.height()
        if room < 0:
            break
        boxes.insert(0, older)
    y, placed = top, []
    for box in boxes:
        placed.append(box._replace(box=box.box.translated(0, y)))
        y += box.box.height()
    return empty._replace(boxes=placed)


def _line(plan: LinesPlan, width: float, line: int, measure: Measure, *, current: bool) -> LineBox:
    """Return a line at the top of a board."""
    pieces = LINES[line].pieces
    rows = _packed(pieces, measure(line, plan.size), plan.room(width), plan.size) if len(pieces) > 1 else (1,)
    high, why = len(rows) * _ROW * plan.size, tuple[str, ...]()
    if current:
        size = WHY * SMALL * plan.unit
        why = wrapped(reason(line), text.mathematical(size), width - 2 * plan.margin)
        high += len(why) * _CLOSE * size + _AROUND * plan.unit
    return LineBox(line, QRectF(0, 0, width, high), rows, why)


def _packed(pieces: Sequence[str], widths: Sequence[float], room: float, size: float) -> tuple[int, ...]:
    """Return how many of the pieces stand in each row: all in one, or else a new row at each equals sign."""
    space = SPACE * size
    if sum(widths) + space * (len(widths) - 1) <= room:
        return (len(widths),)
    rows, used = list[int](), 0.0
    for piece, wide in zip(pieces, widths, strict=True):
        if not piece.startswith("=") and used + space + wide <= room:
            rows[-1] += 1
            used += space + wide
        else:
            rows.append(1)
            used = wide
    return tuple(rows)


def wrapped(words: str, face: text.Face, room: float) -> tuple[str, ...]:
    """Return a text broken into lines that fit into a width, if no word is wider."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and face.width(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)
