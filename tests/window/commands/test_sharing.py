"""Commands for files and the clipboard, without a window."""

import shlex

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from sigviz.model.scene import Scene
from sigviz.request.command_line import parse_render
from sigviz.storage import scene_files
from tests.conftest import keep
from tests.pixels import rgb


def copied():
    return QGuiApplication.clipboard().text()


def test_opening_a_scene_is_one_undo_step(make_desk, here):
    desk = make_desk()
    desk.host.file = str(keep(Scene(x=3, theme="dark"), here / "a.json"))
    desk.press("open")
    assert desk.scene == Scene(x=3, theme="dark")
    desk.press("undo")
    assert desk.scene == Scene(theme="dark")


def test_a_file_without_a_scene_is_reported(make_desk, here):
    desk = make_desk()
    (here / "a.json").write_text("nonsense")
    desk.commands.open_scene(here / "a.json")
    assert (desk.scene, desk.store.can_undo) == (Scene(), False)
    assert "'a.json' contains no valid JSON" in desk.host.dialogs[0].text()


@pytest.mark.parametrize("name", ["open", "save_scene"])
def test_cancelling_the_file_dialog_changes_nothing(make_desk, here, name):
    desk = make_desk()
    desk.press(name)
    assert (desk.scene, desk.host.dialogs, list(here.iterdir())) == (Scene(), [], [])


def test_a_file_is_replaced_only_after_the_user_agrees(make_desk, here):
    desk, there = make_desk(x=2), here / "a.json"
    there.write_text("kept")
    desk.host.file = str(there.with_suffix(""))
    desk.press("save_scene")
    (question,) = desk.host.dialogs
    assert there.read_text() == "kept"
    question.button(QMessageBox.StandardButton.Yes).click()
    assert scene_files.read_scene(there) == Scene(x=2)


def test_the_copied_command_makes_the_visible_figure(make_desk):
    desk = make_desk(x=2, layers=["sigma", "tangent", "trace"], trace=[1.0])
    desk.press("present", *["next_step"] * 3, "layer_tangent", "copy_command")
    wanted, _ = parse_render(shlex.split(copied())[2:])
    assert (wanted.size, wanted.scale) == (desk.host.figure_size, 2)
    (scene,) = wanted.scenes(Scene())
    assert scene == desk.scene.evolve(theme="projector", trace=())
    assert not scene.shows("tangent")
    assert "leaves out dots" in desk.host.said[-1][1]


def test_the_copied_picture_has_the_resolution_of_the_screen(make_desk):
    desk = make_desk(layers=["sigma"])
    desk.press("copy_picture")
    assert rgb(QGuiApplication.clipboard().image()).shape[:2] == (800, 1280)


def test_copied_values_are_exact_and_a_hidden_one_stays_hidden(make_desk):
    desk = make_desk(x=0.1, hidden=["sigma"])
    desk.press("copy_x")
    assert copied() == "0.1"
    desk.press("copy_sigma")
    assert copied() == "0.1"
    desk.press("copy_formula")
    assert copied().startswith(r"\sigma'(0.1) = ?")
    desk.press("copy_values")
    assert "σ(x)" not in copied().replace("1 − σ(x)", "")


def test_export_choices_are_remembered_after_saving(make_desk, here):
    desk = make_desk()
    desk.press("export")
    (dialog,) = desk.host.dialogs
    dialog.details.kind.setCurrentText("svg")
    dialog.reject()
    assert desk.host.export_choices.format != "svg"
    desk.press("export")
    dialog = desk.host.dialogs[-1]
    dialog.details.kind.setCurrentText("svg")
    dialog.file.setText(str(here / "a.svg"))
    dialog.accept()
    assert desk.host.export_choices.format == "svg"
    assert desk.host.said[-1][1].startswith("Saved as ")
