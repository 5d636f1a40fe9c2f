"""The line above the derivation at a desk: the step, and buttons that go to the steps beside it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL, Theme
from sigviz.model.scene import LAST_STEP

_GAP = 6.0  # between the parts, in units


class StepHeader(QWidget):
    """Shows the step, and reports by how many steps the user goes on."""

    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("step_header")
        self.step = QLabel()
        self.step.setTextFormat(Qt.TextFormat.PlainText)
        self.back, self.onwards = self._button("‹", "Previous step", -1), self._button("›", "Next step", 1)
        self._row = QHBoxLayout(self)
        for part in (self.step, self.back, self.onwards):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self.hide()

    def _button(self, words: str, name: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self.moved.emit, by))
        return button

    def show_step(self, step: int) -> None:
        """Show a step. Emits nothing."""
        self.step.setText(f"Step {step} of {LAST_STEP}")
        self.back.setEnabled(step > 1)
        self.onwards.setEnabled(step < LAST_STEP)

    def dress(self, theme: Theme, unit: float, margin: float) -> None:
        """Use the colours of a theme, and the size of a unit."""
        palette = QPalette(self.palette())
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Active, role, text.paint(theme.ink))
            palette.setColor(QPalette.ColorGroup.Inactive, role, text.paint(theme.ink))
        palette.setColor(QPalette.ColorRole.Window, text.paint(theme.ground))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self._row.setContentsMargins(round(margin), 0, round(margin), 0)
        self._row.setSpacing(round(_GAP * unit))
        self.step.setFont(text.sans(0.9 * SMALL * unit).font)
        for button in (self.back, self.onwards):
            button.setFont(text.sans(1.3 * SMALL * unit).font)
