"""The sentence under a field that says what is wrong with what was typed."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QWidget


class FieldNote(QLabel):
    """A note below a field, over whatever is there, as wide as the field or wider. It takes no events."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self.setObjectName(f"note_{field.objectName()}")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.BrightText)
        self.setFrameShape(QFrame.Shape.Box)
        self.setWordWrap(True)
        self.setMargin(4)

    def show_below(self, field: QWidget, sentence: str) -> None:
        """Show a sentence below a field of the same window, or above it where there is no space."""
        window = field.window()
        self.setText(sentence)
        self.setFont(field.font())
        self.setFixedWidth(min(max(field.width(), 15 * field.height() // 2), window.width() - 8))
        self.setFixedHeight(self.heightForWidth(self.width()))
        corner = field.mapTo(window, QPoint(0, field.height() + 2))
        left = min(corner.x(), window.width() - self.width() - 4)
        below = corner.y() + self.height() <= window.height()
        self.move(max(left, 4), corner.y() if below else corner.y() - field.height() - self.height() - 4)
        self.show()
        self.raise_()
