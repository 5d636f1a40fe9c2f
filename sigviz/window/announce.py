"""Announcements to a screen reader. They all leave here, for Qt offers no way to listen to them."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, message: str) -> None:
    """Have a screen reader say a message, if one is listening."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))
