"""All that is read, laid out: plot, values, derivation, cards. The window holds one figure, as does every picture."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sigviz.drawing.theme import THEMES, scale_of
from sigviz.model.readout import Readout
from sigviz.plot.widget import Plot
from sigviz.views.cards_panel import CardsPanel
from sigviz.views.derivation import Derivation
from sigviz.views.figure_layout import arrange, layout_part, without_room
from sigviz.views.overflow_notice import OverflowNotice
from sigviz.views.values.panel import Values


class Head(Protocol):
    """A widget above the values, which tells how high it is."""

    def height_in(self, width: int, room: int) -> int:
        """Return the height at a width, where ``room`` is the most that there is."""

    def setParent(self, parent: QWidget, /) -> None:  # noqa: N802
        """As in Qt."""

    def place(self, box: QRect, room: int) -> None:
        """Stand in a box, whose height was told for this room."""

    def setVisible(self, shown: bool, /) -> None:  # noqa: N802
        """As in Qt."""


class Figure(QWidget):
    """The plot, the values, the derivation and the cards_panel of one readout."""

    def __init__(self, head: Head | None = None) -> None:
        """``head`` is a widget that stands above the values: in a window the controls, in a picture nothing."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # spares the window a repaint below every label
        self.plot = Plot()
        self.plot.setParent(self)
        self.values = Values(self)
        self.derivation = Derivation(self)
        self.derivation.hide()
        self.cards_panel = CardsPanel(self)
        self.cards_panel.hide()
        self.without_room: tuple[str, ...] = ()  # the titles of the layers that have no room
        self._line = OverflowNotice(self)
        self._head, self._head_shown = head, True
        if head is not None:
            head.setParent(self)
        self._readout: Readout | None = None

    def show_readout(self, readout: Readout) -> None:
        """Show a readout. Emits nothing."""
        before, self._readout = self._readout, readout
        if before is None or layout_part(before.scene) != layout_part(readout.scene):
            self._arrange()
        self.plot.show_readout(readout)
        self.values.show_readout(readout)
        if readout.scene.shows("derivation"):
            self.derivation.show_readout(readout)
        if not self.cards_panel.isHidden():
            self.cards_panel.show_readout(readout)

    @property
    def ground(self) -> str:
        """The colour that carries the picture."""
        return THEMES[self._readout.scene.theme if self._readout else "light"].ground

    def show_head(self, *, shown: bool) -> None:
        """Show the widget above the values, or leave its room to them."""
        if self._head is not None and shown != self._head_shown:
            self._head.setVisible(shown)
            self._head_shown = shown
            self._arrange()

    def paint(self, painter: QPainter, *, filled: bool = True) -> None:
        """Draw all that is read with any painter, at any scale."""
        for view in (self.values, self.derivation, self.cards_panel):
            if not view.isHidden():
                painter.save()
                painter.translate(view.pos())
                view.paint(painter)
                painter.restore()
        painter.save()
        painter.translate(self.plot.pos())
        self.plot.paint(painter, filled=filled)
        painter.restore()

    def _arrange(self) -> None:
        if self._readout is None:
            return
        scene, head = self._readout.scene, self._head if self._head_shown else None
        fit = partial(arrange, scene, head=head.height_in if head is not None else None)
        made = fit(self.size())
        self.without_room = without_room(scene, made)
        if self._head is not None:  # in a picture, a line about its size would be out of place
            say = partial(self._line.show_titles, size=self.size(), theme=THEMES[scene.theme], scale=scale_of(scene))
            if high := say(self.without_room):
                made = fit(QSize(self.width(), self.height() - high))
                self.without_room = without_room(scene, made)
                say(self.without_room)
            self.setAccessibleDescription(self._line.text())
        boxes, cards, _ = made
        self.cards_panel.place(cards)
        self.plot.setGeometry(boxes.plot)
        views = (self.values, boxes.values), (self.derivation, boxes.derivation), (self.cards_panel, boxes.cards_panel)
        for view, box in views:
            if not box.isEmpty():
                view.setGeometry(box)
            again = view.isHidden() and not box.isEmpty()
            view.setVisible(not box.isEmpty())
            if again:
                view.show_readout(self._readout)  # it was told nothing meanwhile
        if head is not None:
            head.place(boxes.head, boxes.room)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.ground))
        painter.end()
