"""Shortcuts on every keyboard layout: a key that types no shortcut counts by its place on the keyboard.

On a Cyrillic or Persian layout no key types a Latin letter, and on AZERTY the digits need Shift. What a key types comes
first: where the key of 6 types a minus, it stays a minus.
"""

from collections.abc import Iterable

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_COUNTED = _SHIFT | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
# The keys of a US keyboard from these scan codes on, as X11 and Wayland count them.
_ROWS = {10: "1234567890-=", 24: "QWERTYUIOP[]", 38: "ASDFGHJKL", 52: "ZXCVBNM,./"}
_PLACES = {first + index: Qt.Key(ord(sign)) for first, row in _ROWS.items() for index, sign in enumerate(row)}
_PLATFORMS = ("xcb", "wayland", "offscreen")


class KeyPlaces:
    """Finds the action of a key by its place, for keys that type no shortcut."""

    def __init__(self, actions: Iterable[QAction]) -> None:
        self._actions = {sequence: action for action in actions for sequence in action.shortcuts()}

    def key_of(self, event: QKeyEvent) -> Qt.Key | None:
        """Return the key that a US keyboard has in the place of a key that types no shortcut."""
        if self._types_a_shortcut(event) or not QGuiApplication.platformName().startswith(_PLATFORMS):
            return None
        return _PLACES.get(event.nativeScanCode())

    def action_of(self, event: QKeyEvent) -> QAction | None:
        """Return the action that a key triggers by its place, if there is one and it is enabled."""
        key = self.key_of(event)
        if key is None:
            return None
        action = self._actions.get(_sequence(event.modifiers() & _COUNTED, key))
        able = action is not None and action.isEnabled() and (action.autoRepeat() or not event.isAutoRepeat())
        return action if able else None

    def _types_a_shortcut(self, event: QKeyEvent) -> bool:
        # A sign may need Shift, and its shortcut does not name it.
        modifiers = event.modifiers() & _COUNTED
        key = Qt.Key(event.key())
        return any(_sequence(each, key) in self._actions for each in (modifiers, modifiers & ~_SHIFT))


def _sequence(modifiers: Qt.KeyboardModifier, key: Qt.Key) -> QKeySequence:
    return QKeySequence(QKeyCombination(modifiers, key))
