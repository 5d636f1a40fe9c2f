"""The gestures of mouse, wheel, trackpad, finger and pen: dragging the point or a handle, panning, zooming."""

import math
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from sigviz.drawing.handles import Handle, nearest
from sigviz.model.navigation import aim
from sigviz.plot.coordinates import Coordinates

_PAUSE = 0.4  # seconds without a change that end a burst
_FINGER_REST = 6.0  # pixels that a resting finger may move
_NOTCH = 0.85  # the factor by which one notch of the wheel changes the visible range


class Bursts:
    """Groups changes in quick succession, such as those of a turning wheel, into one gesture."""

    def __init__(self) -> None:
        self._gesture: object = None
        self._last = float("-inf")

    def gesture(self) -> object:
        """Return the gesture of a change that happens now."""
        now = monotonic()
        if now - self._last > _PAUSE:
            self._gesture = object()
        self._last = now
        return self._gesture


class Gestures(QObject):
    """Turns events on a surface into requests. Each request carries the gesture that it belongs to."""

    x_requested = Signal(float, object)  # x, gesture
    pan_requested = Signal(tuple, object)  # shift in x and y, gesture
    zoom_requested = Signal(tuple, tuple, object)  # factors of width and height, fixed point, gesture
    handle_moved = Signal(str, QPointF, object)  # handle name, target pixel, gesture
    pressed = Signal()

    def __init__(
        self, surface: QWidget, coordinates: Callable[[], Coordinates], handles: Callable[[], list[Handle]] = list
    ) -> None:
        super().__init__(surface)
        self.wheel_guard: Qt.KeyboardModifier | None = None  # the key that must be held for the wheel to zoom
        self._surface, self._coordinates, self._handles = surface, coordinates, handles
        self._grip: Handle | None = None  # the grabbed handle
        self._offset = QPointF()  # from the centre of the handle to the press
        self._gesture: object = None
        self._button = Qt.MouseButton.NoButton  # the button that started the gesture
        self._held: tuple[float, float] | None = None  # the point (x, y) that a pan keeps under the pointer
        self._bursts = Bursts()
        self._spread = 0.0  # the distance between two fingers
        self._landed: QPointF | None = None  # the position of a finger that has not moved yet
        surface.setMouseTracking(True)
        surface.setCursor(Qt.CursorShape.SizeHorCursor)

    @property
    def active(self) -> bool:
        """Whether a gesture is in progress."""
        return self._gesture is not None

    def press(self, button: Qt.MouseButton, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Grab the handle within reach, otherwise the point; with Shift or the middle button, grab the view."""
        left = button == Qt.MouseButton.LeftButton
        if button == Qt.MouseButton.MiddleButton or (left and modifiers & Qt.KeyboardModifier.ShiftModifier):
            self._gesture, self._button = object(), button
            self._held = self._plane(at)
            self._surface.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif left:
            self._gesture, self._button, self._held = object(), button, None
            self._take(at)
            if self._grip is None:
                self._drag_to(at)
        self.pressed.emit()

    def move(self, at: QPointF, buttons: Qt.MouseButton) -> None:
        """Drag what was grabbed. Release it first if its button is up: it may have been released outside the window."""
        self.release(at, buttons)
        if self._held is not None:
            self._pan_to(at, self._held, self._gesture)
        elif self._gesture is not None:
            self._drag_to(at)
        elif not buttons:
            self._show_cursor(at)

    def release(self, at: QPointF, buttons: Qt.MouseButton) -> None:
        """End the gesture if its button is not among the pressed buttons."""
        if self._gesture is not None and not buttons & self._button:
            self._gesture = self._held = self._grip = None
            self._show_cursor(at)

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        guarded = self.wheel_guard is not None and not event.modifiers() & self.wheel_guard
        delta = event.angleDelta()
        notches = (delta.y() or delta.x()) / 120  # with Alt, Qt reports horizontal scrolling
        if notches and not guarded:
            self.zoom(_NOTCH**notches, event.position())

    def zoom(self, factor: float, at: QPointF) -> None:
        """Zoom around a pixel. Beside the plot, zoom only the axis there."""
        burst = self._bursts.gesture()
        coordinates, centre = self._coordinates(), self._plane(at)
        factors = 1.0 if at.x() < coordinates.left else factor, 1.0 if at.y() > coordinates.bottom else factor
        self.zoom_requested.emit(factors, centre, burst)
        if self._coordinates().left != coordinates.left and (factors[0] != 1 or coordinates.equal):
            self._pan_to(at, centre, burst)

    def touch(self, event: QTouchEvent) -> None:
        """Drag the point with one finger; pan and zoom with two."""
        places = [point.position() for point in event.points()]
        ended = event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
        if event.type() == QEvent.Type.TouchBegin:
            self._gesture, self._held, self._spread = object(), None, 0.0
            self._landed = places[0]
            self._take(places[0])
            self.pressed.emit()
        if len(places) >= 2:
            self._landed = self._grip = None
            self._pinch(places[0], places[1])
        elif places and not self._spread:
            self._finger(places[0], ended=ended)
        if ended:
            self._gesture, self._held, self._grip, self._spread = None, None, None, 0.0

    def _finger(self, at: QPointF, *, ended: bool) -> None:
        """Drag the point. A finger that has hardly moved may be the first of two, so it acts only when it is lifted."""
        if self._landed is not None:
            moved = math.hypot(at.x() - self._landed.x(), at.y() - self._landed.y())
            if moved < _FINGER_REST and not ended:
                return
            self._landed = None
        self._drag_to(at)

    def _pinch(self, one: QPointF, other: QPointF) -> None:
        middle = (one + other) / 2
        spread = max(math.hypot(one.x() - other.x(), one.y() - other.y()), 1.0)
        if not self._spread or self._held is None:
            self._gesture, self._held = object(), self._plane(middle)
        else:
            factor = self._spread / spread
            self.zoom_requested.emit((factor, factor), self._plane(middle), self._gesture)
            self._pan_to(middle, self._held, self._gesture)
        self._spread = spread

    def _plane(self, at: QPointF) -> tuple[float, float]:
        coordinates = self._coordinates()
        return coordinates.px_to_x(at.x()), coordinates.px_to_y(at.y())

    def _take(self, at: QPointF) -> None:
        self._grip = nearest(self._handles(), at)
        self._offset = at - self._grip.at if self._grip else QPointF()

    def _show_cursor(self, at: QPointF) -> None:
        """Set the cursor to show what a press would grab."""
        handle = nearest(self._handles(), at)
        cursor = handle.cursor if handle else Qt.CursorShape.SizeHorCursor
        if self._surface.cursor().shape() != cursor:
            self._surface.setCursor(cursor)

    def _drag_to(self, at: QPointF) -> None:
        """Move the handle, or request the visible x nearest to the pointer, so that a drag never moves the view."""
        if self._grip is not None:
            self.handle_moved.emit(self._grip.name, at - self._offset, self._gesture)
            return
        coordinates = self._coordinates()
        self.x_requested.emit(aim(coordinates.px_to_x(at.x()), coordinates.x_range), self._gesture)

    def _pan_to(self, at: QPointF, held: tuple[float, float], gesture: object) -> None:
        """Request the view in which the point (x, y) of ``held`` is under the pointer.

        Request it again if wider tick labels on the y axis have moved the plot.
        """
        for _ in range(2):
            left = self._coordinates().left
            x, y = self._plane(at)
            self.pan_requested.emit((held[0] - x, held[1] - y), gesture)
            if self._coordinates().left == left:
                return
