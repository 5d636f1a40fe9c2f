"""The scene is saved while the window is open: soon after the last change, and never during a drag."""

import os
import select
import subprocess
import sys
from time import monotonic

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sigviz.model.scene import Scene
from sigviz.storage import autosave
from sigviz.storage.export_choices import Choices
from sigviz.storage.settings import Memory, Settings
from tests.clients import need

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def saved(tmp_path):
    """The settings, and a function that returns the content of their file."""
    settings = Settings(tmp_path / "settings.json")
    settings.save(Memory(Scene(x=0.5)))
    return settings


def look(window, times=2):
    for _ in range(times):
        window._keeper.look()


def test_it_is_saved_while_the_window_is_open(make_window, saved, qtbot, monkeypatch):
    monkeypatch.setattr(autosave, "PAUSE", 10)
    window = make_window(settings=saved)
    window.store.update(x=2.25)
    qtbot.waitUntil(lambda: saved.load().scene == Scene(x=2.25))
    assert window.isVisible()


@pytest.mark.parametrize(
    ("change", "memory"),
    [
        (lambda window: window.store.update(x=2, layers=["sigma"]), {"scene": Scene(x=2, layers=["sigma"])}),
        (lambda window: window.table["theme_dark"].trigger(), {"theme_chosen": True}),
        (lambda window: window.table["motion_reduced"].trigger(), {"motion": "reduced"}),
        (lambda window: setattr(window, "export_choices", Choices(size="9x9")), {"export": Choices(size="9x9")}),
        (lambda window: window.resize(700, 600), {}),
    ],
)
def test_all_that_is_remembered_is_saved(make_window, saved, change, memory):
    window = make_window(settings=saved)
    look(window)
    before = saved.load()
    change(window)
    look(window)
    assert saved.load() == window.memory != before
    for name, value in memory.items():
        assert getattr(saved.load(), name) == value


def test_only_what_has_changed_and_rests_is_saved(make_window, saved, monkeypatch):
    window, writes = make_window(settings=saved), []
    look(window)
    monkeypatch.setattr(Settings, "save", lambda _, memory: writes.append(memory) or True)
    look(window, 5)
    for x in range(5):
        window.store.update(x=x)
        look(window, 1)
    assert writes == []
    look(window, 5)
    assert [memory.scene.x for memory in writes] == [4]
    window.close()
    assert len(writes) == 2, "at the end it is saved in any case"


@pytest.mark.qt_log_ignore("Mouse event .* not accepted by receiving widget")
def test_never_during_a_drag(make_window, saved):
    window = make_window(settings=saved)
    look(window)
    screen = window.windowHandle()
    QTest.mousePress(screen, LEFT, NONE, QPoint(300, 300))
    QApplication.processEvents()
    dragged = window.scene.x
    assert dragged != 0.5
    look(window, 5)
    assert saved.load().scene.x == 0.5
    QTest.mouseRelease(screen, LEFT, NONE, QPoint(300, 300))
    QApplication.processEvents()
    look(window)
    assert saved.load().scene.x == dragged


def test_a_file_that_cannot_be_written_costs_a_line_now_and_one_at_the_end(make_window, saved, capsys):
    window = make_window(settings=saved)
    look(window)
    saved.path.chmod(0o444)
    for x in (1, 2, 3):
        window.store.update(x=x)
        if window._keeper._timer.isActive():
            look(window)
    window.close()
    assert capsys.readouterr().err.count("write-protected") == 2
    assert saved.load().scene.x == 0.5


def test_the_place_on_the_whole_screen_is_not_remembered(make_window, saved):
    window = make_window(settings=saved)
    look(window)
    before = window.memory.geometry
    window.toggle_presentation()
    window.store.update(x=2)
    look(window)
    assert (saved.load().geometry, saved.load().scene.x) == (before, 2)
    window.toggle_presentation()


@pytest.mark.client
def test_a_compositor_that_goes_away_takes_nothing_along(tmp_path):
    need("weston")
    tmp_path.chmod(0o700)
    settings = Settings(tmp_path / "sigviz" / "settings.json")
    gone = {"DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in gone}
    environment |= {"XDG_RUNTIME_DIR": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "WAYLAND_DISPLAY": "here"}
    weston = ["weston", "--backend=headless-backend.so", "--socket=here", "--no-config"]
    program = [sys.executable, "-m", "sigviz", "--x=2.25"]
    with subprocess.Popen(weston, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as compositor:
        try:
            wait_for((tmp_path / "here").exists)
            with subprocess.Popen(program, env=environment, stderr=subprocess.PIPE, text=True) as process:
                try:
                    wait_for(lambda: process.poll() is not None or settings.load().scene == Scene(x=2.25))
                    assert process.poll() is None, process.communicate()[1]
                    compositor.kill()
                    process.communicate(timeout=30)
                    assert process.returncode != 0
                finally:
                    process.kill()
        finally:
            compositor.kill()
    assert settings.load().scene == Scene(x=2.25)
    assert [path.name for path in settings.path.parent.iterdir()] == ["settings.json"]


def wait_for(true):
    until = monotonic() + 30
    while not true():
        assert monotonic() < until, "it did not come about"
        select.select([], [], [], 0.02)  # leave the processor to other processes
