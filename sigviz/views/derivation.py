"""The view of the derivation: all lines, or in a small area only the current line and the one before it."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionFocusRect, QWidget

from sigviz.drawing import text
from sigviz.drawing.background_cache import BackgroundCache
from sigviz.drawing.latex import Formula, formula
from sigviz.drawing.medium import SCREEN, Medium
from sigviz.drawing.theme import AIRY, SMALL
from sigviz.model.derivation import LINES
from sigviz.model.readout import Readout

_FORMULA = 20.0  # the font size of formulas, at scale 1
_MARGIN = 20.0
_NUMBER, _VALUE = 34.0, 173.0  # the columns of the line's number and of its value
_LEAST_WIDTH = 420.0  # the width of number, formula and value in most lines
_FITS = 0.9  # lines fit if their text is at least this fraction of the scale
_ROW, _WHY = 52.0, 26.0  # the height of a line, and of the reason under the current line
_IDLE = 0  # milliseconds: when the event loop is idle
_PAUSE = 200  # milliseconds without a change, after which all lines are described


class LineBox(NamedTuple):
    """A line of the derivation and its box."""

    line: int
    box: QRectF


class LinesPlan(NamedTuple):
    """The visible lines and the unit in logical pixels."""

    unit: float
    rows: list[LineBox]


def plan(width: float, height: float, step: int, scale: float) -> LinesPlan:
    """Return the visible lines and their boxes.

    All lines if they fit, otherwise the current line and the one before it, or the current line alone if both would
    have to shrink. Text is as large as fits, up to the scale.
    """
    every = range(len(LINES))
    for lines in (every, range(max(step - 2, 0), step), range(step - 1, step)):
        heights = [_ROW + (_WHY if line == step - 1 else 0) for line in lines]
        needed = sum(heights) + _MARGIN
        unit = min(scale, height / needed, width / _LEAST_WIDTH)
        if unit >= _FITS * scale or len(lines) == 1:
            break
    airy = min(max((height - _MARGIN * unit) / max(sum(heights) * unit, 1.0), 1.0), AIRY)
    y = max(height - sum(heights) * unit * airy, 0.0) / 2
    rows = []
    for line, high in zip(lines, heights, strict=True):
        rows.append(LineBox(line, QRectF(0, y, width, high * unit * airy)))
        y += high * unit * airy
    return LinesPlan(unit, rows)


class SpokenLine(QLabel):
    """A line for screen readers: an invisible label at the position of the drawn line."""

    def __init__(self, line: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.setObjectName(f"line_{line + 1}")
        self.setAccessibleName(f"Line {line + 1}: {LINES[line].spoken}")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setUpdatesEnabled(False)
        self.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._view.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._view.update()


class Derivation(QWidget):
    """Shows the derivation at the step of a readout, and reports when the user clicks a line or moves to it with a key.

    The current line takes the focus, and the arrow keys move to the lines before and after it.
    """

    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None, medium: Medium = SCREEN) -> None:
        super().__init__(parent)
        self.setObjectName("derivation")
        self.setAccessibleName("Derivation of σ′(x) = σ(x)·(1 − σ(x))")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._readout: Readout | None = None
        self.medium = medium
        self._theme, self._scale, self._unit = medium.themes["light"], 1.0, 1.0
        self._rows: list[LineBox] = []
        self._still = BackgroundCache()
        self._set: set[int] = set()  # lines whose formulas are typeset
        self._spoken = [SpokenLine(line, self) for line in range(len(LINES))]
        self._idle = QTimer(self)
        self._idle.setInterval(_IDLE)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._set_another)
        self._pause = QTimer(self)
        self._pause.setInterval(_PAUSE)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._describe_others)

    def show_readout(self, readout: Readout) -> None:
        """Show a readout. Emits nothing."""
        before, self._readout = self._readout, readout
        scene = readout.scene
        look = self.medium.theme(scene), self.medium.scale(scene)
        if look != (self._theme, self._scale):
            self._theme, self._scale = look
            self._set.clear()
            self._arrange()
        elif before is None or before.scene.step != scene.step:
            self._arrange()
        else:
            self.update(self._values_box())
        self._describe()

    def paint(self, painter: QPainter) -> None:
        """Draw the derivation with any painter, at any scale."""
        self._set.update(row.line for row in self._rows)
        self._paint_still(painter)
        self._paint_moving(painter)

    def _describe(self) -> None:
        """Describe the current line now, and the others when x stops changing."""
        if self._readout is not None:
            step, line = self._readout.scene.step, self._readout.line
            self.setAccessibleDescription(f"Line {step}: {line}")
            self._spoken[step - 1].setAccessibleDescription(line)
            self._pause.start()

    def _describe_others(self) -> None:
        if self._readout is not None:
            for spoken, words in zip(self._spoken, self._readout.spoken_lines, strict=True):
                spoken.setAccessibleDescription(words)

    def _place_spoken(self, step: int) -> None:
        """Move each label to its drawn line, and move the focus from the previous to the current line."""
        boxes, current = {row.line: row.box for row in self._rows}, self._spoken[step - 1]
        focused = any(spoken.hasFocus() for spoken in self._spoken)
        for line, spoken in enumerate(self._spoken):
            spoken.setFocusPolicy(Qt.FocusPolicy.StrongFocus if spoken is current else Qt.FocusPolicy.NoFocus)
            if line in boxes:
                spoken.setGeometry(boxes[line].toAlignedRect())
                spoken.show()
        if focused:
            current.setFocus()
        for line, spoken in enumerate(self._spoken):
            spoken.setVisible(line in boxes)

    def _arrange(self) -> None:
        if self._readout is not None:
            arranged = plan(self.width(), max(self.height(), 1), self._readout.scene.step, self._scale)
            if arranged.unit != self._unit:
                self._set.clear()
            self._unit, self._rows = arranged
            self._place_spoken(self._readout.scene.step)
        self._still.forget()
        self.update()

    # The current line is typeset at once, the others when the event loop is idle

    def _set_another(self) -> None:
        waiting = [row.line for row in self._rows if row.line not in self._set]
        if waiting:
            self._formula(waiting[0])
            self._set.add(waiting[0])
            self._still.forget()
            self.update()

    def _formula(self, line: int) -> Formula:
        return formula(LINES[line].latex, round(_FORMULA * self._unit, 1), self._theme)

    @property
    def _value_room(self) -> float:
        """The width of the column of values and of the notes below them."""
        return _VALUE * self._theme.note * self._unit

    # Drawing

    def _paint_still(self, painter: QPainter) -> None:
        if self._readout is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self._readout.scene.step
        for row in self._rows:
            self._paint_line(painter, row, current=row.line == step - 1)

    def _paint_line(self, painter: QPainter, row: LineBox, *, current: bool) -> None:
        theme, unit, line = self._theme, self._unit, LINES[row.line]
        box = row.box
        if current:
            painter.fillRect(QRectF(0, box.top(), 5 * unit, box.height()), text.paint(theme.slope.colour))
            for edge in (box.top(), box.bottom() - unit):
                painter.fillRect(QRectF(0, edge, box.width(), unit), text.paint(theme.axis))
        high = box.height() - (_WHY * unit if current else 0)
        middle = box.top() + high / 2
        left = _MARGIN * unit
        small = text.mathematical(SMALL * unit)
        small.draw(painter, left, middle + 0.33 * SMALL * unit, f"{row.line + 1}", theme.quiet)
        if row.line in self._set or current:
            self._set.add(row.line)
            typeset = self._formula(row.line)
            room = box.width() - 2 * left - _NUMBER * unit - self._value_room
            shrunk = min(1.0, (high - 6) / typeset.height, max(room, 1.0) / typeset.width)
            typeset.draw(painter, left + _NUMBER * unit, middle - typeset.height * shrunk / 2, shrunk)
            small.draw_unseen(painter, QPointF(left + _NUMBER * unit, middle + 0.33 * SMALL * unit), typeset.text)
            if not current:
                self._paint_rule(painter, row, middle, left + _NUMBER * unit + typeset.width * shrunk)
        if current:
            self._paint_why(painter, f"{line.rule[0].upper()}{line.rule[1:]}: {line.why[0].lower()}{line.why[1:]}", box)

    def _paint_rule(self, painter: QPainter, row: LineBox, middle: float, after: float) -> None:
        """Write the rule after the formula, if it fits before the value."""
        small = text.mathematical(SMALL * self._unit)
        right = row.box.right() - _MARGIN * self._unit - self._value_room
        rule = LINES[row.line].rule
        if after + small.width(rule) + 16 * self._unit < right:
            small.draw(painter, right, middle + 0.33 * SMALL * self._unit, rule, self._theme.quiet, align=1)

    def _paint_why(self, painter: QPainter, why: str, box: QRectF) -> None:
        size = SMALL * self._unit
        room = box.width() - 2 * _MARGIN * self._unit
        size = min(size, size * room / text.mathematical(size).width(why))
        text.mathematical(size).draw(painter, _MARGIN * self._unit, box.bottom() - 0.6 * size, why, self._theme.ink)

    def _paint_moving(self, painter: QPainter) -> None:
        if self._readout is None:
            return
        unit, theme = self._unit, self._theme
        face, small = text.mathematical(SMALL * unit), text.mathematical(theme.note * SMALL * unit)
        step, values = self._readout.scene.step, self._readout.line_values
        for row in self._rows:
            value = values[row.line]
            if value is None:
                continue
            high = row.box.height() - (_WHY * unit if row.line == step - 1 else 0)
            right, y = self.width() - _MARGIN * unit, row.box.top() + high / 2
            note = value.problem or LINES[row.line].about
            y += (0.0 if note else 0.33) * SMALL * unit
            face.draw(painter, right, y, value.text, theme.slope.colour if not value.problem else theme.ink, align=1)
            if note:
                small.draw(painter, right, y + (0.35 + theme.note) * SMALL * unit, note, theme.quiet, align=1)

    def _values_box(self) -> QRect:
        left = round(self.width() - _MARGIN * self._unit - self._value_room)
        return QRect(left, 0, self.width() - left, self.height())

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None or self._readout is None:
            event.ignore()
            return
        step = self._readout.scene.step + by
        if 1 <= step <= len(LINES):
            self.step_requested.emit(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        for row in self._rows:
            if row.box.contains(at):
                self.step_requested.emit(row.line + 1)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        self._still.paint(self, self._paint_still, self._paint_moving, self._theme.ground)
        focused = next((spoken for spoken in self._spoken if spoken.hasFocus()), None)
        if focused is not None:
            option = QStyleOptionFocusRect()
            option.initFrom(focused)
            option.rect = focused.geometry()
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, QPainter(self), self)
        if any(row.line not in self._set for row in self._rows):
            self._idle.start()
