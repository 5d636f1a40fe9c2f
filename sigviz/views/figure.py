"""The figure: the layout of plot, values, derivation and cards. Windows and pictures each hold one figure."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sigviz.drawing.medium import SCREEN, Medium
from sigviz.model.readout import Readout
from sigviz.plot.widget import Plot
from sigviz.views.caption import Caption
from sigviz.views.cards_panel import CardsPanel
from sigviz.views.derivation.view import Derivation
from sigviz.views.figure_description import describe
from sigviz.views.figure_layout import arrange, layout_part, omitted_layers
from sigviz.views.overflow_bar import TITLES, OverflowBar
from sigviz.views.values.panel import Values


class Head(Protocol):
    """A widget above the values, which determines its own height."""

    def height_in(self, width: int, room: int) -> int:
        """Return the height at a width; ``room`` is the largest height available."""

    def setParent(self, parent: QWidget, /) -> None:  # noqa: N802
        """Inherited from `QWidget`."""

    def place(self, box: QRect, room: int) -> None:
        """Move to a box, whose height is that of `height_in` for ``room``."""

    def setVisible(self, shown: bool, /) -> None:
        """Inherited from `QWidget`."""


class Figure(QWidget):
    """The plot, the values, the derivation and the cards of one readout."""

    def __init__(self, head: Head | None = None, medium: Medium = SCREEN) -> None:
        """Create a figure. ``head`` is a widget above the values: the controls in a window, None in a picture."""
        super().__init__()
        self.medium = medium
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # otherwise the window is repainted below every label
        self.caption = Caption(self, medium)
        self.caption.hide()
        self.plot = Plot(medium)
        self.plot.setParent(self)
        self.values = Values(self, medium)
        self.derivation = Derivation(self, medium)
        self.derivation.hide()
        self.cards_panel = CardsPanel(self, medium)
        self.cards_panel.hide()
        self.omitted_layers: tuple[str, ...] = ()  # the titles of the layers that do not fit
        self.overflow = OverflowBar(self)
        self._arranged_for: object = None  # the part of a scene that the arrangement depends on
        self._head, self._head_shown = head, True
        if head is not None:
            head.setParent(self)
        self._readout: Readout | None = None

    def show_readout(self, readout: Readout) -> None:
        """Show a readout. Emits nothing."""
        self._readout = readout
        if layout_part(readout.scene) != self._arranged_for:
            self._arrange()
        self.caption.show_readout(readout)
        self.plot.show_readout(readout)
        self.values.show_readout(readout)
        if readout.scene.shows("derivation"):
            self.derivation.show_readout(readout)
        if not self.cards_panel.isHidden():
            self.cards_panel.show_readout(readout)

    @property
    def ground(self) -> str:
        """The background colour."""
        return self.medium.themes[self._readout.scene.theme if self._readout else "light"].ground

    @property
    def description(self) -> str:
        """The figure in words; empty before the first readout."""
        if self._readout is None:
            return ""
        step, shown = self._readout.scene.step, self._readout.scene.shows("derivation")
        line = f"Derivation, line {step}: {self._readout.line}" if shown else ""
        return describe(self._readout, self.plot.description, line)

    @property
    def views(self) -> tuple[QWidget, ...]:
        """The parts of the figure."""
        return self.caption, self.plot, self.values, self.derivation, self.cards_panel

    def use(self, medium: Medium) -> None:
        """Draw for another medium from the next readout on."""
        if medium != self.medium:
            self.medium = medium
            for view in (self.caption, self.plot, self.values, self.derivation, self.cards_panel):
                view.medium = medium
            self._arranged_for = None

    def show_head(self, *, shown: bool) -> None:
        """Show the widget above the values, or hide it and give its space to them."""
        if self._head is not None and shown != self._head_shown:
            self._head.setVisible(shown)
            self._head_shown = shown
            self._arrange()

    def paint(self, painter: QPainter, *, filled: bool = True) -> None:
        """Draw all views with any painter, at any scale. The background of the plot is drawn if ``filled``."""
        for view in (self.caption, self.values, self.derivation, self.cards_panel):
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
        self._arranged_for = layout_part(scene)
        fit = partial(arrange, scene, medium=self.medium, head=head.height_in if head is not None else None)
        above = self.caption.height_for(scene, self.size())
        room = QSize(self.width(), self.height() - above)
        boxes = fit(room)
        omitted = omitted_layers(scene, boxes)
        if self._head is not None:  # what does not fit into a window is not a matter of a picture
            scale = self.medium.scale(scene)
            show = partial(self.overflow.show_layers, size=self.size(), theme=self.medium.theme(scene), scale=scale)
            if high := show(omitted):
                boxes = fit(room - QSize(0, high))
                omitted = omitted_layers(scene, boxes)
                show(omitted)
            self.setAccessibleDescription(self.overflow.text())
        self.omitted_layers = tuple(TITLES[name] for name in omitted)
        boxes = boxes.lowered(above)
        self.caption.setGeometry(0, 0, self.width(), above)
        self.caption.setVisible(above > 0)
        self.plot.setGeometry(boxes.plot)
        self.values.show_in_line(in_line=boxes.values_in_line)
        views = (self.values, boxes.values), (self.derivation, boxes.derivation), (self.cards_panel, boxes.cards_panel)
        for view, box in views:
            if not box.isEmpty():
                view.setGeometry(box)
            appears = view.isHidden() and not box.isEmpty()
            view.setVisible(not box.isEmpty())
            if appears:
                view.show_readout(self._readout)  # hidden views are not updated
        self.cards_panel.place(boxes.cards)
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
