"""The installed program on a real X server, with a real pointer and a real keyboard."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from sigviz.views.theme import THEMES

pytestmark = pytest.mark.screen

_TOOLS = ("Xvfb", "xdotool")
_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
app.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


class Desktop:
    """A virtual screen with the program on it, in a home of its own."""

    def __init__(self, display: str, home: Path) -> None:
        self.home = home
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        self.environment |= {"DISPLAY": display, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
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

    def screenshot(self) -> QImage:
        path = self.home / "screen.png"
        command = [sys.executable, "-c", _GRAB, str(path)]
        subprocess.run(command, env=self.environment | {"QT_QPA_PLATFORM": "xcb"}, check=True, timeout=60)
        return QImage(str(path))

    def end(self, number: signal.Signals) -> tuple[int, str, dict]:
        """End the program by a signal; return its status, its stderr and the scene that it remembered."""
        self.program.send_signal(number)
        _, errors = self.program.communicate(timeout=60)
        remembered = json.loads((self.home / ".config" / "sigviz" / "settings.json").read_text("utf-8"))
        return self.program.returncode, errors, remembered["scene"]


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        assert not os.environ.get("SIGVIZ_NEEDS_SCREEN"), f"{missing} must be installed here"
        pytest.skip(f"{' and '.join(missing)} not installed")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as ready:
        display = f":{ready.readline().strip()}"
    made = Desktop(display, tmp_path)
    yield made
    if made.program is not None and made.program.poll() is None:
        made.program.kill()
        made.program.communicate()
    server.terminate()
    server.wait()


def disc_column(picture: QImage, colour: str, around: int) -> float:
    """Return the middle of a disc of a colour: of the 17 columns that hold most of it near a column."""
    wanted = QColor(colour).rgb()
    columns = range(around - 40, around + 40)
    counts = [sum(picture.pixel(x, y) == wanted for y in range(60, picture.height() - 60)) for x in columns]
    sums = [sum(counts[i - 8 : i + 9]) for i in range(8, len(counts) - 8)]
    return columns[8 + sums.index(max(sums))]


def test_a_real_pointer_drags_the_point(desktop: Desktop) -> None:
    # GIVEN the program on a real screen
    window = desktop.start("--theme", "light", "--without", "projection,tangent")
    # WHEN a real pointer presses far from the point, drags in small steps, and keeps the button down
    desktop.do("mousemove", "--window", window, "300", "500", "mousedown", "1")
    for _ in range(20):
        desktop.do("mousemove_relative", "--sync", "10", "1")
    where = dict(line.split("=") for line in desktop.do("getmouselocation", "--shell").splitlines())
    # THEN the point is under the pointer, as seen on the screen
    column = disc_column(desktop.screenshot(), THEMES["light"].sigma.colour, int(where["X"]))
    assert column == pytest.approx(int(where["X"]), abs=2)
    # AND after keys of 0.1 and 1 it is there by the scene that the program remembers
    desktop.do("mouseup", "1")
    status, errors, before = desktop.end(signal.SIGTERM)
    assert (status, errors) == (143, "")
    assert before["x"] < 1  # dragged from x = 1 to left of the middle
    desktop.start()
    desktop.do("key", "Right", "ctrl+Right")
    status, errors, after = desktop.end(signal.SIGINT)
    assert (status, errors) == (130, "")
    assert after["x"] == pytest.approx(before["x"] + 1.1, abs=1e-9)


def test_typed_x_and_remembered_layers(desktop: Desktop) -> None:
    # GIVEN the program on a real screen
    desktop.start("--x", "-1e-3")
    # WHEN x is typed with a comma, and 1 − σ is switched on by its key
    desktop.do("key", "x")
    desktop.do("type", "2,25")
    desktop.do("key", "Return", "3")
    # THEN the next start would show just that
    _, errors, scene = desktop.end(signal.SIGTERM)
    assert errors == ""
    assert scene["x"] == 2.25
    assert "complement" in scene["layers"]
    assert "theme" not in scene  # nobody chose one
