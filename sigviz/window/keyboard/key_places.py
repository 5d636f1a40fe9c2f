"""Shortcuts on every keyboard layout: if a key types no shortcut, its position on the keyboard decides.

On a Cyrillic or Persian layout no key types a Latin letter, and on AZERTY the digits need Shift. The typed character
has priority: where the key in the position of 6 types a minus, it remains a minus.
"""

from collections.abc import Iterable

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_COUNTED = _SHIFT | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
# The rows of a US keyboard, each with the X11 and Wayland scan code of its first key.
_ROWS = {10: "1234567890-=", 24: "QWERTYUIOP[]", 38: "ASDFGHJKL", 52: "ZXCVBNM,./"}
_PLACES = {first + index: Qt.Key(ord(character)) for first, row in _ROWS.items() for index, character in enumerate(row)}
_PLATFORMS = ("xcb", "wayland", "offscreen")


class KeyPlaces:
    """Finds the action of a key by its position, for keys that type no shortcut."""

    def __init__(self, actions: Iterable[QAction]) -> None:
        self._actions = {sequence: action for action in actions for sequence in action.shortcuts()}

    def key_of(self, event: QKeyEvent) -> Qt.Key | None:
        """Return the US key at the position of the pressed key, or None if the pressed key types a shortcut."""
        if self._types_a_shortcut(event) or not QGuiApplication.platformName().startswith(_PLATFORMS):
            return None
        return _PLACES.get(event.nativeScanCode())

    def action_of(self, key: Qt.Key, event: QKeyEvent) -> QAction | None:
        """Return the enabled action that a key triggers by its position, where ``key`` is on a US keyboard, or None."""
        action = self._actions.get(_sequence(event.modifiers() & _COUNTED, key))
        enabled = action is not None and action.isEnabled() and (action.autoRepeat() or not event.isAutoRepeat())
        return action if enabled else None

    def _types_a_shortcut(self, event: QKeyEvent) -> bool:
        # A character may need Shift although its shortcut does not contain it.
        modifiers = event.modifiers() & _COUNTED
        key = Qt.Key(event.key())
        return any(_sequence(held, key) in self._actions for held in (modifiers, modifiers & ~_SHIFT))


def _sequence(modifiers: Qt.KeyboardModifier, key: Qt.Key) -> QKeySequence:
    return QKeySequence(QKeyCombination(modifiers, key))
