"""Copied data can be pasted after the program has ended if a clipboard manager is running."""

import ctypes
import ctypes.util
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.storage import scene_files
from tests.clients import need
from tests.desktop import Desktop, virtual_desktop

pytestmark = pytest.mark.screen


def has_manager(display: str) -> bool:
    """Return whether a clipboard manager runs on an X server."""
    x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    opened = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    name = ctypes.c_ulong(x11.XInternAtom(opened, b"CLIPBOARD_MANAGER", False))
    owner = x11.XGetSelectionOwner(opened, name)
    x11.XCloseDisplay(opened)
    return bool(owner)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    need("xfce4-clipman", "dbus-run-session", "xclip")
    with virtual_desktop(tmp_path, managed=True) as session:
        clipman = ["dbus-run-session", "--", "xfce4-clipman"]
        options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
        with subprocess.Popen(clipman, env=session.environment, **options) as manager:
            session.wait_for(lambda: has_manager(session.environment["DISPLAY"]))
            yield session
            os.killpg(manager.pid, signal.SIGTERM)  # with the bus of the session, and what that has started


def pasted(desktop: Desktop, kind: str) -> bytes:
    command = ["xclip", "-o", "-selection", "clipboard", "-t", kind]
    return subprocess.run(command, env=desktop.environment, capture_output=True, timeout=30).stdout


@pytest.mark.parametrize(
    ("keys", "kind", "number"),
    [("ctrl+shift+c", "UTF8_STRING", signal.SIGTERM), ("ctrl+c", "image/png", None)],
)
def test_copied_data_can_be_pasted_after_the_end(
    desktop: Desktop, keys: str, kind: str, number: signal.Signals | None
) -> None:
    desktop.start("--x=2.25")
    desktop.do("key", keys)
    desktop.wait_for(lambda: bool(pasted(desktop, kind)))
    if number is None:
        desktop.do("key", "ctrl+q")
        desktop.program.communicate(timeout=60)
    else:
        desktop.end(number)
    found = pasted(desktop, kind)
    if kind == "image/png":
        (desktop.home / "a.png").write_bytes(found)
        with pytest.raises(scene_files.SceneFileError, match="contains no sigviz scene"):  # but it is a whole PNG
            scene_files.read_scene(desktop.home / "a.png")
    else:
        assert found.decode() == resolve(Scene(x=2.25)).table
