"""The list view of a talk's scenes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView


class Scenes(QListView):
    """The list. Its keys move and remove scenes, besides choosing them."""

    shift_requested = Signal(str)
    removal_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift_requested.emit("-1" if event.key() == Qt.Key.Key_Up else "1")
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)
