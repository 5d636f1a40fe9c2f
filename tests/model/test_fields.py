"""A field of a scene is one record: one line adds a field, and everything else follows from it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sigviz
from sigviz.model.fields.field import Field
from sigviz.model.fields.validators import Number, Numbers, Truth, Whole, Word
from sigviz.model.layers import LAYERS
from sigviz.model.scene import FIELDS

PACKAGE = Path(sigviz.__file__).parent
LINE = """\
    softness: float = declare(Field(
        1.0, Number(0.5, 4.0), "how soft the step is", flag="--softness", metavar="S", label="Softness", step=0.5))
"""
PROGRAM = """
import contextlib, io, json, sigviz.app
from PySide6.QtWidgets import QWidget
from sigviz import Scene
from sigviz.formats.picture_size import Size
from sigviz.request import command_line

def said(ask, *arguments):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        with contextlib.suppress(SystemExit):
            ask(arguments)
    return out.getvalue() + err.getvalue()

application = sigviz.app._application()
scene = command_line.parse(["--softness", "2", "--with", "secant"]).apply(Scene())
window = sigviz.app.build(scene)
window.show()
control = window.findChild(QWidget, "option_softness")
shown = control.value(), control.accessibleName()
control.setValue(9.0)
after = window.scene.softness
control.stepBy(-1)
stepped = window.scene.softness
window.table["undo"].trigger()
print(json.dumps({
    "help": said(command_line.parse, "--help"),
    "refused": said(command_line.parse, "--softness", "9"),
    "refused by --set": said(command_line.parse, "--set", "softness=true"),
    "set": command_line.parse(["--set", "softness=3"]).apply(Scene()).softness,
    "command": command_line.command(scene, "a.png", Size(640, 400), 1.0),
    "stored": Scene.from_dict(json.loads(scene.to_json())).softness,
    "shown": shown, "after": after, "stepped": stepped, "undone": window.scene.softness,
}))
window.close()
"""


def with_one_more_field(folder):
    """Copy the package into a folder, and add a field that is an option of a layer."""
    shutil.copytree(PACKAGE, folder / "sigviz", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PACKAGE.parent / "assets", folder / "sigviz" / "assets", ignore=shutil.ignore_patterns("*.gif"))
    for name, old, new in (
        ("scene", "    hidden: frozenset", LINE + "    hidden: frozenset"),
        ("layers", 'options=("h", "secant")', 'options=("h", "secant", "softness")'),
    ):
        path = folder / "sigviz" / "model" / f"{name}.py"
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.slow
def test_one_line_adds_a_field_to_all_that_knows_fields(tmp_path):
    # GIVEN the program with one more field
    with_one_more_field(tmp_path)
    # WHEN the field is used in every way
    place = {"PYTHONPATH": str(tmp_path), "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=os.environ | place, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    # THEN the command line accepts, checks and explains it
    words = " ".join(result["help"].split())
    assert "--softness S how soft the step is: between 0.5 and 4" in words
    assert "softness how soft the step is: between 0.5 and 4" in words
    assert result["refused"] == "sigviz: error: argument --softness: softness must be between 0.5 and 4, not 9\n"
    assert result["refused by --set"] == "sigviz: error: argument --set: softness must be a number, not bool\n"
    assert result["set"] == 3
    # AND files and the copied command contain it
    assert "--softness 2.0" in result["command"]
    assert result["stored"] == 2
    # AND the options panel shows and sets it within its limits, as an undo step
    assert result["shown"] == [2, "Secant: Softness"]
    assert (result["after"], result["stepped"], result["undone"]) == (4, 3.5, 4)


@pytest.mark.parametrize("kind", [Word(("a", "b")), Truth()], ids=repr)
def test_a_field_without_numbers_has_no_limits(kind):
    with pytest.raises(TypeError, match="it has no limits"):
        _ = Field("a", kind, "a field").limits


def test_a_field_without_words_says_so():
    with pytest.raises(TypeError, match="it has no words"):
        _ = FIELDS["x"].words


@pytest.mark.parametrize(
    ("kind", "value", "nearest"),
    [
        (Number(-1.0, 2.0), 3.5, 2.0),
        (Number(-1.0, 2.0), -3.5, -1.0),
        (Number(-1.0, 2.0), 0.7, 0.7),
        (Whole(1, 9), 3.6, 4),
        (Whole(1, 9), 1e300, 9),
        (Numbers(1, 3, Number(-1.0, 2.0)), 5.0, 2.0),
    ],
)
def test_clamping_gives_the_nearest_number_that_is_accepted(kind, value, nearest):
    clamped = Field(None, kind, "a field").clamp(value)
    assert (type(clamped), clamped) == (type(nearest), nearest)


def test_every_option_of_a_layer_that_is_a_field_has_a_label():
    options = [name for layer in LAYERS for name in layer.options if name in FIELDS]
    assert len(options) > 5
    assert all(FIELDS[name].label for name in options)
    labels = [field.label for field in FIELDS.values() if field.label]
    assert len(set(labels)) == len(labels) == len(options)


def test_no_two_fields_share_a_flag():
    flags = [field.flag for field in FIELDS.values() if field.flag]
    assert len(set(flags)) == len(flags)
    assert all(field.metavar for field in FIELDS.values() if field.flag)
