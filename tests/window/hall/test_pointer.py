"""The mouse pointer as a large dot: seen on every ground, never in the way, and gone when it is no longer wanted."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from sigviz.drawing.theme import THEMES
from sigviz.model.scene import Scene
from sigviz.window.hall import pointer
from tests.drawing.test_theme import DEFICIENCIES, QUANTITIES, contrast, seen
from tests.events import CTRL, drag
from tests.pixels import rgb

Key = Qt.Key


@pytest.fixture
def clock(monkeypatch):
    """The time as the pointer reads it, in seconds; a test moves it on."""
    now = [100.0]
    monkeypatch.setattr(pointer, "monotonic", lambda: now[0])
    return now


def rest(window, clock):
    """Let the pointer rest for a long time, and return its shape, or None if it is the usual pointer."""
    window.presentation.pointer._look.timeout.emit()
    clock[0] += 60
    window.presentation.pointer._look.timeout.emit()
    over = QApplication.overrideCursor()
    return over and over.shape()


def dotted():
    """Return whether the pointer is the dot."""
    over = QApplication.overrideCursor()
    return over is not None and over.shape() == Qt.CursorShape.BitmapCursor


def test_the_dot_is_as_large_as_the_screen_needs_and_points_with_its_middle(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_L, CTRL)
    # WHEN the window moves to another screen
    window.toggle_presentation(QGuiApplication.screens()[-1])
    # THEN the dot has the size for that one
    cursor = QApplication.overrideCursor()
    picture = cursor.pixmap().toImage()
    drawn = [x for x in range(picture.width()) if picture.pixelColor(x, picture.height() // 2).alpha() > 127]
    size = window.screen().size()
    assert 0.025 <= len(drawn) / min(size.width(), size.height()) <= 0.032
    assert picture.pixelColor(cursor.hotSpot()) == QColor(pointer.COLOUR)
    assert cursor.hotSpot() == picture.rect().center() + QPoint(1, 1)
    assert not picture.pixelColor(0, 0).alpha()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_dot_is_seen_and_has_the_colour_of_no_quantity(theme):
    for ground in (theme.ground, theme.chrome):
        assert contrast(pointer.COLOUR, ground) >= 2.8
    for vision in DEFICIENCIES:
        dot = seen(pointer.COLOUR, vision)
        assert min(np.linalg.norm(dot - seen(theme.stroke(name).colour, vision)) for name in QUANTITIES) > 18


def test_the_dot_is_in_no_picture_and_in_no_undo(make_window, qtbot):
    window = make_window()
    window.table["copy_picture"].trigger()
    before = rgb(QApplication.clipboard().image())
    qtbot.keyClick(window.focusWidget(), Key.Key_L, CTRL)
    window.table["copy_picture"].trigger()
    assert np.array_equal(rgb(QApplication.clipboard().image()), before)
    assert window.scene == Scene()
    assert not window.store.can_undo


def test_the_point_is_dragged_with_the_dot(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_L, CTRL)
    drag(qtbot, window.plot.viewport(), (200, 200), (400, 220))
    assert window.plot.coordinates.x_to_px(window.scene.x) == pytest.approx(400, abs=4)
    assert dotted()


def test_only_the_dot_stays_while_it_rests(make_window, qtbot, clock):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_F5)
    assert rest(window, clock) == Qt.CursorShape.BlankCursor
    # WHEN the hidden pointer becomes the dot, THEN it stays, and is the usual one afterwards
    qtbot.keyClick(window.focusWidget(), Key.Key_L, CTRL)
    assert dotted()
    assert rest(window, clock) == Qt.CursorShape.BitmapCursor
    qtbot.keyClick(window.focusWidget(), Key.Key_L, CTRL)
    assert QApplication.overrideCursor() is None
    assert rest(window, clock) == Qt.CursorShape.BlankCursor


def test_leaving_ends_the_dot(make_window, qtbot):
    window = make_window()
    for presenting in (False, True):
        window.toggle_presentation() if presenting else None
        window.table["pointer"].trigger()
        assert window.table["pointer"].isChecked()
        qtbot.keyClick(window.focusWidget(), Key.Key_Escape)
        assert not dotted()
        assert not window.table["pointer"].isChecked()
        assert window.presentation.active == presenting, "the next Esc leaves it"
    window.table["pointer"].trigger()
    qtbot.keyClick(window.focusWidget(), Key.Key_F11)
    assert not dotted()
    window.table["pointer"].trigger()
    window.close()
    assert QApplication.overrideCursor() is None
