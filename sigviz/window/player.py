"""Playing: the point sweeps across the visible range and back, driven by elapsed time."""

import math
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from sigviz.maths.ranges import Range

_SWEEP = 8.0  # seconds there and back at speed 1
_FRAME = 16  # milliseconds: sixty frames a second
_SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
_JUMPS = 16  # positions in the visible range at which reduced motion stops


class Player(QObject):
    """Emits the position of the point while it plays."""

    moved = Signal(float, object)  # the fraction of the visible range; the gesture, one for the whole sweep
    playing_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.reduced = False  # whether the point jumps instead of gliding
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_frame)
        self._phase, self._then, self._speed = 0.0, 0.0, 1.0
        self._gesture: object = None

    @property
    def playing(self) -> bool:
        """Whether the point is moving."""
        return self._timer.isActive()

    def play(self, x: float, visible: Range) -> None:
        """Start at x, or at the nearest end of the visible range."""
        low, high = visible
        share = min(max((x - low) / (high - low), 0.0), 1.0)
        self._phase = math.acos(1 - 2 * share) / (2 * math.pi)
        self._gesture, self._then = object(), monotonic()
        self._timer.start()
        self.playing_changed.emit(True)

    def stop(self) -> None:
        """Stop playing and leave the point where it is."""
        if self.playing:
            self._timer.stop()
            self.playing_changed.emit(False)

    def faster(self, steps: int) -> None:
        """Increase the speed by steps; negative steps decrease it."""
        index = min(max(_SPEEDS.index(self._speed) + steps, 0), len(_SPEEDS) - 1)
        self._speed = _SPEEDS[index]

    def share(self, phase: float) -> float:
        """Return the fraction of the range at a phase, from 0 to 1, of the sweep.

        The motion is eased at both ends, and in jumps if motion is reduced.
        """
        if self.reduced:
            phase = round(phase * 2 * _JUMPS) / (2 * _JUMPS)
        return (1 - math.cos(2 * math.pi * phase)) / 2

    def _on_frame(self) -> None:
        now = monotonic()
        self._phase = (self._phase + (now - self._then) * self._speed / _SWEEP) % 1.0
        self._then = now
        self.moved.emit(self.share(self._phase), self._gesture)
