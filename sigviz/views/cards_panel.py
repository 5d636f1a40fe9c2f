"""The panel of the cards: which of them are shown, and where they stand in a strip."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from sigviz.drawing import text
from sigviz.drawing.background_cache import BackgroundCache
from sigviz.drawing.handles import Handle, nearest
from sigviz.drawing.medium import SCREEN, Medium
from sigviz.model.readout import Readout
from sigviz.model.scene import FOCUSABLE, Scene
from sigviz.views.card import Card, Look
from sigviz.views.cards import CARDS

USUAL, LEAST = 222.0, 150.0  # heights of a strip, in units
_BOARD = 340.0  # the least height of the derivation beside the plot of a hall, in units


def shown(scene: Scene) -> list[Card]:
    """Return the cards of the layers that a scene shows."""
    return [card for card in CARDS if scene.shows(card.layer)]


def in_focus_first(scene: Scene) -> list[str]:
    """Return the shown layers that take the side of a hall's screen, the one in focus first, then the last ones.

    >>> in_focus_first(Scene(layers={"area", "secant", "chain"}))
    ['chain', 'secant', 'area']
    >>> in_focus_first(Scene(layers={"area", "secant", "chain"}, focus="secant"))
    ['secant', 'chain', 'area']
    """
    names = [name for name in FOCUSABLE[::-1] if scene.shows(name)]
    return sorted(names, key=lambda name: name != scene.focus)


def fits(layer: str, size: QSize, scale: float) -> bool:
    """Return whether the card of a layer, or the derivation, fits into a size."""
    card = next((card for card in CARDS if card.layer == layer), None)
    wide, high = card.least if card is not None else (0.0, _BOARD)
    return size.width() >= wide * scale and size.height() >= high * scale


def in_strip(scene: Scene, strip: QRect, scale: float) -> dict[str, QRect]:
    """Return the boxes of the cards that fit side by side into a strip: the one in focus, then the first ones."""
    cards = sorted(shown(scene), key=lambda card: card.layer != scene.focus)
    while cards and sum(card.least[0] for card in cards) * scale > strip.width():
        cards.pop()
    spare = strip.width() - sum(card.least[0] for card in cards) * scale
    more = sum(card.more for card in cards)
    boxes, left = {}, float(strip.left())
    for card in (card for card in CARDS if card in cards):
        wide = card.least[0] * scale + spare * card.more / more
        boxes[card.layer] = QRectF(left, strip.top(), wide, strip.height()).toRect()
        left += wide
    return boxes


class CardsPanel(QWidget):
    """Shows the cards of a readout, and reports what the user drags on them."""

    change_requested = Signal(dict, object)  # fields of the scene, the gesture
    focus_requested = Signal(str)  # the layer of a card
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None, medium: Medium = SCREEN) -> None:
        super().__init__(parent)
        self.medium = medium
        self.setObjectName("cards")
        self.setAccessibleName("Cards")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self._readout: Readout | None = None
        self._boxes: dict[str, QRectF] = {}
        self._still = BackgroundCache()
        self._grip: tuple[Card, Handle] | None = None
        self._hovered = ("", "")  # the layer and the name of the handle under the pointer
        self._begun, self._pressed, self._gesture = Scene(), QPointF(), object()
        self._labels = {card.layer: self._label(card) for card in CARDS}

    def _label(self, card: Card) -> QLabel:
        """Return the invisible label that describes a card to screen readers."""
        label = QLabel(self)
        label.setObjectName(f"card_{card.layer}")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setUpdatesEnabled(False)
        label.hide()
        return label

    def place(self, boxes: Mapping[str, QRect]) -> None:
        """Place the cards in boxes, which are relative to the parent."""
        corner = QPointF(self.pos())
        self._boxes = {layer: QRectF(box).translated(-corner) for layer, box in boxes.items()}
        for layer, label in self._labels.items():
            box = self._boxes.get(layer)
            if box is not None:
                aligned = box.toAlignedRect()
                label.setGeometry(aligned)
                label.setFixedSize(aligned.size())
            label.setVisible(box is not None)
        self._still.forget()
        self.update()

    def show_readout(self, readout: Readout) -> None:
        """Show a readout. Emits nothing."""
        self._readout = readout
        cards = shown(readout.scene)
        self._still.follow([self.medium.scale(readout.scene), *(card.still(readout.scene) for card in cards)])
        for card in cards:
            self._labels[card.layer].setText(f"{card.title}: {card.describe(readout)}")
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the panel with any painter, at any scale."""
        self._paint_still(painter)
        self._paint_moving(painter)

    def _cards(self) -> list[tuple[Card, Look]]:
        if self._readout is None:
            return []
        theme, unit = self.medium.theme(self._readout.scene), self.medium.scale(self._readout.scene)
        layer, handle = self._hovered
        return [
            (card, Look(self._boxes[card.layer], unit, theme, handle if card.layer == layer else ""))
            for card in CARDS
            if card.layer in self._boxes
        ]

    def _paint_still(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for card, look in self._cards():
            if self._readout is not None:
                card.paint_still(painter, self._readout, look)
                if look.box.left() > 0:
                    edge = QRectF(
                        look.box.left(), look.box.top() + 16 * look.unit, 1, look.box.height() - 32 * look.unit
                    )
                    painter.fillRect(edge, text.paint(look.theme.faint))

    def _paint_moving(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for card, look in self._cards():
            if self._readout is not None:
                card.paint_moving(painter, self._readout, look)

    # Dragging

    def _nearest(self, at: QPointF) -> tuple[Card, Handle] | None:
        if self._readout is None:
            return None
        for card, look in self._cards():
            found = nearest(card.handles(self._readout, look), at) if look.box.contains(at) else None
            if found is not None:
                return card, found
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._readout is not None:
            self._grip = self._nearest(event.position())
            self._show_hovered(self._grip, Qt.CursorShape.ClosedHandCursor)
            self.pressed.emit()  # this may finish typing in the field, and so change x
            self._begun, self._pressed, self._gesture = self._readout.scene, event.position(), object()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:  # it may have been released outside the window
            self._grip = None
        if self._grip is None:
            self._show_hovered(self._nearest(event.position()))
        else:
            card, handle = self._grip
            look = next((look for shown_card, look in self._cards() if shown_card is card), None)
            if look is not None:
                by = event.position() - self._pressed
                self.change_requested.emit(card.drag(handle.name, self._begun, by, look), self._gesture)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = None
            self._show_hovered(self._nearest(event.position()))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        for card, look in self._cards():
            if look.box.contains(event.position()):
                self.focus_requested.emit(card.layer)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._show_hovered(None)
        super().leaveEvent(event)

    def _show_hovered(
        self, found: tuple[Card, Handle] | None, cursor: Qt.CursorShape = Qt.CursorShape.OpenHandCursor
    ) -> None:
        """Show a hand and a larger handle where something can be taken."""
        self.setCursor(cursor if found else Qt.CursorShape.ArrowCursor)
        hovered = (found[0].layer, found[1].name) if found else ("", "")
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._readout is None:
            return
        self._still.paint(self, self._paint_still, self._paint_moving, self.medium.theme(self._readout.scene).ground)
