"""What a screen reader reads of a line of the derivation."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QWidget

from sigviz.model.derivation import LINES


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
