"""The steps of the derivation are a lens: they show and hide layers, but do not change the scene's ``layers``."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sigviz.model.layers import LAYER_NAMES
from sigviz.model.navigation import change, go_to_step, toggle
from sigviz.model.readout import resolve
from sigviz.model.scene import LAST_STEP, SHOWN_FROM, Scene
from sigviz.model.store import Store

layer_sets = st.frozensets(st.sampled_from(LAYER_NAMES))
names = st.sampled_from(LAYER_NAMES)
steps = st.integers(1, LAST_STEP)
OTHERS = sorted(set(LAYER_NAMES) - {"derivation"})
AT_EACH_STEP = {1: {"sigma"}, 3: {"sigma", "tangent"}, 8: {"sigma", "tangent", "complement"}, 9: set(SHOWN_FROM)}


def at(scene, step):
    return scene.evolve(**go_to_step(scene, step))


def toggled(scene, *layers):
    for layer in layers:
        scene = scene.evolve(**toggle(scene, layer))
    return scene


def test_no_step_shows_an_unknown_layer():
    assert set(SHOWN_FROM) < set(LAYER_NAMES)
    assert all(1 <= step <= LAST_STEP for step in SHOWN_FROM.values())


@pytest.mark.parametrize("step", range(1, LAST_STEP + 1))
def test_each_step_shows_what_has_been_found_so_far(step):
    seen = resolve(at(Scene(), step)).scene
    found = AT_EACH_STEP[max(first for first in AT_EACH_STEP if first <= step)]
    assert seen.layers & SHOWN_FROM.keys() == found
    assert seen.layers - SHOWN_FROM.keys() == (Scene().layers | {"derivation"}) - SHOWN_FROM.keys()


@given(layer_sets, st.lists(steps), st.floats(-700, 700))
def test_going_through_the_steps_changes_the_step_alone(layers, path, x):
    scene = toggled(Scene(x=x, layers=layers - {"derivation"}), "derivation")
    for step in path:
        before, scene = scene, at(scene, step)
        assert scene == before.evolve(step=step)
    assert toggled(scene, "derivation").layers == layers - {"derivation"}


def test_a_layer_switched_by_hand_stays_so_at_every_step():
    scene = toggled(at(Scene(layers={"sigma"}), 9), "derivative")
    assert not scene.shows("derivative")
    assert not at(scene, 7).shows("complement")
    assert not at(scene, 10).shows("derivative")
    scene = toggled(at(scene, 1), "tangent")
    assert [at(scene, step).shows("tangent") for step in (1, 2, 3)] == [True] * 3


def test_a_layer_switched_by_hand_follows_the_steps_when_the_derivation_is_shown_anew():
    scene = toggled(at(Scene(), 3), "complement", "derivation", "derivation")
    assert scene.by_hand == frozenset()
    assert not scene.shows("complement")


@given(layer_sets, steps)
def test_a_scene_shows_the_layers_that_it_is_given(layers, step):
    """Files that were written before steps were a lens contain such scenes."""
    plain = {"layers": sorted(layers), "step": step}
    for scene in (Scene(**plain), Scene.from_dict(plain), Scene(x=2).evolve(**plain)):
        assert resolve(scene).scene.layers == scene.seen.layers == layers
        assert {name for name in LAYER_NAMES if scene.shows(name)} == layers


def test_a_file_from_a_step_goes_on_from_there():
    scene = Scene.from_dict({"layers": ["sigma", "tangent", "complement", "derivation"], "step": 8})
    assert at(scene, 9).shows("derivative")
    assert not at(scene, 7).shows("complement")


@given(layer_sets, layer_sets, steps)
def test_the_seen_scene_is_seen_unchanged(layers, by_hand, step):
    scene = Scene(layers=layers, by_hand=by_hand, step=step)
    assert scene.seen.seen == scene.seen
    assert {name for name in LAYER_NAMES if scene.shows(name)} == scene.seen.layers
    assert Scene.from_dict(json.loads(scene.to_json())) == scene


@given(layer_sets, layer_sets, layer_sets, steps)
def test_layers_asked_for_by_a_view_are_those_then_seen(layers, by_hand, wanted, step):
    scene = Scene(layers=layers, by_hand=by_hand, step=step)
    assert scene.evolve(**change(scene, {"layers": wanted})).seen.layers == wanted


def test_a_view_that_asks_for_a_layer_does_not_write_down_those_of_the_step():
    scene = at(Scene(layers={"sigma"}), 9)
    scene = scene.evolve(**change(scene, {"layers": scene.seen.layers | {"grid"}}))
    assert scene.layers == {"sigma", "grid", "derivation"}


def test_layers_given_at_a_step_are_undone_even_if_they_are_the_scenes_own():
    store = Store(at(Scene(layers={"sigma"}), 9))
    before = store.scene
    assert store.update(layers=before.layers)
    assert not store.scene.shows("complement")
    store.undo()
    assert store.scene == before


class Lecture(RuleBasedStateMachine):
    """A lecturer who goes through the steps, switches layers, and undoes changes."""

    def __init__(self):
        super().__init__()
        self.store = Store(Scene())
        self.own, self.past, self.future = Scene().layers, [], []

    @property
    def scene(self):
        return self.store.scene

    def update(self, changes, own):
        before = self.scene, self.own
        if self.store.update(**changes):
            self.past.append(before)
            self.future.clear()
        self.own = own

    @rule(step=steps)
    def go(self, step):
        self.update(go_to_step(self.scene, step), self.own)

    @rule(layer=names)
    def switch(self, layer):
        seen = self.scene.shows(layer)
        self.update(toggle(self.scene, layer), self.own - {layer} if seen else self.own | ({layer} - {"derivation"}))
        assert self.scene.shows(layer) != seen

    @precondition(lambda self: self.past)
    @rule()
    def undo(self):
        self.future.append((self.scene, self.own))
        self.store.undo()
        scene, self.own = self.past.pop()
        assert self.scene == scene

    @precondition(lambda self: self.future)
    @rule()
    def redo(self):
        self.past.append((self.scene, self.own))
        self.store.redo()
        scene, self.own = self.future.pop()
        assert self.scene == scene

    @invariant()
    def hidden_again_the_derivation_leaves_what_was_there_and_what_was_switched_by_hand(self):
        scene = self.scene
        without = toggled(scene, "derivation") if scene.shows("derivation") else scene
        assert without.seen.layers == without.layers == self.own
        assert without.by_hand == frozenset()

    @invariant()
    def the_steps_show_all_that_was_not_switched_by_hand(self):
        scene = self.scene
        if scene.shows("derivation"):
            for layer, first in SHOWN_FROM.items():
                assert scene.shows(layer) == (layer in self.own if layer in scene.by_hand else scene.step >= first)


TestLecture = Lecture.TestCase
