"""The window as a whole: themes, the view, settings, and unexpected errors."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QMessageBox

import sigviz.app
from sigviz import cli
from sigviz.drawing.theme import THEMES
from sigviz.model.scene import Scene
from sigviz.storage.settings import Memory, Settings
from tests.events import CTRL, drag, wheel
from tests.pixels import colour as colour_of
from tests.pixels import rgb

Key = Qt.Key


# Theme and text


def test_the_menu_changes_the_theme(make_window):
    window = make_window()
    for name in ("dark", "print", "light", "dark"):
        window.table[f"theme_{name}"].trigger()
        assert window.scene.theme == name
        for role, colour in (
            (QPalette.ColorRole.Window, THEMES[name].chrome),
            (QPalette.ColorRole.Text, THEMES[name].ink),
        ):
            assert window.palette().color(role) == colour
            assert window.controls.field.palette().color(role) == colour
        assert (rgb(window.plot.grab().toImage())[2, 2] == colour_of(THEMES[name].ground)).all()
        assert [each for each in THEMES if window.table[f"theme_{each}"].isChecked()] == [name]


def test_the_theme_stays_checked_when_chosen_again(make_window):
    window = make_window(theme="light")
    window.table["theme_light"].trigger()
    assert window.table["theme_light"].isChecked()


def test_keys_resize_the_text(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_Plus, CTRL)
    assert window.scene.text_scale == 1.1
    qtbot.keyClick(window.focusWidget(), Key.Key_Equal, CTRL)
    assert window.scene.text_scale == 1.25
    larger = window.font().pixelSize()
    qtbot.keyClick(window.focusWidget(), Key.Key_0, CTRL)
    assert window.scene.text_scale == 1
    assert window.font().pixelSize() < larger
    for _ in range(5):
        qtbot.keyClick(window.focusWidget(), Key.Key_Minus, CTRL)
    assert window.scene.text_scale == 0.75
    for _ in range(20):
        qtbot.keyClick(window.focusWidget(), Key.Key_Plus, CTRL)
    assert window.scene.text_scale == 3
    assert not window.table["undo"].isEnabled()


# The view follows the point


def test_keys_shift_the_view_just_enough(make_window, qtbot):
    window = make_window(x=7.95)
    qtbot.keyClick(window.focusWidget(), Key.Key_Right)
    assert window.scene.x == 8.05
    assert window.scene.x_range == pytest.approx((-7.95, 8.05))
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert window.scene.x_range == (-8, 8)
    window.store.update(x=-8.0)
    qtbot.keyClick(window.focusWidget(), Key.Key_Left, CTRL)
    assert window.scene.x_range == pytest.approx((-9, 7))


def test_typing_does_not_move_the_view_and_a_flag_points_to_the_point(make_window, qtbot):
    window = make_window(x_range=(0.0, 2.0))
    for typed, side in (("40", 1), ("-3", -1), ("1.5", 0), ("700", 1)):
        qtbot.keyClick(window.focusWidget(), Key.Key_X)
        qtbot.keyClicks(window.focusWidget(), typed)
        qtbot.keyClick(window.focusWidget(), Key.Key_Return)
        assert (window.scene.x, window.scene.x_range) == (float(typed), (0, 2))
        arrow = window.plot.marks.arrow.drawn
        assert (arrow is None) == (side == 0)
        if arrow is not None:
            assert (arrow.shape[0].x() > window.plot.coordinates.x_to_px(1.0)) == (side == 1)
            assert f"{float(typed):g}" in arrow.label.replace("−", "-")


def test_a_view_given_on_the_command_line_is_shown(qtbot):
    for fields, x_range in (({"x": 20.0}, (4, 20)), ({"x": 20.0, "x_range": (-8.0, 8.0)}, (-8, 8))):
        window = sigviz.app.build(request=sigviz.app.Request(fields))
        qtbot.addWidget(window)
        assert (window.scene.x, window.scene.x_range) == (20, pytest.approx(x_range))


# Settings


def test_a_window_is_restored_at_the_next_start(make_window, qtbot, tmp_path):
    path = tmp_path / "deep" / "settings.json"
    window = make_window(settings=path)
    window.resize(700, 500)
    window.move(30, 40)
    drag(qtbot, window.plot.viewport(), (300, 300), (333, 300))
    wheel(window.plot.viewport(), (300, 300), 2)
    window.table["layer_complement"].trigger()
    window.table["theme_print"].trigger()
    qtbot.keyClick(window.focusWidget(), Key.Key_Plus, CTRL)
    assert not path.exists(), "it is written on closing"
    window.close()
    again = make_window(settings=path)
    assert again.scene == window.scene
    assert again.geometry() == window.geometry()
    assert not again.table["undo"].isEnabled()


def test_the_theme_is_remembered_only_if_chosen(make_window, tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    make_window(settings=Settings(path)).close()
    assert "theme" not in json.loads(path.read_text("utf-8"))["scene"]
    monkeypatch.setattr("sigviz.app.theme_of", lambda _scheme: "dark")
    window = make_window(settings=path)
    assert window.scene.theme == "dark", "that of the desktop, because none was chosen"
    window.table["theme_light"].trigger()
    window.close()
    assert make_window(settings=path).scene.theme == "light"


def test_damaged_settings_are_reported_in_one_line(make_window, tmp_path, capsys):
    path = tmp_path / "settings.json"
    path.write_text("{")
    assert make_window(settings=path).scene == Scene()
    said = capsys.readouterr().err
    assert said.startswith("sigviz: ")
    assert said.count("\n") == 1


def test_without_settings_no_file_is_touched(make_window, qtbot, tmp_path, monkeypatch):
    def refuse(*_):
        raise AssertionError("settings were touched")

    for name in ("load", "save", "forget", "__init__"):
        monkeypatch.setattr(Settings, name, refuse)
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_Right)
    window.close()
    assert list(tmp_path.iterdir()) == []


# Unexpected errors


def test_an_unexpected_error_is_shown_once_and_the_window_keeps_working(make_window, qtbot, monkeypatch, capsys):
    window = make_window()

    def fail(x):
        raise ZeroDivisionError("this is a test")

    former = sys.excepthook
    with sigviz.app._failures(window):
        with monkeypatch.context() as patch:
            patch.setattr("sigviz.model.navigation.clamp_x", fail)
            qtbot.keyClick(window.focusWidget(), Key.Key_Right)
            window.findChild(QAction, "left").trigger()
        dialogs = window.findChildren(QMessageBox, "failure")
        assert len(dialogs) == 1
        assert dialogs[0].isVisible()
        assert "ZeroDivisionError: this is a test" in dialogs[0].informativeText()
        assert "Traceback" in dialogs[0].detailedText()
        said = capsys.readouterr().err
        assert said.count("Traceback") == 2
        assert said.count("ZeroDivisionError: this is a test") == 2
        window.activateWindow()
        window.plot.setFocus()
        qtbot.keyClick(window.focusWidget(), Key.Key_Right)
        assert window.scene.x == 1.1
        drag(qtbot, window.plot.viewport(), (300, 300), (500, 300))
        assert window.plot.coordinates.x_to_px(window.scene.x) == pytest.approx(500, abs=1)
        dialogs[0].close()
    assert sys.excepthook is former
    for name in ("last_type", "last_value", "last_traceback"):
        delattr(sys, name)  # Python keeps the last error, which refers to the window


CLOSED = """import os, signal, sys
from PySide6.QtCore import QTimer
from sigviz import app, cli
from sigviz.storage import settings

def save(*_):
    raise ZeroDivisionError("this is a test")

def build(*given):
    window = former(*given)
    QTimer.singleShot(0, lambda: {way})
    return window

former, app.build, settings.Settings.save = app.build, build, save
sys.exit(cli.main([]))"""
WAYS = {"window.windowHandle().close()": 1, "window.table['quit'].trigger()": 1, "os.kill(os.getpid(), 15)": 128 + 15}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a signal ends the process there")
@pytest.mark.parametrize("way", WAYS)
def test_an_unexpected_error_does_not_keep_a_closed_window_alive(tmp_path, way):
    command, env = [sys.executable, "-c", CLOSED.format(way=way)], os.environ | {"XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=20)
    assert done.stderr.count("Traceback") == 1
    assert "this is a test" in done.stderr
    assert (done.stdout, done.returncode) == ("", WAYS[way])


def test_a_missing_screen_is_refused_before_the_settings_are_reset(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    Settings().save(Memory(Scene(x=3)))
    for forget in ([], ["--reset-settings"]):
        assert cli.main([*forget, "--screen", "99"]) == 2
        assert "there is no screen 99" in capsys.readouterr().err
        assert Settings().load().scene == Scene(x=3)
