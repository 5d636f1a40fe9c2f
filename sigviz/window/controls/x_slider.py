"""x as a slider over the visible range."""

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSlider

from sigviz.drawing import text
from sigviz.drawing.theme import THEMES, Theme

_POSITIONS = 100_000


class XSlider(QSlider):
    """x over the visible range: a click takes the handle there, and the keys of the point are left to the window."""

    moved = Signal(float, object)  # share of the range, the gesture; also when a screen reader sets the value

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("x_slider")
        self.setAccessibleName("x over the visible range")
        self.setRange(0, _POSITIONS)
        self.valueChanged.connect(self._on_value)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme, self._unit = THEMES["light"], 1.0
        self._gesture: object = None

    def show_share(self, share: float, description: str) -> None:
        """Put the handle at a share of the range, and say in words what that is. Emits nothing."""
        self.setAccessibleDescription(description)
        with QSignalBlocker(self):
            self.setValue(round(min(max(share, 0.0), 1.0) * _POSITIONS))

    def dress(self, theme: Theme, unit: float) -> None:
        """Take on a theme and a size."""
        self._theme, self._unit = theme, unit
        self.update()

    def _on_value(self, value: int) -> None:
        self.moved.emit(value / _POSITIONS, None)

    def _groove(self) -> tuple[float, float]:
        radius = 10 * self._unit
        return radius + 1, self.width() - radius - 1

    def _move_to(self, px: float) -> None:
        left, right = self._groove()
        self.moved.emit(min(max((px - left) / max(right - left, 1.0), 0.0), 1.0), self._gesture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture = object()
            self._move_to(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event.position().x())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), text.paint(self._theme.chrome))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = self._groove()
        middle, unit, theme = self.height() / 2, self._unit, self._theme
        at = left + (right - left) * self.value() / _POSITIONS
        painter.fillRect(QRectF(left, middle - 2 * unit, right - left, 4 * unit), text.paint(theme.faint))
        painter.fillRect(QRectF(left, middle - 2 * unit, at - left, 4 * unit), text.paint(theme.quiet))
        painter.setPen(Qt.PenStyle.NoPen)
        for radius, colour in ((10, theme.ink if self.hasFocus() else theme.chrome), (8, theme.sigma.colour)):
            painter.setBrush(text.paint(colour))
            painter.drawEllipse(QPointF(at, middle), radius * unit, radius * unit)
        painter.end()
