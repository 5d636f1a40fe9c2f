"""The README is correct: its commands make its pictures, and its Python code runs."""

import re
import shlex
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImageReader

from sigviz import cli
from sigviz.model.layers import LAYER_NAMES
from sigviz.request.command_line import FLAGS, PICTURE_OPTIONS, SCENE_OPTIONS
from sigviz.request.tours import TOURS
from sigviz.window.actions import ACTIONS
from tests.events import drag
from tests.pictures_alike import save_strip
from tests.pixels import rgb
from tests.talks import EXAMPLE, talk_of

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^sigviz render (assets/.*)$", README, re.MULTILINE)
(TALK,) = re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_readme_makes_its_picture(command, qapp, tmp_path, monkeypatch):
    # GIVEN the picture that the README shows
    shown = ROOT / shlex.split(command)[0]
    # WHEN its command is run elsewhere
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "talk.toml").write_text(TALK, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["render", *shlex.split(command)]) == 0
    # THEN it makes a picture of the same size and appearance
    made, expected = (QImageReader(str(path)) for path in (tmp_path / shlex.split(command)[0], shown))
    assert (made.size(), made.imageCount()) == (expected.size(), expected.imageCount())
    pictures = made.read(), expected.read()
    small = [rgb(picture.scaled(64, 64)) for picture in pictures]  # fonts differ slightly between Qt versions
    assert np.abs(small[0] - small[1]).mean() < 2, f"see {save_strip(*map(rgb, pictures))}"


def test_the_talk_is_an_example_and_the_file_of_the_picture(tmp_path):
    assert TALK == (ROOT / "assets" / "talk.toml").read_text("utf-8") == EXAMPLE
    assert [build.number for build in talk_of(tmp_path, TALK).builds] == [1, 2] + 10 * [3]


def test_the_tours_are_named():
    assert [tour.title for tour in TOURS if f"*{tour.title}*" not in README.replace("\n", " ")] == []


def test_every_picture_has_its_command():
    pictures = set(re.findall(r"\((assets/[^)]+)\)", README))
    assert pictures == {shlex.split(command)[0] for command in COMMANDS}


def rows():
    """Return the rows of the README's tables, each as a list of cells."""
    tables = re.findall(r"^(\|[^\n]*\|\n\|(?:-+\|)+\n)((?:\|[^\n]*\|\n)*)", README, re.MULTILINE)
    return [re.split(r" *\| *", row)[1:-1] for _, body in tables for row in body.splitlines()]


def test_every_row_is_in_a_table():
    heads = len(re.findall(r"^\|(?:-+\|)+$", README, re.MULTILINE))
    assert len(re.findall(r"^\|", README, re.MULTILINE)) == len(rows()) + 2 * heads


def test_every_option_and_layer_is_named():
    for flag in (*(option.flag for option in (*SCENE_OPTIONS, *PICTURE_OPTIONS)), *(flag for flag, _ in FLAGS)):
        assert re.search(rf"{flag}(?![\w-])", README), flag
    for layer in LAYER_NAMES:
        assert re.search(rf"(?<![\w-]){layer}(?![\w-])", README), layer


# The README's spelling of keys; keys with Shift or Ctrl are looked up by the arrow alone.
SPELT = {"Left": "←", "Right": "→", "-": "−", "Ctrl+-": "Ctrl + −", "Ctrl++": "Ctrl + +", "Ctrl+0": "Ctrl + 0"}
SPELT |= dict.fromkeys("123456789", "1 … 9")


def test_every_key_is_in_a_table():
    cells = " ".join(" ".join(row) for row in rows())
    for action in ACTIONS:
        for key in action.keys[:1]:
            words = SPELT.get(key) or SPELT.get(key.rpartition("+")[2], key)
            assert re.search(rf"(?<![\w+]){re.escape(words)}(?!\w)", cells), key


def test_the_python_runs(qtbot, nothing_left, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pictures, window_code = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(pictures, {})
    assert (tmp_path / "figure.pdf").stat().st_size > 1000
    # GIVEN the window of the example
    names: dict = {}
    exec(window_code, names)
    window = names["window"]
    qtbot.addWidget(window)
    assert len(window_code.strip().splitlines()) <= 10
    assert window.scene.x == 0.5
    assert "the tangent at 0" in [item.name() for item in window.plot.listDataItems()]
    # WHEN the point is dragged, THEN the function is called
    drag(qtbot, window.plot.viewport(), (300, 300), (500, 300))
    assert np.array(names["cross"].getData()).T.tolist() == [[window.scene.x, 0.5 + window.scene.x / 4]]
