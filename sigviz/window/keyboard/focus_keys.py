"""The keys that a focused control uses itself; the window gets the others."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from sigviz.window.controls.x_slider import XSlider
from sigviz.window.talks.scenes import Scenes

_TRAVEL = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
    | {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)
_PRESS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LIST = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})
_LIST |= {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Escape}
_KEPT: tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...] = (
    (XSlider, _PRESS),  # this slider leaves the keys that move the point to the window
    (QAbstractSlider, _TRAVEL | _PRESS),
    (QAbstractSpinBox, _TRAVEL),
    (Scenes, _LIST),  # this list leaves the keys that go on in a talk and move the point to the window
    (QAbstractItemView, _TRAVEL | _PRESS),
    (QTextEdit, _TRAVEL),
    (QPlainTextEdit, frozenset({Qt.Key.Key_Escape})),
    (QComboBox, _TRAVEL | _PRESS),
    (QAbstractButton, _PRESS),
)


def keeps(control: QWidget | None, key: int) -> bool:
    """Return whether the focused control uses a key."""
    if control is None or not control.isVisible():
        return False
    return key in next((keys for kind, keys in _KEPT if isinstance(control, kind)), frozenset())
