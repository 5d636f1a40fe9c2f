"""Presenting on real screens: on the requested screen, in its full size, even if that changes."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from tests.clients import need
from tests.compositors import sway, wait_for, weston
from tests.desktop import virtual_desktop
from tests.pixels import rgb
from tests.talks import EXAMPLE

pytestmark = pytest.mark.client


@pytest.fixture
def folder():
    """A folder that another user may enter. Its path is short because it contains a socket."""
    path = Path(tempfile.mkdtemp(prefix="sigviz-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


def alike(one, other):
    """Return whether two pictures are the same except for the edges of lines, which depend on the repainted area."""
    if one.size() != other.size():
        return False
    levels = [rgb(each) for each in (one, other)]
    return np.abs(levels[0] - levels[1]).max() <= 8


def test_on_wayland_the_requested_screen_is_used(folder):
    with sway(folder, "1280x800", "1920x1080") as session:
        for number in (1, 2):
            with session.program("--screen", str(number)):
                wait_for(lambda: session.window()["fullscreen_mode"], "the presentation")
                assert session.window()["output"] == f"HEADLESS-{number}"
            wait_for(lambda: session.window() is None, "the end")


def test_on_wayland_the_window_follows_a_change_of_the_screen(folder):
    with sway(folder, "1024x768", "1920x1080") as session:
        with session.program("--screen", "1"):
            fresh = session.picture("HEADLESS-1")
        wait_for(lambda: session.window() is None, "the end")
        # WHEN the screen becomes as small as the other one
        with session.program("--screen", "2"):
            large = session.picture("HEADLESS-2")
            session.do("output", "HEADLESS-2", "resolution", "1024x768")
            # THEN it shows the same as a program started on it
            wait_for(lambda: alike(session.picture("HEADLESS-2"), fresh), "the same picture")
            # AND the same holds after the window is moved to a larger screen
            session.do("output", "HEADLESS-1", "resolution", "1920x1080")
            session.do("[app_id=sigviz]", "fullscreen", "disable")
            session.do("[app_id=sigviz]", "move", "window", "to", "output", "HEADLESS-1")
            session.do("[app_id=sigviz]", "fullscreen", "enable")
            wait_for(lambda: alike(session.picture("HEADLESS-1"), large), "the same picture")


def test_on_wayland_a_talk_has_the_presenters_view_on_the_other_screen(folder):
    need("wtype")
    title, view = "Why σ′ = σ(1 − σ)", "Presenter's view"

    def press(key):
        subprocess.run(["wtype", "-s", "700", "-k", key, "-s", "200"], env=session.environment, check=True, timeout=60)

    with sway(folder, "1280x800", "1024x768") as session:
        talk = folder / "talk.toml"
        talk.write_text(EXAMPLE, "utf-8")
        with session.program(str(talk), "--present"):
            wait_for(lambda: session.windows() == {view: "HEADLESS-1", title: "HEADLESS-2"}, "both windows")
            for there, here in (("HEADLESS-1", "HEADLESS-2"), ("HEADLESS-2", "HEADLESS-1")):
                press("F8")
                swapped = {title: there, view: here}
                wait_for(lambda swapped=swapped: session.windows() == swapped, "the swap")
            press("Escape")
            wait_for(lambda: session.windows() == {}, "the end of the presentation")
            assert session.window()


def test_on_wayland_the_help_of_a_presentation_is_closed_by_a_key(folder):
    need("wtype")

    def press(key):
        # Wait until the program has the keyboard, which is there only as long as this runs.
        subprocess.run(["wtype", "-s", "700", "-k", key, "-s", "200"], env=session.environment, check=True, timeout=60)

    with sway(folder, "1280x800") as session, session.program("--present"):
        before = session.picture("HEADLESS-1")
        for key in ("Escape", "F1"):
            press("F1")
            wait_for(lambda: not alike(session.picture("HEADLESS-1"), before), "the help")
            press(key)
            wait_for(lambda: alike(session.picture("HEADLESS-1"), before), "the end of the help")
        assert session.window()["fullscreen_mode"]


SIZES = """
import sys
import sigviz.app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

window, sizes = sigviz.app.build(), []
window.show()

def toggle(left):
    sizes.append([window.width(), window.height(), window.presentation.active])
    if left == 0:
        print(sizes)
        window.close()
        QApplication.quit()
    else:
        window.table["escape" if window.presentation.active else "present"].trigger()
        QTimer.singleShot(700, lambda: toggle(left - 1))

QTimer.singleShot(700, lambda: toggle(6))
QApplication.exec()
"""


def test_a_window_that_draws_its_own_frame_keeps_its_size(folder):
    with weston(folder) as environment:
        environment |= {"QT_QPA_PLATFORM": "wayland"}
        done = subprocess.run(
            [sys.executable, "-c", SIZES], env=environment, capture_output=True, text=True, timeout=60, check=True
        )
    sizes = json.loads(done.stdout.replace("True", "true").replace("False", "false"))
    assert sizes[::2] == [[1280, 800, False]] * 4
    assert sizes[1::2] == [[1920, 1080, True]] * 3


MODE = ["63.5", "1024", "1072", "1176", "1328", "768", "771", "775", "798"]  # 1024×768


@pytest.mark.parametrize("managed", [True, False], ids=["managed", "bare"])
def test_on_x11_the_window_follows_a_change_of_the_screen(tmp_path, managed):
    with virtual_desktop(tmp_path, screen="1024x768x24", managed=managed) as desktop:
        desktop.start("--present")
        fresh = desktop.screenshot()
    with virtual_desktop(tmp_path, screen="1600x1000x24", managed=managed, own=True) as desktop:
        desktop.start("--present")
        large = desktop.screenshot()
        # The window covers the whole screen.
        ground = large.pixel(2, 2)
        edges = [large.pixel(x, y) for x in (0, 800, 1599) for y in (0, 500, 999) if (x, y) != (800, 500)]
        assert set(edges) == {ground}
        # WHEN the mode of the screen changes, THEN it shows the same as a program started in that mode
        for words in (
            ["--newmode", "small", *MODE],
            ["--addmode", "screen", "small"],
            ["--output", "screen", "--mode", "small"],
        ):
            subprocess.run(["xrandr", *words], env=desktop.environment, check=True, timeout=60)
        desktop.wait_for(lambda: alike(desktop.screenshot(), fresh))
