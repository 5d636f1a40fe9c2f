"""What the presenter's view needs of the window, as protocols."""

from typing import Protocol

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class Keys(Protocol):
    """A window that knows what keys do."""

    def take_key(self, event: QKeyEvent, focus: QWidget | None) -> bool:
        """Return whether a key is used by the focused control, or has done something now, before it is a shortcut."""
