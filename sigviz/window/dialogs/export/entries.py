"""The fields of the export dialog, which are marked while what they contain is wrong."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit

from sigviz.maths.ranges import Range
from sigviz.window.controls.number_field import LEAVING, NumberField


class TextEntry(QLineEdit):
    """A field for text."""

    def show_problem(self, problem: str) -> None:
        """Mark the text as wrong for a reason, or as right if there is none. Emits nothing."""
        if problem != self.accessibleDescription():
            self.setAccessibleDescription(problem)
            self._mark()

    def _mark(self) -> None:
        palette = QPalette()  # empty: all that is not set here is inherited
        if self.accessibleDescription():
            palette.setColor(QPalette.ColorRole.Base, self.palette().color(QPalette.ColorRole.BrightText))
        self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.accessibleDescription():
            self._mark()


class NumberEntry(NumberField):
    """A field for a number whose value follows while it is typed, and which leaves Enter and Esc to the dialog."""

    def __init__(self, name: str, limits: Range, step: float) -> None:
        super().__init__(name, limits, step)
        self.setKeyboardTracking(True)
        self.valueChanged.connect(self.show_value)
        self.editingFinished.connect(self._on_finished)

    def problem(self) -> str:
        """Return what is wrong with the text, or an empty string."""
        try:
            self.check()
        except ValueError as problem:
            return str(problem)
        return ""

    def show_problem(self, problem: str) -> None:
        """Mark the text as wrong for a reason, or as right if there is none. Emits nothing."""
        self._refuse(self.text() if problem else "", problem)

    def _on_finished(self) -> None:
        if not self.problem():  # otherwise keep the refused text visible
            self.show_value(self.value())

    def _show_note(self) -> None:
        """Show no note: the dialog has one sentence for all fields."""

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in LEAVING:
            event.ignore()
