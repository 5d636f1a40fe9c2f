"""Saves what is explored some seconds after the last change, because a session may end without closing its windows.

When a Wayland compositor goes away, Qt ends the process at once: no event and no handler runs.
"""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from sigviz.storage.settings import Memory, Settings

PAUSE = 3000  # milliseconds between two looks; what has not changed in between is saved


class Remembered(Protocol):
    """A window that leaves something for the next one."""

    @property
    def memory(self) -> Memory:
        """What it leaves."""

    @property
    def dragging(self) -> bool:
        """Whether the user holds a button of the mouse."""


class Keeper(QObject):
    """Looks after the memory of a window, and saves it when it has changed and come to rest."""

    def __init__(self, window: Remembered, settings: Settings, saved: Memory | None, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._settings = window, settings
        self._saved, self._seen = saved, window.memory
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Save the memory if it differs from the one saved and is the same as at the last look.

        Never during a drag: to wait for a disk would be felt.
        """
        memory = self._window.memory
        resting = memory == self._seen and not self._window.dragging
        self._seen = memory
        if resting and memory != self._saved:
            self.save()

    def save(self) -> None:
        """Save the memory now; if that fails, it is tried again only at the end, not every few seconds."""
        self._saved = self._window.memory
        if not self._settings.save(self._saved):
            self._timer.stop()
