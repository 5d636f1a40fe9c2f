"""What mouse, wheel, trackpad, finger and pen mean on the plot: taking the point, moving the view, zooming."""

import math
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from sigviz.drawing.handles import Handle, nearest
from sigviz.model.navigation import aim
from sigviz.plot.coordinates import Coordinates

_PAUSE = 0.4  # seconds of rest that end a burst
_FINGER_REST = 6.0  # pixels that a finger rolls without meaning it
_NOTCH = 0.85  # what one notch of the wheel makes of the visible range


class Bursts:
    """Tells which changes come in one burst, as those of a turning wheel do, and so are one gesture."""

    def __init__(self) -> None:
        self._gesture: object = None
        self._last = float("-inf")

    def gesture(self) -> object:
        """Return the gesture of a change that comes now."""
        now = monotonic()
        if now - self._last > _PAUSE:
            self._gesture = object()
        self._last = now
        return self._gesture


class Gestures(QObject):
    """Turns events over a surface into intents; each names the gesture that it is part of."""

    x_requested = Signal(float, object)  # x, the gesture
    pan_requested = Signal(tuple, object)  # shift of x and of y
    zoom_requested = Signal(tuple, tuple, object)  # factors of width and height, the point that stays
    handle_moved = Signal(str, QPointF, object)  # its name, where to, the gesture
    pressed = Signal()

    def __init__(
        self, surface: QWidget, coordinates: Callable[[], Coordinates], handles: Callable[[], list[Handle]] = list
    ) -> None:
        super().__init__(surface)
        self.wheel_guard: Qt.KeyboardModifier | None = None  # the key that the wheel needs, so that it does not slip
        self._surface, self._coordinates, self._handles = surface, coordinates, handles
        self._grip: Handle | None = None  # the handle that was taken
        self._offset = QPointF()  # how far from its middle
        self._gesture: object = None
        self._button = Qt.MouseButton.NoButton  # that began it
        self._held: tuple[float, float] | None = None  # the place of the plane that a pan holds under the pointer
        self._bursts = Bursts()
        self._spread = 0.0  # between two fingers
        self._landed: QPointF | None = None  # where a finger is that has not moved yet
        surface.setMouseTracking(True)
        surface.setCursor(Qt.CursorShape.SizeHorCursor)

    @property
    def active(self) -> bool:
        """Whether something is held."""
        return self._gesture is not None

    def press(self, button: Qt.MouseButton, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Take the handle within reach, else the point, or with Shift or the middle button the view."""
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
        """Drag what was taken; without its button, which may have been let go where no one saw it, let go."""
        self.release(at, buttons)
        if self._held is not None:
            self._pan_to(at, self._held, self._gesture)
        elif self._gesture is not None:
            self._drag_to(at)
        elif not buttons:
            self._show_cursor(at)

    def release(self, at: QPointF, buttons: Qt.MouseButton) -> None:
        """Let go, if the button that took something is not among those held."""
        if self._gesture is not None and not buttons & self._button:
            self._gesture = self._held = self._grip = None
            self._show_cursor(at)

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        guarded = self.wheel_guard is not None and not event.modifiers() & self.wheel_guard
        delta = event.angleDelta()
        notches = (delta.y() or delta.x()) / 120  # with Alt, Qt turns the wheel on its side
        if notches and not guarded:
            self.zoom(_NOTCH**notches, event.position())

    def zoom(self, factor: float, at: QPointF) -> None:
        """Zoom about a place; beside the plot, only the axis there."""
        burst = self._bursts.gesture()
        coordinates, centre = self._coordinates(), self._plane(at)
        factors = 1.0 if at.x() < coordinates.left else factor, 1.0 if at.y() > coordinates.bottom else factor
        self.zoom_requested.emit(factors, centre, burst)
        if self._coordinates().left != coordinates.left and (factors[0] != 1 or coordinates.equal):
            self._pan_to(at, centre, burst)

    def touch(self, event: QTouchEvent) -> None:
        """Drag the point with one finger; zoom and move the view with two."""
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
        """Drag the point; a finger that has hardly moved may be the first of two, and takes it when it is lifted."""
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
        """Let the cursor tell what a press would take."""
        handle = nearest(self._handles(), at)
        cursor = handle.cursor if handle else Qt.CursorShape.SizeHorCursor
        if self._surface.cursor().shape() != cursor:
            self._surface.setCursor(cursor)

    def _drag_to(self, at: QPointF) -> None:
        """Move the handle, or ask for the x under the pointer or the nearest in view: a drag never shifts the view."""
        if self._grip is not None:
            self.handle_moved.emit(self._grip.name, at - self._offset, self._gesture)
            return
        coordinates = self._coordinates()
        self.x_requested.emit(aim(coordinates.px_to_x(at.x()), coordinates.x_range), self._gesture)

    def _pan_to(self, at: QPointF, held: tuple[float, float], gesture: object) -> None:
        """Ask for the view that puts a place of the plane under the pointer.

        Again, if the numbers at the y axis have become wider, and moved the plot.
        """
        for _ in range(2):
            left = self._coordinates().left
            x, y = self._plane(at)
            self.pan_requested.emit((held[0] - x, held[1] - y), gesture)
            if self._coordinates().left == left:
                return
