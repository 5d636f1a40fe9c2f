"""Files that the window writes: the user is asked before one is replaced, and a number in a name is not a suffix."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from sigviz.model.scene import Scene
from sigviz.storage import scene_files
from tests.conftest import delete_later
from tests.events import CTRL
from tests.window.test_export_dialog import export, save, type_into
from tests.window.test_open import answered

pytestmark = pytest.mark.usefixtures("here")
SHOWN = Scene(x=2.25)


def save_as(window, monkeypatch, name):
    """Save the scene under a name, and return the question box, if there is one."""
    with answered(monkeypatch, Path(name)):
        window.table["save_scene"].trigger()
    return window.findChild(QMessageBox, "question")


def answer(question, button):
    question.button(button).click()
    delete_later()


YES, NO = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No


@pytest.mark.parametrize("typed", ["lecture", "lecture.json", "lecture.JSON"])
@pytest.mark.parametrize("button", [YES, NO])
def test_the_question_is_about_the_file_that_will_be_written(make_window, monkeypatch, typed, button):
    window, there = make_window(SHOWN), Path("lecture.JSON" if "JSON" in typed else "lecture.json")
    there.write_text("kept")
    question = save_as(window, monkeypatch, typed)
    assert there.read_text() == "kept"
    assert (there.name in question.text(), question.isVisible()) == (True, True)
    assert question.defaultButton() is question.button(NO), "Enter alone loses nothing"
    answer(question, button)
    assert (scene_files.read_scene(there) == SHOWN) if button == YES else (there.read_text() == "kept")
    assert [path.name for path in Path().iterdir()] == [there.name]


def test_a_real_dialog_asks_once_and_about_the_right_file(make_window, qtbot):
    """In Qt's own file dialog, with a typed name and Enter."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    Path("lecture.json").write_text("kept")
    window, seen = make_window(SHOWN), []

    def type_name():
        dialog = QApplication.activeModalWidget()
        seen.append(type(dialog))
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        field.selectAll()
        qtbot.keyClicks(field, "lecture")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, type_name)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_S, CTRL)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on=False)
    question = window.findChild(QMessageBox, "question")
    assert seen == [QFileDialog]
    assert "'lecture.json' already exists" in question.text()
    assert Path("lecture.json").read_text() == "kept"
    answer(question, YES)
    assert scene_files.read_scene(Path("lecture.json")) == SHOWN


@pytest.mark.parametrize("typed", ["sigmoid x=1.5", "shot.png", "a", "v1.2", "scene.json.bak"])
def test_a_scene_is_saved_under_a_name_that_can_be_opened(make_window, monkeypatch, typed):
    window = make_window(SHOWN)
    assert save_as(window, monkeypatch, typed) is None, "nothing is in the way"
    assert [path.name for path in Path().iterdir()] == [f"{typed}.json"]
    assert scene_files.read_scene(Path(f"{typed}.json")) == SHOWN


def test_a_picture_name_may_contain_a_number(make_window, qtbot):
    dialog = export(qtbot, make_window(SHOWN))
    type_into(qtbot, dialog.details.size_field, "30x20")
    type_into(qtbot, dialog.file, "slope at 0.25")
    dialog.details.kind.setCurrentText("svg")
    assert dialog.file.text() == "slope at 0.25.svg"
    type_into(qtbot, dialog.file, "slope at 0.5")
    save(qtbot, dialog)
    assert scene_files.read_scene(Path("slope at 0.5.svg")) == SHOWN
    assert not dialog.isVisible()


def test_a_completed_name_is_asked_about(make_window, monkeypatch, qtbot):
    Path("at 0.25.png").write_text("kept")
    dialog = export(qtbot, make_window(SHOWN))
    type_into(qtbot, dialog.details.size_field, "30x20")
    with answered(monkeypatch, Path("at 0.25")):
        dialog.browse.click()
    save(qtbot, dialog)
    assert "save again" in dialog.problem.text()
    assert Path("at 0.25.png").read_text() == "kept"
    save(qtbot, dialog)
    assert scene_files.read_scene(Path("at 0.25.png")) == SHOWN


# Protected files


def protected(name):
    path = Path(name)
    path.write_text("kept")
    path.chmod(0o444)
    return path


@pytest.mark.parametrize("button", [YES, NO])
def test_the_window_asks_before_it_replaces_a_protected_scene(make_window, monkeypatch, button):
    window, path = make_window(SHOWN), protected("a.json")
    question = save_as(window, monkeypatch, "a")
    assert "'a.json' is write-protected" in question.text()
    answer(question, button)
    assert (scene_files.read_scene(path) == SHOWN) if button == YES else (path.read_text() == "kept")
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_the_dialog_asks_before_it_replaces_a_protected_picture(make_window, monkeypatch, qtbot):
    """Even if the file dialog has asked already, because it does not say that the file is protected."""
    path = protected("a.png")
    dialog = export(qtbot, make_window(SHOWN))
    type_into(qtbot, dialog.details.size_field, "30x20")
    with answered(monkeypatch, path):
        dialog.browse.click()
    save(qtbot, dialog)
    assert "'a.png' is write-protected: save again to replace it" in dialog.problem.text()
    assert path.read_text() == "kept"
    save(qtbot, dialog)
    assert scene_files.read_scene(path) == SHOWN
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
