"""Actions without a window: their effect on the scene, the undo history and the host."""

import gc
import weakref

import pytest

from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from sigviz.model.store import Store
from sigviz.window.actions import ACTIONS
from sigviz.window.commands import Commands
from sigviz.window.player import Player
from tests.window.commands.conftest import FakeHost


def test_every_action_runs_without_a_window(make_desk):
    desk = make_desk(layers=LAYER_NAMES, trace=[1.0])
    assert list(desk.do) == [action.name for action in ACTIONS]
    for action in ACTIONS:
        desk.press(action.name)
    assert desk.scene == Scene().evolve(**desk.scene.to_dict()), "the scene is valid"


def test_a_held_key_is_one_undo_step_and_the_next_press_another(make_desk):
    desk, press = make_desk(x=0.0), object()
    for _ in range(3):
        desk.commands.key_gesture = press  # as the window does before each repeat
        desk.press("right")
    desk.press("right")
    assert desk.scene.x == 0.4
    desk.press("undo")
    assert desk.scene.x == 0.3
    desk.press("undo")
    assert (desk.scene.x, desk.store.can_undo) == (0, False)


def test_commands_do_not_keep_a_window_alive(qtbot):
    store, player = Store(Scene()), Player(None)
    host = FakeHost(store, qtbot)
    commands, gone = Commands(store, player, host), weakref.ref(host)
    do = commands.handlers()
    del host
    gc.collect()
    assert gone() is None
    with pytest.raises(RuntimeError, match="the window no longer exists"):
        do["present"]()
