"""The strip below the figure that shows the keys for a lecture."""

import math

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from sigviz.drawing import text
from sigviz.window.hall.keys import hints

_HEIGHT, _LETTERS = 0.038, 0.028  # of the strip and of its font, as fractions of the shorter side of the window
_MARGIN = 0.02  # beside the hints, as a fraction of the width
_SHOWN = 8.0  # seconds
_BETWEEN = "  ·  "


class Hints(QLabel):
    """Shows the hints for some seconds. Without them it stays where it is, empty, so that the figure does not move."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hints")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hide()
        self._rest = QTimer(self)
        self._rest.setInterval(round(_SHOWN * 1000))
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.clear)
        self._place = QLabel(self)
        self._place.setObjectName("place_in_talk")
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._place.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def fit(self) -> None:
        """Adapt to the size of the window, which it is a part of."""
        size = self.window().size()
        side = min(size.width(), size.height())
        face = text.sans(math.ceil(_LETTERS * side))
        self.setFixedHeight(round(_HEIGHT * side))
        self.setFont(face.font)
        self._fit_place()
        aside = self._place.width() if self._place.text() else 0
        room = (1 - 2 * _MARGIN) * size.width() - 2 * aside
        self.setText(_fitting(room, face) if self._rest.isActive() else "")

    def show_place(self, words: str) -> None:
        """Show where the talk is, at the right edge, or nothing."""
        if words != self._place.text():
            self._place.setText(words)
            self.fit()

    def _fit_place(self) -> None:
        self._place.setFont(self.font())
        self._place.adjustSize()
        margin = round(_MARGIN * self.window().width())
        left = self.window().width() - margin - self._place.width()
        self._place.move(left, (self.height() - self._place.height()) // 2)

    def tell(self) -> None:
        """Show the hints from now on for some seconds."""
        self._rest.start()
        self.fit()


def _fitting(room: float, face: text.Face) -> str:
    """Return the hints that fit into a width; the last ones are omitted."""
    words = hints()
    while words and face.width(_BETWEEN.join(words)) > room:
        words.pop()
    return _BETWEEN.join(words)
