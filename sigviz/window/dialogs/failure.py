"""What an unexpected error looks like: a sentence, and the details to copy."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class Failure(QMessageBox):
    """Tells of an error without holding up the window."""

    def __init__(self, parent: QWidget | None, summary: str, details: str) -> None:
        super().__init__(parent)
        self.setObjectName("failure")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle("sigviz")
        self.setText("Something went wrong in sigviz. The window goes on working; please report the details.")
        self.setInformativeText(summary)
        self.setDetailedText(details)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
