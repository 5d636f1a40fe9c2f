"""The installed program on screens of several pixel densities: the screen agrees with the scene."""

import itertools
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from sigviz.drawing.theme import THEMES
from sigviz.model.scene import Scene
from tests.desktop import disc_centre, virtual_desktop

pytestmark = pytest.mark.screen

SCREEN = "2600x1700x24"
LAYERS = ("derivative", "point", "grid", "values")  # without σ, so that only the point has its colour
DENSITIES = pytest.mark.parametrize(("dpi", "factor"), [*itertools.product((96, 192), ("1", "1.5", "2"))])


def expected(window, device: dict[str, int], ratio: float) -> tuple[float, float]:
    """Return the position of the point in device pixels, on a screen with this pixel ratio."""
    plot = window.plot
    corner = plot.viewport().mapTo(window, plot.viewport().rect().topLeft())
    x, y = corner.x() + plot.coordinates.x_to_px(window.scene.x), corner.y() + plot.marks.point.pixel.y()
    return device["X"] + ratio * x, device["Y"] + ratio * y


@DENSITIES
def test_the_screen_shows_what_the_scene_says(make_window: Callable, tmp_path: Path, dpi: int, factor: str) -> None:
    with virtual_desktop(tmp_path, "-dpi", str(dpi), screen=SCREEN, QT_SCALE_FACTOR=factor) as desktop:
        # GIVEN the program on a screen of this density, in a window that has been resized
        window = desktop.start("--theme", "light", "--show", ",".join(LAYERS))
        ratio = desktop.ratio()
        wide, high = round(1200 * ratio), round(700 * ratio)
        desktop.do("windowmove", window, "10", "20", "windowsize", window, str(wide), str(high))
        desktop.wait_for(lambda: abs(desktop.geometry(window)["WIDTH"] - wide) < 2 * ratio)
        # WHEN a real pointer drags the point, and keys move it
        desktop.do("mousemove", "--window", window, str(wide // 5), str(high // 2), "mousedown", "1")
        desktop.do("mousemove_relative", "--sync", "90", "5", "mouseup", "1")
        desktop.do("key", "Right", "Right", "shift+Left")
        device, seen = desktop.geometry(window), desktop.screenshot()
        # THEN the point is shown where the scene puts it in a window of this size
        status, errors, remembered = desktop.end(signal.SIGTERM)
        assert (status, errors) == (143, "")
        scene = Scene.from_dict({**remembered, "theme": "light"})
        assert scene.x < 1
        shown = make_window(scene)
        shown.resize(round(device["WIDTH"] / ratio), round(device["HEIGHT"] / ratio))
        where = expected(shown, device, ratio)
        found = disc_centre(seen, THEMES["light"].sigma.colour, where)
        assert found == pytest.approx(where, abs=2 * ratio)


@DENSITIES
def test_the_window_is_restored_after_presenting_minimizing_and_closing(tmp_path: Path, dpi: int, factor: str) -> None:
    with virtual_desktop(tmp_path, "-dpi", str(dpi), screen=SCREEN, managed=True, QT_SCALE_FACTOR=factor) as desktop:
        # GIVEN the program on a desktop with a window manager
        window = desktop.start("--x", "0.5")
        before = {name: desktop.geometry(window)[name] for name in ("WIDTH", "HEIGHT")}
        # WHEN it presents and stops, is minimized and restored, and quits
        desktop.do("key", "F5")
        desktop.wait_for(lambda: desktop.geometry(window)["HEIGHT"] == 1700)
        desktop.do("key", "Right")
        desktop.do("key", "Escape")
        desktop.wait_for(lambda: all(abs(desktop.geometry(window)[name] - before[name]) < 3 for name in before))
        desktop.do("windowminimize", window)
        desktop.do("windowmap", window, "windowactivate", window)
        desktop.wait_for(lambda: desktop.do("getwindowfocus").split()[0] == window)
        desktop.do("key", "Right")
        desktop.do("key", "ctrl+q")
        _, errors = desktop.program.communicate(timeout=60)
        # THEN stderr is empty, and x is remembered
        assert (desktop.program.returncode, errors) == (0, "")
        desktop.start()
        _, errors, scene = desktop.end(signal.SIGTERM)
        assert errors == ""
        assert scene["x"] == pytest.approx(0.7)
