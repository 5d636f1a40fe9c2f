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


def keep_changes(parent: QWidget, title: str, save: Callable[[], None], discard: Callable[[], None]) -> QMessageBox:
    """Return a box that asks whether to save a talk before it is closed. Enter means Save."""
    kinds = QMessageBox.StandardButton
    buttons = kinds.Save | kinds.Discard | kinds.Cancel
    box = QMessageBox(QMessageBox.Icon.Question, "sigviz", f"Save the changes of the talk “{title}”?", buttons, parent)
    box.setDefaultButton(kinds.Save)
    box.setObjectName("keep_changes")
    chosen = {kinds.Save: save, kinds.Discard: discard}
    box.buttonClicked.connect(lambda button: chosen.get(box.standardButton(button), lambda: None)())
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
