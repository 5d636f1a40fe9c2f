"""A virtual X server for tests that control the installed program from outside."""

import atexit
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import monotonic

from PIL import ImageGrab
from PIL.ImageQt import ImageQt
from PySide6.QtGui import QColor, QImage

from tests.clients import need

_RATIO = """
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
print(app.primaryScreen().devicePixelRatio())
"""


class Desktop:
    """A virtual screen with the program, which has a home folder of its own."""

    def __init__(self, display: str, home: Path, **environment: str) -> None:
        self.home = home
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        self.environment |= {"DISPLAY": display, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
        self.environment |= environment
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.program: subprocess.Popen[str] | None = None

    def start(self, *arguments: str) -> str:
        """Start the program, wait until its window is visible, and return the window."""
        command = Path(sys.executable).with_name("sigviz")
        self.program = subprocess.Popen(
            [command, *arguments], env=self.environment, stderr=subprocess.PIPE, text=True, cwd=self.home
        )
        window = self.do("search", "--sync", "--onlyvisible", "--name", "^sigviz$").split()[0]
        self.do("windowfocus", "--sync", window)
        return window

    def do(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words], env=self.environment, check=True, capture_output=True, text=True, timeout=60
        ).stdout

    def geometry(self, window: str) -> dict[str, int]:
        """Return the position and size of a window in device pixels, with the keys X, Y, WIDTH and HEIGHT."""
        lines = self.do("getwindowgeometry", "--shell", window).split()
        return {name: int(value) for name, value in (line.split("=") for line in lines)}

    def wait_for(self, true: Callable[[], bool]) -> None:
        """Wait until ``true()`` returns true, at most 30 seconds."""
        until = monotonic() + 30
        while not true():
            assert monotonic() < until, "timeout"

    def ratio(self) -> float:
        """Return the number of device pixels per logical pixel in Qt."""
        command = [sys.executable, "-c", _RATIO]
        environment = self.environment | {"QT_QPA_PLATFORM": "xcb"}
        done = subprocess.run(command, env=environment, check=True, timeout=60, capture_output=True, text=True)
        return float(done.stdout)

    def screenshot(self) -> QImage:
        """Return a screenshot, once the screen has not changed for half a second."""
        seen, since = None, monotonic()
        while monotonic() < since + 0.5:
            now = ImageGrab.grab(xdisplay=self.environment["DISPLAY"])
            if now != seen:
                seen, since = now, monotonic()
        return ImageQt(seen)

    def end(self, number: signal.Signals) -> tuple[int, str, dict]:
        """End the program with a signal. Return its exit status, its stderr and the scene in its settings."""
        self.program.send_signal(number)
        _, errors = self.program.communicate(timeout=60)
        remembered = json.loads((self.home / ".config" / "sigviz" / "settings.json").read_text("utf-8"))
        return self.program.returncode, errors, remembered["scene"]


def _start_server(screen: str, options: tuple[str, ...]) -> tuple[str, Callable[[], None]]:
    """Start an X server and return its display and a function that ends it."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-nolisten", "tcp", "-noreset", *options]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)

    def end() -> None:
        server.terminate()
        server.wait()

    os.close(write)
    with os.fdopen(read) as ready:
        return f":{ready.readline().strip()}", end


@cache
def _shared_server(screen: str, options: tuple[str, ...]) -> str:
    """Start an X server that runs until all tests have ended, and return its display."""
    display, end = _start_server(screen, options)
    atexit.register(end)
    return display


@contextmanager
def virtual_desktop(
    home: Path,
    *options: str,
    screen: str = "1400x900x24",
    managed: bool = False,
    own: bool = False,
    **environment: str,
) -> Iterator[Desktop]:
    """Yield a desktop: an X server with these options and, if ``managed``, a window manager.

    The server is shared with other tests unless ``own`` is true. A test that changes the screen needs its own.
    """
    need("Xvfb", "xdotool", "openbox")
    display, end = _start_server(screen, options) if own else (_shared_server(screen, options), None)
    desktop = Desktop(display, home, **environment)
    desktop.do("mousemove", "0", "0", "mouseup", "1")  # reset the state left by a previous test
    manager = None
    if managed:
        manager = subprocess.Popen(["openbox"], env=desktop.environment, stderr=subprocess.DEVNULL)
    try:
        yield desktop
    finally:
        for process in (desktop.program, manager):
            if process is not None and process.poll() is None:
                process.kill()
                process.communicate()
        if end is not None:
            end()


def disc_centre(picture: QImage, colour: str, around: tuple[float, float], reach: int = 40) -> tuple[float, float]:
    """Return the centre of the pixels of a colour near a position."""
    wanted = QColor(colour).rgb()
    x, y = (round(part) for part in around)
    found = [
        (column, row)
        for column in range(max(x - reach, 0), min(x + reach, picture.width()))
        for row in range(max(y - reach, 0), min(y + reach, picture.height()))
        if picture.pixel(column, row) == wanted
    ]
    assert found, f"no pixel of {colour} near {around}"
    return tuple(sum(part) / len(found) for part in zip(*found, strict=True))
