"""The caption: one to three lines of words above a figure, as a slide has a heading."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from sigviz.drawing import text
from sigviz.drawing.medium import SCREEN, Medium
from sigviz.drawing.paragraph import wrapped
from sigviz.drawing.theme import SMALL
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene

_OF_HEIGHT = 0.035  # the font size, as a fraction of the height of the figure
_OF_SMALL = 1.17  # and its least size, relative to small text
_MOST_LINES = 3  # a longer caption gets a smaller font
_LEAST_SIZE = 8.0  # logical pixels
_LEADING, _MARGIN = 1.3, 0.35  # distance of baselines, and the space above and below, in font sizes
_BASELINE = 0.95  # of the first line, from its top, in font sizes
_BESIDE = 24.0  # the least margin on the left and on the right, in units


class Caption(QLabel):
    """The caption of a scene. It keeps its place if the caption is empty, and takes none if there is no caption."""

    def __init__(self, parent: QWidget | None = None, medium: Medium = SCREEN) -> None:
        super().__init__(parent)
        self.setObjectName("caption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.medium = medium
        self._theme = medium.themes["light"]
        self._face, self._lines = text.sans(SMALL), [""]

    def height_for(self, scene: Scene, size: QSize) -> int:
        """Return the height that the caption of a scene takes in a figure of a size, and prepare to show it."""
        if scene.caption is None:
            return 0
        unit = self.medium.scale(scene)
        wide = max(size.width() - 2 * _BESIDE * unit, 1.0)
        pixels = max(_OF_HEIGHT * size.height(), _OF_SMALL * SMALL * unit)
        self._face, self._lines = _set(scene.caption, pixels, wide)
        return round((len(self._lines) * _LEADING + 2 * _MARGIN) * self._face.size)

    def show_readout(self, readout: Readout) -> None:
        """Show a readout. Emits nothing."""
        theme, caption = self.medium.theme(readout.scene), readout.scene.caption or ""
        if theme != self._theme or caption != self.text():
            self._theme = theme
            self.setText(caption)
            self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the caption with any painter, at any scale."""
        size = self._face.size
        for index, line in enumerate(self._lines):
            baseline = (_MARGIN + _BASELINE + index * _LEADING) * size
            self._face.draw(painter, self.width() / 2, baseline, line, self._theme.ink, 0.5)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), text.paint(self._theme.ground))
        self.paint(painter)
        painter.end()


def _set(caption: str, pixels: float, wide: float) -> tuple[text.Face, list[str]]:
    """Return the font and the lines of a caption, in the largest size in which it fits into some lines."""
    while True:
        face = text.sans(pixels)
        lines = wrapped(caption, face, wide)
        if len(lines) <= _MOST_LINES and face.width(max(lines, key=face.width)) <= wide:
            return face, lines
        if pixels <= _LEAST_SIZE:
            return face, lines[:_MOST_LINES]
        pixels = max(pixels - 1, _LEAST_SIZE)
