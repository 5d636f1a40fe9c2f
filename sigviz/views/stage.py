"""All that is read, laid out: plot, values, derivation, insets. The window holds one stage, as does every picture."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.views.derivation import Derivation
from sigviz.views.insets import Insets, Plan, plan_for
from sigviz.views.insets import shown as shown_cards
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
_INSETS = 0.44  # at most this much of the height, for the insets at the bottom
_VALUES = 300.0  # the height that insets under the values leave them, at text scale 1
_BAND = 160.0  # how high it is under a smaller stage, at text scale 1


def _layout_part(scene: Scene) -> object:
    """Return what of a scene the boxes depend on."""
    return scene.layers, scene.theme, scene.text_scale, len(scene.inputs)


class Layout(NamedTuple):
    """The boxes of the plot and of what stands beside or under it; empty where it is not shown."""

    plot: QRect
    head: QRect
    values: QRect
    derivation: QRect = QRect()
    insets: QRect = QRect()


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


def with_insets(scene: Scene, size: QSize, scale: float, fit: Callable[[QSize], Layout]) -> Layout:
    """Return where everything goes, with the insets of a scene where they are largest.

    That is under the values, under the plot, or over the whole width at the bottom. ``fit`` lays out the rest.
    """
    whole = fit(size)
    if size.height() < _LEAST.height() or not shown_cards(scene):
        return whole
    room = _INSETS * size.height()
    found: list[tuple[Plan, Layout]] = []
    beside = whole.values.left() > 0 and whole.derivation.isEmpty()
    if beside:
        made = plan_for(scene, whole.values.width(), whole.values.height() - _VALUES * scale)
        values, insets = _cut(whole.values, round(made.height))
        found.append((made, whole._replace(values=values, insets=insets)))
        made = plan_for(scene, whole.plot.width(), room)
        plot, insets = _cut(whole.plot, round(made.height))
        found.append((made, whole._replace(plot=plot, insets=insets)))
    made = plan_for(scene, size.width(), room)
    high = round(made.height)
    above = fit(QSize(size.width(), size.height() - high))
    insets = QRect(0, size.height() - high, size.width(), high)
    found.append((made, above._replace(insets=insets)))
    return max(found, key=lambda each: (len(each[0].boxes), round(each[0].unit, 1)))[1]


def _cut(box: QRect, high: int) -> tuple[QRect, QRect]:
    """Return a box in two: the rest, and its lowest part of this height."""
    rest = max(box.height() - high, 0)
    return QRect(box.left(), box.top(), box.width(), rest), QRect(box.left(), box.top() + rest, box.width(), high)


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
    """The plot, the values, the derivation and the insets of one readout."""

    def __init__(self, head: Head | None = None) -> None:
        """``head`` is a widget that stands above the values: in a window the controls, in a picture nothing."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # spares the window a repaint below every label
        self.plot = Plot()
        self.plot.setParent(self)
        self.values = Values(self)
        self.derivation = Derivation(self)
        self.derivation.hide()
        self.insets = Insets(self)
        self.insets.hide()
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
        if not self.insets.isHidden():
            self.insets.show_readout(readout)

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
        for view in (self.values, self.derivation, self.insets):
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
        scale = scene.text_scale * THEMES[scene.theme].size
        values, derivation = scene.shows("values"), scene.shows("derivation")
        fit = partial(layout, scale=scale, values=values, head=head, derivation=derivation)
        boxes = with_insets(scene, self.size(), scale, fit)
        self.plot.setGeometry(boxes.plot)
        views = (self.values, boxes.values), (self.derivation, boxes.derivation), (self.insets, boxes.insets)
        for view, box in views:
            if not box.isEmpty():
                view.setGeometry(box)
            again = view.isHidden() and not box.isEmpty()
            view.setVisible(not box.isEmpty())
            if again:
                view.show_readout(self._readout)  # it was told nothing meanwhile
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
