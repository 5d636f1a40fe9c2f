"""The trace in a window: every way of moving the point adds dots, which are drawn, cleared and saved."""

import math
import shlex

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QToolTip

import sigviz
from sigviz.drawing.theme import THEMES
from sigviz.maths.sigmoid import derivative
from sigviz.model.fields.trace import MOST, Trace
from sigviz.model.scene import Scene
from sigviz.plot.overlays import trace as trace_overlay
from sigviz.request.command_line import parse_render
from tests.events import CTRL, LEFT, SHIFT, Repeats, drag
from tests.model.test_undo import steps
from tests.pixels import covered, picture, rgb

Key = Qt.Key
BASE = Scene().layers
TRACED = BASE | {"trace"}
BARE = {"trace", "grid"}  # nothing else has the colour of the slope
SLOPE = THEMES["light"].slope.colour


def dots(plot, pixels, scale=1):
    """Return which dots of the trace are in a picture of the plot, after checking that there are none elsewhere."""
    xs = np.array(plot._readout.scene.trace)
    px, py = plot.coordinates.x_to_px(xs), plot.coordinates.y_to_px(derivative(xs))
    seen = (px >= plot.coordinates.left) & (px <= plot.coordinates.right)
    rows, columns = (np.nonzero(covered(pixels, SLOPE, 40)) + np.full((2, 1), 0.5)) / scale
    far = np.hypot(columns[:, None] - px, rows[:, None] - py)
    assert far.size == 0 or far.min(axis=1).max() <= 3.6, "nothing is drawn elsewhere"
    return seen & ((far < 2.6).sum(axis=0) >= 0.7 * math.pi * (2.6 * scale - 0.5) ** 2)


def drag_over(qtbot, window, columns, *, painted=True):
    """Drag the point over columns of the plot, paint each move, and return the values of x."""
    target, seen = window.plot.viewport(), []
    window.store.changed.connect(lambda scene: seen.append(scene.x))
    qtbot.mousePress(target, LEFT, pos=QPoint(columns[0], 300))
    for column in columns[1:]:
        qtbot.mouseMove(target, QPoint(column, 300))
        if painted:
            QApplication.processEvents()
    qtbot.mouseRelease(target, LEFT, pos=QPoint(columns[-1], 300))
    QApplication.processEvents()
    return tuple(seen)


def test_a_drag_leaves_a_dot_at_each_place_and_only_while_the_layer_is_on(make_window, qtbot):
    window = make_window(layers=BASE)
    drag_over(qtbot, window, [100, 200, 350])
    assert window.scene.trace == ()
    qtbot.keyClick(window.focusWidget(), Key.Key_T)
    begin = window.scene
    xs = drag_over(qtbot, window, [*range(100, 900, 35), 400])
    first, *others = window.scene.trace
    assert first == begin.x, "the first dot is there at once"
    assert tuple(others) == xs
    xs = window.scene.trace
    assert len(xs) in (25, 26), "with the place where the drag settles"
    qtbot.keyClick(window.focusWidget(), Key.Key_T)
    drag_over(qtbot, window, [100, 200, 350])
    assert window.scene.trace == xs, "a hidden trace is kept"
    for _ in range(3):
        qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert window.scene == begin, "a drag with all its dots is one undo step"


def slide(qtbot, window):
    drag(qtbot, window.controls.slider, (60, 9), (80, 9), (120, 9))


def press_keys(qtbot, window):
    for which, modifiers in ((Key.Key_Right, CTRL), (Key.Key_Left, SHIFT), (Key.Key_Home, CTRL ^ CTRL)):
        qtbot.keyClick(window.focusWidget(), which, modifiers)


def hold_a_key(qtbot, window):
    with Repeats():
        for _ in range(3):
            qtbot.keyClick(window.focusWidget(), Key.Key_Right)


def type_x(qtbot, window):
    for typed in ("0.5", "-2.25", "30"):
        qtbot.keyClick(window.focusWidget(), Key.Key_X)
        qtbot.keyClicks(window.focusWidget(), typed)
        qtbot.keyClick(window.focusWidget(), Key.Key_Return)


@pytest.mark.parametrize("go", [slide, press_keys, hold_a_key, type_x])
def test_every_way_of_moving_the_point_leaves_dots(make_window, qtbot, go):
    for layers in (TRACED, BASE):
        window, seen = make_window(layers=layers), []
        window.store.changed.connect(lambda scene, seen=seen: seen.append(scene.x))
        go(qtbot, window)
        assert len(seen) == 3
        assert window.scene.trace == (tuple(seen) if layers == TRACED else ())


def test_a_sweep_leaves_dots_and_is_one_step(make_window, qtbot):
    window = make_window(layers=TRACED, x=-2)
    qtbot.keyClick(window.focusWidget(), Key.Key_P)
    qtbot.waitUntil(lambda: len(window.scene.trace) >= 5, timeout=5000)
    qtbot.keyClick(window.focusWidget(), Key.Key_P)
    assert list(window.scene.trace) == sorted(set(window.scene.trace))
    assert window.scene.trace[-1] == window.scene.x
    assert steps(qtbot, window) == 1
    window.store.update(layers=BASE)
    trace, x = window.scene.trace, window.scene.x
    qtbot.keyClick(window.focusWidget(), Key.Key_P)
    qtbot.waitUntil(lambda: window.scene.x > x, timeout=5000)
    assert window.scene.trace == trace


@pytest.mark.slow
def test_dots_painted_one_by_one_match_dots_painted_at_once(make_window, qtbot):
    window = make_window(layers=BARE)
    drag_over(qtbot, window, [*range(45, 925, 16), 500])
    plot = window.plot
    fresh = make_window(window.scene).plot
    for shown in (plot, fresh):
        assert dots(shown, rgb(shown.grab().toImage())).all()
        assert dots(shown, picture(shown, 3), 3).all()
    window.table["layer_trace"].trigger()
    assert len(window.scene.trace) > 50
    for pixels in (picture(plot, 1), rgb(plot.grab().toImage())):
        assert not covered(pixels, SLOPE, 40).any(), "no dots are visible while the layer is off"


def test_dots_of_a_guess_are_visible_once_the_slope_is_revealed(make_window, qtbot):
    window = make_window(layers=BARE | {"predict"}, guess=0.0, y_range=(0, 0.3))
    drag_over(qtbot, window, [200, 400, 510])
    assert len(window.scene.trace) == 3
    assert not dots(window.plot, rgb(window.plot.grab().toImage())).any()
    qtbot.keyClick(window.focusWidget(), Key.Key_H)
    assert dots(window.plot, rgb(window.plot.grab().toImage())).all()


def test_del_and_the_button_clear_the_trace_undo_brings_it_back_and_redo_clears_it_again(make_window, qtbot):
    window = make_window(layers=BARE)
    empty = picture(window.plot, 1)
    for clear in (lambda: qtbot.keyClick(window.focusWidget(), Key.Key_Delete), window.table["clear_trace"].trigger):
        xs = drag_over(qtbot, window, [100, 200, 350, 700])
        full = picture(window.plot, 1)
        assert dots(window.plot, full).sum() == 4
        clear()
        assert window.scene.trace == ()
        assert (picture(window.plot, 1) == empty).all()
        assert window.scene.x == xs[-1], "the point stays"
        qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
        assert window.scene.trace == xs
        assert (picture(window.plot, 1) == full).all()
        qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL | SHIFT)
        assert window.scene.trace == ()
        assert (rgb(window.plot.viewport().grab().toImage()) == empty).all()


@pytest.mark.slow
def test_thinning_keeps_each_move_cheap_and_the_picture_correct(make_window, qtbot, monkeypatch):
    near_full = Trace(12 * turn / MOST - 6 for turn in range(MOST - 20))
    window, painted = make_window(layers=BARE, trace=near_full), []

    def count(x):
        painted.append(len(x))
        return derivative(x)

    monkeypatch.setattr(trace_overlay, "derivative", count)
    xs = drag_over(qtbot, window, range(200, 240))
    assert len(window.scene.trace) < MOST
    assert window.scene.trace[-19:] == xs[-19:]
    assert sorted(painted)[-2] <= 2, "all dots are painted only once, after thinning; otherwise only new ones"
    assert sum(painted) < MOST / 2 + 2 * len(xs)
    monkeypatch.undo()
    assert dots(window.plot, rgb(window.plot.grab().toImage())).all()
    assert dots(window.plot, picture(window.plot, 2), 2).all()


@pytest.mark.parametrize("name", ["scene.json", "figure.png"])
def test_a_scene_that_is_saved_and_opened_has_its_dots(make_window, qtbot, monkeypatch, tmp_path, name):
    window, path = make_window(layers=TRACED), tmp_path / name
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_: (str(path), ""))
    drag_over(qtbot, window, [100, 200, 350])
    if name == "scene.json":
        qtbot.keyClick(window.focusWidget(), Key.Key_S, CTRL)
    else:
        sigviz.render(window.scene, path, size=(400, 300))
    other = make_window(layers=BASE, x=3)
    qtbot.keyClick(window.focusWidget(), Key.Key_O, CTRL)
    assert other.scene == window.scene
    assert len(other.scene.trace) == 3
    drag_over(qtbot, other, [500, 610])
    assert len(other.scene.trace) == 5, "new dots are added to the opened ones"


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_copied_command_leaves_the_trace_out_and_says_so(make_window, qtbot, monkeypatch):
    messages, window = [], make_window(layers=TRACED, x=-1.5, guess=0.25)
    monkeypatch.setattr("sigviz.window.announce.announce", lambda widget, text: messages.append(text))
    window.table["copy_command"].trigger()
    assert (messages, QToolTip.isVisible()) == ([], False), "without a trace there is no message"
    drag_over(qtbot, window, [100, 200, 350])
    window.table["copy_command"].trigger()
    wanted, _ = parse_render(shlex.split(QGuiApplication.clipboard().text())[2:])
    assert wanted.request.apply(Scene()) == window.scene.evolve(trace=())
    assert len(window.scene.trace) == 3
    (message,) = messages
    assert "leaves out dots" in message
    assert QToolTip.text() == message
    assert QToolTip.isVisible()
    QToolTip.hideText()
