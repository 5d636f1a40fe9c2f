"""The sheet of *More*: the layers without a button of their own, as ticks that leave it open."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL
from sigviz.model.layers import Layer
from sigviz.model.scene import Scene


class MoreSheet(QWidget):
    """A sheet with a tick, a key and a sentence for each layer. It closes on Esc and on a click beside it."""

    layer_toggled = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("shelf_sheet")
        self.setAccessibleName("More layers")
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)  # it is a window and needs the theme's palette
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # else a click on More would close and open it again
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._grid = QGridLayout(self)
        self._ticks: dict[str, QCheckBox] = {}
        self._sentences: list[QLabel] = []

    def fill(self, layers: Iterable[Layer], scene: Scene, unit: float) -> None:
        """Show a row for each layer, with the sentences only where they fit on the screen."""
        for widget in (*self._ticks.values(), *self._sentences):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._ticks, self._sentences = {}, []
        font = text.sans(min(SMALL * unit, 22.0)).font
        for row, layer in enumerate(layers):
            tick, key, sentence = QCheckBox(layer.title), QLabel(layer.key), QLabel(layer.about)
            tick.setObjectName(f"sheet_{layer.name}")
            tick.setAccessibleDescription(f"{layer.about} Key {layer.key}")
            tick.clicked.connect(lambda _=False, name=layer.name: self.layer_toggled.emit(name))
            sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            for column, widget in enumerate((tick, key, sentence)):
                widget.setFont(font)
                self._grid.addWidget(widget, row, column)
            self._ticks[layer.name] = tick
            self._sentences += [key, sentence]
        self.show_scene(scene)
        room = self.screen().availableSize().width()
        for sentence in self._sentences[1::2]:
            sentence.setVisible(self.sizeHint().width() <= room)

    def show_scene(self, scene: Scene) -> None:
        """Tick the layers that a scene shows."""
        for name, tick in self._ticks.items():
            tick.setChecked(scene.shows(name))

    def open_above(self, corner: QPoint) -> None:
        """Open the sheet with its lower right corner at a position on the screen."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(min(corner.x() - self.width(), room.right() - self.width()), room.left())
        self.move(left, max(corner.y() - self.height(), room.top()))
        self.show()
        next(iter(self._ticks.values())).setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))  # the colour of edges
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
