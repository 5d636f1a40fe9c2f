"""Shortcuts on real keyboard layouts: Cyrillic, Greek, Persian, French and German, one at a time."""

import subprocess
from signal import SIGTERM

import pytest

from sigviz.model.scene import Scene
from tests.clients import need
from tests.desktop import virtual_desktop

pytestmark = pytest.mark.client

# X11 key codes of a US keyboard.
KEYS = {
    "1": 10,
    "3": 12,
    "6": 15,
    "Z": 52,
    "A": 38,
    "S": 39,
    "N": 57,
    "Y": 29,
}
CTRL = 37


@pytest.fixture
def desktop(tmp_path):
    need("setxkbmap")
    with virtual_desktop(tmp_path, "-noreset", managed=True) as desktop:
        yield desktop


def press(desktop, key, held=None):
    """Press a key by its position, while another one is held."""
    for words in (("keydown", held), ("key", KEYS[key]), ("keyup", held)):
        if words[1] is not None:
            desktop.do(words[0], str(words[1]))


def layers_after(desktop, layout, *keys):
    """Press keys on a layout. Return the layers that differ from the default ones, and the width of the x range."""
    subprocess.run(["setxkbmap", layout], env=desktop.environment, check=True, timeout=60)
    desktop.start("--reset-settings")
    for key in keys:
        press(desktop, *key) if isinstance(key, tuple) else press(desktop, key)
    status, errors, scene = desktop.end(SIGTERM)
    assert (status, errors) == (128 + SIGTERM, "")
    low, high = scene["x_range"]
    return {*scene["layers"]} ^ Scene().layers, high - low


@pytest.mark.parametrize("layout", ["us", "ru", "gr", "ir", "fr", "de"])
def test_letters_and_digits_work_by_their_position(desktop, layout):
    # Layers 1 and 3, S and N; Ctrl+Z undoes the last.
    changed, width = layers_after(desktop, layout, "1", "3", "S", "N", (("Y" if layout == "de" else "Z"), CTRL))
    assert changed == {"sigma", "complement", "secant"}
    assert width == 16


def test_the_typed_character_has_priority(desktop):
    # On AZERTY the A key types Q, which is no shortcut, so its position decides. The 6 key types a minus: zoom out.
    changed, width = layers_after(desktop, "fr", "A", "6")
    assert changed == {"area"}
    assert width == pytest.approx(20)
