"""Messages in a box: a question, a complaint, and what the program is."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from sigviz import __version__


def question(parent: QWidget, asked: str, agreed: Callable[[], None]) -> QMessageBox:
    """Return a box that asks a question, and what it does if the user agrees; Enter alone does not."""
    buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
    box = QMessageBox(QMessageBox.Icon.Question, "sigviz", asked, buttons, parent)
    box.setDefaultButton(QMessageBox.StandardButton.No)
    box.setObjectName("question")
    box.accepted.connect(agreed)
    return box


def complaint(parent: QWidget, problem: str) -> QMessageBox:
    """Return a box that says what went wrong."""
    box = QMessageBox(QMessageBox.Icon.Warning, "sigviz", problem, parent=parent)
    box.setObjectName("complaint")
    return box


def about(parent: QWidget) -> QMessageBox:
    """Return a box that says what the program is."""
    box = QMessageBox(parent)
    box.setWindowTitle("About sigviz")
    box.setText(f"sigviz {__version__}")
    box.setInformativeText("See why the slope of the logistic sigmoid is σ(x)·(1 − σ(x)).")
    return box
