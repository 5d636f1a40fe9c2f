"""What a button of the shelf would show: the layer's sentence, with a faint overlay in the plot or a small card."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from sigviz.drawing import text
from sigviz.drawing.strokes import pen
from sigviz.drawing.theme import SMALL, THEMES, Stroke, scale_of
from sigviz.model import navigation
from sigviz.model.layers import LAYER_NAMES, Layer
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.plot.widget import Plot
from sigviz.views.card import Look
from sigviz.views.cards import CARDS

_FAINT = 0.35  # the opacity of an overlay that is not kept yet
_PAD = 9.0
_CARD = 300.0, 240.0  # the largest size of a card, at text scale 1


class Ghost(QWidget):
    """A faint picture over the plot. It takes no events."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot.viewport())
        self.setObjectName("ghost")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._plot, self._picture = plot, QPixmap()

    def show_scene(self, scene: Scene) -> None:
        """Show the plot of a scene over the plot that is there: where they are equal, nothing changes."""
        size, ratio = self._plot.viewport().size(), self.devicePixelRatioF()
        other = Plot()
        try:
            other.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            other.resize(size)
            other.show()
            other.show_readout(resolve(scene))
            self._picture = QPixmap(size * ratio)
            self._picture.setDevicePixelRatio(ratio)
            painter = QPainter(self._picture)
            other.paint(painter)
            painter.end()
        finally:
            other.close()
            delete(other)
        self.resize(size)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setOpacity(_FAINT)
        painter.drawPixmap(QPointF(), self._picture)
        painter.end()


class Bubble(QWidget):
    """A sentence above a button, below a small picture if there is one. It takes no events."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("shelf_sentence")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._window = window
        self._scene, self._sentence, self._card = Scene(), "", QPixmap()

    def show_above(self, button: QRect, sentence: str, scene: Scene, card: QPixmap) -> None:
        """Show a sentence, and a card unless it is null, above a button of the window."""
        self._scene, self._sentence, self._card = scene, sentence, card
        unit = self._unit
        face = text.fitting(SMALL * unit, sentence, self._window.width() - 4 * _PAD * unit)
        picture = QSize() if card.isNull() else card.deviceIndependentSize().toSize()
        width = round(max(face.width(sentence), picture.width()) + 2 * _PAD * unit)
        height = round(1.3 * SMALL * unit + 1.6 * _PAD * unit) + max(picture.height(), 0)
        left = min(max(button.center().x() - width // 2, 4), self._window.width() - width - 4)
        self.setGeometry(left, button.top() - height - 4, width, height)
        self.setAccessibleName(sentence)
        self.show()
        self.raise_()
        self.update()

    @property
    def _unit(self) -> float:
        return min(scale_of(self._scene), 2.0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, unit = THEMES[self._scene.theme], self._unit
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), text.paint(theme.ground))
        if not self._card.isNull():
            painter.drawPixmap(QPointF((self.width() - self._card.deviceIndependentSize().width()) / 2, 1), self._card)
        painter.setPen(pen(Stroke(theme.axis, 1.0), 1.0))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        face = text.fitting(SMALL * unit, self._sentence, self.width() - 2 * _PAD * unit)
        face.draw(painter, _PAD * unit, self.height() - 1.1 * _PAD * unit, self._sentence, theme.ink)
        painter.end()


class Preview:
    """Shows for a moment what a layer would add, without changing the scene."""

    def __init__(self, window: QWidget, plot: Plot) -> None:
        self._window = window
        self.ghost, self.bubble = Ghost(plot), Bubble(window)

    def show_layer(self, layer: Layer, scene: Scene, button: QWidget) -> None:
        """Show the sentence of a layer above its button, and what it would add if the scene does not show it."""
        there = scene.evolve(**navigation.toggle(scene, layer.name))
        unknown = not scene.shows(layer.name) and _leaves_alone(scene, there)
        only_card = unknown and layer.drawn_by == ("card",)
        card = _card_picture(layer, there, button.devicePixelRatioF()) if only_card else None
        self.show_sentence(layer, scene, button, card)
        if unknown and "overlay" in layer.drawn_by:
            self.ghost.show_scene(there)

    def show_sentence(self, layer: Layer, scene: Scene, button: QWidget, card: QPixmap | None = None) -> None:
        """Show the sentence of a layer above its button, with a card or alone."""
        self.ghost.hide()
        place = QRect(button.mapTo(self._window, QPoint()), button.size())
        self.bubble.show_above(place, f"{layer.about}  {layer.key}", scene, QPixmap() if card is None else card)

    @property
    def shown(self) -> bool:
        """Whether there is anything to see."""
        return not self.bubble.isHidden()

    def hide(self) -> None:
        """Show only what the scene shows."""
        self.ghost.hide()
        self.bubble.hide()


def _leaves_alone(scene: Scene, there: Scene) -> bool:
    """Return whether another scene moves and hides nothing of what a scene shows."""
    still = navigation.seen_y_range(scene, 1.0) == navigation.seen_y_range(there, 1.0)
    return still and all(there.draws(name) for name in LAYER_NAMES if scene.draws(name))


def _card_picture(layer: Layer, scene: Scene, ratio: float) -> QPixmap:
    """Return a small picture of the card of a layer."""
    scale = min(scale_of(scene), 1.5)
    card = next(card for card in CARDS if card.layer == layer.name)
    box = QRectF(0, 0, _CARD[0] * scale, _CARD[1] * scale)
    readout, theme = resolve(scene), THEMES[scene.theme]
    picture = QPixmap((box.size() * ratio).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(text.paint(theme.ground))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for paint in (card.paint_still, card.paint_moving):
        paint(painter, readout, Look(box, scale, theme))
    painter.end()
    return picture
