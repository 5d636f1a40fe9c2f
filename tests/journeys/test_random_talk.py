"""Any acts in any order during a talk: the window shows the scene of the store, and a place what is written there."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import sigviz.app
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from sigviz.request.command_line import parse_render
from sigviz.request.talk_pictures import TalkRequest
from sigviz.request.tours import TOURS, read_tour
from tests.conftest import show
from tests.events import drag
from tests.life import Life
from tests.talks import EXAMPLE, written

ACTS = 1000
LOOK = 10  # acts between comparisons of the picture


class Speaker(Life):
    """A window in which a talk is given."""

    def __init__(self, qtbot, qtlog, folder, talk):
        self.talk = talk
        super().__init__(qtbot, qtlog, folder)

    def open(self):
        super().open()
        self.window.store.show(self.window.store.state.begun(self.talk, self.window.scene))
        self.did()

    def act(self, chance):
        """Do one thing that a speaker might do."""
        table, window = self.window.table, self.window
        acts = (
            lambda: table["next_step"].trigger(),
            lambda: table["next_step"].trigger(),
            lambda: table["previous_step"].trigger(),
            lambda: table[chance.choice(["first_scene", "last_scene"])].trigger(),
            lambda: drag(self._qtbot, window.plot.viewport(), *((chance.randint(60, 300), 200) for _ in range(2))),
            lambda: table[f"layer_{chance.choice(LAYER_NAMES)}"].trigger(),
            lambda: table["learn"].trigger(),
            lambda: table[chance.choice(["hide", "answer", "reset_view", "zoom_in", "undo", "redo"])].trigger(),
            lambda: table["blank"].trigger(),
            lambda: table["full_screen"].trigger(),
        )
        chance.choice(acts)()
        if window.presentation.active and window.blank:
            table["blank"].trigger()

    def check_place(self, goes):
        """Check that going to this place shows what is written there, from wherever the window was."""
        place = self.window.store.state.place
        if goes or self.window.store.state.talk is None:  # undone to before the talk
            self.window.commands._go(self.talk, place)
            assert self.window.store.state.as_written
        assert self.talk.at(place, self.window.scene).caption == self.window.scene.caption


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("name", [None, *(tour.name for tour in TOURS)])
def test_random_acts_show_what_is_written_and_what_is_rendered(qtbot, qtlog, tmp_path, name):
    from sigviz.request.talk_file import read_talk

    talk = read_talk(written(tmp_path, EXAMPLE)) if name is None else read_tour(name)
    life, chance = Speaker(qtbot, qtlog, tmp_path, talk), random.Random(name or "example")
    try:
        for act in range(ACTS // 5):
            life.act(chance)
            QApplication.processEvents()
            life.shown.clear()
            life.history.now = life.window.scene
            life.check_place(goes=act % 7 == 0)
            life.shown.clear()
            life.history.now = life.window.scene
            life.history.gestures += 1
            life.check()
            if act % LOOK == 0:
                life.check_picture()
    finally:
        life.close()
        life.end()


@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: tour.name)
def test_page_n_is_what_the_window_shows_at_build_n_from_anywhere(qtbot, nothing_left, tour):
    talk, chance = read_tour(tour.name), random.Random(1)
    window = sigviz.app.build(Scene(x=-3, layers=["grid", "chain"], units=40), talk=talk)
    qtbot.addWidget(window)
    show(qtbot, window)
    pages = list(TalkRequest.of(parse_render(["a.pdf", "--from", "a.toml"])[0], talk).scenes(window.scene))
    places = list(range(len(pages)))
    for place in chance.sample(places, len(places)):
        window.commands._go(talk, place)
        assert window.scene == pages[place]
        qtbot.keyClick(window.plot, Qt.Key.Key_Left)
