"""The same command writes the same bytes on every run and every machine, and so does a program that calls sigviz."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import sigviz
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from tests.pictures.test_render import STILLS, render, rendered

EVERY = [
    ["a.png"], ["b.png", "--transparent", "--scale", "2"], ["a.webp"], ["a.svg", "--theme", "print"],
    ["a.pdf", "--theme", "dark"], ["b.pdf", "--x", "-1:1:0.5"], ["a.gif", "--x", "-1:1:0.5", "--bounce"],
]  # fmt: skip
COMMON = ["--size", "400x300", "--show", ",".join(LAYER_NAMES)]
SCRIPT = "import sys, sigviz.cli as c; sys.exit(any([c.main(['render', *a]) for a in eval(sys.argv[1])]))"


@pytest.mark.slow
def test_the_same_bytes_on_every_run_whatever_the_surroundings(here):
    """Run without a display, a home or a language, and with another hash seed and settings of another scene."""
    settings = here / "config" / "sigviz" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'{{"scene": {Scene(x=3, theme="dark").to_json()}, "export": {{"scale": 3.0}}}}')
    bare = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "1"}
    other = {"HOME": str(here), "XDG_CONFIG_HOME": str(here / "config"), "PYTHONHASHSEED": "2", "LANG": "de_DE.UTF-8"}
    commands = [[*each, *COMMON] for each in EVERY]
    for folder, surroundings in (("bare", bare), ("other", bare | other)):
        (here / folder).mkdir()
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, repr(commands)], env=surroundings, cwd=here / folder, capture_output=True
        )
        assert (done.returncode, done.stdout) == (0, b"")
        assert all(b": no room in a picture of this size;" in line for line in done.stderr.splitlines())
    for name, *_ in commands:
        assert (here / "bare" / name).read_bytes() == (here / "other" / name).read_bytes(), name
    assert settings.parent.joinpath("settings.json").read_text().startswith('{"scene"')


@pytest.mark.slow
def test_the_installed_command_needs_no_display_and_imports_no_more_than_it_uses(here):
    bare = {"PATH": os.environ["PATH"]}
    command = [sys.executable, "-X", "importtime", "-m", "sigviz", "render", "a.png"]
    done = subprocess.run(command, env=bare, capture_output=True, text=True)
    assert done.returncode == 0
    assert all(line.startswith("import time:") for line in done.stderr.splitlines())
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "PySide6" in imported
    assert not imported & {"PIL", "ziamath", "ziafont", "tqdm", "matplotlib"}
    with Image.open("a.png") as image:
        assert np.abs(rendered() - np.asarray(image, np.float32)).max() < 16


def test_a_picture_does_not_depend_on_what_was_painted_before(here):
    """After text of another size, a glyph may be shifted by a hundredth of a pixel, which is invisible."""
    alone = rendered("--size", "640x400")
    for before in (["--text-scale", "1.5"], ["--scale", "2", "--theme", "dark"], ["--x", "500"], ["--transparent"]):
        rendered("--size", "333x222", *before, out="b.png")
        assert np.abs(rendered("--size", "640x400") - alone).max() <= 12


@pytest.mark.parametrize(
    ("epoch", "stamp"), [(None, None), ("", None), ("0", b"19700101000000Z"), ("1700000000", b"20231114221320Z")]
)
def test_a_pdf_is_dated_only_if_asked(here, monkeypatch, epoch, stamp):
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert render("a.pdf", "--size", "240x160") == 0
    content = Path("a.pdf").read_bytes()
    assert content.count(b"Date (D:") == (2 if stamp else 0)
    assert content.count(b"(D:%b)" % stamp if stamp else b"(D:") == (2 if stamp else 0)


@pytest.mark.parametrize("epoch", ["yesterday", "²", "-1", "999999999999", "9" * 30])
def test_a_date_that_makes_no_sense_is_left_out_or_costs_one_line(here, monkeypatch, capsys, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    status = render("a.pdf", "--size", "240x160")
    assert len(capsys.readouterr().err.splitlines()) == (status != 0)
    assert status == 0 or not Path("a.pdf").exists()


# For programs


def test_a_program_makes_what_the_command_makes(here):
    scene = Scene(x=-1.5, theme="dark")
    for name in (*STILLS, "gif"):
        sigviz.render(scene, here / f"a {{x}}.{name}", size=(300, 200), scale=1.5)
        assert render(f"b.{name}", "--x=-1.5", "--theme=dark", "--size=300x200", "--scale=1.5") == 0
        assert Path(f"a {{x}}.{name}").read_bytes() == Path(f"b.{name}").read_bytes()
    for wrong in ({"size": (0, 1)}, {"size": (20000, 1)}, {"scale": 0}, {"scale": float("nan")}, {"size": (1e400, 1)}):
        with pytest.raises(ValueError):
            sigviz.render(scene, "c.png", **wrong)
    with pytest.raises(ValueError, match="did you mean"):
        sigviz.render(scene, "c.pgn")
    with pytest.raises(FileNotFoundError):
        sigviz.render(scene, "missing/c.png")
    assert not Path("c.png").exists()
