"""Giving a talk in the window: the keys, what stays live, changes of the file, and the tours."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

import sigviz.app
from sigviz import cli
from sigviz.model.scene import Scene
from sigviz.request.tours import TOURS, read_tour
from sigviz.storage import scene_files
from tests.conftest import keep, show
from tests.events import CTRL, NONE, SHIFT, drag, drop
from tests.talks import EXAMPLE, talk_of, written

Key = Qt.Key


@pytest.fixture
def make_speaker(qtbot, nothing_left, tmp_path):
    """A function that shows a window with a talk, by default the example."""
    windows = []

    def make(text=EXAMPLE, scene=None, present=False):
        window = sigviz.app.build(scene or Scene(), talk=talk_of(tmp_path, text))
        windows.append(window)
        qtbot.addWidget(window)
        show(qtbot, window)
        if present:
            window.toggle_presentation()
        return window

    return make


def press(qtbot, window, *keys):
    for key in keys:
        code, held = key if isinstance(key, tuple) else (key, NONE)
        qtbot.keyClick(window.focusWidget(), code, held)


def place(window):
    return window.store.state.place


def builds(window):
    return window.store.state.talk.builds


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    ("onwards", "back"), [(Key.Key_PageDown, Key.Key_PageUp), (Key.Key_Space, (Key.Key_Space, SHIFT))]
)
def test_the_keys_go_through_all_builds_and_back(make_speaker, qtbot, present, onwards, back):
    window = make_speaker(present=present)
    shown = [window.scene]
    for _ in builds(window)[1:]:
        press(qtbot, window, onwards)
        shown.append(window.scene)
    assert shown == [build.scene for build in builds(window)]
    press(qtbot, window, onwards)  # there is no more
    assert (place(window), window.scene) == (11, shown[-1])
    for expected in shown[-2::-1]:
        press(qtbot, window, back)
        assert window.scene == expected
    press(qtbot, window, back)
    assert (place(window), window.scene) == (0, shown[0])


def test_the_ends_of_a_talk_are_a_key_away(make_speaker, qtbot):
    window = make_speaker()
    press(qtbot, window, (Key.Key_End, CTRL))
    assert window.scene == builds(window)[-1].scene
    press(qtbot, window, (Key.Key_Home, CTRL))
    assert window.scene == builds(window)[0].scene


def test_without_a_talk_the_keys_walk_through_the_derivation(make_window, qtbot):
    window = make_window()
    press(qtbot, window, Key.Key_PageDown, Key.Key_PageDown)
    assert window.scene.shows("derivation")
    assert window.scene.step == 2
    before = window.scene
    press(qtbot, window, (Key.Key_Home, CTRL), (Key.Key_End, CTRL))
    assert window.scene == before
    assert not window.table["close_talk"].isEnabled()


def test_after_a_change_by_hand_the_first_step_back_restores_and_the_second_goes_back(make_speaker, qtbot):
    window = make_speaker()
    press(qtbot, window, Key.Key_PageDown)
    written_scene = window.scene
    drag(qtbot, window.plot.viewport(), (300, 300), (200, 200))
    press(qtbot, window, Key.Key_8)
    assert window.scene.x != written_scene.x
    press(qtbot, window, Key.Key_PageUp)
    assert (place(window), window.scene) == (1, written_scene)
    press(qtbot, window, Key.Key_PageUp)
    assert (place(window), window.scene) == (0, builds(window)[0].scene)


def test_the_next_key_goes_on_after_any_change_by_hand(make_speaker, qtbot):
    window = make_speaker()
    drag(qtbot, window.plot.viewport(), (300, 300), (200, 200))
    press(qtbot, window, Key.Key_N, Key.Key_L, Key.Key_H, Key.Key_PageDown)
    assert place(window) == 1
    talk = window.store.state.talk
    assert talk.at(1, window.scene) == window.scene
    assert window.scene.hidden  # the talk does not name it, so it stays as it is


def test_undo_goes_back_to_what_was_shown_and_to_its_place(make_speaker, qtbot):
    window = make_speaker()
    press(qtbot, window, Key.Key_PageDown, Key.Key_PageDown)
    drag(qtbot, window.plot.viewport(), (300, 300), (200, 200))
    seen = []
    while window.store.can_undo:
        seen.append((place(window), window.scene))
        window.table["undo"].trigger()
    assert [at for at, _ in seen] == [2, 2, 1]
    assert (place(window), window.scene) == (0, builds(window)[0].scene)
    for expected in seen[::-1]:
        window.table["redo"].trigger()
        assert (place(window), window.scene) == expected


def test_a_key_first_removes_what_covers_the_figure(make_speaker, qtbot):
    window = make_speaker(present=True)
    press(qtbot, window, Key.Key_B)
    for key in (Key.Key_PageDown, Key.Key_PageDown):
        press(qtbot, window, key)
    assert not window.blank
    assert place(window) == 1
    press(qtbot, window, Key.Key_F1, (Key.Key_End, CTRL))
    assert place(window) == 1


def test_where_the_talk_is_stands_in_the_title_and_with_the_hints(make_speaker, qtbot):
    window = make_speaker(present=True)
    press(qtbot, window, Key.Key_PageDown)
    assert window.windowTitle() == "Why σ′ = σ(1 − σ) – 2 of 3 – sigviz"
    corner = window._hints._place
    assert corner.text() == "2 of 3"
    assert corner.isVisible()
    assert window.rect().contains(corner.rect().translated(corner.mapTo(window, corner.rect().topLeft())))
    assert corner.fontInfo().pixelSize() >= 0.028 * min(window.width(), window.height())
    window.table["close_talk"].trigger()
    assert corner.text() == ""
    assert window.windowTitle() == "sigviz"


def test_going_on_is_announced_with_place_and_caption(make_speaker, qtbot, monkeypatch):
    said = []
    window = make_speaker()
    monkeypatch.setattr("sigviz.window.announce.announce", lambda widget, message: said.append(message))
    press(qtbot, window, Key.Key_PageDown)
    assert said[-1].startswith("2 of 3. Its slope at one point. x = 2")
    press(qtbot, window, (Key.Key_Home, CTRL), Key.Key_PageUp)
    assert "first scene" in said[-1]


# Glides


@pytest.mark.glides
def test_the_way_to_a_scene_is_a_glide_of_its_own_time(make_speaker, qtbot):
    window = make_speaker()
    press(qtbot, window, Key.Key_PageDown)
    assert window.scene == builds(window)[1].scene  # at once
    assert window.glide.duration() == 600
    window.glide.pause()
    window.glide.setCurrentTime(100)
    assert 0 < window.glide._seen.x < 2


@pytest.mark.glides
@pytest.mark.parametrize("key", [Key.Key_PageDown, Key.Key_H, Key.Key_Shift])
def test_a_key_during_a_glide_finishes_it(make_speaker, qtbot, key):
    window = make_speaker()
    press(qtbot, window, Key.Key_PageDown)
    window.glide.pause()
    window.glide.setCurrentTime(100)
    shown = []
    window.glide._draw, draw = lambda scene: (shown.append(scene.x), draw(scene)), window.glide._draw
    press(qtbot, window, key)
    assert shown[0] == 2
    assert place(window) == 1 + (key == Key.Key_PageDown)


@pytest.mark.glides
def test_a_glide_of_no_time_cuts(make_speaker, qtbot):
    window = make_speaker(EXAMPLE.replace("glide = 0.6", "glide = 0"))
    press(qtbot, window, Key.Key_PageDown)
    assert window.glide._seen.x == 2


# Files


def test_a_dropped_talk_opens_as_one_undo_step(make_window, qtbot, tmp_path):
    window = make_window(x=3, theme="dark")
    before = window.scene
    drop(window, written(tmp_path), (300, 300))
    assert (window.scene.x, window.scene.theme) == (0, "dark")
    assert window.scene.caption == "σ squeezes any sum into (0, 1)"
    window.table["undo"].trigger()
    assert window.scene == before
    assert window.store.state.talk is None


def test_a_wrong_talk_changes_nothing_and_says_why(make_window, qtbot, tmp_path):
    window = make_window()
    before = window.store.state
    drop(window, written(tmp_path, "[[scene]]\nx = 701"), (300, 300))
    (box,) = window.findChildren(QMessageBox)
    assert "talk.toml: scene 1: x must be between -700 and 700, not 701" in box.text()
    assert window.store.state is before
    box.close()


def test_opening_a_scene_closes_the_talk(make_speaker, tmp_path):
    window = make_speaker()
    window.commands.open_scene(keep(Scene(x=3), tmp_path / "a.json"))
    assert window.scene == Scene(x=3)
    assert window.store.state.talk is None


def test_closing_a_talk_keeps_what_is_shown_but_its_caption(make_speaker):
    window = make_speaker()
    before = window.scene
    window.table["close_talk"].trigger()
    assert window.scene == before.evolve(caption=None)
    window.table["undo"].trigger()
    assert (window.scene, place(window)) == (before, 0)


def replaced(path, text):
    """Write a file as careful editors do: another one takes its place."""
    new = path.with_name("new")
    new.write_text(text, "utf-8")
    os.replace(new, path)


@pytest.mark.parametrize("write", [lambda path, text: path.write_text(text, "utf-8"), replaced])
def test_an_edit_of_the_file_is_taken_up_at_once(make_speaker, qtbot, tmp_path, write):
    window = make_speaker()
    press(qtbot, window, Key.Key_PageDown)
    for x in (3, 4):
        write(tmp_path / "talk.toml", EXAMPLE.replace("x = 2", f"x = {x}"))
        qtbot.waitUntil(lambda x=x: window.scene.x == x)
    assert place(window) == 1
    press(qtbot, window, Key.Key_PageDown, Key.Key_PageDown)
    assert window.scene.x == 4
    for _ in range(3):
        window.table["undo"].trigger()
    assert window.store.state.talk.builds[1].scene.x == 4  # undo does not bring the old talk back


def test_comments_that_another_program_adds_stay_when_the_talk_is_saved(make_speaker, qtbot, tmp_path):
    window, path = make_speaker(), tmp_path / "talk.toml"
    path.write_text("# by another program\n" + EXAMPLE, "utf-8")
    window.commands.reload_talk()
    window.commands.set_caption(2, "New")
    window.table["save_scene"].trigger()
    assert path.read_text("utf-8") == "# by another program\n" + EXAMPLE.replace("Its slope at one point", "New")


def test_a_wrong_edit_keeps_the_talk_and_is_told_at_the_desk_only(make_speaker, qtbot, tmp_path, monkeypatch):
    told = []
    window = make_speaker()
    monkeypatch.setattr(window, "tell", told.append)
    path = tmp_path / "talk.toml"
    path.write_text("[[scene]]\nx = 701", "utf-8")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["talk.toml: scene 1: x must be between -700 and 700, not 701"]
    assert len(builds(window)) == 12
    path.unlink()
    QApplication.processEvents()
    window.toggle_presentation()
    path.write_text("[[scene]]\nx = 702", "utf-8")
    window.commands.reload_talk()
    assert len(told) == 1
    assert not window.findChildren(QDialog)


def test_a_shorter_talk_is_shown_at_its_nearest_place(make_speaker, tmp_path):
    window = make_speaker()
    window.table["last_scene"].trigger()
    written(tmp_path, EXAMPLE.partition('[[scene]]\ncaption = "Where')[0])
    window.commands.reload_talk()
    assert (place(window), window.scene.x, len(builds(window))) == (1, 2, 2)


def test_the_next_start_shows_the_scene_but_no_caption_without_its_talk(make_speaker):
    window = make_speaker()
    assert window.memory.scene == window.scene.evolve(caption=None)


def test_sigviz_opens_a_talk_given_on_the_command_line(monkeypatch, tmp_path):
    seen = []
    monkeypatch.setattr("sigviz.app.run", lambda request, scene=None, talk=None: seen.append((request, talk)) or 0)
    assert cli.main([str(written(tmp_path)), "--present", "--theme", "dark"]) == 0
    assert cli.main(["tour", "learning", "--present"]) == 0
    assert [talk.title for _, talk in seen] == ["Why σ′ = σ(1 − σ)", "A unit learns"]
    assert [request.present for request, _ in seen] == [True, True]


def test_options_apply_to_the_first_scene_of_a_talk(qapp, qtbot, tmp_path):
    from sigviz.request.command_line import parse

    window = sigviz.app.build(
        Scene(), request=parse(["--theme", "dark", "--with", "grid,area"]), talk=talk_of(tmp_path)
    )
    qtbot.addWidget(window)
    assert (window.scene.theme, window.scene.x, window.scene.shows("area")) == ("dark", 0, True)
    assert not window.store.can_undo


# Tours


@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: tour.name)
def test_a_tour_is_opened_from_the_menu(make_window, qtbot, tour):
    window = make_window(x=5, layers=["grid", "neuron", "chain"])
    window.table[f"tour_{tour.name}"].trigger()
    talk = read_tour(tour.name)
    for build in talk.builds:
        assert {name: getattr(window.scene, name) for name in talk.named} == talk.written(place(window))
        assert window.scene.caption == build.scene.caption
        assert not window.figure.omitted_layers
        press(qtbot, window, Key.Key_PageDown)
    assert window.figure.caption.text() == talk.builds[-1].scene.caption


def test_the_tour_is_offered_after_the_first_drag_of_the_first_start(qtbot, nothing_left, tmp_path):
    for start in (1, 2):
        window = sigviz.app.build(settings=str(tmp_path / "settings.json"))
        qtbot.addWidget(window)
        show(qtbot, window)
        assert not window.tour_offer.isVisible()
        drag(qtbot, window.plot.viewport(), (300, 300), (400, 300))
        assert window.tour_offer.isVisible() == (start == 1)
        if start == 1:
            assert window.menuBar().rect().contains(window.tour_offer.geometry())
            window.resize(640, 480)
            QApplication.processEvents()
            assert window.menuBar().rect().contains(window.tour_offer.geometry()) or not window.tour_offer.isVisible()
            window.resize(1280, 800)
            QApplication.processEvents()
            assert window.tour_offer.isVisible()
            assert TOURS[0].title in window.tour_offer.text()
            qtbot.mouseClick(window.tour_offer, Qt.MouseButton.LeftButton)
            assert window.store.state.talk == read_tour(TOURS[0].name)
            assert not window.tour_offer.isVisible()
            assert window.focusWidget() is window.plot
        window.close()


def test_a_picture_of_a_talk_opens_as_its_scene(make_speaker, tmp_path, qtbot):
    window = make_speaker()
    press(qtbot, window, Key.Key_PageDown)
    path = tmp_path / "here.png"
    sigviz.render(window.scene, path)
    assert scene_files.read_scene(path) == window.scene
