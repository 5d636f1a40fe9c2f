"""Making a talk in the window: the filmstrip, editing, undo, saving, and what is left when the program dies."""

import os
import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QToolButton

import sigviz.app
from sigviz.model.scene import Scene
from sigviz.request.talk_file import read_talk
from sigviz.window.talks import document
from tests.conftest import delete_later, show
from tests.events import CTRL, drag
from tests.talks import EXAMPLE, talk_of, written

Key = Qt.Key


@pytest.fixture
def make_author(qtbot, nothing_left, tmp_path):
    """A function that shows a window, with a talk and with the filmstrip."""
    windows = []

    def make(text=EXAMPLE, strip=True, settings=None):
        talk = talk_of(tmp_path, text) if text else None
        window = sigviz.app.build(Scene(), settings=settings, talk=talk)
        windows.append(window)
        show(qtbot, window)
        if strip:
            qtbot.keyClick(window, Key.Key_F6)
        return window

    yield make
    for window in windows:
        window.close_at_once()
        window.deleteLater()
    delete_later()


@pytest.fixture
def answer(monkeypatch):
    """A function that sets the file that the next dialogs return."""

    def set_answer(path):
        for ask in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, ask, lambda *_: (str(path), ""))

    return set_answer


def boxes(window):
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def talk_in(window):
    return window.store.state.talk


def captions(window):
    return [part.caption for part in talk_in(window).scenes]


def test_a_view_is_added_after_the_current_scene(make_author, qtbot):
    window = make_author(strip=False)
    drag(qtbot, window.plot.viewport(), (300, 300), (200, 200))
    view = window.scene
    qtbot.keyClick(window.plot, Key.Key_D, CTRL)
    assert len(talk_in(window).scenes) == 4
    assert window.store.state.place == 1
    assert window.scene == view.evolve(caption="")
    assert talk_in(window).scenes[1].entry == {"x": view.x}


def test_the_first_view_begins_a_talk(make_author, qtbot):
    window = make_author(text="", strip=False)
    qtbot.keyClick(window.plot, Key.Key_D, CTRL)
    assert window.windowTitle() == "Untitled talk – 1 of 1, not saved – sigviz"
    window.table["undo"].trigger()
    assert talk_in(window) is None
    assert window.windowTitle() == "sigviz"


def test_every_edit_is_one_undo_step(make_author, qtbot):
    window = make_author()
    window.commands.set_x = window.set_x
    first, history = window.store.state, []
    window.set_x(-2.0)
    for edit in ("update_scene", "duplicate_scene", "scene_down", "scene_up", "remove_scene", "add_view"):
        history.append(window.store.state)
        window.table[edit].trigger()
        assert window.store.state != history[-1], edit
    window.left_side.filmstrip.caption_edited.emit(1, "New")
    for expected in [None, *history[::-1]]:
        window.table["undo"].trigger()
        assert expected is None or window.store.state == expected
    window.table["undo"].trigger()
    assert window.store.state == first
    assert not window.document.modified


def test_the_last_scene_stays_and_says_so(make_author, monkeypatch):
    window = make_author("[[scene]]\nx = 1")
    told = []
    monkeypatch.setattr(window, "tell", told.append)
    window.table["remove_scene"].trigger()
    assert told == ["A talk has at least one scene"]
    assert len(talk_in(window).scenes) == 1


# The filmstrip


def test_a_click_on_a_scene_goes_there_and_keys_too(make_author, qtbot):
    window = make_author()
    view = window.left_side.filmstrip.scenes
    assert window.focusWidget() is view
    qtbot.keyClick(view, Key.Key_Down)
    assert window.scene.caption == "Its slope at one point"
    box = view.visualRect(view.model().index(2, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert window.scene.caption == "Where the formula comes from"
    qtbot.keyClick(view, Key.Key_PageDown)  # goes on in the talk
    assert (window.store.state.place, window.scene.step) == (3, 2)
    assert view.currentIndex().row() == 2
    qtbot.keyClick(view, Key.Key_Escape)
    assert window.focusWidget() is window.plot


@pytest.mark.parametrize("strip", [True, False])
def test_captions_are_edited_in_place(make_author, qtbot, strip):
    window = make_author(strip=strip)
    qtbot.keyClick(window.plot, Key.Key_PageDown)
    qtbot.keyClick(window.focusWidget(), Key.Key_F2)
    view = window.left_side.filmstrip.scenes
    (field,) = view.findChildren(QLineEdit)
    qtbot.keyClicks(field, "New words, x = 2")
    qtbot.keyClick(field, Key.Key_Return)
    QApplication.processEvents()
    assert captions(window)[1] == "New words, x = 2"
    assert window.figure.caption.text() == "New words, x = 2"
    window.table["undo"].trigger()
    assert captions(window)[1] == "Its slope at one point"


def test_notes_are_edited_in_place_as_one_undo_step(make_author, qtbot):
    window = make_author()
    notes = window.left_side.filmstrip.notes
    assert notes.toPlainText() == "Ask: where is it steepest?"
    notes.setFocus()
    qtbot.keyClick(notes, Key.Key_End, CTRL)
    qtbot.keyClicks(notes, " Wait 5 s.")
    assert talk_in(window).builds[0].notes == "Ask: where is it steepest? Wait 5 s."
    assert notes.toPlainText() == "Ask: where is it steepest? Wait 5 s."
    window.table["undo"].trigger()
    assert talk_in(window).builds[0].notes == notes.toPlainText() == "Ask: where is it steepest?"
    qtbot.keyClick(notes, Key.Key_A, CTRL)
    notes.insertPlainText("x" * 10_001)
    assert talk_in(window).builds[0].notes == "Ask: where is it steepest?"


def test_scenes_are_moved_with_keys_and_with_the_mouse(make_author, qtbot):
    window = make_author()
    first, second, third = captions(window)
    view = window.left_side.filmstrip.scenes
    qtbot.keyClick(view, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert captions(window) == [second, first, third]
    assert view.currentIndex().row() == 1
    model = view.model()
    data = model.mimeData([model.index(0, 0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, model.index(-1, -1))  # after the last one
    assert captions(window) == [first, third, second]
    qtbot.keyClick(view, Key.Key_Delete)
    assert len(captions(window)) == 2


def test_the_filmstrip_is_read_and_its_pictures_appear(make_author, qtbot):
    window = make_author()
    strip = window.left_side.filmstrip
    qtbot.waitUntil(lambda: len(strip.thumbnails._known) == 3)
    told = QAccessible.queryAccessibleInterface(strip.scenes)
    rows = [told.child(row).text(QAccessible.Text.Name) for row in range(3)]
    assert rows[0] == "Scene 1: σ squeezes any sum into (0, 1)"
    assert rows[2] == "Scene 3, 10 builds: Where the formula comes from"
    assert strip.notes.accessibleName() == "Notes"


def test_a_long_talk_paints_only_what_is_seen(make_author, qtbot):
    scenes = "".join(f'[[scene]]\ncaption = "c {index}"\nx = {index % 15 - 7}\n' for index in range(500))
    window = make_author(scenes)
    QApplication.processEvents()
    seen = (
        window.left_side.filmstrip.scenes.viewport().height() // window.left_side.filmstrip.scenes.sizeHintForRow(0) + 2
    )
    waiting = window.left_side.filmstrip.thumbnails
    assert len(waiting._waiting) + len(waiting._known) <= seen
    bar = window.left_side.filmstrip.scenes.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert len(waiting._waiting) + len(waiting._known) <= 2 * seen


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_the_list_gets_the_space_and_text_grows(make_author, text_scale):
    window = make_author()
    strip = window.left_side.filmstrip
    window.store.update(text_scale=text_scale)
    QApplication.processEvents()
    assert strip.notes.height() == round(110 * text_scale)
    for button in strip.findChildren(QToolButton):
        assert button.width() >= button.sizeHint().width()  # its words are not shortened
    assert strip.scenes.height() > strip.notes.height()


def test_the_filmstrip_is_in_no_picture_and_not_shown_while_presenting(make_author, qtbot):
    window = make_author()
    QApplication.processEvents()
    with_strip = window.figure_size
    window.toggle_presentation()
    QApplication.processEvents()
    assert not window.left_side.filmstrip.isVisible()
    window.toggle_presentation()
    qtbot.waitUntil(lambda: window.figure_size == with_strip)
    assert window.left_side.filmstrip.isVisible()
    assert window.figure_size == with_strip
    assert window.left_side.filmstrip not in window.figure.findChildren(type(window.left_side.filmstrip))
    qtbot.keyClick(window, Key.Key_F6)
    assert not window.left_side.filmstrip.isVisible()
    assert window.focusWidget() is window.plot


# Saving


def test_saving_writes_the_file_with_its_comments(make_author, qtbot, tmp_path):
    window = make_author()
    window.left_side.filmstrip.caption_edited.emit(2, "New")
    assert window.windowTitle().endswith("1 of 3, not saved – sigviz")
    qtbot.keyClick(window.plot, Key.Key_S, CTRL)
    assert window.windowTitle().endswith("1 of 3 – sigviz")
    assert (tmp_path / "talk.toml").read_text("utf-8") == EXAMPLE.replace("Its slope at one point", "New")
    window.table["undo"].trigger()
    assert window.document.modified
    window.table["redo"].trigger()
    assert not window.document.modified


def test_a_new_talk_is_saved_where_the_user_says(make_author, qtbot, tmp_path, answer):
    window = make_author(text="", strip=False)
    qtbot.keyClick(window.plot, Key.Key_D, CTRL)
    answer(tmp_path / "mine")
    qtbot.keyClick(window.plot, Key.Key_S, CTRL)
    assert read_talk(tmp_path / "mine.toml") == talk_in(window)
    assert window.windowTitle() == "mine – 1 of 1 – sigviz"
    window.set_x(3)
    window.table["update_scene"].trigger()
    qtbot.keyClick(window.plot, Key.Key_S, CTRL)
    assert read_talk(tmp_path / "mine.toml").builds[0].scene.x == 3


def test_without_a_talk_the_scene_is_saved(make_author, qtbot, tmp_path, answer):
    window = make_author(text="", strip=False)
    answer(tmp_path / "a.json")
    qtbot.keyClick(window.plot, Key.Key_S, CTRL)
    assert (tmp_path / "a.json").exists()


def test_a_file_that_another_program_changed_is_not_overwritten_unasked(make_author, qtbot, tmp_path):
    window = make_author()
    window.left_side.filmstrip.caption_edited.emit(2, "Mine")
    path = tmp_path / "talk.toml"
    theirs = EXAMPLE.replace("Its slope at one point", "Theirs")
    path.write_text(theirs, "utf-8")
    window.commands.reload_talk()
    assert captions(window)[1] == "Mine"  # what is not saved is not thrown away
    qtbot.keyClick(window.plot, Key.Key_S, CTRL)
    (box,) = boxes(window)
    assert "changed by another program" in box.text()
    assert path.read_text("utf-8") == theirs
    box.button(QMessageBox.StandardButton.Yes).click()
    assert "Mine" in path.read_text("utf-8")


def test_a_file_that_cannot_be_written_is_told_and_the_talk_stays_unsaved(make_author, qtbot, tmp_path, answer):
    window = make_author(text="", strip=False)
    qtbot.keyClick(window.plot, Key.Key_D, CTRL)
    answer(tmp_path / "none" / "a.toml")
    qtbot.keyClick(window.plot, Key.Key_S, CTRL)
    (box,) = boxes(window)
    assert "a.toml" in box.text()
    assert window.document.modified
    box.close()


@pytest.mark.parametrize(
    ("choice", "closed", "written_too"), [("Save", True, True), ("Discard", True, False), ("Cancel", False, False)]
)
def test_closing_asks_about_an_unsaved_talk(make_author, tmp_path, choice, closed, written_too):
    window = make_author()
    window.left_side.filmstrip.caption_edited.emit(2, "New")
    window.close()
    (box,) = boxes(window)
    assert "Why σ′ = σ(1 − σ)" in box.text()
    assert window.isVisible()
    box.button(QMessageBox.StandardButton[choice]).click()
    QApplication.processEvents()
    assert window.isVisible() != closed
    assert ("New" in (tmp_path / "talk.toml").read_text("utf-8")) == written_too


def test_opening_something_else_asks_about_an_unsaved_talk(make_author, tmp_path):
    window = make_author()
    window.left_side.filmstrip.caption_edited.emit(2, "New")
    window.table["tour_learning"].trigger()
    (box,) = boxes(window)
    assert captions(window)[1] == "New"
    box.button(QMessageBox.StandardButton.Discard).click()
    assert talk_in(window).title == "A unit learns"
    assert not window.document.modified


def test_an_unsaved_talk_is_offered_at_the_next_start(make_author, tmp_path):
    settings = str(tmp_path / "settings.json")
    window = make_author(settings=settings)
    window.left_side.filmstrip.caption_edited.emit(2, "New")
    window.document._rest.timeout.emit()  # it has rested
    assert (tmp_path / document.KEPT).exists()
    again = make_author(text="", strip=False, settings=settings)
    again.commands.offer_unsaved()
    (box,) = boxes(again)
    box.button(QMessageBox.StandardButton.Open).click()
    assert captions(again)[1] == "New"
    assert again.document.modified
    assert talk_in(again).source == tmp_path / "talk.toml"
    again.commands._write_talk(tmp_path / "talk.toml")
    assert not (tmp_path / document.KEPT).exists()
    assert "# builds: a key press each" in (tmp_path / "talk.toml").read_text("utf-8")


def test_what_was_kept_is_dropped_when_the_user_says_so_and_damage_is_ignored(make_author, tmp_path):
    settings, kept = str(tmp_path / "settings.json"), tmp_path / document.KEPT
    window = make_author(text="", strip=False, settings=settings)
    for damaged in ("", "[]", "{}", '{"talk": 3}', '{"talk": "[[scene]]\\nx = 701", "source": 3}', "[" * 100_000):
        kept.write_text(damaged)
        window.commands.offer_unsaved()
        assert boxes(window) == []
    kept.write_text('{"talk": "[[scene]]\\nx = 3", "source": ""}')
    window.commands.offer_unsaved()
    (box,) = boxes(window)
    box.button(QMessageBox.StandardButton.Discard).click()
    assert not kept.exists()
    assert talk_in(window) is None


def test_a_saved_talk_leaves_nothing_behind(make_author, tmp_path, qtbot):
    window = make_author(settings=str(tmp_path / "settings.json"))
    window.left_side.filmstrip.caption_edited.emit(2, "New")
    window.document.keep()
    assert (tmp_path / document.KEPT).exists()
    qtbot.keyClick(window.plot, Key.Key_S, CTRL)
    assert not (tmp_path / document.KEPT).exists()
    assert sorted(os.listdir(tmp_path)) == ["talk.toml"]


@pytest.mark.slow
def test_random_making_can_be_undone_and_is_read_back(make_author, tmp_path, qtbot):
    window, chance = make_author(), random.Random(2)
    first = window.store.state
    edits = ("add_view", "update_scene", "duplicate_scene", "remove_scene", "scene_up", "scene_down")
    others = (
        "next_step",
        "previous_step",
        "learn",
        "layer_neuron",
        "layer_area",
        "layer_derivation",
        "hide",
        "zoom_in",
    )
    for act in range(300):
        window.table[chance.choice(edits + others)].trigger()
        number = talk_in(window).builds[window.store.state.place].number
        if act % 9 == 0:
            window.left_side.filmstrip.caption_edited.emit(number, f"Caption {act}")
            window.left_side.filmstrip.notes_edited.emit(number, f"Notes\n{act}", None)
        if act % 10 == 0:
            QApplication.processEvents()
            path = written(tmp_path, "", "copy.toml")
            window.document.write(path)
            assert read_talk(path) == talk_in(window)
            assert window.left_side.filmstrip.scenes.currentIndex().row() == number - 1
            assert window.figure.caption.text() == (window.scene.caption or "")
    for _ in range(600):
        window.table["undo"].trigger()
    assert window.store.state.scene.evolve(hidden=()) == first.scene
    assert talk_in(window) == first.talk
