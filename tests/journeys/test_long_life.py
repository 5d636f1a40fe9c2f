"""Long random use: after any user actions in any order, all parts of the window agree, and undo works.

A normal run takes some hundred steps. A long run is started with:

    python -m pytest tests/journeys/test_long_life.py -rP --hypothesis-profile=long
"""

import sys

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog

from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import THEMES, Scene
from sigviz.storage import scene_files
from tests.hands import PLAIN, Hands, shares
from tests.history import undoable

LIVES = 0.1  # examples per example of other tests; one of these costs as much as a thousand of theirs
LOOK = 3  # steps between comparisons of the picture

taken = []  # the number of steps of each example


class Living(Hands):
    """Rules for the next user action."""

    def teardown(self):
        try:
            self.life.check_undo_of_everything()
            self.life.check()
        finally:
            self.life.close()
            self.life.end()
            self.folder.cleanup()
            taken.append(self.steps)

    @invariant()
    def it_all_agrees(self):
        self.life.settle()
        self.life.did()
        self.life.check()
        self.life.check_undo()
        self.steps += 1
        if self.steps % LOOK == 0:
            self.life.check_picture()

    # Menus, time, and the surroundings of the window

    @rule(name=st.sampled_from([row.name for row in PLAIN]))
    def choose_from_a_menu(self, name):
        self.leave_field()
        if self.window.table[name].isEnabled():
            self.window.table[name].trigger()

    @rule(layers=st.sets(st.sampled_from(LAYER_NAMES)))
    def switch_layers(self, layers):
        for name in layers:
            self.window.table[f"layer_{name}"].trigger()
            self.life.did()

    @rule(times=st.integers(1, 25))
    def press_many_keys(self, times):
        self.leave_field()
        for turn in range(times):
            self.press_key("Right" if turn % 3 else "Ctrl+Left")

    @rule(frames=st.integers(1, 5))
    def play_for_a_while(self, frames):
        self.window.table["play"].trigger()
        self.life.did()
        for _ in range(frames):
            self.life.now += 0.2
            if self.window.player.playing:
                self.window.player._timer.timeout.emit()
        self.life.did()
        self.window.player.stop()

    @rule(way=st.sampled_from(["undo", "undo", "redo"]), count=st.integers(1, 5))
    def go_back_or_forth(self, way, count):
        self.leave_field()
        for _ in range(count):
            self.life.travel(way)

    @rule(size=st.sampled_from([(640, 480), (800, 600), (1024, 768), (1280, 800), (700, 1100), (1900, 1000)]))
    def resize(self, size):
        self.window.resize(*size)

    @rule()
    def present(self):
        self.leave_field()
        self.key(Qt.Key.Key_F5)

    @rule(screen=shares)
    def move_to_a_screen(self, screen):
        screens = QGuiApplication.screens()
        if not self.window.presentation.active:
            self.window.move(screens[int(screen * (len(screens) - 1))].geometry().topLeft())

    @rule()
    def minimise(self):
        self.window.showMinimized()
        self.life.settle()
        if self.window.presentation.active:
            self.window.showFullScreen()
        else:
            self.window.showNormal()
        self.window.activateWindow()

    @initialize(restless=st.booleans())
    def begin(self, restless):
        self.restless = restless  # whether the program is also quit and started again

    @precondition(lambda self: self.restless)
    @rule()
    def quit_and_start_again(self):
        talk = self.window.store.state.talk
        left = self.life.close()
        left = left.evolve(caption=None) if talk else left  # the next start shows the scene, but opens no talk
        self.life.open()
        assert self.window.scene == (left if self.window.theme_chosen else left.evolve(theme=self.window.scene.theme))

    # Files

    def answered(self, path):
        patch = pytest.MonkeyPatch()
        for ask in ("getOpenFileName", "getSaveFileName"):
            patch.setattr(QFileDialog, ask, lambda *_: (str(path), ""))
        return patch

    @rule(other=st.sampled_from(["none", "damaged", "saved"]), kind=st.sampled_from(["json", "png", "svg"]))
    def save_and_open(self, other, kind):
        self.leave_field()
        path = self.life.folder / f"scene.{kind}"
        if not path.exists() or other == "saved":
            self.write(path)
        if other == "damaged":
            path = self.life.folder / "damaged.json"
            path.write_text('{"x": "far"}')
        if other == "none":
            path = path.with_name("none.json")
        patch = self.answered(path)
        self.window.table["open"].trigger()
        patch.undo()
        self.life.did()
        complaints = self.life.popups()
        assert len(complaints) == (other != "saved")
        for box in complaints:
            box.close()

    def write(self, path):
        """Save or export the scene, and check that the file contains it."""
        if path.suffix == ".json":
            patch = self.answered(path)
            self.window.table["save_scene"].trigger()
            patch.undo()
            for question in self.life.popups():
                question.accept()  # to replace a file
        else:
            self.window.table["export"].trigger()
            (dialog,) = self.life.popups()
            dialog.file.setText(str(path))
            dialog.details.kind.setCurrentText(path.suffix[1:])
            dialog.details.size_field.setText("300x200")
            while dialog.isVisible():
                assert "cannot" not in dialog.problem.text(), dialog.problem.text()
                dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()  # a second time, to replace a file
        stored, scene = scene_files.read_scene(path), self.window.scene
        assert undoable(stored) == undoable(scene)

    @rule(theme=st.sampled_from(THEMES), x=st.floats(-700, 700), layers=st.sets(st.sampled_from(LAYER_NAMES)))
    def open_a_scene(self, theme, x, layers):
        self.leave_field()
        path = self.life.folder / "other.json"
        path.write_text(Scene(x=x, theme=theme, layers=layers, trace=[x, 0, -x]).to_json())
        self.window.commands.open_scene(path)


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a message of the offscreen platform about menus
def test_random_use_keeps_the_window_consistent_and_can_be_undone(qtbot, qtlog):
    taken.clear()
    lives = settings(
        max_examples=round(LIVES * settings.default.max_examples),
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        print_blob=False,
    )
    run_state_machine_as_test(lambda: Living(qtbot, qtlog), settings=lives)
    sys.stdout.write(f"\n{sum(taken)} steps in {len(taken)} windows\n")
