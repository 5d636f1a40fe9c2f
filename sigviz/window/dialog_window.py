"""A window that opens dialogs, and the help as a part of itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow, QWidget


class DialogWindow(QMainWindow):
    """Opens dialogs, which follow its theme and text size."""

    help_closed = Signal()  # emitted when the help was a part of the window

    def __init__(self) -> None:
        super().__init__()
        self._help: QDialog | None = None  # only while it is a part of the window

    @property
    def presenting(self) -> bool:
        """Whether the window is presenting in full screen."""
        return False

    def open_dialog(self, dialog: Callable[[QWidget], QDialog]) -> None:
        """Open the dialog that the function returns for a parent. It is deleted when it closes."""
        self._dressed_dialog(dialog).open()

    def _dressed_dialog(self, dialog: Callable[[QWidget], QDialog]) -> QDialog:
        opened = dialog(self)
        opened.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opened.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)  # it follows the theme and the text size
        return opened

    def open_help(self, dialog: Callable[[QWidget], QDialog]) -> None:
        """Open the help as a dialog, or while presenting as a part of the window, which covers all others.

        A separate window might not get the keyboard focus while presenting, and then no key would close it.
        """
        opened = self._dressed_dialog(dialog)
        if not self.presenting:
            opened.open()
            return
        opened.setWindowFlags(Qt.WindowType.Widget)
        opened.setGeometry(self.rect())
        opened.finished.connect(self._on_help_closed)
        self._help = opened
        opened.show()
        opened.raise_()
        opened.setFocus()

    def close_help(self) -> bool:
        """Close the help if it is open as a part of the window, and return whether it was."""
        if self._help is None:
            return False
        self._help.reject()
        return True

    def _fit_help(self) -> None:
        if self._help is not None:
            self._help.setGeometry(self.rect())

    def _on_help_closed(self) -> None:
        self._help = None
        self.help_closed.emit()

    def ask_for_file(self, title: str, kinds: str, name: str = "") -> str:
        """Ask for a file to open or, with a suggested name, a file to save. Return "" if the user cancels."""
        if not name:
            return QFileDialog.getOpenFileName(self, title, "", kinds)[0]
        option = QFileDialog.Option.DontConfirmOverwrite  # it would ask before the suffix is added to the name
        return QFileDialog.getSaveFileName(self, title, name, kinds, "", option)[0]
