"""Saves the state of the window a few seconds after the last change, because a session may end without closing it.

When a Wayland compositor disappears, Qt ends the process immediately, without an event or a handler.
"""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from sigviz.storage.settings import Memory, Settings

PAUSE = 3000  # milliseconds between two checks; a state that is unchanged since the last check is saved


class Remembered(Protocol):
    """A window whose state is stored for the next one."""

    @property
    def memory(self) -> Memory:
        """The state to store."""

    @property
    def dragging(self) -> bool:
        """Whether the user holds a mouse button."""


class Keeper(QObject):
    """Watches the memory of a window, and saves it when it has changed and then stayed the same."""

    def __init__(self, window: Remembered, settings: Settings, saved: Memory | None, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._settings = window, settings
        self._saved, self._seen = saved, window.memory
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Save the memory if it differs from the saved one and is the same as at the last check.

        Never save during a drag, because the user would notice the delay of a slow disk.
        """
        memory = self._window.memory
        resting = memory == self._seen and not self._window.dragging
        self._seen = memory
        if resting and memory != self._saved:
            self.save()

    def save(self) -> None:
        """Save the memory now. If that fails, stop checking, so that the next attempt is only when the program ends."""
        self._saved = self._window.memory
        if not self._settings.save(self._saved):
            self._timer.stop()
