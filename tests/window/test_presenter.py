"""The presenter's view: on a screen of its own, live as the audience's figure, with notes and clocks."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication

import sigviz.app
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.request.command_line import parse
from sigviz.request.talk_file import read_talk
from sigviz.request.talk_writing import toml_of
from sigviz.storage.settings import Memory, Settings
from sigviz.views.figure import Figure
from sigviz.window.presenter import clock
from sigviz.window.presenter.screens import Screens
from sigviz.window.presenter.view import NoHead
from tests.conftest import delete_later, show
from tests.events import drag
from tests.pictures_alike import assert_look_alike
from tests.talks import EXAMPLE, talk_of

Key = Qt.Key


@pytest.fixture
def make_speaker(qtbot, nothing_left, tmp_path):
    """A function that shows a window with a talk, by default presenting."""
    if len(QGuiApplication.screens()) < 2:
        pytest.skip("the platform has one screen")
    windows = []

    def make(text=EXAMPLE, present=True, **named):
        talk = talk_of(tmp_path, text) if text else None
        window = sigviz.app.build(Scene(), talk=talk, **named)
        windows.append(window)
        show(qtbot, window)
        if present:
            window.toggle_presentation()
            QApplication.processEvents()
        return window

    yield make
    for window in windows:
        window.close_at_once()
        window.deleteLater()
    delete_later()


def view_of(window):
    return window.screens.view


def screen_of(widget):
    return QGuiApplication.screenAt(widget.geometry().center())


@pytest.fixture
def one_screen(monkeypatch):
    """A function that lets the program see one screen only, or all again, and says so."""

    def plug(window, out):
        if out:
            monkeypatch.setattr(Screens, "_others", staticmethod(lambda screen: []))
        else:
            monkeypatch.undo()
        window.screens._on_screens()
        QApplication.processEvents()

    return plug


def test_a_talk_is_presented_on_the_other_screen_with_the_view_on_this_one(make_speaker):
    window = make_speaker(present=False)
    here = screen_of(window)
    window.toggle_presentation()
    QApplication.processEvents()
    assert screen_of(window) is not here
    assert screen_of(view_of(window)) is here
    assert view_of(window).isVisible()
    window.toggle_presentation()
    QApplication.processEvents()
    assert view_of(window) is None
    assert screen_of(window) is here


def test_without_a_talk_or_a_second_screen_it_is_as_before(make_speaker, one_screen):
    window = make_speaker(text="", present=False)
    here = screen_of(window)
    window.toggle_presentation()
    assert view_of(window) is None
    assert screen_of(window) is here
    alone = make_speaker(present=False)
    one_screen(alone, out=True)
    here = screen_of(alone)
    alone.toggle_presentation()
    assert view_of(alone) is None
    assert screen_of(alone) is here


def test_it_shows_what_to_say_and_what_comes_next(make_speaker, qtbot):
    window = make_speaker()
    view = view_of(window)
    assert view.notes.toPlainText() == "Ask: where is it steepest?"
    assert (view.place.text(), view.caption.text()) == ("1 of 3", "σ squeezes any sum into (0, 1)")
    qtbot.waitUntil(lambda: not view.picture.pixmap().isNull())
    first = view.picture.pixmap().toImage()
    qtbot.keyClick(window.plot, Key.Key_PageDown)
    assert (view.place.text(), view.notes.toPlainText()) == ("2 of 3", "")
    qtbot.waitUntil(lambda: view.picture.pixmap().toImage() != first)
    window.table["last_scene"].trigger()
    assert view.picture.pixmap().isNull()
    assert "last scene" in view.following.text()
    told = QAccessible.queryAccessibleInterface(view.notes)
    assert told.text(QAccessible.Text.Name) == "Notes"


@pytest.mark.parametrize("size", [(1400, 900), (1024, 768), (1920, 1080), (768, 1024)])
def test_notes_and_clock_are_large_and_inside(make_speaker, size):
    window = make_speaker(EXAMPLE.replace("Ask: where is it steepest?", "Many words. " * 200))
    view = view_of(window)
    view.resize(*size)
    QApplication.processEvents()
    assert view.notes.fontInfo().pixelSize() >= 0.03 * min(size[1], 0.7 * size[0])
    assert view.notes.verticalScrollBar().maximum() > 0
    for part in (view.figure, view.side, view.picture, view.following):
        assert view.rect().contains(part.geometry())
    for label in (view.place, view.clock.day, view.clock.elapsed, view.clock.stop, view.clock.reset):
        corner = label.mapTo(view, label.rect().topLeft())
        assert view.rect().contains(label.rect().translated(corner))
        assert label.width() >= label.minimumSizeHint().width()


def test_keys_in_the_view_do_what_they_do_in_the_window(make_speaker, qtbot):
    window = make_speaker()
    view = view_of(window)
    view.activateWindow()
    qtbot.keyClick(view, Key.Key_PageDown)
    assert window.store.state.place == 1
    qtbot.keyClick(view, Key.Key_8)
    assert not window.scene.shows("grid")
    qtbot.keyClick(view, Key.Key_B)
    assert window.blank
    qtbot.keyClick(view, Key.Key_PageDown)
    assert not window.blank
    qtbot.keyClick(view, Key.Key_Escape)
    QApplication.processEvents()
    assert not window.presenting
    assert view_of(window) is None


def test_closing_the_view_ends_the_presentation(make_speaker):
    window = make_speaker()
    view_of(window).close()
    QApplication.processEvents()
    assert not window.presenting
    assert view_of(window) is None
    assert window.isVisible()


def test_a_drag_in_either_acts_in_both(make_speaker, qtbot):
    window = make_speaker()
    view = view_of(window)
    for plot in (view.figure.plot, window.plot):
        before = window.scene.x
        drag(qtbot, plot.viewport(), (200, 200), (120 if before > 0 else 300, 150))
        assert window.scene.x != before
        for other in (view.figure.plot, window.plot):
            assert other.marks.point.pos().x() == window.scene.x
    for _ in range(2):
        window.table["undo"].trigger()
    assert window.scene.x == 0  # each drag is one step


def test_hidden_numbers_are_seen_in_the_view_alone(make_speaker, qtbot):
    window = make_speaker()
    qtbot.keyClick(window.plot, Key.Key_PageDown)
    qtbot.keyClick(window.plot, Key.Key_H)
    assert window.figure.values.readings[0].text().endswith("?")
    assert view_of(window).figure.values.readings[0].text().endswith("0.8808")


def test_the_screens_are_swapped_and_that_is_remembered(make_speaker, qtbot, tmp_path):
    window = make_speaker(settings=str(tmp_path / "settings.json"))
    audience, presenter = screen_of(window), screen_of(view_of(window))
    qtbot.keyClick(window.plot, Key.Key_F8)
    QApplication.processEvents()
    assert (screen_of(window), screen_of(view_of(window))) == (presenter, audience)
    assert window.isFullScreen()
    assert window.memory.presenter_swapped
    settings = Settings(tmp_path / "settings.json")
    settings.save(window.memory)
    assert settings.load().presenter_swapped
    window.toggle_presentation()
    window.toggle_presentation()
    QApplication.processEvents()
    assert screen_of(view_of(window)) is not screen_of(window)
    assert not Memory().presenter_swapped


def test_a_screen_that_is_unplugged_and_plugged_in_again_loses_nothing(make_speaker, qtbot, one_screen, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(clock, "monotonic", lambda: now[0])
    window = make_speaker()
    qtbot.keyClick(window.plot, Key.Key_PageDown)
    drag(qtbot, window.plot.viewport(), (200, 200), (120, 150))
    state = window.store.state
    now[0] += 65
    with monkeypatch.context() as patch:
        patch.setattr(Screens, "_others", staticmethod(lambda screen: []))
        window.screens._on_screens()
        QApplication.processEvents()
        assert view_of(window) is None
        assert window.presenting
        assert window.store.state is state
    window.screens._on_screens()
    QApplication.processEvents()
    assert view_of(window).place.text() == "2 of 3"
    assert view_of(window).clock.elapsed.text() == "1:05"


def test_the_stopwatch_can_be_stopped_and_reset(make_speaker, qtbot, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(clock, "monotonic", lambda: now[0])
    window = make_speaker()
    shown = view_of(window).clock

    def after(seconds):
        now[0] += seconds
        shown.look()
        return shown.elapsed.text()

    assert after(59) == "0:59"
    assert after(3602) == "1:01:01"
    shown.stop.click()
    assert after(100) == "1:01:01"
    shown.stop.click()
    assert after(2) == "1:01:03"
    shown.reset.click()
    assert after(3) == "0:03"
    assert len(shown.day.text()) == len("12:34")


def test_a_rehearsal_opens_both_as_windows(make_speaker, qtbot):
    window = make_speaker(present=False, request=parse(["--rehearse"]))
    window.toggle_rehearsal()
    view = view_of(window)
    assert view.isVisible()
    assert not view.isFullScreen()
    assert not window.isFullScreen()
    assert window.table["rehearse"].isChecked()
    qtbot.keyClick(view, Key.Key_PageDown)
    assert window.store.state.place == 1
    mine, other = window.geometry(), view.geometry()
    qtbot.keyClick(view, Key.Key_F8)
    assert (window.geometry().topLeft(), view.geometry().topLeft()) == (other.topLeft(), mine.topLeft())
    view.close()
    QApplication.processEvents()
    assert view_of(window) is None
    assert not window.table["rehearse"].isChecked()


@pytest.mark.slow
def test_random_acts_in_both_windows_show_the_same(make_speaker, qtbot, tmp_path):
    window, chance = make_speaker(), random.Random(3)
    edits = ("add_view", "update_scene", "duplicate_scene", "remove_scene", "scene_up", "scene_down")
    going = ("next_step", "next_step", "previous_step", "first_scene", "last_scene", "learn")
    layers = ("layer_neuron", "layer_area", "layer_derivation", "layer_grid", "layer_chain", "hide", "zoom_in")
    mark = undoable(window.store.state)
    for act in range(1, 1001):
        view = view_of(window)
        kind = chance.choice(("edit", "go", "layer", "drag", "black", "swap"))
        if kind == "drag":
            plot = chance.choice((view.figure.plot, window.plot))
            drag(qtbot, plot.viewport(), (150, 150), (chance.randint(100, 250), 150))
        elif kind == "swap" and act % 5:
            continue
        else:
            names = {"edit": edits, "go": going, "layer": layers, "black": ("blank",), "swap": ("swap_screens",)}[kind]
            window.table[chance.choice(names)].trigger()
        if window.blank:
            window.table["blank"].trigger()
        QApplication.processEvents()
        if act % 20 == 0:
            seen = window.dressed(window.scene)
            check_figure(view_of(window).figure, seen.evolve(hidden=()))
            check_figure(window.figure, seen)
        if act % 100 == 0:
            path = tmp_path / "copy.toml"
            path.write_text(toml_of(window.store.state.talk), "utf-8")
            assert read_talk(path) == window.store.state.talk
        if act % 200 == 0:
            now = undoable(window.store.state)
            check_undo(window, mark, now)
            mark = now


def undoable(state):
    """Return what undo restores: the talk, the place in it, and the scene but for what is hidden."""
    return state.talk, state.place, state.scene.evolve(hidden=())


def check_undo(window, before, now):
    """Check that undo leads back to an earlier state, and redo to this one again."""
    for _ in range(250):
        if undoable(window.store.state) == before:
            break
        window.table["undo"].trigger()
    assert undoable(window.store.state) == before
    while window.store.can_redo:
        window.table["redo"].trigger()
    assert undoable(window.store.state) == now


def check_figure(figure, seen):
    """Check that a figure is what a new one shows of the scene of the store."""
    figure.plot.gestures.leave()
    head = NoHead()
    fresh = Figure(head)
    fresh.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    fresh.show_head(shown=False)
    fresh.resize(figure.size())
    fresh.use(figure.medium)
    fresh.show_readout(resolve(seen))
    fresh.show()
    try:
        for one, other in zip(figure.views, fresh.views, strict=True):
            assert one.isHidden() == other.isHidden()
            if not one.isHidden() and one is not figure.derivation:  # its formulas come when the program is idle
                assert one.geometry() == other.geometry()
                assert_look_alike(one, other)
    finally:
        fresh.close()
        fresh.deleteLater()
        delete_later()
