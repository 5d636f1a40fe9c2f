"""A slider for x over the visible range."""

import math

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSlider

from sigviz.drawing import text
from sigviz.drawing.theme import THEMES, Theme
from sigviz.maths.ranges import Range, places, settled

_FEWEST, _LARGEST = 1000, 2**31 - 1  # the minimum of positions in the visible range; Qt's largest integer


class XSlider(QSlider):
    """A slider for x. A click moves the handle there; the keys that move the point are left to the window."""

    moved = Signal(float, object)  # x, the gesture; also when a screen reader sets the value

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("x_slider")
        self.setAccessibleName("x over the visible range")
        self.valueChanged.connect(self._on_value)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme, self._unit = THEMES["light"], 1.0
        self._gesture: object = None
        self._dragged = False  # whether the pointer has moved since it was pressed
        self._visible: Range = (0.0, 1.0)
        self._share = 0.0

    def show_x(self, x: float, visible: Range, description: str) -> None:
        """Put the handle at x in the visible range and set the accessible description. Emits nothing.

        A screen reader reads the value as an integer: hundredths of x, or a smaller unit in a narrow view.
        """
        if self.accessibleDescription() != description:
            self.setAccessibleDescription(description)
        low, high = self._visible = visible
        self._share = min(max((x - low) / (high - low), 0.0), 1.0)
        parts = _parts(visible)
        with QSignalBlocker(self):
            self.setRange(round(low * parts), round(high * parts))
            self.setSingleStep(max(round(0.1 * parts), 1))
            self.setValue(round(min(max(x, low), high) * parts))
        self.update()

    def dress(self, theme: Theme, unit: float) -> None:
        """Set the theme and the scale."""
        self._theme, self._unit = theme, unit
        self.update()

    def _on_value(self, value: int) -> None:
        self.moved.emit(value / _parts(self._visible), None)

    def _groove(self) -> tuple[float, float]:
        radius = 10 * self._unit
        return radius + 1, self.width() - radius - 1

    def _move_to(self, px: float) -> None:
        (left, right), (low, high) = self._groove(), self._visible
        share = min(max((px - left) / max(right - left, 1.0), 0.0), 1.0)
        self.moved.emit(low + share * (high - low), self._gesture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture = object()
            self._move_to(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._dragged = True
            self._move_to(event.position().x())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag on a whole or half number that is near, unless Ctrl is held."""
        (left, right), (low, high) = self._groove(), self._visible
        x = low + self._share * (high - low)
        end = settled(x, (right - left) / (high - low))
        free = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self._dragged and end != x and low <= end <= high and not free:
            self.moved.emit(end, self._gesture)
        self._dragged = False
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
        at = left + (right - left) * self._share
        painter.fillRect(QRectF(left, middle - 2 * unit, right - left, 4 * unit), text.paint(theme.faint))
        painter.fillRect(QRectF(left, middle - 2 * unit, at - left, 4 * unit), text.paint(theme.quiet))
        painter.setPen(Qt.PenStyle.NoPen)
        for radius, colour in ((10, theme.ink if self.hasFocus() else theme.chrome), (8, theme.sigma.colour)):
            painter.setBrush(text.paint(colour))
            painter.drawEllipse(QPointF(at, middle), radius * unit, radius * unit)
        painter.end()


def _parts(visible: Range) -> int:
    """Return the number of slider positions per unit of x: 100, or more in a narrow view, up to Qt's limit."""
    low, high = visible
    wanted = max(10 ** places(visible), math.ceil(_FEWEST / (high - low)))
    return int(min(wanted, _LARGEST // max(abs(low), abs(high), 1.0)))
