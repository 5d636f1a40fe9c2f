"""Short hints beside the point: at the first start that it can be dragged, and what a drag draws with the trace on."""

import math
from time import monotonic

from PySide6.QtCore import QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sigviz.drawing import text
from sigviz.drawing.strokes import paint_disc
from sigviz.drawing.theme import THEMES, scale_of
from sigviz.model.layers import LAYERS
from sigviz.model.scene import Scene
from sigviz.plot.items.point_marks import POINT_RADIUS
from sigviz.plot.widget import Plot

_GREETING = "drag me"
_WORDS = 13.0  # the size of the words
_BESIDE = 4.0  # between the point at its largest and the words
_BELOW = 21.0  # from the middle of the point down to the baseline of the words: the slope triangle is above
_BREATH, _GROWTH = 1.2, 3 / 8  # seconds of one breath, and how much the point grows in it
_FRAME = 16  # milliseconds


class Greeting(QWidget):
    """Words beside the point, which breathes once. It lies over the plot and takes no events."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot.viewport())
        self.setObjectName("greeting")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._plot, self._scene, self.words = plot, Scene(), ""
        self._onwards, self._face = True, text.sans(_WORDS)
        self._begun = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME)
        self._timer.timeout.connect(self._on_frame)
        plot.arranged.connect(self._follow)

    def breathe(self) -> None:
        """Let the point breathe once."""
        self._begun = monotonic()
        self._timer.start()

    def show_scene(self, scene: Scene, *, greeted: bool) -> None:
        """Show the words that a scene asks for, or none."""
        self._scene = scene
        begun = len(scene.trace) > 1
        hints = [layer.hint for layer in LAYERS if layer.hint and scene.draws(layer.name) and not begun]
        spot = self._plot.marks.point
        shown = spot.shown and THEMES[scene.theme].hints
        self.words = "" if not shown else _GREETING if not greeted else next(iter(hints), "")
        self.setVisible(bool(self.words))
        if self.words:
            self._follow()
        else:
            self._timer.stop()

    def _follow(self) -> None:
        """Go to where the point is."""
        if self.words:
            self._place(self._plot.marks.point.pixel, scale_of(self._scene))
            self.update()

    def _place(self, at: QPointF, unit: float) -> None:
        """Cover the point as it grows, and the words on the side of it that has more room, smaller if they need it."""
        around = math.ceil((1 + _GROWTH) * POINT_RADIUS * unit) + 3
        self._onwards = at.x() < self._plot.viewport().width() / 2 or self._fits(at, unit)
        room = self._plot.viewport().width() - at.x() if self._onwards else at.x()
        size, wide = _WORDS * unit, room - around - _BESIDE * unit
        while text.sans(size).width(self.words) > wide and size > 1:
            size -= 1
        self._face = text.sans(size)
        reach = math.ceil(around + _BESIDE * unit + self._face.width(self.words))
        left = math.floor(at.x()) - (around if self._onwards else reach)
        below = math.ceil((_BELOW + 0.5 * _WORDS) * unit)
        self.setGeometry(QRect(left, math.floor(at.y()) - around, around + reach, around + below))

    def _fits(self, at: QPointF, unit: float) -> bool:
        wide = text.sans(_WORDS * unit).width(self.words) + 4 * POINT_RADIUS * unit
        return bool(at.x() + wide <= self._plot.viewport().width())

    def _on_frame(self) -> None:
        if monotonic() - self._begun >= _BREATH:
            self._timer.stop()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, unit = THEMES[self._scene.theme], scale_of(self._scene)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = self._plot.marks.point.pixel - QPointF(self.pos())
        if self._timer.isActive():
            share = min((monotonic() - self._begun) / _BREATH, 1.0)
            radius = POINT_RADIUS * (1 + _GROWTH * math.sin(math.pi * share))
            paint_disc(painter, at, radius, unit, theme.sigma.colour, theme.ground)
        aside = ((1 + _GROWTH) * POINT_RADIUS + _BESIDE) * unit
        start, align = (at.x() + aside, 0.0) if self._onwards else (at.x() - aside, 1.0)
        self._face.draw(painter, start, at.y() + _BELOW * unit, self.words, theme.quiet, align)
        painter.end()
