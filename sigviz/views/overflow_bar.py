"""The bar at the bottom of a window with the layers that do not fit: a button for each that can be put in focus."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL, Theme
from sigviz.model.layers import LAYERS
from sigviz.model.scene import FOCUSABLE

_SIZE, _SHARE = 0.88, 0.04  # the font size, relative to small text, and its largest fraction of the height
_MARGIN, _GAP = 1.5, 0.8  # in font sizes
_HEIGHT = 1.9  # of the bar, in font sizes
_PAD = 1.2  # on both sides of the words on a button, in font sizes
TITLES = {layer.name: layer.title for layer in LAYERS}


class OverflowBar(QWidget):
    """Offers the cards that do not fit as buttons, and names other layers that do not fit."""

    focus_requested = Signal(str)  # the layer of a card

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("omitted_layers")
        self.buttons = {layer: self._button(layer) for layer in FOCUSABLE}
        self.notice = QLabel(self)
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def _button(self, layer: str) -> QPushButton:
        button = QPushButton(TITLES[layer], self)
        button.setObjectName(f"chip_{layer}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleDescription("Shown on, but without space: press to put it in focus")
        button.clicked.connect(partial(self.focus_requested.emit, layer))
        button.hide()
        return button

    def text(self) -> str:
        """Return the titles of the layers that do not fit as a sentence, or an empty string."""
        return self.accessibleName()

    def show_layers(self, names: Sequence[str], size: QSize, theme: Theme, scale: float) -> int:
        """Show the layers that do not fit, at the bottom of a size. Return the height used. Emits nothing."""
        titles = [TITLES[name] for name in names]
        self.setAccessibleName(f"{', '.join(titles)}: no room in this window" if titles else "")
        self.setVisible(bool(names))
        if not names:
            return 0
        chips = [button for layer, button in self.buttons.items() if layer in names]
        others = [TITLES[name] for name in names if name not in self.buttons]
        self.notice.setText(f"{', '.join(others)}: no room" if others else "")
        letters = self._letters(min(_SIZE * SMALL * scale, _SHARE * size.height()), size.width(), chips)
        high = round(_HEIGHT * letters)
        self.setGeometry(0, size.height() - high, size.width(), high)
        self._dress(theme, letters)
        for button in self.buttons.values():
            button.setVisible(button in chips)
        left = _MARGIN * letters
        for button in chips:
            wide = self._width(button, letters)
            button.setGeometry(round(left), 1, round(wide), high - 2)
            left += wide + _GAP * letters
        self.notice.setGeometry(round(left), 0, max(size.width() - round(left), 0), high)
        return high

    def _letters(self, letters: float, room: int, chips: Sequence[QPushButton]) -> float:
        """Return the font size: smaller than wanted if everything else would not fit."""
        gaps = 2 * _MARGIN + _GAP * len(chips)
        needed = sum(self._width(chip, letters) for chip in chips) + gaps * letters
        needed += text.sans(letters).width(self.notice.text())
        return letters * min(1.0, room / needed)

    @staticmethod
    def _width(chip: QPushButton, letters: float) -> float:
        return text.sans(letters).width(chip.text()) + 2 * _PAD * letters

    def _dress(self, theme: Theme, letters: float) -> None:
        self.setFont(text.sans(letters).font)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.quiet))
        self.setPalette(palette)
