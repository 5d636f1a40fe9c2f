"""x as a number to type."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox

from sigviz.model.navigation import clamp_x
from sigviz.model.numbers import add, parse
from sigviz.model.readout import Readout, x_exact
from sigviz.model.scene import X_LIMIT
from sigviz.views.silence import silent


class XField(QDoubleSpinBox):
    """x as a number: any finite one in [−700, 700], in full precision, written with a point and typed with either."""

    left = Signal()  # Enter or Esc: the person is done here
    _PARTIAL = frozenset("0123456789.,+-−eE ")

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setObjectName("x")
        self.setAccessibleName("x")
        self.setDecimals(323)  # the most there are: x is not rounded
        self.setRange(-X_LIMIT, X_LIMIT)
        self.setKeyboardTracking(False)
        self.setSingleStep(0.1)

    def show_readout(self, readout: Readout) -> None:
        """Show x, unless a person is just typing another one. Emits nothing."""
        x, shown = readout.scene.x, x_exact(readout.scene)
        typing = self.hasFocus() and self.lineEdit().isModified()
        if typing or (x == self.value() and shown == self._text):
            return
        self._text = shown
        with silent(self):
            if x != self.value():
                self.setValue(x)  # writes the text too
            else:
                self.lineEdit().setText(shown)

    def stepBy(self, steps: int) -> None:
        self.setValue(clamp_x(add(self.value(), repr(steps * self.singleStep()))))

    def textFromValue(self, value: float) -> str:  # noqa: ARG002
        return self._text

    def valueFromText(self, typed: str) -> float:
        return self.value() if typed == self._text else clamp_x(parse(typed))

    def validate(self, typed: str, position: int) -> tuple[QValidator.State, str, int]:
        try:
            parse(typed)
            state = QValidator.State.Acceptable
        except ValueError:
            partial = self._PARTIAL.issuperset(typed)
            state = QValidator.State.Intermediate if partial else QValidator.State.Invalid
        return state, typed, position

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+C to the window where nothing is selected."""
        nothing = event.type() == QEvent.Type.ShortcutOverride and not self.lineEdit().hasSelectedText()
        leaving = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in leaving:
            event.accept()
            return True
        if nothing and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.interpretText()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.lineEdit().setText(self._text)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a wheel that happens to be over the field is not meant for it
