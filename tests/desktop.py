"""A virtual X server for tests, with the installed program on it, driven from outside."""

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
    """A virtual screen with the program on it, in a home of its own."""

    def __init__(self, display: str, home: Path, **environment: str) -> None:
        self.home = home
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        self.environment |= {"DISPLAY": display, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
        self.environment |= environment
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.program: subprocess.Popen[str] | None = None

    def start(self, *arguments: str) -> str:
        """Start the program and return its window, once it is on the screen."""
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
        """Return the window's place and size, in pixels of the screen, under X, Y, WIDTH and HEIGHT."""
        lines = self.do("getwindowgeometry", "--shell", window).split()
        return {name: int(value) for name, value in (line.split("=") for line in lines)}

    def wait_for(self, true: Callable[[], bool]) -> None:
        """Wait until something is true, at most half a minute."""
        until = monotonic() + 30
        while not true():
            assert monotonic() < until, "it did not come about"

    def ratio(self) -> float:
        """Return how many pixels of the screen Qt takes for a logical one."""
        command = [sys.executable, "-c", _RATIO]
        environment = self.environment | {"QT_QPA_PLATFORM": "xcb"}
        done = subprocess.run(command, env=environment, check=True, timeout=60, capture_output=True, text=True)
        return float(done.stdout)

    def screenshot(self) -> QImage:
        """Return what the screen shows, once it has rested for half a second."""
        seen, since = None, monotonic()
        while monotonic() < since + 0.5:
            now = ImageGrab.grab(xdisplay=self.environment["DISPLAY"])
            if now != seen:
                seen, since = now, monotonic()
        return ImageQt(seen)

    def end(self, number: signal.Signals) -> tuple[int, str, dict]:
        """End the program by a signal; return its status, its stderr and the scene that it remembered."""
        self.program.send_signal(number)
        _, errors = self.program.communicate(timeout=60)
        remembered = json.loads((self.home / ".config" / "sigviz" / "settings.json").read_text("utf-8"))
        return self.program.returncode, errors, remembered["scene"]


def _start_server(screen: str, options: tuple[str, ...]) -> tuple[str, Callable[[], None]]:
    """Start an X server, and return its display and what ends it."""
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
    """Start an X server that stays until the tests end, and return its display."""
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
    """Hold a desktop while it is used: an X server with these options, and a window manager if asked for.

    The server is shared with other tests unless it is to be ``own``, as it must be to change its screen.
    """
    need("Xvfb", "xdotool", "openbox")
    display, end = _start_server(screen, options) if own else (_shared_server(screen, options), None)
    made = Desktop(display, home, **environment)
    made.do("mousemove", "0", "0", "mouseup", "1")  # whatever a test before has left
    manager = None
    if managed:
        manager = subprocess.Popen(["openbox"], env=made.environment, stderr=subprocess.DEVNULL)
    try:
        yield made
    finally:
        for process in (made.program, manager):
            if process is not None and process.poll() is None:
                process.kill()
                process.communicate()
        if end is not None:
            end()


def disc_centre(picture: QImage, colour: str, around: tuple[float, float], reach: int = 40) -> tuple[float, float]:
    """Return the middle of the pixels of a colour near a place."""
    wanted = QColor(colour).rgb()
    x, y = (round(part) for part in around)
    found = [
        (column, row)
        for column in range(max(x - reach, 0), min(x + reach, picture.width()))
        for row in range(max(y - reach, 0), min(y + reach, picture.height()))
        if picture.pixel(column, row) == wanted
    ]
    assert found, f"nothing of {colour} near {around}"
    return tuple(sum(part) / len(found) for part in zip(*found, strict=True))
