"""The handout of a talk: pages with the notes of the speaker under each picture."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from sigviz.drawing import text
from sigviz.drawing.paragraph import wrapped
from sigviz.formats.base.format import TextMode
from sigviz.model.scene import Scene
from sigviz.pictures.renderer import TEXT_MODES, Renderer

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

_OF_SIDE, _LEAST = 0.02, 10.0  # the font size: a fraction of the shorter side of a page, and the least, in CSS pixels
_LEADING, _AROUND = 1.45, 2.0  # the distance of baselines, and the margins, in font sizes
_RULE = 0.06  # the width of the line between picture and notes, in font sizes


class Handout:
    """A `Page` that paints the pages in order, each with its notes. All are as high as the longest notes need."""

    def __init__(self, renderer: Renderer, notes: Sequence[str]) -> None:
        self._renderer = renderer
        figure = renderer.size
        self._face = text.sans(max(_OF_SIDE * min(figure.width, figure.height), _LEAST))
        size = self._face.size
        wide = figure.width - 2 * _AROUND * size
        set_once = {words: wrapped(words, self._face, wide, broken=True) for words in dict.fromkeys(notes)}
        self._remaining = iter([set_once[words] for words in notes])
        longest = max(map(len, set_once.values()))
        self.size = replace(figure, height=figure.height + (longest * _LEADING + 2 * _AROUND) * size)
        self.title, self.scale = renderer.title, renderer.scale

    def describe(self, scene: Scene) -> str:
        """Return a scene in words."""
        return self._renderer.describe(scene)

    def image(self, scene: Scene) -> "QImage":
        """Return a scene as an image, without notes."""
        return self._renderer.image(scene)

    def paint(self, painter: QPainter, scene: Scene, width: float, height: float, text: TextMode = "glyphs") -> None:
        """Paint the next page into a rectangle at the painter's origin, in units of its device."""
        figure = self._renderer.size
        self._renderer.paint(painter, scene, width, height * figure.height / self.size.height, text)
        theme = self._renderer.theme(scene)
        painter.save()
        painter.scale(width / self.size.width, height / self.size.height)
        top, size = figure.height, self._face.size
        painter.fillRect(QRectF(0.0, top, self.size.width, self.size.height - top), QColor(theme.ground))
        painter.fillRect(
            QRectF(_AROUND * size, top, self.size.width - 2 * _AROUND * size, 0.05 * size), QColor(theme.faint)
        )
        with TEXT_MODES[text]():
            for index, line in enumerate(next(self._remaining)):
                baseline = top + (_AROUND + 1 + index * _LEADING) * size
                self._face.draw(painter, _AROUND * size, baseline, line, theme.ink)
        painter.restore()
