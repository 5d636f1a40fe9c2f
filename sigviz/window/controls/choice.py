"""A field that offers a few words."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from sigviz.window.controls.number_field import LEAVING


class Choice(QComboBox):
    """A combo box whose list has the colours of the window, and which ignores the wheel."""

    left = Signal()  # the user pressed Enter or Esc

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(QStyledItemDelegate(self))  # that of Fusion takes the colours of the application

    def showPopup(self) -> None:
        """Open the list, which is a window of its own and does not inherit the colours."""
        for part in (self.view(), self.view().window()):
            part.setPalette(self.palette())
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in LEAVING:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
