"""The export dialog: entries, preview, written pictures and remembered choices."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog

import sigviz
from sigviz.drawing.theme import THEMES
from sigviz.model.scene import Scene
from sigviz.storage import scene_files
from sigviz.storage.settings import Settings
from tests.conftest import delete_later
from tests.events import CTRL, LEFT
from tests.pixels import covered, rgb

pytestmark = pytest.mark.usefixtures("here")


def export(qtbot, window):
    """Open the export dialog by its key, and return it."""
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_E, CTRL)
    dialog = window.findChild(QDialog, "export")
    dialog._timer.setInterval(0)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)  # `waitActive` accepts its parent
    dialog.unfold.setChecked(True)
    return dialog


def save(qtbot, dialog):
    qtbot.mouseClick(dialog.buttons.button(dialog.buttons.StandardButton.Save), LEFT)


def settle(qtbot, dialog):
    qtbot.waitUntil(lambda: not dialog._timer.isActive())


def preview(dialog):
    return rgb(dialog.preview.pixmap().toImage())


def type_into(qtbot, field, text):
    field.setFocus()
    field.clear()
    qtbot.keyClicks(field, text)
    assert field.text() == text


# The export dialog


def test_the_export_theme_is_light_even_in_a_dark_window(make_window, qtbot):
    window = make_window(theme="dark")
    dialog = export(qtbot, window)
    assert dialog.details.theme.currentText() == "light"
    assert dialog.palette().window().color().name() == THEMES["dark"].chrome.lower(), "the dialog is like its window"
    assert covered(preview(dialog), THEMES["light"].ground).mean() > 0.8
    dialog.reject()
    assert window.scene == Scene(theme="dark")


@pytest.mark.parametrize("name", ["slide", "animation"])
@pytest.mark.parametrize("hidden", [False, True])
def test_a_picture_for_a_screen_has_the_values_if_the_window_has_them(make_window, qtbot, name, hidden):
    window = make_window(layers=Scene().layers - ({"values"} if hidden else set()))
    dialog = export(qtbot, window)
    assert dialog.details.values.isChecked() is not hidden
    dialog.kinds.buttons["column"].click()
    assert not dialog.details.values.isChecked()
    dialog.kinds.buttons[name].click()
    assert dialog.details.values.isChecked() is not hidden
    assert dialog.kinds.buttons[name].isChecked()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["png", "webp", "svg", "pdf"])
def test_the_dialog_writes_the_same_picture_as_the_command(make_window, qtbot, name):
    window = make_window(theme="dark", x=-2)
    dialog = export(qtbot, window)
    dialog.details.kind.setCurrentText(name)
    type_into(qtbot, dialog.details.size_field, "60mmx300")
    dialog.details.scale.setValue(1.5)
    dialog.details.transparent.setChecked(True)
    type_into(qtbot, dialog.file, f"a {{i}}.{name}")
    save(qtbot, dialog)
    assert not dialog.isVisible()
    assert sigviz.render(Scene(x=-2), f"b.{name}", size=(60 * 96 / 25.4, 300), scale=1.5) is None
    assert scene_files.read_scene(Path(f"a {{i}}.{name}")) == Scene(x=-2)
    if name in ("png", "webp"):
        assert QImage(f"a {{i}}.{name}").size() == QImage(f"b.{name}").size()
        assert QImage(f"a {{i}}.{name}").pixelColor(0, 0).alpha() == 0
    assert window.scene == Scene(theme="dark", x=-2)
    assert not window.store.can_undo


def test_the_preview_follows_theme_size_and_background(make_window, qtbot):
    dialog = export(qtbot, make_window())
    settle(qtbot, dialog)
    wide = dialog.preview.pixmap().size()
    assert wide.width() / wide.height() == pytest.approx(16 / 9, rel=0.01)
    dialog.details.theme.setCurrentText("dark")
    settle(qtbot, dialog)
    assert covered(preview(dialog), THEMES["dark"].ground).mean() > 0.8
    type_into(qtbot, dialog.details.size_field, "300x600")
    settle(qtbot, dialog)
    high = dialog.preview.pixmap().size()
    assert high.width() / high.height() == pytest.approx(0.5, rel=0.01)
    dialog.details.transparent.setChecked(True)
    settle(qtbot, dialog)
    assert dialog.preview.pixmap().toImage().pixelColor(0, 0).alpha() == 0
    dialog.reject()


@pytest.mark.parametrize("size", ["16383x1", "1x16383", "0.6x0.6", "16383x16358"])
def test_any_valid_size_has_a_preview_or_none(make_window, qtbot, size):
    dialog = export(qtbot, make_window())
    dialog.details.scale.setValue(1)
    type_into(qtbot, dialog.details.size_field, size)
    settle(qtbot, dialog)
    assert dialog.problem.text() == ""
    dialog.reject()


WRONG = {
    "no size": {"size_field": "big"}, "size 0": {"size_field": "0x5"}, "too large": {"size_field": "16384x5"},
    "unknown extension": {"file": "a.pgn"}, "no name": {"file": ""}, "a missing folder": {"file": "missing/a.png"},
    "a folder in the way": {"file": "there.png"},
}  # fmt: skip


@pytest.mark.parametrize("why", WRONG)
def test_errors_are_shown_in_the_dialog_and_entries_are_kept(make_window, qtbot, why):
    Path("there.png").mkdir()
    dialog = export(qtbot, make_window())
    settle(qtbot, dialog)
    dialog.details.theme.setCurrentText("print")
    for field, text in WRONG[why].items():
        type_into(qtbot, getattr(dialog, field, None) or getattr(dialog.details, field), text)
    entries = dialog.choices
    save(qtbot, dialog)
    said = dialog.problem.text()
    assert said
    assert len(said.splitlines()) == 1
    settle(qtbot, dialog)
    assert dialog.problem.text() == said, "it stays until something is changed"
    assert dialog.isVisible()
    assert (dialog.choices, dialog.details.theme.currentText()) == (entries, "print")
    type_into(qtbot, dialog.details.size_field, "300x200")
    type_into(qtbot, dialog.file, "a.png")
    save(qtbot, dialog)
    assert not dialog.isVisible()
    assert QImage("a.png").width() == 300


@pytest.mark.slow
@pytest.mark.parametrize("name", ["", ".", "/", "..", "a", "a.b.png", ".png"])
def test_the_format_can_be_changed_whatever_the_name(make_window, qtbot, name):
    dialog = export(qtbot, make_window())
    type_into(qtbot, dialog.file, name)
    dialog.details.kind.setCurrentText("svg")
    assert dialog.details.kind.currentText() == "svg"
    dialog.reject()


def test_choices_are_remembered(make_window, qtbot, tmp_path):
    settings = tmp_path / "settings.json"
    (tmp_path / "there").mkdir()
    window = make_window(settings=Settings(settings))
    dialog = export(qtbot, window)
    dialog.details.kind.setCurrentText("svg")
    type_into(qtbot, dialog.details.size_field, "86mmx60mm")
    dialog.details.scale.setValue(3.5)
    dialog.details.theme.setCurrentText("print")
    dialog.details.transparent.setChecked(True)
    type_into(qtbot, dialog.file, str(tmp_path / "there" / "a.svg"))
    chosen = dialog.choices
    save(qtbot, dialog)
    delete_later()
    window.close()
    again = export(qtbot, make_window(settings=Settings(settings)))
    assert again.choices == chosen
    assert Path(again.file.text()).parent == tmp_path / "there"
    again.details.theme.setCurrentText("dark")
    again.reject()
    assert json.loads(settings.read_text())["export"]["theme"] == "print"


def test_the_dialog_shows_the_full_path_of_the_picture(make_window, qtbot, tmp_path, monkeypatch):
    window = make_window()
    dialog = export(qtbot, window)
    assert dialog.file.text() == str(Path.cwd() / "sigmoid.png")
    assert dialog.height() <= window.screen().availableSize().height()
    dialog.resize(400, 300)
    buttons = dialog.buttons.geometry()
    assert dialog.rect().contains(buttons), "even in a dialog on a small screen"
    dialog.reject()
    monkeypatch.setattr(Path, "cwd", lambda: (_ for _ in ()).throw(FileNotFoundError()))
    dialog = export(qtbot, make_window())
    assert dialog.file.text() == str(Path.home() / "sigmoid.png")
    dialog.reject()


@pytest.mark.parametrize(
    "damaged", [{"scale": "big", "size": 5}, {"theme": "pink"}, {"format": "gif"}, {"transparent": "no"}, {"size": "x"}]
)
def test_invalid_remembered_choices_are_ignored(make_window, qtbot, tmp_path, damaged):
    (tmp_path / "settings.json").write_text(json.dumps({"export": damaged}))
    dialog = export(qtbot, make_window(settings=Settings(tmp_path / "settings.json")))
    assert dialog.details.theme.currentText() == "light"
    dialog.reject()


def test_a_remembered_scale_may_be_written_as_a_whole_number(make_window, qtbot, tmp_path):
    (tmp_path / "settings.json").write_text(json.dumps({"export": {"scale": 4}}))
    dialog = export(qtbot, make_window(settings=Settings(tmp_path / "settings.json")))
    assert dialog.choices.scale == 4.0
    dialog.reject()
