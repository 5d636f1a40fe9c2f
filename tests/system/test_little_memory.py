"""Too little memory for a picture, layers that do not fit into it, and the longest pictures."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

import sigviz
from sigviz import cli
from tests.window.test_export_dialog import export, save, settle, type_into

SENTENCE = "sigviz: there is not enough memory for a picture of this size\n"


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited otherwise there")
@pytest.mark.parametrize(
    ("name", "limit", "size"),
    [("a.png", 800_000, "8000x8000"), ("a.gif", 400_000, "4000x4000"), ("a.webp", 800_000, "5000x5000")],
)
def test_with_little_memory_a_picture_is_made_or_refused_without_hanging(tmp_path, name, limit, size):
    command = ["sh", "-c", f'ulimit -v {limit}; exec "$@"', "sh", sys.executable, "-m", "sigviz", "render", name]
    env = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # otherwise it takes memory for each processor
    command += ["--size", size]
    done = subprocess.run(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True, timeout=60)
    assert (done.returncode, done.stderr[-len(SENTENCE) :]) in ((0, ""), (1, SENTENCE))


@pytest.mark.parametrize("name", ["a.png", "a.webp", "a.gif"])
def test_the_longest_picture_fits_every_format(tmp_path, name, qapp):
    assert cli.main(["render", str(tmp_path / name), "--size=16383x8"]) == 0
    assert QImageReader(str(tmp_path / name)).size().width() in (16383, -1)  # Qt may lack a reader


def short(*_):
    raise MemoryError


@pytest.mark.parametrize("part", ["paint", "encode"])
@pytest.mark.usefixtures("here")
def test_command_dialog_and_function_report_the_same_error(make_window, qtbot, monkeypatch, capsys, part):
    dialog = export(qtbot, make_window())
    settle(qtbot, dialog)
    where = {"paint": "sigviz.pictures.renderer.Renderer.image", "encode": "sigviz.formats.png.encode"}
    monkeypatch.setattr(where[part], short)
    save(qtbot, dialog)
    assert dialog.isVisible()
    assert f"sigviz: {dialog.problem.text()}\n" == SENTENCE
    assert cli.main(["render", "a.png"]) == 1
    assert capsys.readouterr().err == SENTENCE
    with pytest.raises(MemoryError, match="not enough memory"):
        sigviz.render(sigviz.Scene(), "a.png")
    assert list(Path().iterdir()) == []
    dialog.reject()


@pytest.mark.usefixtures("here")
def test_the_dialog_names_layers_that_do_not_fit_before_saving(make_window, qtbot, capsys):
    window = make_window(layers=["sigma", "values", "secant", "neuron", "chain"])
    dialog = export(qtbot, window)
    settle(qtbot, dialog)
    assert dialog.missing.text() == ""
    type_into(qtbot, dialog.details.size_field, "300x220")
    settle(qtbot, dialog)
    said = dialog.missing.text()
    assert cli.main(["render", "a.png", "--size=300x220", "--show=sigma,values,secant,neuron,chain"]) == 0
    titles, colon, _ = capsys.readouterr().err.removeprefix("sigviz: ").partition(": no room in a picture of this size")
    assert colon
    assert "Chain" in titles
    assert said.startswith(f"{titles}: no room")
    type_into(qtbot, dialog.details.size_field, "300x")
    settle(qtbot, dialog)
    assert (dialog.missing.text(), bool(dialog.problem.text())) == ("", True)
    type_into(qtbot, dialog.details.size_field, "1280x800")
    settle(qtbot, dialog)
    assert dialog.missing.text() == ""
    dialog.reject()
