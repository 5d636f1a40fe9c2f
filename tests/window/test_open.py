"""Opening files, dropping them on the window, and saving them."""

import json
import os
import socket
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from sigviz import cli
from sigviz.model.scene import Scene
from sigviz.request.command_line import parse
from sigviz.storage import scene_files
from sigviz.storage.settings import Memory, Settings
from tests.conftest import keep
from tests.events import CTRL, drop

pytestmark = pytest.mark.usefixtures("here")


OTHER = Scene(x=3.5, theme="dark", layers=["sigma", "grid"], x_range=(-2, 6), y_range=(0, 2), text_scale=1.25)


@contextmanager
def answered(monkeypatch, path):
    """Make the next file dialog return ``path``."""
    with monkeypatch.context() as patch:
        for ask in ("getOpenFileName", "getSaveFileName"):
            patch.setattr(QFileDialog, ask, lambda *_: (str(path), ""))
        yield


def written(name, scene=OTHER):
    return keep(scene, Path(f"a.{name}").resolve())


@pytest.mark.parametrize(
    ("name", "where"),
    [
        *[(name, "menu") for name in ("json", "png", "svg", "pdf", "webp")],
        *[("json", at) for at in ((300, 300), (1100, 600), (300, 5))],
    ],
)
def test_opening_or_dropping_a_file_shows_its_scene_as_one_undo_step(make_window, qtbot, monkeypatch, name, where):
    window, path = make_window(x=0.5), written(name)
    window.store.update(x=1)
    if where == "menu":
        with answered(monkeypatch, path):
            qtbot.keyClick(window.focusWidget(), Qt.Key.Key_O, CTRL)
    else:
        drop(window, path, where)
    assert window.scene == OTHER
    window.store.undo()
    assert window.scene == Scene(theme="dark", text_scale=1.25)
    window.store.redo()
    assert window.scene == OTHER


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="where any bytes but / make a name")
@pytest.mark.parametrize("host", ["", "localhost", "LocalHost", socket.gethostname()])
def test_a_file_is_found_by_every_url_that_names_it(make_window, host):
    window = make_window(x=0.5)
    for name in (b"a.json", "σ 1%.json".encode(), b"a#b?.json", b"\xff.json"):
        path = Path(os.fsdecode(name)).resolve()
        keep(OTHER, path)
        drop(window, QUrl.fromEncoded(f"file://{host}{quote(os.fsencode(path))}".encode()), (300, 300))
        assert window.scene == OTHER, name
        window.store.undo()
        assert window.scene != OTHER


def test_a_file_on_another_machine_is_not_opened_from_this_one(make_window):
    window, path = make_window(x=0.5), written("json")
    drop(window, QUrl(f"file://elsewhere.invalid{path}"), (300, 300))
    box = window.findChild(QMessageBox, "complaint")
    assert "elsewhere.invalid" in box.text()
    assert window.scene == Scene(x=0.5)
    box.accept()


@pytest.mark.parametrize("content", [b'{"x": 701}', b"nonsense", None])
def test_a_bad_file_shows_a_dialog_and_changes_nothing(make_window, content):
    window, path = make_window(x=0.5), Path("a.json").resolve()
    if content is not None:
        path.write_bytes(content)
    drop(window, path, (300, 300))
    box = window.findChild(QMessageBox, "complaint")
    assert box.isVisible()
    assert "a.json" in box.text()
    assert len(box.text().splitlines()) == 1
    assert window.scene == Scene(x=0.5)
    assert not window.store.can_undo
    box.accept()


def test_a_saved_scene_can_be_opened_again(make_window, qtbot, monkeypatch):
    window = make_window(OTHER)
    with answered(monkeypatch, "saved.json"):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_S, CTRL)
    assert scene_files.read_scene(Path("saved.json")) == OTHER
    Path("there.json").mkdir()
    with answered(monkeypatch, "there.json"):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_S, CTRL)
    box = window.findChild(QMessageBox, "complaint")
    assert "cannot be written" in box.text()
    box.accept()


def test_sigviz_opens_a_picture_given_on_the_command_line(make_window, monkeypatch):
    seen = []
    monkeypatch.setattr("sigviz.app.run", lambda request, scene: seen.append((request, scene)) or 0)
    path = written("png")
    assert cli.main([str(path)]) == 0
    assert cli.main([str(path), "--x", "1"]) == 0
    assert [scene for _, scene in seen] == [OTHER, OTHER]
    assert parse([str(path), "--x", "1"]).apply(OTHER) == OTHER.evolve(x=1)
    settings = Path("settings.json")
    settings.write_text(json.dumps({"scene": Scene(x=-7).to_dict()}))
    assert make_window(OTHER, settings=Settings(settings)).scene == OTHER


def test_an_export_replaces_a_file_only_when_asked_twice(make_window, tmp_path):
    window, target = make_window(), tmp_path / "target.png"
    target.write_text("kept")
    window.table["export"].trigger()
    dialog = window.findChild(QDialog, "export")
    dialog.file.setText(str(target))
    dialog.buttons.accepted.emit()
    assert target.read_text() == "kept"
    assert "save again" in dialog.problem.text()
    assert dialog.isVisible()
    dialog.buttons.accepted.emit()
    assert target.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("where", ["file", "settings"])
def test_options_that_do_not_fit_the_scene_are_reported_in_one_line(monkeypatch, tmp_path, capsys, where):
    scene = Scene(inputs=[1.0], weights=[1.0])
    path = keep(scene, tmp_path / "one.json")
    if where == "settings":
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        Settings().save(Memory(scene=scene))
    assert cli.main([*[str(path)] * (where == "file"), "--set", "weights=[1, 2, 3]"]) == 2
    assert capsys.readouterr() == ("", "sigviz: error: weights must have one value per input: 1, not 3\n")
    assert cli.main(["render", "a.png", "--from", str(path), "--set", "weights=[1, 2, 3]"]) == 2
    assert capsys.readouterr() == ("", "sigviz: error: weights must have one value per input: 1, not 3\n")
