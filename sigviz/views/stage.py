"""All that is read, laid out: plot, values and derivation. The window holds one stage, and so does every picture."""

from collections.abc import Callable
from operator import attrgetter
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sigviz.model.readout import Readout
from sigviz.views.derivation import Derivation
from sigviz.views.plot import Plot
from sigviz.views.theme import THEMES
from sigviz.views.values import Values

_COLUMN = 330.0  # how wide the values are beside the plot, at text scale 1
_SHARE = 0.45  # at most this much of the width
_LEAST_COLUMN = 230.0  # narrower than this, they go under the plot
_HEAD = 0.4  # how much of the height the widget above them may take
_ROW = 150.0  # how high the values are there
_LEAST = QSize(300, 200)  # on a smaller stage the plot is alone

_BIG = QSize(1150, 600)  # from here on, at text scale 1, the whole derivation stands beside the plot
_LINES = 0.52  # the share of the width that it has there
_BAND = 160.0  # how high it is under a smaller stage, at text scale 1

_layout_part = attrgetter("layers", "theme", "text_scale")


class Layout(NamedTuple):
    """The boxes of the plot and of what stands beside or under it; empty where it is not shown."""

    plot: QRect
    head: QRect
    values: QRect
    derivation: QRect = QRect()


def layout(
    size: QSize,
    scale: float,
    *,
    values: bool,
    head: Callable[[int, int], int] | None = None,
    derivation: bool = False,
) -> Layout:
    """Return where everything goes.

    The values stand beside the plot, or under it where the stage is narrow. ``head`` tells how high the widget above
    the values is for a width and the room that there is, if there is one; without values it lies under the plot. The
    derivation takes the right half of a large stage, and a band at the bottom of a small one.
    """
    width, height = size.width(), size.height()
    if not derivation:
        return _without_derivation(size, scale, values=values, head=head)
    if width >= _BIG.width() * scale and height >= _BIG.height() * scale:
        right = round(width * _LINES)
        left = QSize(width - right, height)
        return _without_derivation(left, scale, values=values, head=head, beside=False)._replace(
            derivation=QRect(width - right, 0, right, height)
        )
    band = round(min(_BAND * scale, 0.4 * height))
    return _without_derivation(QSize(width, height - band), scale, values=values, head=head)._replace(
        derivation=QRect(0, height - band, width, band)
    )


def _without_derivation(
    size: QSize, scale: float, *, values: bool, head: Callable[[int, int], int] | None, beside: bool = True
) -> Layout:
    width, height = size.width(), size.height()
    room = round(_HEAD * height)
    values = values and width >= _LEAST.width() and height >= _LEAST.height()
    column = round(min(_COLUMN * scale, _SHARE * width))
    if values and beside and column >= _LEAST_COLUMN:
        left, strip = width - column, head(column, room) if head else 0
        return Layout(
            QRect(0, 0, left, height), QRect(left, 0, column, strip), QRect(left, strip, column, height - strip)
        )
    strip = head(width, room) if head else 0
    row = round(min(_ROW * scale, 0.36 * (height - strip))) if values else 0
    top = height - strip - row
    return Layout(QRect(0, 0, width, top), QRect(0, top, width, strip), QRect(0, height - row, width, row))


class Head(Protocol):
    """A widget above the values, which tells how high it is."""

    def height_in(self, width: int, room: int) -> int:
        """Return the height at a width, where ``room`` is the most that there is."""

    def setParent(self, parent: QWidget, /) -> None:  # noqa: N802
        """As in Qt."""

    def setGeometry(self, box: QRect, /) -> None:  # noqa: N802
        """As in Qt."""

    def setVisible(self, shown: bool, /) -> None:  # noqa: N802
        """As in Qt."""


class Stage(QWidget):
    """The plot, the values and the derivation of one readout."""

    def __init__(self, head: Head | None = None) -> None:
        """``head`` is a widget that stands above the values: in a window the controls, in a picture nothing."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # spares the window a repaint below every label
        self.plot = Plot()
        self.plot.setParent(self)
        self.values = Values(self)
        self.derivation = Derivation(self)
        self.derivation.hide()
        self._head, self._head_shown = head, True
        if head is not None:
            head.setParent(self)
        self._readout: Readout | None = None

    def show_readout(self, readout: Readout) -> None:
        """Show a readout. Emits nothing."""
        before, self._readout = self._readout, readout
        if before is None or _layout_part(before.scene) != _layout_part(readout.scene):
            self._arrange()
        self.plot.show_readout(readout)
        self.values.show_readout(readout)
        if readout.scene.shows("derivation"):
            self.derivation.show_readout(readout)

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
        for view in (self.values, self.derivation):
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
        scene = self._readout.scene
        head = self._head.height_in if self._head is not None and self._head_shown else None
        shown = {name: scene.shows(name) for name in ("values", "derivation")}
        scale = scene.text_scale * THEMES[scene.theme].size
        boxes = layout(self.size(), scale, head=head, **shown)
        self.plot.setGeometry(boxes.plot)
        for view, box in ((self.values, boxes.values), (self.derivation, boxes.derivation)):
            if not box.isEmpty():
                view.setGeometry(box)
            view.setVisible(not box.isEmpty())
        if self._head is not None and self._head_shown:
            self._head.setGeometry(boxes.head)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.ground))
        painter.end()
