"""Menus of layers: they stay open while ticking, and show the sentence of each layer beside its title."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionMenuItem, QWidget

from sigviz.model.layers import LAYERS

_ABOUT = {f"layer_{layer.name}": layer.about for layer in LAYERS}
_GAP = 24  # pixels between the columns
_STAYS = (Qt.Key.Key_Space,)


class LayerMenu(QMenu):
    """A menu in which a tick does not close it. Enter and Esc do."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)  # menus are windows and need the theme's palette

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() in _STAYS and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class LayersMenu(LayerMenu):
    """All layers in their groups, each with its title, its sentence and its key, as far as the screen has room."""

    def __init__(self, title: str, parent: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(title, parent)
        self._room = 0  # the width of the sentences
        self.aboutToShow.connect(self._widen)
        group = ""
        for layer in LAYERS:
            if layer.group != group:
                self.addSection(layer.group)
                group = layer.group
            self.addAction(actions[f"layer_{layer.name}"])

    def _titles_width(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(action.text()) for action in self.actions())

    def _sentences_width(self) -> int:
        """Return the width of the longest sentence, or 0 if the screen is too narrow for it."""
        wide = max(map(self.fontMetrics().horizontalAdvance, _ABOUT.values())) + _GAP
        return wide if self.sizeHint().width() + wide <= self.screen().availableSize().width() else 0

    def _widen(self) -> None:
        """Make room for the sentences between the titles and the keys."""
        self.setMinimumWidth(0)
        self._room = self._sentences_width()
        self.setMinimumWidth(self.sizeHint().width() + self._room)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._room:
            return
        painter = QPainter(self)
        for action in self.actions():
            if action.objectName() in _ABOUT:
                self._write(painter, action)
        painter.end()

    def _write(self, painter: QPainter, action: QAction) -> None:
        """Write the sentence of an entry after its title."""
        option = QStyleOptionMenuItem()
        self.initStyleOption(option, action)
        indicator = self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, option, self)
        box = self.actionGeometry(action)
        left = box.left() + 2 * indicator + self._titles_width() + _GAP
        active = action is self.activeAction()
        role = QPalette.ColorRole.HighlightedText if active else QPalette.ColorRole.PlaceholderText
        painter.setPen(self.palette().color(role))
        place = QRect(QPoint(left, box.top()), QSize(self._room, box.height()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _ABOUT[action.objectName()])
