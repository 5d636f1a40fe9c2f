"""The menu of the layers: it stays open while ticking, and shows the sentence of each layer beside its title."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QCursor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QMenu, QStyle, QStyleOptionMenuItem, QWidget

from sigviz.model.layers import LAYERS
from sigviz.window import announce
from sigviz.window.menus.menu import Menu

_ABOUT = {f"layer_{layer.name}": layer.about for layer in LAYERS}
_GAP = 1.5  # the space between title, sentence and key, as a multiple of the height of the text
_LEAST = 12  # the same for the shortest piece of a sentence: with less space, tips show the sentences


class LayersMenu(Menu):
    """All layers in their groups, each with its title, its sentence and its key. Enter and Esc close it, ticks do not.

    Sentences are shortened on a narrow screen, and become tips on a very narrow one.
    """

    def __init__(self, title: str, parent: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(title, parent)
        self._room = 0  # the width of the sentences and the gap before them
        self._opened_at, self._armed = QPoint(), False  # where the pointer was, and whether a release ticks
        self.hovered.connect(self._on_hovered)
        group = ""
        for layer in LAYERS:
            if layer.group != group:
                self.addSection(layer.group)
                group = layer.group
            self.addAction(actions[f"layer_{layer.name}"])

    def _fit(self) -> None:
        """Make room for the sentences between the titles and the keys, as far as the screen has it."""
        super()._fit()
        self._opened_at, self._armed = QCursor.pos(), False
        metrics, plain = self.fontMetrics(), self.sizeHint().width()
        wanted = max(map(metrics.horizontalAdvance, _ABOUT.values())) + self._gap + 2  # because widths are rounded
        room = min(wanted, self._width_beside() - plain)
        self._room = room if room >= min(wanted, _LEAST * metrics.height()) else 0
        self.setMinimumWidth(plain + self._room)
        self.setToolTipsVisible(self._room < wanted)

    def _width_beside(self) -> int:
        """Return the width of the screen, beside the menu that opens this one if that is on the screen."""
        screen, opener = self.screen().availableGeometry(), self.parentWidget()
        if not isinstance(opener, QMenu):
            return screen.width()
        return max(opener.x() - screen.left(), screen.right() - opener.geometry().right())

    @property
    def _gap(self) -> int:
        return round(_GAP * self.fontMetrics().height())

    def _on_hovered(self, action: QAction) -> None:
        """Let a screen reader say the sentence after the title: Qt gives entries of menus no description."""
        announce.announce(self, _ABOUT[action.objectName()])

    def _paint_sentences(self, painter: QPainter) -> None:
        """Write the sentence of each entry after its title, except under the arrows of a menu that scrolls."""
        option = QStyleOptionMenuItem()
        boxes = {action: self.actionGeometry(action) for action in self.actions()}
        arrow = self.style().pixelMetric(QStyle.PixelMetric.PM_MenuScrollerHeight, option, self)
        above = min(box.top() for box in boxes.values()) < 0
        below = max(box.bottom() for box in boxes.values()) > self.height()
        painter.setClipRect(self.rect().adjusted(0, arrow * above, 0, -arrow * below))
        indicator = self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, option, self)
        titles = max(self.fontMetrics().horizontalAdvance(action.text()) for action in boxes)
        left, width = 2 * indicator + titles + self._gap, self._room - self._gap
        for action, box in boxes.items():
            if action.objectName() in _ABOUT:
                place = QRect(box.left() + left, box.top(), width, box.height())
                self._write(painter, place, _ABOUT[action.objectName()], active=action is self.activeAction())

    def _write(self, painter: QPainter, place: QRect, sentence: str, *, active: bool) -> None:
        role = QPalette.ColorRole.HighlightedText if active else QPalette.ColorRole.PlaceholderText
        painter.setPen(self.palette().color(role))
        shown = self.fontMetrics().elidedText(sentence, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._armed = True
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = (event.globalPosition().toPoint() - self._opened_at).manhattanLength()
        self._armed |= moved > QApplication.startDragDistance()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick a layer, unless the menu has just opened below the pointer of the click that opened it."""
        action = self.actionAt(event.position().toPoint())
        if action is None or not action.isCheckable():
            super().mouseReleaseEvent(event)
        elif self._armed:
            action.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._room:
            painter = QPainter(self)
            self._paint_sentences(painter)
            painter.end()
