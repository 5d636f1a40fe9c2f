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
    asked = f"Save the changes of the talk “{title}”?"
    kinds = QMessageBox.StandardButton
    return _choice(parent, "keep_changes", asked, {kinds.Save: save, kinds.Discard: discard})


def unsaved_found(parent: QWidget, title: str, reopen: Callable[[], None], discard: Callable[[], None]) -> QMessageBox:
    """Return a box that offers a talk that an earlier run did not save. Enter means to open it."""
    asked = f"sigviz ended before the talk “{title}” was saved. Open it again?"
    kinds = QMessageBox.StandardButton
    return _choice(parent, "unsaved_found", asked, {kinds.Open: reopen, kinds.Discard: discard})


def _choice(
    parent: QWidget, name: str, asked: str, does: dict[QMessageBox.StandardButton, Callable[[], None]]
) -> QMessageBox:
    """Return a box with a button for each of these, the first of which is the default, and Cancel."""
    box = QMessageBox(QMessageBox.Icon.Question, "sigviz", asked, QMessageBox.StandardButton.Cancel, parent)
    for button in does:
        box.addButton(button)
    box.setDefaultButton(next(iter(does)))
    box.setObjectName(name)
    box.buttonClicked.connect(lambda button: does.get(box.standardButton(button), lambda: None)())
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
