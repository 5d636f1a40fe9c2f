"""The mouse pointer in front of an audience: a large dot if asked for, otherwise hidden while it does not move."""

import math
from time import monotonic

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from sigviz.system.application import screen_of

COLOUR = "#FF3DA5"  # none of the quantities' colours, for every kind of colour vision
_RIMS = ("#000000", "#FFFFFF")  # from outside: one of them contrasts with any ground
_SIZE = 0.028  # the diameter of the dot, as a fraction of the shorter side of the screen: 64 pixels of 2160
_RIM = 0.06  # the width of a rim, relative to the diameter
_REST = 3.0  # seconds until a pointer that does not move is hidden
_TICK = 100  # milliseconds between checks of the pointer


class Pointer(QObject):
    """Changes the mouse pointer over the whole program. It is no part of the window, so no picture contains it."""

    dot_changed = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dot = 0.0  # the diameter, in logical pixels
        self._changed = self._hidden = False
        self._place, self._moved = QPoint(), 0.0
        self._look = QTimer(self)
        self._look.setInterval(_TICK)
        self._look.timeout.connect(self._watch)

    @property
    def dot(self) -> bool:
        """Whether the pointer is a large dot."""
        return self._dot > 0

    def show_dot(self, *, shown: bool) -> None:
        """Turn the pointer into a large dot, or back."""
        if shown != self.dot:
            self._dot = self._wanted() if shown else 0.0
            self._moved, self._hidden = monotonic(), False
            self._show(_disc(self._dot, self._window.devicePixelRatioF()) if shown else None)
            self.dot_changed.emit(shown)

    def fit(self) -> None:
        """Adapt the dot to the screen that the window is on."""
        if self.dot and self._dot != self._wanted():
            self._dot = self._wanted()
            self._show(_disc(self._dot, self._window.devicePixelRatioF()))

    def hide_at_rest(self, *, wanted: bool) -> None:
        """Hide the pointer from now on while it does not move, unless it is a dot, or stop hiding it."""
        if wanted:
            self._place, self._moved = QCursor.pos(), monotonic()
            self._look.start()
        else:
            self._look.stop()
            self._hide(hidden=False)

    def _wanted(self) -> float:
        size = screen_of(self._window).size()
        return _SIZE * min(size.width(), size.height())

    def _watch(self) -> None:
        at = QCursor.pos()
        if at != self._place:
            self._place, self._moved = at, monotonic()
            self._hide(hidden=False)
        elif monotonic() - self._moved >= _REST and not QApplication.mouseButtons():
            self._hide(hidden=True)

    def _hide(self, *, hidden: bool) -> None:
        if hidden != self._hidden and not self.dot:
            self._hidden = hidden
            self._show(QCursor(Qt.CursorShape.BlankCursor) if hidden else None)

    def _show(self, cursor: QCursor | None) -> None:
        """Show this pointer everywhere in the program, or the usual ones."""
        if self._changed:
            QGuiApplication.restoreOverrideCursor()
        self._changed = cursor is not None
        if cursor is not None:
            QGuiApplication.setOverrideCursor(cursor)


def _disc(diameter: float, ratio: float) -> QCursor:
    """Return a pointer that points with its middle; ``ratio`` is the number of device pixels per logical pixel."""
    if QGuiApplication.platformName() == "xcb":  # there, Qt takes the place that points for one in device pixels
        diameter, ratio = diameter * ratio, 1.0
    rim = max(_RIM * diameter, 1.0)
    middle = math.ceil(diameter / 2 + 1)
    picture = QPixmap(round(2 * middle * ratio), round(2 * middle * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for index, colour in enumerate((*_RIMS, COLOUR)):
        painter.setBrush(QColor(colour))
        radius = diameter / 2 - index * rim
        painter.drawEllipse(QPointF(middle, middle), radius, radius)
    painter.end()
    return QCursor(picture, middle, middle)
