"""If no window can be opened, one line says why and what to do; the status is 1, and the program does not abort."""

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QPluginLoader

from sigviz import cli
from sigviz.system import display_check
from sigviz.system.display_check import PACKAGES, usable
from sigviz.system.errors import UnusablePlatformError
from tests.clients import need

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how Linux finds its display")

DISPLAYS = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "XDG_RUNTIME_DIR")


def start(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    bare |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home)} | environment
    command = [sys.executable, "-m", "sigviz"]
    return subprocess.run(command, env=bare, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "DISPLAY"),
        ({"DISPLAY": ""}, "DISPLAY"),
        ({"DISPLAY": ":7654"}, "':7654'"),
        ({"DISPLAY": "nowhere.invalid:0"}, "'nowhere.invalid:0'"),
        ({"DISPLAY": "no display at all"}, "'no display at all'"),
        ({"XDG_SESSION_TYPE": "wayland"}, "DISPLAY"),
        ({"QT_QPA_PLATFORM": "sheet-of-paper"}, "'sheet-of-paper'"),
        ({"QT_QPA_PLATFORM": "sheet-of-paper", "DISPLAY": ":7654"}, "'sheet-of-paper'"),
        ({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":7654"}, "':7654'"),
        ({"QT_QPA_PLATFORM": "xcb"}, "DISPLAY"),
        ({"QT_QPA_PLATFORM": "../platforms/xcb"}, "QT_QPA_PLATFORM"),
        ({"QT_QPA_PLATFORM": ";"}, "display"),
        ({"WAYLAND_DISPLAY": "wayland-7654"}, "wayland-7654"),
        ({"WAYLAND_DISPLAY": "wayland-7654", "DISPLAY": ":7654"}, "7654"),
        ({"QT_QPA_PLATFORM": "wayland"}, "WAYLAND_DISPLAY"),
        ({"QT_QPA_PLATFORM": "wayland-egl"}, "WAYLAND_DISPLAY"),
        ({"QT_QPA_PLATFORM": "Wayland-EGL"}, "WAYLAND_DISPLAY"),
        ({"QT_QPA_PLATFORM": "XCB", "DISPLAY": ":7654"}, "':7654'"),
        ({"QT_QPA_PLATFORM": "wayland-nothing"}, "'wayland-nothing'"),
    ],
    ids=str,
)
def test_without_a_display_one_line_names_the_cause(tmp_path, environment, named):
    done = start(tmp_path, **environment)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert re.match(r"sigviz: (?!error)", done.stderr)
    assert named in done.stderr
    assert list(tmp_path.iterdir()) == []


def load_all_but(monkeypatch, *missing: str):
    """Make the loader report these libraries as missing, also to libraries that depend on them."""
    real = ctypes.CDLL

    def load(name, *arguments, **options):
        if name in missing or str(name).endswith("libqxcb.so"):
            lacking = name if name in missing else missing[0]
            raise OSError(f"{lacking}: cannot open shared object file: No such file or directory")
        if name in PACKAGES:
            return object()  # as if it existed on every machine
        return real(name, *arguments, **options)

    monkeypatch.setattr(display_check.ctypes, "CDLL", load)


@pytest.fixture
def on_x(monkeypatch):
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(display_check, "_unreachable_x", lambda: None)  # this machine may have none


@pytest.mark.parametrize("library", PACKAGES)
def test_a_missing_library_is_named_with_its_package(library, monkeypatch, on_x, capsys):
    # GIVEN a machine without one library, WHEN sigviz starts
    load_all_but(monkeypatch, library)
    status = cli.main([])
    # THEN one line names it and the command that installs it, and no other library
    out, err = capsys.readouterr()
    assert (status, out) == (1, "")
    assert re.fullmatch(rf"sigviz: .*{re.escape(library)}.*apt-get install -y {re.escape(PACKAGES[library])}\n", err)


def test_the_suggested_command_installs_all_missing_libraries(monkeypatch, on_x):
    load_all_but(monkeypatch, "libxcb-cursor.so.0", "libxcb-keysyms.so.1", "libGL.so.1")
    with (
        pytest.raises(UnusablePlatformError, match=r"apt-get install -y libgl1 libxcb-cursor0 libxcb-keysyms1$"),
        usable(),
    ):
        pytest.fail("the display was taken for usable")


def test_a_missing_library_of_an_unknown_package_is_named_too(monkeypatch, on_x):
    load_all_but(monkeypatch, "libnew.so.3")
    with pytest.raises(UnusablePlatformError, match=r"libnew\.so\.3") as caught, usable():
        pytest.fail("the display was taken for usable")
    assert "apt-get" not in str(caught.value)


def test_other_loader_errors_are_reported_in_one_line():
    text = display_check._explain("/a/libqxcb.so: undefined symbol:\n  _ZN5QtGui")
    assert "undefined symbol: _ZN5QtGui" in text
    assert "\n" not in text


def test_a_missing_libegl_is_an_import_error_and_is_explained(monkeypatch, capsys):
    # GIVEN a machine without desktop libraries: the platform needs none, but importing QtGui does
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    load_all_but(monkeypatch, "libEGL.so.1")
    message = "libEGL.so.1: cannot open shared object file: No such file or directory"
    with pytest.raises(UnusablePlatformError, match=r"libEGL\.so\.1.*apt-get install -y libegl1$"), usable():
        raise ImportError(message)


def test_other_errors_are_not_caught(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with pytest.raises(KeyError), usable():
        raise KeyError("not for us")


@pytest.mark.parametrize(
    "platforms", ["offscreen", "minimal", "offscreen:fontengine=freetype", "sheet;offscreen", "OffScreen"]
)
def test_a_platform_that_needs_no_display_is_usable(monkeypatch, platforms):
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", platforms)
    with usable():
        assert os.environ["QT_QPA_PLATFORM"] == platforms


def test_other_systems_need_no_linux_display(monkeypatch):
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(display_check.sys, "platform", "darwin")
    with usable():
        pass


def test_every_qt_platform_is_known_by_all_its_names(monkeypatch):
    # GIVEN the names in the metadata of Qt's plugins
    folder = display_check._plugin("offscreen").parent
    names = {name for path in folder.glob("*.so") for name in QPluginLoader(str(path)).metaData()["MetaData"]["Keys"]}
    assert {"xcb", "wayland", "wayland-egl"} <= names
    # THEN each known name is one of these, unless its plugin is not part of Qt
    missing = {name for name in names if not display_check._plugin(name).exists()}
    assert missing <= {"wayland-brcm"}


@pytest.fixture
def compositor(tmp_path_factory):
    """The environment of a headless Wayland session."""
    need("weston")
    folder = tmp_path_factory.mktemp("w")  # the path of a socket must be short
    folder.chmod(0o700)
    environment = os.environ | {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-test"}
    command = ["weston", "--backend=headless-backend.so", "--socket=wayland-test", "--idle-time=0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = monotonic() + 30
        while not (folder / "wayland-test").exists():
            assert process.poll() is None
            assert monotonic() < until
        yield environment
        process.terminate()


SHOWN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from sigviz import cli
from sigviz.window.main_window import MainWindow

def show(self, event):
    print(QGuiApplication.platformName(), flush=True)
    QTimer.singleShot(0, self.close)

MainWindow.showEvent = show
sys.exit(cli.main([]))
"""


@pytest.mark.client
@pytest.mark.parametrize("platform", ["wayland", "wayland-egl"])
def test_the_window_opens_on_wayland_by_each_of_its_names(compositor, tmp_path, platform):
    environment = compositor | {"QT_QPA_PLATFORM": platform, "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", SHOWN], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, f"{platform}\n"), done.stderr
