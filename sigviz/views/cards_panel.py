"""The panel of the cards. It breaks them into the rows that make them largest."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise, product
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from sigviz.drawing import text
from sigviz.drawing.background_cache import BackgroundCache
from sigviz.drawing.handles import Handle, nearest
from sigviz.drawing.medium import SCREEN, Medium
from sigviz.drawing.theme import AIRY
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.views.card import Card, Look
from sigviz.views.cards import CARDS

_Row = Sequence[tuple[Card, float, float]]  # cards, each with its width and height in units
_LEAST = 0.01  # the smallest unit, for a panel with no space


class CardsPlan(NamedTuple):
    """The unit, the box of each card, and the width and height that the cards need at this unit."""

    unit: float
    boxes: dict[str, QRectF]
    width: float
    height: float


NOTHING = CardsPlan(1.0, {}, 0.0, 0.0)


def shown(scene: Scene) -> list[Card]:
    """Return the cards of the layers that a scene shows."""
    return [card for card in CARDS if scene.shows(card.layer)]


def plan(cards: Sequence[Card], width: float, room: float, scale: float) -> CardsPlan:
    """Return the plan of cards in a width and at most the height ``room``, as large as fits, up to the scale."""
    if not cards:
        return NOTHING

    def fits(wide: float, high: float) -> float:
        return max(min(scale, width / wide, room / high), _LEAST)

    wide, high, rows = max(_splits(tuple(cards)), key=lambda split: (fits(*split[:2]), -split[1]))
    unit = fits(wide, high)
    airy = min(max(room / (high * unit), 1.0), AIRY)
    boxes: dict[str, QRectF] = {}
    y = 0.0
    for row in rows:
        tall = _height(row) * unit * airy
        boxes |= _boxes(row, y, width, tall, unit)
        y += tall
    return CardsPlan(unit, boxes, wide * unit, high * unit)


@cache
def _splits(cards: tuple[Card, ...]) -> list[tuple[float, float, tuple[_Row, ...]]]:
    """Return the width, height and rows of each way to break cards into rows, with each card in each of its forms."""
    places = range(1, len(cards))
    breaks = [(0, *inner, len(cards)) for count in range(len(cards)) for inner in combinations(places, count)]
    forms = [tuple((card, *size) for size in card.sizes) for card in cards]
    split = [tuple(sized[start:end] for start, end in pairwise(at)) for sized in product(*forms) for at in breaks]
    return [(max(map(_width, rows)), sum(map(_height, rows)), rows) for rows in split]


def _width(row: _Row) -> float:
    return sum(wide for _, wide, _ in row)


def _height(row: _Row) -> float:
    return max(high for _, _, high in row)


def _boxes(row: _Row, y: float, width: float, tall: float, unit: float) -> dict[str, QRectF]:
    """Return the boxes of the cards in a row. Cards that stretch share the remaining width."""
    boxes, x, spare = {}, 0.0, width - unit * _width(row)
    stretching = sum(wide for card, wide, _ in row if card.stretches)
    for card, wide, _ in row:
        taken = wide * unit + (spare * wide / stretching if card.stretches else 0.0)
        boxes[card.layer] = QRectF(x, y, taken, tall)
        x += taken
    return boxes


class CardsPanel(QWidget):
    """Shows the cards of a readout, and reports what the user drags on them."""

    change_requested = Signal(dict, object)  # fields of the scene, the gesture
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None, medium: Medium = SCREEN) -> None:
        super().__init__(parent)
        self._medium = medium
        self.setObjectName("cards")
        self.setAccessibleName("Cards")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self._readout: Readout | None = None
        self._plan = NOTHING
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

    def place(self, plan: CardsPlan) -> None:
        """Place the cards according to a plan."""
        self._plan = plan
        for layer, label in self._labels.items():
            box = plan.boxes.get(layer)
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
        self._still.follow([card.still(readout.scene) for card in cards])
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
        theme = self._medium.theme(self._readout.scene)
        layer, handle = self._hovered
        return [
            (card, Look(self._plan.boxes[card.layer], self._plan.unit, theme, handle if card.layer == layer else ""))
            for card in CARDS
            if card.layer in self._plan.boxes
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
        self._still.paint(self, self._paint_still, self._paint_moving, self._medium.theme(self._readout.scene).ground)
