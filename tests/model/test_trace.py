"""The dots that a dragged point leaves."""

import itertools
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigviz.model.fields.trace import MOST, Trace
from sigviz.model.navigation import move
from sigviz.model.scene import X_LIMIT, Scene

places = st.floats(-X_LIMIT, X_LIMIT).map(lambda x: x + 0.0)  # no −0
dragged = st.lists(places, max_size=50)


def drawn(xs, trace=None):
    """Return the trace after a drag through these x."""
    trace = Trace() if trace is None else trace
    for x in xs:
        trace = trace.plus(x)
    return trace


def wave(count):
    """Return the x of a drag back and forth that never repeats an x."""
    return [100 * math.sin(turn / 37) + turn / 1e4 for turn in range(count)]


class TestPlus:
    @given(dragged)
    def test_adds_each_place_but_not_the_same_twice_in_a_row(self, xs):
        trace = drawn(xs)
        assert type(trace) is Trace
        assert list(trace) == [x for x, _ in itertools.groupby(xs)]

    def test_leaves_the_trace_before_as_it_was(self):
        before = Trace((1.0, 2.0))
        assert before.plus(3.0) == (1.0, 2.0, 3.0)
        assert before == (1.0, 2.0)
        assert before.plus(2.0) is before
        assert before.plus(1.0) == (1.0, 2.0, 1.0)

    def test_never_has_more_than_the_most_and_keeps_the_newest_and_the_order(self):
        trace, xs = Trace(), wave(5 * MOST)
        for count, x in enumerate(xs, 1):
            trace = trace.plus(x)
            assert len(trace) == count if count <= MOST else MOST / 2 < len(trace) <= MOST
            assert trace[-1] == x
        rest = iter(xs)
        assert all(x in rest for x in trace), "a subsequence of what was drawn"
        assert trace[0] == xs[0]

    @pytest.mark.parametrize("count", [MOST, MOST + 1, MOST + 2, 2 * MOST, 3 * MOST + 1])
    @pytest.mark.parametrize("step", [0.05, -0.05])
    def test_thinning_keeps_the_extent_of_a_sweep(self, count, step):
        xs = [step * turn for turn in range(count)]
        trace = drawn(xs)
        assert (trace[0], trace[-1]) == (xs[0], xs[-1])
        assert sorted(trace, key=abs) == list(trace)

    def test_thinning_keeps_the_shape_to_a_few_places(self):
        xs = wave(MOST + 1)
        trace = drawn(xs)
        step = max(abs(one - other) for one, other in itertools.pairwise(xs))
        assert max(trace) >= max(xs) - step
        assert min(trace) <= min(xs) + step
        assert max(abs(one - other) for one, other in itertools.pairwise(trace)) <= 2 * step

    def test_a_full_trace_loses_every_second_place_once(self):
        full = Trace(float(x) for x in range(MOST))
        assert full.plus(-1.0) == (*full[::2], -1.0)
        assert len(full.plus(-1.0).plus(-2.0)) == MOST // 2 + 2


class TestCheck:
    @pytest.mark.parametrize(
        "value",
        [
            *[5, None, True, "12", b"12", object, "", math.nan, {"a": 1}],
            *([0.5, bad] for bad in (math.nan, math.inf, -math.inf, "1", None, True, [1], X_LIMIT + 0.1, 10**400)),
            *([0.0] * count for count in (MOST + 1, 3 * MOST)),
        ],
        ids=lambda value: repr(value)[:20],
    )
    def test_a_value_that_is_not_a_list_of_numbers_is_rejected_by_name(self, value):
        for make in (lambda: Scene(trace=value), lambda: Scene().evolve(trace=value)):
            with pytest.raises(ValueError, match=r"^trace (must be|is too large)"):
                make()

    @pytest.mark.parametrize("endless", [itertools.count(), itertools.repeat(0.0), iter(float, 1.0)])
    def test_an_endless_iterable_is_rejected(self, endless):
        with pytest.raises(ValueError, match=rf"^trace must be at most {MOST} numbers"):
            Scene(trace=endless)

    def test_the_largest_number_of_dots_is_accepted(self):
        xs = [float(x % 700) for x in range(MOST)]
        assert Scene(trace=xs).trace == tuple(xs)

    @given(dragged)
    def test_lists_tuples_and_iterators_become_a_trace(self, xs):
        for value in (xs, tuple(xs), iter(xs)):
            trace = Scene(trace=value).trace
            assert type(trace) is Trace
            assert trace == tuple(xs)

    def test_any_numbers_become_floats(self):
        assert [type(x) for x in Scene(trace=[1, 2.5, True + 1]).trace] == [float] * 3
        assert math.copysign(1, Scene(trace=[-0.0]).trace[0]) == 1

    @given(dragged)
    def test_a_trace_passes_as_it_is(self, xs):
        trace = Trace(xs)
        scene = Scene(trace=trace)
        assert scene.trace is trace
        assert scene.evolve(x=2).trace is trace
        assert Scene().evolve(trace=trace, x=3).trace is trace

    @given(dragged)
    def test_json_gives_the_same_trace_back(self, xs):
        scene = Scene(trace=drawn(xs))
        plain = json.loads(scene.to_json())
        assert plain["trace"] == list(scene.trace)
        back = Scene.from_dict(plain)
        assert back == scene
        assert type(back.trace) is Trace
        assert back.to_json() == scene.to_json()
        assert hash(back) == hash(scene)


class TestMove:
    @given(dragged, places)
    def test_leaves_a_dot_only_while_the_layer_is_on(self, xs, x):
        trace = drawn(xs)
        for layers in ({"sigma"}, {"sigma", "trace"}):
            scene = Scene(x=1.0, layers=layers, trace=trace)
            moved = scene.evolve(**move(scene, x))
            assert moved.x == x
            assert moved.trace == (trace.plus(x) if "trace" in layers else trace)
            assert moved.layers == scene.layers

    @given(st.floats(-X_LIMIT, X_LIMIT), st.sampled_from([1.0, 1 + 1e-15, -1.0]))
    def test_asks_for_a_new_guess_only_if_x_changes(self, guess, x):
        scene = Scene(x=1.0, layers={"predict"}, guess=guess / X_LIMIT, revealed=True)
        moved = scene.evolve(**move(scene, x))
        assert moved.revealed == (x == scene.x)
        assert moved.guess == scene.guess
        assert moved.guessing == (x != scene.x)

    def test_leaves_the_answer_unchanged_if_predict_is_not_shown(self):
        for layers, revealed in ({"sigma"}, True), ({"sigma"}, False), ({"predict"}, False):
            scene = Scene(x=1.0, layers=layers, revealed=revealed)
            assert scene.evolve(**move(scene, 2.0)) == scene.evolve(x=2.0)

    def test_not_moving_changes_nothing(self):
        scene = Scene(x=1.0, layers={"trace", "predict"}, trace=(1.0,), revealed=True)
        assert scene.evolve(**move(scene, 1.0)) is scene

    @given(dragged.filter(bool))
    def test_a_drag_is_drawn_place_by_place(self, xs):
        scene = Scene(layers={"trace"})
        for x in xs:
            scene = scene.evolve(**move(scene, x))
        assert (scene.trace, scene.x) == (drawn(xs), xs[-1])
