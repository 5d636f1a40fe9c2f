"""The installed program on a real X server, with a real pointer and a real keyboard."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from sigviz.drawing.theme import THEMES
from tests.desktop import Desktop, virtual_desktop

pytestmark = pytest.mark.screen


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    with virtual_desktop(tmp_path) as desktop:
        yield desktop


def disc_column(picture: QImage, colour: str, around: int) -> float:
    """Return the centre column of a disc: of the 17 columns near ``around`` with the most pixels of its colour."""
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
    # AND after key steps of 0.1 and 1 the remembered scene agrees
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
    # THEN the settings contain both
    _, errors, scene = desktop.end(signal.SIGTERM)
    assert errors == ""
    assert scene["x"] == 2.25
    assert "complement" in scene["layers"]
    assert "theme" not in scene  # none was chosen


def test_the_first_window_fits_into_a_small_screen(tmp_path: Path) -> None:
    with virtual_desktop(tmp_path, screen="1000x700x24", managed=True) as desktop:
        window = desktop.start()
        found = desktop.geometry(window)
        assert 900 < found["WIDTH"] <= 1000
        assert 600 < found["HEIGHT"] <= 680, "its title has room too"
