"""A field for a number in full precision, shown with a decimal point and typed with a point or a comma."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPalette, QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox

from sigviz.maths.number_format import add, exact, parse, round_step
from sigviz.maths.ranges import Range
from sigviz.window import announce

LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class NumberField(QDoubleSpinBox):
    """A field for a finite number, or a whole number, within limits. A number beyond a limit is set to the limit.

    The arrows add ``step``. If it is None they go through 1, 2 and 5 times the powers of ten. Text that is not a
    number is refused when it is entered: the value does not change, and the text stays and is marked.
    """

    left = Signal()  # the user pressed Enter or Esc

    def __init__(self, name: str, limits: Range, step: float | None = 0.1, *, whole: bool = False) -> None:
        super().__init__()
        self._text, self._step, self._whole = "", step, whole
        self._refused = ""  # text that was entered and is not a number, until it is edited
        self.setObjectName(name)
        self.setAccessibleName(name)
        self.setDecimals(323)  # the maximum, so that nothing is rounded
        self.setRange(*limits)
        self.setKeyboardTracking(False)
        self.lineEdit().textEdited.connect(self._on_edited)

    def show_value(self, value: float, shown: str = "") -> None:
        """Show a number, unless the user is typing another one. Emits nothing.

        ``shown`` is the text to show, by default the exact number.
        """
        shown = shown or exact(value)
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

    def check(self) -> None:
        """Raise `ValueError` if the text is not a number."""
        parse(self.text())

    def _refuse(self, typed: str) -> None:
        """Mark text that is not a number and announce it; if the text is empty, remove the mark."""
        if typed == self._refused:
            return
        self._refused = typed
        problem = f"{typed!r} is not a number" if typed else ""
        self.setToolTip(problem)
        self.setAccessibleDescription(problem)
        self._mark()
        if problem:
            announce.announce(self, problem)

    def _mark(self) -> None:
        font, palette = QFont(), QPalette()  # empty: all that is not set here is inherited from the field
        if self._refused:
            font.setUnderline(True)
            palette.setColor(QPalette.ColorRole.Base, self.palette().color(QPalette.ColorRole.BrightText))
        self.lineEdit().setFont(font)
        self.lineEdit().setPalette(palette)

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
        self._refuse(typed)
        return typed

    def valueFromText(self, typed: str) -> float:
        return self.value() if typed == self._text else self._clamped(parse(typed))

    def _clamped(self, value: float) -> float:
        return min(max(round(value) if self._whole else value, self.minimum()), self.maximum())

    def validate(self, typed: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept any character while typing: if ``/`` were ignored, typing 1/3 would enter 13."""
        try:
            parse(typed)
        except ValueError:
            return QValidator.State.Intermediate, typed, position
        return QValidator.State.Acceptable, typed, position

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+C to the window if no text is selected."""
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the user who scrolls over the field does not mean to change it
