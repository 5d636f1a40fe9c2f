"""A lecture: steps, hiding, playing, blanking and presenting, with key and touch events, in any order."""

import random
import shlex
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from sigviz.drawing.theme import SMALL, THEMES
from sigviz.formats.picture_size import Size
from sigviz.model.readout import resolve
from sigviz.model.scene import HIDEABLE, LAST_STEP, Scene
from sigviz.pictures.renderer import Renderer
from sigviz.request.command_line import parse_render
from sigviz.storage import scene_files
from tests.conftest import keep
from tests.events import LEFT, Fingers, drag, wheel
from tests.pixels import rgb
from tests.senses import everything

Key = Qt.Key


def shown_numbers(window):
    return [label.text().split(" = ")[1] for label in window.figure.values.readings]


def test_remote_buttons_go_through_the_lines(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_PageDown)
    assert window.scene.shows("derivation")
    assert window.scene.step == 1
    for step in range(2, LAST_STEP + 1):
        qtbot.keyClick(window.focusWidget(), Key.Key_PageDown if step % 2 else Key.Key_Space)
        assert window.scene.step == step
    qtbot.keyClick(window.focusWidget(), Key.Key_PageDown)
    assert window.scene.step == LAST_STEP
    qtbot.keyClick(window.focusWidget(), Key.Key_PageUp)
    qtbot.keyClick(window.focusWidget(), Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert window.scene.step == LAST_STEP - 2
    qtbot.mouseClick(window.figure.derivation.header.back, LEFT)
    assert window.scene.step == LAST_STEP - 3
    qtbot.mouseClick(window.figure.derivation.header.onwards, LEFT)
    assert window.scene.step == LAST_STEP - 2


def test_showing_and_hiding_the_derivation_changes_nothing_else(make_window, qtbot):
    window = make_window()
    before = {name: action.isChecked() for name, action in window.table.items()}
    plain = window.plot.grab().toImage()
    qtbot.keyClick(window.focusWidget(), Key.Key_D)
    assert not window.table["layer_tangent"].isChecked()
    assert not window.plot.marks.tangent.stretches
    qtbot.keyClick(window.focusWidget(), Key.Key_D)
    assert {name: action.isChecked() for name, action in window.table.items()} == before
    assert window.plot.grab().toImage() == plain


def test_a_layer_switched_at_a_step_is_kept_when_the_step_is_shown_again(make_window, qtbot):
    # GIVEN a lecturer who has gone to step 9 and undone all of it
    window = make_window()
    press = partial(qtbot.keyClick, window.focusWidget())
    for _ in range(9):
        press(Key.Key_PageDown)
    while window.table["undo"].isEnabled():
        press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.scene == Scene()
    # WHEN 1 − σ is switched on at step 5, and the lecturer goes to step 9 and back
    for _ in range(5):
        press(Key.Key_PageDown)
    press(Key.Key_3)
    for key in [Key.Key_PageDown] * 4 + [Key.Key_PageUp] * 4:
        press(key)
    # THEN it is still shown, until that change is undone
    assert (window.scene.step, window.table["layer_complement"].isChecked()) == (5, True)
    for _ in range(9):
        press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (window.scene.step, window.table["layer_complement"].isChecked()) == (5, False)


def test_a_layer_switched_from_python_is_kept_too(make_window, qtbot):
    window = make_window()
    for _ in range(3):
        qtbot.keyClick(window.focusWidget(), Key.Key_PageDown)
    window.plot.plotItem.showGrid(x=False, y=False)
    assert not window.table["layer_grid"].isChecked()
    qtbot.keyClick(window.focusWidget(), Key.Key_D)
    assert window.scene.layers == Scene().layers - {"grid"}, "the layers of the step are not stored"


def test_the_command_copied_at_a_step_makes_the_same_picture(make_window, qtbot, tmp_path):
    window = make_window()
    for key in [Key.Key_PageDown] * 4 + [Key.Key_3, Key.Key_4]:
        qtbot.keyClick(window.focusWidget(), key)
    window.table["copy_command"].trigger()
    words = shlex.split(QGuiApplication.clipboard().text())
    wanted, _ = parse_render(words[2:])
    assert list(wanted.scenes(Scene(theme="dark"))) == [window.scene]
    assert scene_files.read_scene(keep(window.scene, tmp_path / "a.png")) == window.scene


def test_a_click_on_a_line_goes_to_that_step(make_window, qtbot):
    window = make_window(layers=[*Scene().layers, "derivation"], step=10)
    window.resize(1500, 900)
    QApplication.processEvents()
    derivation = window.figure.derivation
    qtbot.mouseClick(derivation, LEFT, pos=QPoint(200, round(derivation._plan.boxes[6].box.center().y())))
    assert window.scene.step == 7
    assert "add and subtract 1" in derivation.accessibleDescription()


def test_hidden_numbers_are_not_revealed_anywhere(make_window, qtbot):
    # GIVEN a window with the derivation, whose numbers are hidden
    window = make_window(x=1.5, layers=[*Scene().layers, "derivation"], step=9)
    secret = ["0.8176", "0.1824", "0.1491", "0.149", "0.817", "0.182"]
    qtbot.keyClick(window.focusWidget(), Key.Key_H)
    assert window.scene.hidden == frozenset(HIDEABLE)
    # THEN no text of a widget, tooltip, accessible text or clipboard contains one
    assert not [text for text in everything(window) if any(number in text for number in secret)]
    assert "1.5" in QGuiApplication.clipboard().text()
    # AND pictures for two different x are identical outside the plot
    renderer = Renderer(Size(1280, 800))
    layers = ("values", "derivation")
    pictures = [rgb(renderer.image(Scene(x=x, layers=layers, hidden=HIDEABLE, step=9))) for x in (1.5, 1.51)]
    renderer.close()
    column = pictures[0][:, 950:]
    head = (np.abs(column - pictures[1][:, 950:]).sum(2) > 0).nonzero()[0]
    assert len(set(head)) < 40, "only x itself, in the formula, may differ"
    # WHEN one is clicked, THEN only that one is revealed
    qtbot.mouseClick(window.figure.values.readings[0], LEFT, pos=QPoint(5, 30))
    assert shown_numbers(window) == ["0.8176", "?", "?"]
    qtbot.keyClick(window.focusWidget(), Key.Key_H)
    assert shown_numbers(window) == ["0.8176", "0.1824", "0.1491"]


def test_presenting_changes_theme_and_text_size_of_the_same_window(make_window, qtbot):
    window = make_window(x=2, theme="dark", text_scale=1.25)
    window.setGeometry(40, 50, 700, 520)
    before = window.geometry()
    for enter in (Key.Key_F5, Key.Key_F11):
        qtbot.keyClick(window.focusWidget(), enter)
        QApplication.processEvents()
        assert window.isFullScreen()
        assert not window.menuBar().isVisible()
        assert not window.controls.isVisible()
        assert window.scene.theme == "dark"
        seen = window.presentation.dress(window.scene)
        assert SMALL * window.figure.medium.scale(seen) >= 0.042 * window.screen().size().height()
        assert window.plot.coordinates.theme is THEMES["projector-dark"], "a dark window has a dark presentation"
        qtbot.keyClick(window.focusWidget(), Key.Key_Right)
        qtbot.keyClick(window.focusWidget(), Key.Key_Escape)
        QApplication.processEvents()
        assert not window.isFullScreen()
        assert (window.geometry(), window.scene.theme, window.scene.text_scale) == (before, "dark", 1.25)
        assert window.plot.coordinates.theme is THEMES["dark"]
        assert window.menuBar().isVisible()
    assert window.scene.x == 2.2, "changes made while presenting are kept"


def test_the_wheel_needs_ctrl_while_presenting(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_F5)
    wheel(window.plot.viewport(), (300, 300), 1)
    assert window.scene.x_range == (-8, 8)
    wheel(window.plot.viewport(), (300, 300), 1, Qt.KeyboardModifier.ControlModifier)
    assert window.scene.x_range != (-8, 8)


def test_escape_leaves_blank_then_play_then_full_screen(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_B)
    assert not window.presentation.blank, "only while presenting"
    qtbot.keyClick(window.focusWidget(), Key.Key_F5)
    qtbot.keyClick(window.focusWidget(), Key.Key_P)
    qtbot.keyClick(window.focusWidget(), Key.Key_B)
    seen = rgb(window.grab().toImage())
    assert seen.max() == 0, "black from edge to edge"
    assert (window.player.playing, window.presentation.active) == (True, True)
    qtbot.keyClick(window.focusWidget(), Key.Key_Escape)
    assert (window.presentation.blank, window.player.playing, window.presentation.active) == (False, True, True)
    qtbot.keyClick(window.focusWidget(), Key.Key_Escape)
    assert (window.player.playing, window.presentation.active) == (False, True)
    qtbot.keyClick(window.focusWidget(), Key.Key_Escape)
    assert not window.presentation.active


def test_playing_sweeps_until_the_user_takes_over(make_window, qtbot):
    window = make_window(x=-8)
    qtbot.keyClick(window.focusWidget(), Key.Key_P)
    qtbot.waitUntil(lambda: window.scene.x > -7.9, timeout=5000)
    for other in (Key.Key_H, Key.Key_PageDown, Key.Key_BracketRight):
        qtbot.keyClick(window.focusWidget(), other)
        assert window.player.playing
    drag(qtbot, window.plot.viewport(), (300, 200), (320, 200))
    assert not window.player.playing
    for takes_over in (Key.Key_Right, Key.Key_0, Key.Key_Home):
        qtbot.keyClick(window.focusWidget(), Key.Key_P)
        assert window.player.playing
        qtbot.keyClick(window.focusWidget(), takes_over)
        assert not window.player.playing
    steps = len(window.store._past)
    qtbot.keyClick(window.focusWidget(), Key.Key_P)
    qtbot.waitUntil(lambda: window.scene.x > -7.9, timeout=5000)
    qtbot.keyClick(window.focusWidget(), Key.Key_P)
    assert len(window.store._past) == steps + 1, "a sweep is one step"


@pytest.mark.parametrize("reduced", [False, True])
def test_a_sweep_is_eased_and_ends_where_it_began(make_window, reduced):
    player = make_window().player
    player.reduced = reduced
    shares = [player.share(phase / 1000) for phase in range(1001)]
    assert (shares[0], max(shares), shares[-1]) == (0, 1, pytest.approx(0, abs=1e-12))
    assert len(set(np.round(shares, 9))) == (17 if reduced else 501), "jumps, or glides"


def test_a_finger_drags_the_point_once(make_window, qtbot):
    window = make_window()
    gestures = []
    window.plot.gestures.x_requested.connect(lambda x, gesture: gestures.append(gesture))
    finger = Fingers(window.plot.viewport())
    for place in ((200, 200), (300, 220), (400, 240)):
        finger.to(place)
    finger.lift()
    assert window.plot.coordinates.x_to_px(window.scene.x) == pytest.approx(400, abs=1)
    assert len(gestures) == 3, "no move is handled twice"
    assert len(set(map(id, gestures))) == 1
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.scene.x == 1


def test_two_fingers_zoom_about_their_middle(make_window):
    window = make_window()
    frame = window.plot.coordinates
    middle = frame.px_to_x(400)
    fingers = Fingers(window.plot.viewport())
    fingers.to((350, 300), (450, 300))
    fingers.to((300, 300), (500, 300))
    fingers.lift()
    low, high = window.scene.x_range
    assert high - low == pytest.approx(8, rel=0.02)
    assert window.plot.coordinates.px_to_x(400) == pytest.approx(middle, abs=0.05)
    assert window.scene.x == pytest.approx(frame.px_to_x(350), abs=0.02) or window.scene.x == 1


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a message of the offscreen platform about menus
def test_random_keys_while_presenting_keep_the_window_consistent(make_window, qtbot):
    """After each of some thousand random key presses, the window agrees with the scene and shows no dialog."""
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_F5)
    chance = random.Random(7)
    arrows = [Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_0, Key.Key_PageDown, Key.Key_PageUp]
    others = [Key.Key_Space, Key.Key_B, Key.Key_Period, Key.Key_H, Key.Key_P, Key.Key_R, Key.Key_Plus, Key.Key_Minus]
    more = [Key.Key_BracketLeft, Key.Key_BracketRight, Key.Key_D, Key.Key_X, Key.Key_Escape, Key.Key_F5, Key.Key_Tab]
    layers = [getattr(Key, f"Key_{number}") for number in range(1, 10)]
    modifiers = [Qt.KeyboardModifier.NoModifier] * 6 + [Qt.KeyboardModifier.ShiftModifier]
    for _ in range(2500):
        qtbot.keyClick(
            window.focusWidget(), chance.choice(arrows * 2 + others + more + layers), chance.choice(modifiers)
        )
        if chance.random() < 0.1:
            qtbot.keyClick(window.focusWidget(), Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        if chance.random() < 0.02:
            QApplication.processEvents()
        scene = window.scene
        readout = resolve(scene)
        assert shown_numbers(window) == [readout.sigma_text, readout.complement_text, readout.product_text]
        assert readout.description in window.plot.accessibleDescription() or window.player.playing
        assert window.plot.marks.tangent.slope == readout.value.slope or not scene.draws("tangent")
        if scene.shows("derivation"):
            assert window.figure.derivation._readout.line_values == readout.line_values
        if (dialog := QApplication.activeModalWidget()) is not None:  # opened from the shelf, at the desk
            assert not window.presentation.active
            dialog.reject()
