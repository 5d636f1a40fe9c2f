"""The insets: the cards of the layers that have a drawing of their own, in as many rows as make them largest."""

from itertools import combinations, pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.views import text
from sigviz.views.area import Area
from sigviz.views.card import Card, Look
from sigviz.views.chain import Chain
from sigviz.views.handles import Handle, nearest
from sigviz.views.neuron import Neuron
from sigviz.views.still import Still
from sigviz.views.theme import SMALL, THEMES
from sigviz.views.vee import Vee

CARDS: tuple[Card, ...] = (Area(), Vee(), Neuron(), Chain())
_LEAST = 8.0  # logical pixels of a letter: where it would be smaller, the last cards wait for a larger window


class Plan(NamedTuple):
    """The unit, and the box of each card that is shown."""

    unit: float
    boxes: dict[str, QRectF]
    height: float


def shown(scene: Scene) -> list[Card]:
    """Return the cards of the layers that are shown."""
    return [card for card in CARDS if scene.shows(card.layer)]


def plan(cards: list[Card], width: float, room: float, scale: float) -> Plan:
    """Return where the cards stand in a width, of at most this height: as large as the scale or as fits."""
    for count in range(len(cards), 0, -1):
        tried = (_rows(cards[:count], rows, width, room, scale) for rows in range(1, count + 1))
        made = max(tried, key=lambda each: each.unit)
        if made.unit * SMALL >= _LEAST or count == 1:
            return made
    return Plan(scale, {}, 0.0)


def _rows(cards: list[Card], rows: int, width: float, room: float, scale: float) -> Plan:
    """Return the plan with the cards in so many rows, broken where the rows are most alike."""
    breaks = ((0, *inner, len(cards)) for inner in combinations(range(1, len(cards)), rows - 1))
    splits = [[cards[start:end] for start, end in pairwise(each)] for each in breaks]
    filled = min(splits, key=lambda split: max(sum(card.width for card in row) for row in split))
    natural = max(sum(card.width for card in row) for row in filled)
    high = sum(max(card.height for card in row) for row in filled)
    unit = max(min(scale, width / natural, room / high), 0.01)
    boxes, y = {}, 0.0
    for row in filled:
        x, tall = 0.0, max(card.height for card in row) * unit
        spare = width - unit * sum(card.width for card in row)
        takers = sum(card.width for card in row if card.stretches)
        for card in row:
            wide = card.width * unit + (spare * card.width / takers if card.stretches else 0.0)
            boxes[card.layer] = QRectF(x, y, wide, tall)
            x += wide
        y += tall
    return Plan(unit, boxes, y)


class Insets(QWidget):
    """Shows the cards of a readout; tells what is dragged on them."""

    change_requested = Signal(dict, object)  # fields of the scene, the gesture
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("insets")
        self.setAccessibleName("Insets")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self._readout: Readout | None = None
        self._plan = Plan(1.0, {}, 0.0)
        self._part: object = None  # what the still picture depends on
        self._still = Still()
        self._grip: tuple[Card, Handle] | None = None
        self._begun, self._pressed, self._gesture = Scene(), QPointF(), object()
        self._told = {card.layer: self._label(card) for card in CARDS}

    def _label(self, card: Card) -> QLabel:
        """Return the label that says to a screen reader what a card draws."""
        label = QLabel(self)
        label.setObjectName(f"card_{card.layer}")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setUpdatesEnabled(False)
        label.hide()
        return label

    def show_readout(self, readout: Readout) -> None:
        """Show a readout. Emits nothing."""
        before, self._readout = self._readout, readout
        scene = readout.scene
        if before is None or _look(before.scene) != _look(scene):
            self._arrange()
        part = [card.still(scene) for card in shown(scene)]
        if part != self._part:
            self._part = part
            self._still.forget()
        for card in shown(scene):
            self._told[card.layer].setText(f"{card.title}: {card.describe(readout)}")
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw all with any painter, at any scale."""
        self._paint_still(painter)
        self._paint_moving(painter)

    def _cards(self) -> list[tuple[Card, Look]]:
        if self._readout is None:
            return []
        theme = THEMES[self._readout.scene.theme]
        return [
            (card, Look(self._plan.boxes[card.layer], self._plan.unit, theme))
            for card in CARDS
            if card.layer in self._plan.boxes
        ]

    def _arrange(self) -> None:
        if self._readout is not None:
            scene = self._readout.scene
            self._plan = plan(shown(scene), self.width(), self.height(), _scale(scene))
            for layer, label in self._told.items():
                box = self._plan.boxes.get(layer)
                if box is not None:
                    whole = box.toAlignedRect()
                    label.setGeometry(whole)
                    label.setFixedSize(whole.size())
                label.setVisible(box is not None)
        self._still.forget()
        self.update()

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

    # What can be dragged

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
            self.pressed.emit()  # may end what is being typed, and move x
            self._begun, self._pressed, self._gesture = self._readout.scene, event.position(), object()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            found = self._nearest(event.position())
            self.setCursor(found[1].cursor if found else Qt.CursorShape.ArrowCursor)
        else:
            card, handle = self._grip
            look = next((look for each, look in self._cards() if each is card), None)
            if look is not None:
                by = event.position() - self._pressed
                self.change_requested.emit(card.drag(handle.name, self._begun, by, look), self._gesture)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        event.accept()

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._readout is None:
            return
        still = self._still.of(self, self._paint_still, THEMES[self._readout.scene.theme].ground)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, still)
        self._paint_moving(painter)
        painter.end()


def plan_for(scene: Scene, width: int, room: float) -> Plan:
    """Return how the cards of a scene stand in a width, at most ``room`` high."""
    return plan(shown(scene), max(width, 1), max(room, 1.0), _scale(scene))


def _scale(scene: Scene) -> float:
    return scene.text_scale * THEMES[scene.theme].size


def _look(scene: Scene) -> object:
    return [card.layer for card in shown(scene)], scene.theme, scene.text_scale
