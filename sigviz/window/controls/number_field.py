"""A number to type: in full precision, written with a decimal point and typed with either."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPalette, QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox

from sigviz.maths.number_format import add, exact, parse, round_step
from sigviz.maths.ranges import Range
from sigviz.window import announce

LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class NumberField(QDoubleSpinBox):
    """Any finite number within limits, or any whole one; what is typed beyond them is their end.

    Its arrows add ``step``; without one they go through 1, 2 and 5 times the powers of ten. What is no number is
    refused when it is entered: the value stays, and so does the text, with a mark.
    """

    left = Signal()  # Enter or Esc: the user is done here

    def __init__(self, name: str, limits: Range, step: float | None = 0.1, *, whole: bool = False) -> None:
        super().__init__()
        self._text, self._step, self._whole = "", step, whole
        self._refused = ""  # a text that is no number, from when it is entered until it is edited
        self.setObjectName(name)
        self.setAccessibleName(name)
        self.setDecimals(323)  # the most there are: nothing is rounded
        self.setRange(*limits)
        self.setKeyboardTracking(False)
        self.lineEdit().textEdited.connect(self._on_edited)

    def show_value(self, value: float, shown: str = "") -> None:
        """Show a number, unless a person is just typing another one. Emits nothing."""
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
        """Raise `ValueError` if what is typed is no number."""
        parse(self.text())

    def _refuse(self, typed: str) -> None:
        """Mark a text that is no number, and say so; or with no text, take the mark away."""
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
        font, palette = QFont(), QPalette()  # which say nothing else: the rest is the field's
        if self._refused:
            font.setUnderline(True)
            palette.setColor(QPalette.ColorRole.Base, self.palette().color(QPalette.ColorRole.BrightText))
        self.lineEdit().setFont(font)
        self.lineEdit().setPalette(palette)

    def _on_edited(self) -> None:
        self._refuse("")

    # Qt's own names

    def stepBy(self, steps: int) -> None:
        self._refuse("")
        if self._step is None:
            self.setValue(self._clamped(round_step(self.value(), steps)))
        else:
            self.setValue(self._clamped(add(self.value(), repr(steps * self._step))))

    def textFromValue(self, value: float) -> str:  # noqa: ARG002
        return self._refused or self._text

    def fixup(self, typed: str) -> str:
        """Keep what is entered and is no number: Qt drops commas until it is one, which makes 25 of ``2,5,``."""
        self._refuse(typed)
        return typed

    def valueFromText(self, typed: str) -> float:
        return self.value() if typed == self._text else self._clamped(parse(typed))

    def _clamped(self, value: float) -> float:
        return min(max(round(value) if self._whole else value, self.minimum()), self.maximum())

    def validate(self, typed: str, position: int) -> tuple[QValidator.State, str, int]:
        """Take any key: a sign that went nowhere would make another number of 1/3. What is none is not entered."""
        try:
            parse(typed)
        except ValueError:
            return QValidator.State.Intermediate, typed, position
        return QValidator.State.Acceptable, typed, position

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+C to the window where nothing is selected."""
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
        event.ignore()  # a wheel that happens to be over the field is not meant for it
