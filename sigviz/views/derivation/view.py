"""The view of the derivation: a board on which lines stay, aligned at their equals signs."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QPointF, QRect, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionFocusRect, QWidget

from sigviz.drawing import text
from sigviz.drawing.background_cache import BackgroundCache
from sigviz.drawing.latex import Formula, formula
from sigviz.drawing.medium import SCREEN, Medium
from sigviz.drawing.theme import SMALL
from sigviz.model.derivation import LINES, LineValue
from sigviz.model.readout import Readout
from sigviz.views.derivation.header import StepHeader
from sigviz.views.derivation.layout import GAP, SPACE, WHY, LineBox, LinesPlan, plan
from sigviz.views.derivation.spoken_line import SpokenLine

_VALUE = 130.0  # the width of the column of values, at note size 1
_IDLE = 0  # milliseconds: when the event loop is idle
_PAUSE = 200  # milliseconds without a change, after which all lines are described
_MOVE = 250  # milliseconds in which a changed term moves to its place


class Derivation(QWidget):
    """Shows the derivation up to the step of a readout, and reports when the user goes to another line.

    The current line takes the focus, and the arrow keys move to the lines before and after it.
    """

    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None, medium: Medium = SCREEN) -> None:
        super().__init__(parent)
        self.setObjectName("derivation")
        self.setAccessibleName("Derivation of σ′(x) = σ(x)·(1 − σ(x))")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.motion = False  # whether changed terms move to their places
        self._readout: Readout | None = None
        self.medium = medium
        self._theme, self._scale = medium.themes["light"], 1.0
        self._plan = LinesPlan(1.0, 0.0, [], self._theme)
        self._still = BackgroundCache()
        self._set: set[int] = set()  # lines whose formulas are typeset
        self.header = StepHeader(self)
        self.header.moved.connect(self._go_by)
        self._spoken = [SpokenLine(line, self) for line in range(len(LINES))]
        self._idle = self._timer(_IDLE, self._set_another)
        self._pause = self._timer(_PAUSE, self._describe_others)
        self._term = QVariantAnimation(self)  # the place of the changed term, from 0 to 1
        self._term.setKeyValues([(0.0, 0.0), (1.0, 1.0)])
        self._term.setDuration(_MOVE)
        self._term.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._term.valueChanged.connect(self._on_term_moved)

    def _timer(self, pause: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(pause)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer

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
            self._move_term(0 if before is None else before.scene.step)
        else:
            self.update(self._values_box())
        self._describe()

    def paint(self, painter: QPainter) -> None:
        """Draw the derivation with any painter, at any scale."""
        self._set.update(row.line for row in self._plan.boxes)
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
        words = self._readout.spoken_lines if self._readout is not None else ()
        for spoken, line in zip(self._spoken, words, strict=False):
            spoken.setAccessibleDescription(line)

    def _place_spoken(self, step: int) -> None:
        """Move each label to its drawn line, and move the focus from the previous to the current line."""
        boxes, current = {row.line: row.box for row in self._plan.boxes}, self._spoken[step - 1]
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
            step, unit = self._readout.scene.step, self._plan.unit
            self._plan = plan(self.width(), max(self.height(), 1), step, self._scale, self._theme, self._widths)
            if self._plan.unit != unit:
                self._set.clear()
            self._place_spoken(step)
            self._place_header(step)
        self._still.forget()
        self.update()

    def _place_header(self, step: int) -> None:
        self.header.setVisible(self._plan.header > 0)
        self.header.show_step(step)
        self.header.dress(self._theme, self._plan.unit, self._plan.margin)
        self.header.setGeometry(0, 0, self.width(), round(self._plan.header))

    # The current line is typeset at once, the others when the event loop is idle

    def _set_another(self) -> None:
        waiting = [row.line for row in self._plan.boxes if row.line not in self._set]
        if waiting:
            self._formulas(waiting[0])
            self._set.add(waiting[0])
            self._still.forget()
            self.update()

    def _formulas(self, line: int) -> list[Formula]:
        """Return the pieces of a line from its equals sign on, and what is before it, if anything, as the first."""
        return [formula(part, self._plan.size, self._theme) for part in (LINES[line].left, *LINES[line].pieces) if part]

    def typeset(self, step: int) -> None:
        """Typeset the formulas up to a step, in any thread, so that they are remembered."""
        [self._formulas(line) for line in range(step)]

    def _widths(self, line: int, size: float) -> list[float]:
        """Return the widths of the pieces of a line at a font size."""
        return [formula(latex, size, self._theme).width for latex in LINES[line].pieces]

    # The changed term moves from the line before to its place

    def _move_term(self, before: int) -> None:
        self._term.stop()
        current = self._readout.scene.step if self._readout is not None else 0
        if self.motion and current == before + 1 and not self._shift(0.0).isNull():
            self._term.start()

    def _on_term_moved(self) -> None:
        self._still.forget()
        self.update()

    def _shift(self, share: float) -> QPointF:
        """Return how far the changed term is from its place, at a share of its way."""
        if self._readout is None or len(self._plan.boxes) < 2:
            return QPointF()
        *_, before, current = self._plan.boxes
        old = [box.translated(at).center() for at, piece, _ in self._placed(before) for box in piece.old]
        new = [box.translated(at).center() for at, piece, _ in self._placed(current) for box in piece.new]
        return (old[-1] - new[0]) * (1 - share) if old and new else QPointF()

    # Drawing

    def _placed(self, box: LineBox) -> list[tuple[QPointF, Formula, float]]:
        """Return the pieces of a line, their upper left corners, and their scales, less than 1 if they do not fit."""
        plan, room = self._plan, self._plan.room(self.width())
        pieces = iter(self._formulas(box.line)[-len(LINES[box.line].pieces) :])
        placed = []
        for row, count in enumerate(box.rows):
            x = plan.equals
            for _ in range(count):
                piece = next(pieces)
                scale = min(1.0, room / piece.width)
                placed.append((QPointF(x, plan.baseline(box, row) - piece.baseline * scale), piece, scale))
                x += piece.width * scale + SPACE * plan.size
        return placed

    def _paint_still(self, painter: QPainter) -> None:
        if self._readout is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self._readout.scene.step
        for row in self._plan.boxes:
            self._paint_line(painter, row, current=row.line == step - 1)

    def _paint_line(self, painter: QPainter, box: LineBox, *, current: bool) -> None:
        theme, plan = self._theme, self._plan
        first = plan.baseline(box, 0)
        if current:
            painter.fillRect(QRectF(0, box.box.top(), 5 * plan.unit, box.box.height()), text.paint(theme.slope.colour))
        small = text.mathematical(SMALL * plan.unit)
        if plan.numbered:
            small.draw(painter, plan.margin, first, f"{box.line + 1}", theme.quiet)
        for index, words in enumerate(box.why):
            face = text.mathematical(WHY * SMALL * plan.unit)
            face.draw(painter, plan.margin, plan.why_baseline(box, index), words, theme.ink)
        if not current and box.line not in self._set:
            return
        self._set.add(box.line)
        colour = "" if current else theme.quiet
        if LINES[box.line].left:
            left = self._formulas(box.line)[0]
            corner = QPointF(plan.equals - left.width - 0.25 * plan.size, first - left.baseline)
            left.draw(painter, corner.x(), corner.y(), colour=colour)
            small.draw_unseen(painter, QPointF(corner.x(), first), left.text)
        moving = current and self._term.state() == QVariantAnimation.State.Running
        shift = self._shift(self._term.currentValue()) if moving else QPointF()
        for at, piece, scale in self._placed(box):
            piece.draw(painter, at.x(), at.y(), scale, colour, shift)
            small.draw_unseen(painter, QPointF(at.x(), at.y() + piece.baseline), piece.text)
        if not current:
            self._paint_rule(painter, box)

    def _end(self, box: LineBox) -> float:
        """Return the right end of the last row of a line."""
        at, piece, scale = self._placed(box)[-1]
        return at.x() + piece.width * scale + GAP * self._plan.unit

    def _paint_rule(self, painter: QPainter, box: LineBox) -> None:
        """Write the rule after the formula, if it fits before the value."""
        small, rule = text.mathematical(SMALL * self._plan.unit), LINES[box.line].rule
        right = self.width() - self._plan.margin - GAP * self._plan.unit - self._widest_value
        if self._end(box) + small.width(rule) < right:
            small.draw(painter, right, self._plan.baseline(box, len(box.rows) - 1), rule, self._theme.quiet, align=1)

    @property
    def _widest_value(self) -> float:
        """The width of the column of values and of the notes below them."""
        return _VALUE * self._theme.note * self._plan.unit

    def _paint_moving(self, painter: QPainter) -> None:
        """Write the values of the lines. Where a formula needs the space, its value is omitted."""
        if self._readout is None:
            return
        unit, values = self._plan.unit, self._readout.line_values
        face, right = text.mathematical(SMALL * unit), self.width() - self._plan.margin
        for box in self._plan.boxes:
            value = values[box.line]
            if value is not None and box.line in self._set and right - face.width(value.text) > self._end(box):
                self._paint_value(painter, box, value)

    def _paint_value(self, painter: QPainter, box: LineBox, value: LineValue) -> None:
        unit, theme, right = self._plan.unit, self._theme, self.width() - self._plan.margin
        small, note = text.mathematical(theme.note * SMALL * unit), value.problem or LINES[box.line].about
        below = box.why and note and right - small.width(note) > self._end(box)
        y = self._plan.baseline(box, len(box.rows) - 1) - (0.5 * SMALL * unit if below else 0.0)
        current = theme.ink if value.problem else theme.slope.colour
        colour = current if box.why else theme.quiet
        text.mathematical(SMALL * unit).draw(painter, right, y, value.text, colour, align=1)
        if below:
            small.draw(painter, right, y + (0.35 + theme.note) * SMALL * unit, note, theme.quiet, align=1)

    def _values_box(self) -> QRect:
        left = round(self.width() - self._plan.margin - self._widest_value)
        return QRect(left, 0, self.width() - left, self.height())

    def _go_by(self, by: int) -> None:
        if self._readout is not None and 1 <= self._readout.scene.step + by <= len(LINES):
            self.step_requested.emit(self._readout.scene.step + by)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None:
            event.ignore()
        else:
            self._go_by(by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        for row in self._plan.boxes:
            if row.box.contains(at):
                self.step_requested.emit(row.line + 1)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        self._still.paint(self, self._paint_still, self._paint_moving, self._theme.ground)
        if focused := next((spoken for spoken in self._spoken if spoken.hasFocus()), None):
            option = QStyleOptionFocusRect()
            option.initFrom(focused)
            option.rect = focused.geometry()
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, QPainter(self), self)
        if any(row.line not in self._set for row in self._plan.boxes):
            self._idle.start()
