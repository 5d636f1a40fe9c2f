"""Undo: what a person did in one go is one step, and theme and text scale are no part of it."""

import itertools

from PySide6.QtCore import Qt

from tests.events import CTRL, SHIFT, Repeats, drag, key, type_text, wheel

Key = Qt.Key


def steps(window):
    """Return how many times undo can be pressed, and go back again."""
    count = 0
    while window.table["undo"].isEnabled():
        key(Key.Key_Z, CTRL)
        count += 1
    for _ in range(count):
        key(Key.Key_Z, CTRL | SHIFT)
    assert not window.table["redo"].isEnabled()
    return count


def test_undo_takes_back_a_drag_a_burst_and_a_typed_value_as_one_step_each(make_window, monkeypatch):
    clock = itertools.count(100)
    window = make_window()
    target, begin = window.plot.viewport(), window.scene
    monkeypatch.setattr("sigviz.views.gestures.monotonic", lambda: now)
    assert steps(window) == 0
    drag(target, (300, 300), (310, 300), (500, 300), (430, 300))
    dragged = window.scene
    assert steps(window) == 1
    drag(target, (430, 300), (600, 300))
    assert steps(window) == 2, "the next drag is another step"
    now = next(clock)
    for turn in (1, 0.5, -0.25):
        wheel(target, (400, 300), turn)
    assert steps(window) == 3
    now = next(clock)
    wheel(target, (400, 300), 1)
    assert steps(window) == 4, "a burst after a pause is another step"
    drag(target, (300, 300), (310, 340), (340, 380), button=Qt.MouseButton.MiddleButton)
    assert steps(window) == 5
    key(Key.Key_X)
    type_text("3.125")
    key(Key.Key_Return)
    assert steps(window) == 6
    for _ in range(5):
        key(Key.Key_Z, CTRL)
    assert window.scene == dragged
    key(Key.Key_Z, CTRL)
    assert window.scene == begin
    key(Key.Key_Y, CTRL)
    assert window.scene == dragged
    key(Key.Key_Right)
    assert not window.table["redo"].isEnabled()


def test_a_held_key_is_one_step(make_window):
    window = make_window(x=0.0)
    key(Key.Key_Right)
    with Repeats():
        for _ in range(20):
            key(Key.Key_Right)
    assert window.scene.x == 2.1
    assert steps(window) == 1
    key(Key.Key_Right)
    assert steps(window) == 2
    key(Key.Key_Plus)
    with Repeats():
        key(Key.Key_Plus)
        key(Key.Key_Plus)
    assert steps(window) == 3


def test_undo_leaves_theme_and_text_scale(make_window):
    window = make_window()
    key(Key.Key_Right)
    window.table["theme_dark"].trigger()
    key(Key.Key_Plus, CTRL)
    key(Key.Key_Z, CTRL)
    assert window.scene.x == 1
    assert (window.scene.theme, window.scene.text_scale) == ("dark", 1.1)
