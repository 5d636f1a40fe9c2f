"""Undo: each action of the user is one step, and theme and text scale are not undone."""

import itertools

from PySide6.QtCore import Qt

from tests.events import CTRL, SHIFT, Repeats, drag, wheel

Key = Qt.Key


def steps(qtbot, window):
    """Return how many steps can be undone, and redo all of them."""
    count = 0
    while window.table["undo"].isEnabled():
        qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
        count += 1
    for _ in range(count):
        qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL | SHIFT)
    assert not window.table["redo"].isEnabled()
    return count


def test_undo_takes_back_a_drag_a_burst_and_a_typed_value_as_one_step_each(make_window, qtbot, monkeypatch):
    clock = itertools.count(100)
    window = make_window()
    target, begin = window.plot.viewport(), window.scene
    monkeypatch.setattr("sigviz.plot.gestures.monotonic", lambda: now)
    assert steps(qtbot, window) == 0
    drag(qtbot, target, (300, 300), (310, 300), (500, 300), (430, 300))
    dragged = window.scene
    assert steps(qtbot, window) == 1
    drag(qtbot, target, (430, 300), (600, 300))
    assert steps(qtbot, window) == 2, "the next drag is another step"
    now = next(clock)
    for turn in (1, 0.5, -0.25):
        wheel(target, (400, 300), turn)
    assert steps(qtbot, window) == 3
    now = next(clock)
    wheel(target, (400, 300), 1)
    assert steps(qtbot, window) == 4, "a burst after a pause is another step"
    drag(qtbot, target, (300, 300), (310, 340), (340, 380), button=Qt.MouseButton.MiddleButton)
    assert steps(qtbot, window) == 5
    qtbot.keyClick(window.focusWidget(), Key.Key_X)
    qtbot.keyClicks(window.focusWidget(), "3.125")
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    assert steps(qtbot, window) == 6
    for _ in range(5):
        qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert window.scene == dragged
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert window.scene == begin
    qtbot.keyClick(window.focusWidget(), Key.Key_Y, CTRL)
    assert window.scene == dragged
    qtbot.keyClick(window.focusWidget(), Key.Key_Right)
    assert not window.table["redo"].isEnabled()


def test_a_held_key_is_one_step(make_window, qtbot):
    window = make_window(x=0.0)
    qtbot.keyClick(window.focusWidget(), Key.Key_Right)
    with Repeats():
        for _ in range(20):
            qtbot.keyClick(window.focusWidget(), Key.Key_Right)
    assert window.scene.x == 2.1
    assert steps(qtbot, window) == 1
    qtbot.keyClick(window.focusWidget(), Key.Key_Right)
    assert steps(qtbot, window) == 2
    qtbot.keyClick(window.focusWidget(), Key.Key_Plus)
    with Repeats():
        qtbot.keyClick(window.focusWidget(), Key.Key_Plus)
        qtbot.keyClick(window.focusWidget(), Key.Key_Plus)
    assert steps(qtbot, window) == 3


def test_undo_leaves_theme_and_text_scale(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_Right)
    window.table["theme_dark"].trigger()
    qtbot.keyClick(window.focusWidget(), Key.Key_Plus, CTRL)
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert window.scene.x == 1
    assert (window.scene.theme, window.scene.text_scale) == ("dark", 1.1)
