"""Message boxes: a question, an error message, and the program's name and version."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from sigviz import __version__


def question(parent: QWidget, asked: str, agreed: Callable[[], None]) -> QMessageBox:
    """Return a box that asks a yes/no question and calls ``agreed`` on Yes. Enter means No."""
    buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
    box = QMessageBox(QMessageBox.Icon.Question, "sigviz", asked, buttons, parent)
    box.setDefaultButton(QMessageBox.StandardButton.No)
    box.setObjectName("question")
    box.accepted.connect(agreed)
    return box


def complaint(parent: QWidget, problem: str) -> QMessageBox:
    """Return a box that shows an error message."""
    box = QMessageBox(QMessageBox.Icon.Warning, "sigviz", problem, parent=parent)
    box.setObjectName("complaint")
    return box


def about(parent: QWidget) -> QMessageBox:
    """Return a box with the name, the version and the purpose of the program."""
    box = QMessageBox(parent)
    box.setWindowTitle("About sigviz")
    box.setText(f"sigviz {__version__}")
    box.setInformativeText("See why the slope of the logistic sigmoid is σ(x)·(1 − σ(x)).")
    return box
