"""The line at the bottom of a window that names the layers that do not fit."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL, Theme

_SIZE, _SHARE = 0.8, 0.035  # font size: relative to small text, and the largest fraction of the window's height
_MARGIN = 20.0
_LINE = 1.8  # the height of the line, in font sizes


class OverflowNotice(QLabel):
    """Names the layers that do not fit, in small grey text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("omitted_layers")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def show_titles(self, titles: Sequence[str], size: QSize, theme: Theme, scale: float) -> int:
        """Show the titles of the layers that do not fit, as large as fits. Return the height used. Emits nothing."""
        self.setText(f"{', '.join(titles)}: no room in this window" if titles else "")
        self.setVisible(bool(titles))
        if not titles:
            return 0
        margin = round(_MARGIN * scale)
        room = size.width() - 2 * margin
        letters = min(_SIZE * SMALL * scale, _SHARE * size.height())
        high = round(_LINE * letters)
        letters *= min(1.0, room / text.sans(letters).width(self.text()))
        self.setFont(text.sans(letters).font)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.quiet))
        self.setPalette(palette)
        self.setGeometry(margin, size.height() - high, room, high)
        return high
