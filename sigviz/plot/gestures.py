"""The gestures of mouse, wheel, trackpad, finger and pen: dragging the point or a handle, panning, zooming."""

import math
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from sigviz.drawing.handles import Handle, nearest
from sigviz.maths.ranges import settled
from sigviz.model.navigation import aim, clamp_x
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
    hovered = Signal(str)  # the name of the handle under the pointer or held, or an empty string
    pressed = Signal()

    def __init__(
        self,
        surface: QWidget,
        coordinates: Callable[[], Coordinates],
        handles: Callable[[], list[Handle]] = list,
        point: Callable[[], list[Handle]] = list,
    ) -> None:
        super().__init__(surface)
        self.wheel_guard: Qt.KeyboardModifier | None = None  # the key that must be held for the wheel to zoom
        self._surface, self._coordinates, self._handles, self._point = surface, coordinates, handles, point
        self._grip: Handle | None = None  # the grabbed handle
        self._offset = QPointF()  # from the centre of the handle to the press
        self._gesture: object = None
        self._button = Qt.MouseButton.NoButton  # the button that started the gesture
        self._held: tuple[float, float] | None = None  # the point (x, y) that a pan keeps under the pointer
        self._bursts = Bursts()
        self._spread = 0.0  # the distance between two fingers
        self._landed: QPointF | None = None  # the position of a finger that has not moved yet
        self._dragged_x: float | None = None  # the x of the last step of a drag of the point
        self._pointer: QPointF | None = None  # the position of a mouse that drags nothing
        self._hovered = ""
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
                self._dragged_x = None  # a click is not a drag
            self._show_hand(at, Qt.CursorShape.ClosedHandCursor)
        self.pressed.emit()

    def move(self, at: QPointF, buttons: Qt.MouseButton) -> None:
        """Drag what was grabbed. Release it first if its button is up: it may have been released outside the window."""
        self._end(at, buttons)
        if self._held is not None:
            self._pan_to(at, self._held, self._gesture)
        elif self._gesture is not None:
            self._drag_to(at)
        elif not buttons:
            self._show_cursor(at)

    def release(
        self,
        at: QPointF,
        buttons: Qt.MouseButton,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """End the gesture if its button is not among the pressed buttons. With Ctrl, x stays where it was dropped."""
        if self._gesture is not None and not buttons & self._button:
            self._settle(modifiers)
        self._end(at, buttons)

    def leave(self) -> None:
        """Forget the handle under the pointer, which has left the surface."""
        self._pointer = None
        if self._gesture is None:
            self._hover("")

    def follow(self, x: float) -> None:
        """Follow the point to x: what is under a resting mouse may differ, and a drag undone meanwhile is over."""
        if x != self._dragged_x:
            self._dragged_x = None
        if self._pointer is not None and self._gesture is None:
            self._show_cursor(self._pointer)

    def _end(self, at: QPointF, buttons: Qt.MouseButton) -> None:
        if self._gesture is not None and not buttons & self._button:
            self._gesture = self._held = self._grip = self._dragged_x = None
            self._show_cursor(at)

    def _settle(self, modifiers: Qt.KeyboardModifier) -> None:
        """Let a drag of the point end on a whole or half number nearby, unless Ctrl is held."""
        if self._dragged_x is not None and not modifiers & Qt.KeyboardModifier.ControlModifier:
            coordinates = self._coordinates()
            x = settled(self._dragged_x, coordinates.x_range, coordinates.x_scale)
            if x != self._dragged_x:
                self.x_requested.emit(clamp_x(x), self._gesture)

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
            self._pointer = None
            self._gesture, self._held, self._spread = object(), None, 0.0
            self._landed = places[0]
            self._take(places[0])
            self.pressed.emit()
        if len(places) >= 2:
            self._landed = self._grip = self._dragged_x = None
            self._pinch(places[0], places[1])
        elif places and not self._spread:
            self._finger(places[0], ended=ended)
        if ended:
            if event.type() == QEvent.Type.TouchEnd:
                self._settle(event.modifiers())
            self._gesture = self._held = self._grip = self._dragged_x = None
            self._spread = 0.0
            self._hover("")

    def _finger(self, at: QPointF, *, ended: bool) -> None:
        """Drag the point. A finger that has hardly moved may be the first of two, so it acts only when it is lifted."""
        if self._landed is not None:
            moved = math.hypot(at.x() - self._landed.x(), at.y() - self._landed.y())
            if moved < _FINGER_REST and not ended:
                return
            self._landed = None
            if moved < _FINGER_REST:
                self._drag_to(at)
                self._dragged_x = None  # a tap is not a drag
                return
            self._hover_held()
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
        """Show what a press would take: a hand and a larger handle, or that the point can be dragged sideways."""
        self._pointer = at
        self._show_hand(at, Qt.CursorShape.OpenHandCursor)

    def _hover_held(self) -> None:
        """Show the handle that a finger holds."""
        held = [self._grip] if self._grip is not None else self._point()
        self._hover(held[0].name if held else "")

    def _show_hand(self, at: QPointF, hand: Qt.CursorShape) -> None:
        handle = self._grip or nearest(self._handles(), at) or nearest(self._point(), at)
        cursor = hand if handle else Qt.CursorShape.SizeHorCursor
        if self._surface.cursor().shape() != cursor:
            self._surface.setCursor(cursor)
        self._hover(handle.name if handle else "")

    def _hover(self, name: str) -> None:
        if name != self._hovered:
            self._hovered = name
            self.hovered.emit(name)

    def _drag_to(self, at: QPointF) -> None:
        """Move the handle, or request the visible x nearest to the pointer, so that a drag never moves the view."""
        if self._grip is not None:
            self.handle_moved.emit(self._grip.name, at - self._offset, self._gesture)
            return
        coordinates = self._coordinates()
        self._dragged_x = aim(coordinates.px_to_x(at.x()), coordinates.x_range)
        self.x_requested.emit(self._dragged_x, self._gesture)

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
