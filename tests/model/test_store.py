"""The store reports changes, and undoes and redoes them."""

import math

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sigviz.model.scene import FIELDS, LASTING, THEMES, Scene
from sigviz.model.store import Store

UNDOABLE = [name for name, field in FIELDS.items() if field.undoable]
FIELDS = {
    "x": st.integers(-60, 60).map(float),
    "layers": st.frozensets(st.sampled_from(["sigma", "grid", "point"])),
    "x_range": st.sampled_from([(-8.0, 8.0), (0.0, 4.0), (50.0, 60.0)]),
    "y_range": st.sampled_from([(-0.1, 1.1), (0.0, 1.0)]),
    "theme": st.sampled_from(THEMES),
    "text_scale": st.sampled_from([0.75, 1.0, 2.0]),
}


def picture(scene: Scene) -> tuple:
    """Return the fields that undo covers."""
    return tuple(getattr(scene, name) for name in UNDOABLE)


@pytest.fixture
def store():
    return Store(Scene())


@pytest.fixture
def heard(store):
    scenes = []
    store.changed.connect(scenes.append)
    return scenes


def test_tells_of_a_change_with_the_new_scene(store, heard):
    assert store.update(x=2.0)
    assert heard == [Scene(x=2.0)]
    assert heard[0] is store.scene


def test_tells_nothing_when_nothing_changes(store, heard):
    assert not store.update(x=1)
    assert not store.update()
    assert not store.update(layers=sorted(store.scene.layers))
    store.undo()
    store.redo()
    assert heard == []
    assert not store.can_undo


@pytest.mark.parametrize(
    "bad", [{"x": math.nan}, {"x": 701}, {"x": 3, "theme": "pink"}, {"x": 3, "x_range": (2, 1)}, {"y": 2}, {"x": "3"}]
)
def test_refuses_bad_values_and_changes_nothing(store, heard, bad):
    # GIVEN a step that can be undone and one that can be redone
    store.update(x=2)
    store.update(x=3)
    store.undo()
    heard.clear()
    before = store.scene
    # WHEN a value is invalid, THEN neither the scene nor its history changes.
    with pytest.raises(ValueError, match=r"^(x|theme|x_range|a scene has no field 'y')"):
        store.update(**bad)
    assert store.scene is before
    assert heard == []
    store.redo()
    assert store.scene.x == 3


def test_one_gesture_is_one_step(store, heard):
    drag, wheel = object(), object()
    for x in range(2, 8):
        store.update(drag, x=x)
    for width in range(9, 20):
        store.update(wheel, x_range=(-8, width))
    assert len(heard) == 6 + 11
    store.undo()
    assert store.scene == Scene(x=7)
    store.undo()
    assert store.scene == Scene()
    assert not store.can_undo


@pytest.mark.parametrize("between", [lambda store: store.update(x=3), lambda store: store.undo()])
def test_another_change_splits_a_gesture(store, between):
    drag = object()
    store.update(x=2)
    store.update(drag, x=5)
    between(store)
    before = store.scene
    store.update(drag, x=4)
    store.undo()
    assert store.scene == before


def test_the_theme_does_not_split_a_gesture_or_clear_redo(store):
    drag = object()
    store.update(drag, x=2)
    store.update(theme="dark")
    store.update(drag, x=3)
    store.undo()
    assert store.scene == Scene(theme="dark")
    store.update(text_scale=2)
    store.update(hidden=["sigma"], revealed=False)  # these are unchanged
    assert store.can_redo
    assert not store.can_undo
    store.redo()
    assert store.scene == Scene(x=3, theme="dark", text_scale=2, hidden=["sigma"])


def test_undo_skips_a_step_that_would_show_the_same_scene(store, heard):
    # GIVEN a point that one drag moved out of the view, a second moved away and back, and a third moved away
    store.update(x=0)
    for walk in ([9], [5, 9], [2]):
        drag = object()
        for x in walk:
            store.update(drag, x=x)
    # WHEN the third is undone, the point is outside the view again; WHEN another is undone, THEN the scene changes.
    store.undo()
    assert (store.scene.x, store.scene.x_range) == (9, (-8, 8))
    heard.clear()
    store.undo()
    assert heard == [Scene(x=0)]


def test_keeps_the_last_500_steps(store):
    for x in range(1, 602):
        store.update(x=x)
    undone = 0
    while store.can_undo:
        store.undo()
        undone += 1
    assert undone == 500
    assert store.scene.x == 101
    while store.can_redo:
        store.redo()
    assert store.scene.x == 601


def test_undo_that_puts_x_out_of_view_leaves_the_view_alone(store):
    # GIVEN a point that was out of view, as after a pan
    store.update(x=5)
    store.update(x_range=(10, 20))
    store.update(x=12)
    # WHEN the move is undone, THEN the view is unchanged
    store.undo()
    assert (store.scene.x, store.scene.x_range) == (5, (10, 20))


def test_undo_of_everything_returns_the_first_scene_with_its_point_out_of_view():
    first = Scene(x=5, x_range=(10, 20))
    store = Store(first)
    store.update(x=12)
    store.update(y_range=(0, 1), theme="print")
    store.undo()
    store.undo()
    assert store.scene == first.evolve(theme="print")


class History(RuleBasedStateMachine):
    """What undo and redo promise, whatever was done before: undo takes back the last gesture, redo brings it again."""

    def __init__(self):
        super().__init__()
        self.first = Scene(x=30)  # out of view
        self.store = Store(self.first)
        self.heard = []
        self.store.changed.connect(self.heard.append)
        self.newest = self.first  # what redoing everything leads to

    @rule(changes=st.fixed_dictionaries({}, optional=FIELDS))
    def update(self, changes):
        before = self.store.scene
        after = before.evolve(**changes)
        count = len(self.heard)
        assert self.store.update(**changes) == (after != before)
        assert self.store.scene == after
        assert len(self.heard) - count == (after != before)
        self.check_gesture(before)

    @rule(xs=st.lists(FIELDS["x"], min_size=1, max_size=4))
    def drag(self, xs):
        before, gesture, count = self.store.scene, object(), len(self.heard)
        for x in xs:
            self.store.update(gesture, x=x)
        assert self.store.scene.x == xs[-1]
        if len(self.heard) > count:
            self.newest = self.store.scene  # also if the gesture ended where it began
        self.check_gesture(before)

    def check_gesture(self, before):
        """Check that a gesture that changed the picture can be undone, and redone unless that came first."""
        after = self.store.scene
        if picture(after) != picture(before):
            self.newest = after
            assert self.store.can_undo
            assert not self.store.can_redo
            self.check_undo(picture(before))

    def check_undo(self, wanted=None):
        """Check that undo leads to a picture, and redo back to where it was."""
        there = self.store.scene
        self.store.undo()
        here = self.store.scene
        assert [getattr(here, name) for name in LASTING] == [getattr(there, name) for name in LASTING]
        assert wanted is None or picture(here) == wanted
        self.store.redo()
        assert self.store.scene == there

    @rule()
    def undo(self):
        before = self.store.scene
        if self.store.can_undo:
            self.check_undo()
        self.store.undo()
        assert (self.store.scene is before) or self.store.can_redo

    @rule()
    def redo(self):
        before = self.store.scene
        self.store.redo()
        assert (self.store.scene is before) or self.store.can_undo

    @invariant()
    def told_of_every_change(self):
        assert all(scene != following for scene, following in zip(self.heard, self.heard[1:], strict=False))
        assert (self.heard or [self.first])[-1] is self.store.scene

    def teardown(self):
        lasting = {name: getattr(self.store.scene, name) for name in LASTING}
        while self.store.can_undo:
            self.store.undo()
        assert self.store.scene == self.first.evolve(**lasting)
        while self.store.can_redo:
            self.store.redo()
        assert picture(self.store.scene) == picture(self.newest)


TestHistory = History.TestCase
