"""Files that are opened, dropped on the window and saved."""

import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl, qVersion
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from sigviz import cli, files
from sigviz.model.scene import Scene
from sigviz.options import parse
from sigviz.settings import Settings
from tests.conftest import keep
from tests.events import CTRL, key

pytestmark = pytest.mark.usefixtures("here")


OTHER = Scene(x=3.5, theme="dark", layers=["sigma", "grid"], x_range=(-2, 6), y_range=(0, 2), text_scale=1.25)


@contextmanager
def answered(monkeypatch, path):
    """Answer the next dialog that asks for a file."""
    with monkeypatch.context() as patch:
        for ask in ("getOpenFileName", "getSaveFileName"):
            patch.setattr(QFileDialog, ask, lambda *_: (str(path), ""))
        yield


def drop(window, path, at):
    """Drop a file on a window, as the window system does it: what an enter accepts is offered to the move."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    how = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    whole = QPointF(*at).toPoint()
    newer = tuple(int(part) for part in qVersion().split(".")) >= (6, 12)  # from there on, places are not whole
    enter = QDragEnterEvent(QPointF(*at) if newer else whole, *how)
    QApplication.sendEvent(window.windowHandle(), enter)
    assert enter.isAccepted()
    moved = QDragMoveEvent(QPointF(*at) if newer else whole, *how)
    moved.setDropAction(enter.dropAction())
    moved.accept()
    QApplication.sendEvent(window.windowHandle(), moved)
    assert moved.isAccepted(), "a file can be let go here"
    QApplication.sendEvent(window.windowHandle(), QDropEvent(QPointF(*at), *how))


def written(name, scene=OTHER):
    return keep(scene, Path(f"a.{name}").resolve())


@pytest.mark.parametrize("name", ["json", "png", "svg", "pdf", "webp"])
@pytest.mark.parametrize("where", ["menu", (300, 300), (1100, 600), (300, 5)])
def test_a_file_that_is_opened_or_dropped_shows_its_scene_as_one_step(make_window, monkeypatch, name, where):
    window, path = make_window(x=0.5), written(name)
    window.store.update(x=1)
    if where == "menu":
        with answered(monkeypatch, path):
            key(Qt.Key.Key_O, CTRL)
    else:
        drop(window, path, where)
    assert window.scene == OTHER
    window.store.undo()
    assert window.scene == Scene(theme="dark", text_scale=1.25)
    window.store.redo()
    assert window.scene == OTHER


@pytest.mark.parametrize("content", [b'{"x": 701}', b"nonsense", None])
def test_a_bad_file_costs_a_dialog_and_changes_nothing(make_window, content):
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


def test_a_saved_scene_can_be_opened_again(make_window, monkeypatch):
    window = make_window(OTHER)
    with answered(monkeypatch, "saved.json"):
        key(Qt.Key.Key_S, CTRL)
    assert files.read_scene(Path("saved.json")) == OTHER
    Path("there.json").mkdir()
    with answered(monkeypatch, "there.json"):
        key(Qt.Key.Key_S, CTRL)
    box = window.findChild(QMessageBox, "complaint")
    assert "cannot be written" in box.text()
    box.accept()


def test_sigviz_opens_a_picture_just_there(make_window, monkeypatch):
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
    window, kept = make_window(), tmp_path / "kept.png"
    kept.write_text("kept")
    window.table["export"].trigger()
    dialog = window.findChild(QDialog, "export")
    dialog.file.setText(str(kept))
    dialog.buttons.accepted.emit()
    assert kept.read_text() == "kept"
    assert "save again" in dialog.problem.text()
    assert dialog.isVisible()
    dialog.buttons.accepted.emit()
    assert kept.read_bytes().startswith(b"\x89PNG")
