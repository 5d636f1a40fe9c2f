"""Announcements to a screen reader, in one function that tests can replace: Qt has no way to observe them."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, message: str) -> None:
    """Let a screen reader say a message, if one is running."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))
