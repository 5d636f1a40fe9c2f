"""All that is read, laid out: the plot and the values. The window holds one stage, and so does every picture."""

from collections.abc import Callable
from operator import attrgetter
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sigviz.model.readout import Readout
from sigviz.views.plot import Plot
from sigviz.views.theme import THEMES
from sigviz.views.values import Values

_COLUMN = 330.0  # how wide the values are beside the plot, at text scale 1
_SHARE = 0.42  # at most this much of the width
_LEAST_COLUMN = 230.0  # narrower than this, they go under the plot
_HEAD = 0.4  # how much of the height the widget above them may take
_ROW = 150.0  # how high they are there
_LEAST = QSize(300, 200)  # on a smaller stage the plot is alone

_layout_part = attrgetter("layers", "theme", "text_scale")


class Layout(NamedTuple):
    """The boxes of the plot and of what stands beside or under it; empty where it is not shown."""

    plot: QRect
    head: QRect
    values: QRect


def layout(size: QSize, scale: float, *, values: bool, head: Callable[[int, int], int] | None = None) -> Layout:
    """Return where everything goes.

    The values stand beside the plot, or under it where the stage is narrow. ``head`` tells how high the widget above
    the values is for a width and the room that there is, if there is one; without values it lies under the plot.
    """
    width, height = size.width(), size.height()
    room = round(_HEAD * height)
    values = values and width >= _LEAST.width() and height >= _LEAST.height()
    column = round(min(_COLUMN * scale, _SHARE * width))
    if values and column >= _LEAST_COLUMN:
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


class Stage(QWidget):
    """The plot and the values of one readout."""

    def __init__(self, head: Head | None = None) -> None:
        """``head`` is a widget that stands above the values: in a window the controls, in a picture nothing."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # spares the window a repaint below every label
        self.plot = Plot()
        self.plot.setParent(self)
        self.values = Values(self)
        self._head = head
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

    @property
    def ground(self) -> str:
        """The colour that carries the picture."""
        return THEMES[self._readout.scene.theme if self._readout else "light"].ground

    def paint(self, painter: QPainter, *, filled: bool = True) -> None:
        """Draw all that is read with any painter, at any scale."""
        for view in (self.plot, self.values):
            if not view.isHidden():
                painter.save()
                painter.translate(view.pos())
                if view is self.plot:
                    self.plot.paint(painter, filled=filled)
                else:
                    self.values.paint(painter)
                painter.restore()

    def _arrange(self) -> None:
        if self._readout is None:
            return
        scene = self._readout.scene
        head = self._head.height_in if self._head is not None else None
        boxes = layout(self.size(), scene.text_scale, values=scene.shows("values"), head=head)
        self.plot.setGeometry(boxes.plot)
        self.values.setVisible(not boxes.values.isEmpty())
        self.values.setGeometry(boxes.values)
        if self._head is not None:
            self._head.setGeometry(boxes.head)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.ground))
        painter.end()
