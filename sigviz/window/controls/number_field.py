"""A field for a number: rounded for the eye, exact while it is edited, and typed as a number or an expression."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMoveEvent,
    QPalette,
    QResizeEvent,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QDoubleSpinBox

from sigviz.maths.expression import evaluate
from sigviz.maths.number_format import add, exact, round_step, significant
from sigviz.maths.ranges import Range
from sigviz.window import announce
from sigviz.window.controls.field_note import FieldNote

_MARGIN = 6  # pixels of the line edit that are not text
LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class NumberField(QDoubleSpinBox):
    """A field for a finite number, or a whole number, within limits. A number beyond a limit is set to the limit.

    The arrows add ``step``. If it is None they go through 1, 2 and 5 times the powers of ten. Text that is neither a
    number nor an expression is refused when it is entered: the value does not change, the text stays and is marked, and
    a sentence below the field says what is wrong.

    While the field is not edited, it shows as many digits as fit; the tip has all of them.
    """

    left = Signal()  # the user pressed Enter or Esc

    def __init__(self, name: str, limits: Range, step: float | None = 0.1, *, whole: bool = False) -> None:
        super().__init__()
        self._text, self._step, self._whole = "", step, whole
        self._exact = 0.0  # the value, which Qt rounds if it is very small
        self._stretch = 100  # the width of the letters, in per cent of the font's own
        self._rounded = ""  # how the value is shown where that is not its exact text
        self._note: FieldNote | None = None  # built when first shown, because it rarely is
        self._refused = ""  # text that was entered and is not a number, until it is edited
        self.setObjectName(name)
        self.setAccessibleName(name)
        self.setDecimals(323)  # the maximum, so that nothing is rounded
        self.setRange(*limits)
        self.setKeyboardTracking(False)
        self.lineEdit().textEdited.connect(self._on_edited)
        self.valueChanged.connect(self._on_value)

    def show_value(self, value: float, rounded: str = "") -> None:
        """Show a number, unless the user is typing another one. Emits nothing.

        ``rounded`` is its text for the eye, by default with as many digits as fit.
        """
        self._rounded, self._exact = rounded, value
        shown = exact(value) if self.hasFocus() else self._for_the_eye(value)
        typing = self.hasFocus() and self.lineEdit().isModified()
        if typing or (value == self.value() and shown == self._text):
            return
        self._refuse("")
        self._text = shown
        with QSignalBlocker(self):
            if value != self.value():
                self.setValue(value)  # writes the text too
            else:
                self.lineEdit().setText(shown)
        self._show_text(shown)

    def _for_the_eye(self, value: float) -> str:
        """Return the text of a value with as many digits as fit."""
        room, width = self.lineEdit().width() - _MARGIN, self.fontMetrics().horizontalAdvance
        whole = exact(value)
        text = self._rounded or whole
        for digits in (4, 3, 2, 1):
            if width(text) <= room:
                break
            text = significant(value, digits)
        return text

    def _show_text(self, text: str) -> None:
        """Replace the text by another text of the same value."""
        if text != self._text and not self.lineEdit().isModified() and not self._refused:
            self._text = text
            with QSignalBlocker(self):
                self.lineEdit().setText(text)
        self._narrow(text)

    @property
    def tip(self) -> str:
        """What is wrong with the text, or the exact number where the text is rounded."""
        whole = exact(self._exact)
        return self.accessibleDescription() or ("" if self._text == whole else whole)

    def _narrow(self, text: str) -> None:
        """Set a number that does not fit at all in narrower letters, unless the user is editing it."""
        wide, room = self.fontMetrics().horizontalAdvance(text), self.lineEdit().width() - _MARGIN
        narrow = 100 * max(room, 1) // wide if wide > room and not self.hasFocus() else 100
        if narrow != self._stretch:
            self._stretch = narrow
            self._mark()

    def check(self) -> None:
        """Raise `ValueError` if the text is not a number."""
        evaluate(self.text())

    def _refuse(self, typed: str, problem: str = "") -> None:
        """Mark refused text, and say below the field what is wrong; if the text is empty, remove mark and sentence."""
        if typed == self._refused:
            return
        self._refused = typed
        self.setAccessibleDescription(problem)
        self._mark()
        if problem:
            announce.announce(self, problem)
        self._show_note()

    def _show_note(self) -> None:
        if self._refused and self.isVisible():
            self._note = self._note or FieldNote(self)
            self._note.show_below(self, self.accessibleDescription())
        elif self._note is not None:
            self._note.hide()

    def _mark(self) -> None:
        font, palette = QFont(), QPalette()  # empty: all that is not set here is inherited from the field
        if self._stretch != 100:
            font.setStretch(max(self._stretch, 1))
        if self._refused:
            font.setUnderline(True)
            palette.setColor(QPalette.ColorRole.Base, self.palette().color(QPalette.ColorRole.BrightText))
        self.lineEdit().setFont(font)
        self.lineEdit().setPalette(palette)

    def _on_value(self, value: float) -> None:
        self._exact = value

    def _on_edited(self) -> None:
        self._refuse("")

    # Qt overrides

    def stepBy(self, steps: int) -> None:
        self._refuse("")
        if self._step is None:
            self.setValue(self._clamped(round_step(self.value(), steps)))
        else:
            self.setValue(self._clamped(add(self.value(), repr(steps * self._step))))

    def textFromValue(self, value: float) -> str:  # noqa: ARG002
        return self._refused or self._text

    def fixup(self, typed: str) -> str:
        """Keep text that is not a number: Qt would drop commas until it is one, and turn ``2,5,`` into 25."""
        try:
            evaluate(typed)
        except ValueError as problem:
            self._refuse(typed, str(problem))
        return typed

    def valueFromText(self, typed: str) -> float:
        return self.value() if typed == self._text else self._clamped(evaluate(typed))

    def _clamped(self, value: float) -> float:
        return min(max(round(value) if self._whole else value, self.minimum()), self.maximum())

    def validate(self, typed: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept any character while typing: if ``/`` were ignored, typing 1/3 would enter 13."""
        try:
            evaluate(typed)
        except ValueError:
            return QValidator.State.Intermediate, typed, position
        return QValidator.State.Acceptable, typed, position

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+C to the window if no text is selected. Make the tip when it is asked for."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self.tip)
        nothing = event.type() == QEvent.Type.ShortcutOverride and not self.lineEdit().hasSelectedText()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in LEAVING:
            event.accept()
            return True
        if nothing and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.interpretText()
            if self._refused:
                self.selectAll()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._refuse("")
            self.lineEdit().setText(self._text)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._refused:
            self._mark()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._show_text(exact(self._exact))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_text(self._for_the_eye(self._exact))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.hasFocus():
            self._show_text(self._for_the_eye(self._exact))
        self._show_note()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._show_note()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._note is not None:
            self._note.hide()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the user who scrolls over the field does not mean to change it
