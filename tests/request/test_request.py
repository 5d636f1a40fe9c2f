"""Requests for a scene and for pictures of it: they are applied to any scene, and rejected if they are invalid."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sigviz.formats.picture_size import LARGEST_SIDE, Size
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.navigation import go_to_step
from sigviz.model.scene import LAST_STEP, SHOWN_FROM, Scene
from sigviz.request.request import PictureRequest, Request, RequestError
from sigviz.request.sweep import parse_sweep

layers = st.frozensets(st.sampled_from(LAYER_NAMES))
steps = st.integers(1, LAST_STEP)


def asked(out="a.png", x=None, **given_fields):
    sweep = parse_sweep(x) if x else None
    return PictureRequest(Request(), out, sweep, **given_fields)


# A scene


@given(layers, steps)
def test_a_step_asked_for_looks_as_if_one_had_gone_there(shown, step):
    scene = Scene(layers=shown - {"derivation"})
    assert Request(step=step).apply(scene) == scene.evolve(**go_to_step(scene, step))


@given(layers, layers, layers, st.none() | steps)
@example(frozenset(LAYER_NAMES), frozenset(), frozenset({"derivative"}), 1)
def test_layers_asked_for_come_over_those_of_the_step_and_leave_all_others(shown, more, less, step):
    scene = Request(more=more, less=less, step=step).apply(Scene(layers=shown))
    now = scene.seen.layers
    assert now >= more - less
    assert not now & less
    of_a_step = {"derivation", *SHOWN_FROM} if step else set()
    assert now - of_a_step - more - less == shown - of_a_step - more - less
    # AND they stay so at the following steps
    if scene.shows("derivation") and step:
        later = scene.evolve(step=10).seen.layers
        assert (later >= more - less, later & less) == (True, frozenset())


def test_the_layers_of_a_step_are_those_shown_by_then():
    first, second, third, ninth = (Request(step=step).apply(Scene()).seen.layers for step in (1, 2, 3, 9))
    assert first == second == Scene().layers - {"derivative", "tangent"} | {"derivation"}
    assert third == first | {"tangent"}
    assert ninth == Scene().layers | {"derivation", "complement"}


@given(layers, steps)
def test_layers_listed_beside_a_step_are_all_that_is_shown(shown, step):
    asked = Request(fields={"layers": list(shown)}, step=step).apply(Scene(x=2))
    assert asked.seen.layers == shown | {"derivation"}


@given(layers, steps)
def test_a_step_without_its_line_leaves_the_layers_that_it_shows(shown, step):
    with_line = Request(step=step).apply(Scene(layers=shown)).seen.layers
    without = Request(step=step, less=frozenset({"derivation"})).apply(Scene(layers=shown))
    assert without.seen.layers == without.layers == with_line - {"derivation"}


@given(st.floats(-700, 700), st.floats(-700, 700), layers)
def test_the_view_moves_only_where_another_x_is_asked_for(x, other, shown):
    scene = Scene(x=x, x_range=(other - 1, other + 1), layers=shown, revealed=True)
    assert Request().apply(scene) is scene
    view = (other - 2, other + 3)
    assert Request(fields={"x": x, "x_range": view}).apply(scene) == scene.evolve(x_range=view)


def test_fields_that_go_together_only_with_some_scenes_are_refused_with_the_others():
    asked_for = Request(fields={"weights": [2.0]})
    asked_for.check()
    one = Scene(inputs=[1.0], weights=[1.0])
    assert asked_for.apply(one) == one.evolve(weights=[2.0])
    with pytest.raises(RequestError, match="weights must have one value per input: 3, not 1"):
        asked_for.apply(Scene())


# Pictures


@pytest.mark.parametrize(("x", "frames"), [("0:0:1", (1, 1)), ("0:1:1", (2, 2)), ("0:2:1", (3, 4)), ("0:3:1", (4, 6))])
def test_there_and_back_shows_the_two_ends_once(x, frames):
    assert (asked(x=x).playback.frames, asked(x=x, bounce=True).playback.frames) == frames


def test_a_series_of_steps_is_a_scene_each_in_a_file_of_its_own():
    wanted = asked("{step:02}.png", steps=range(7, 10))
    wanted.check()
    scenes = list(wanted.scenes(Scene()))
    assert scenes == [Request(step=step).apply(Scene()) for step in (7, 8, 9)]
    assert len(wanted) == 3
    assert [wanted.path(*each) for each in enumerate(scenes)] == [Path(f"0{step}.png") for step in (7, 8, 9)]


def test_a_sweep_adds_its_dots_to_those_that_are_there_while_the_trace_is_shown():
    base = Scene(trace=[5.0], layers=["trace"])
    traces = [scene.trace for scene in asked("{x}.png", "0:2:1").scenes(base)]
    assert traces == [(5.0, 0.0), (5.0, 0.0, 1.0), (5.0, 0.0, 1.0, 2.0)]
    plain = base.evolve(layers=["sigma"])
    assert {scene.trace for scene in asked("{x}.png", "0:2:1").scenes(plain)} == {(5.0,)}


@pytest.mark.parametrize(
    ("out", "series"), [("a.png", {}), ("{i}.png", {"x": "0:4:1"}), ("{step}.png", {"steps": range(1, 6)})]
)
def test_a_request_is_applied_once_to_each_scene(monkeypatch, out, series):
    wanted, applied, apply = asked(out, **series), [], Request.apply
    monkeypatch.setattr(Request, "apply", lambda self, base: applied.append(self) or apply(self, base))
    wanted.check()
    assert len(list(wanted.scenes(Scene()))) == len(applied) == len(wanted)


@pytest.mark.parametrize("series", [{}, {"x": "0:4:1"}, {"steps": range(1, 3)}])
def test_a_request_that_is_incompatible_with_the_scene_is_rejected_before_the_first_picture(series):
    wanted = replace(asked("{i}.png", **series), request=Request(fields={"inputs": [1.0]}))
    wanted.check()
    with pytest.raises(RequestError):
        wanted.scenes(Scene())


FINE = [
    asked("a{b}.png", literal=True), asked("{x}.png"), asked("{x}.png", "0:1:1"), asked("{i}.png", "0:1:1"),
    asked("a.pdf", "0:1:1"), asked("a.gif", "0:1:1"), asked("{i}.png", steps=range(1, 3)), asked("a.png", "0:0:1"),
    asked("a.png", scale=0.1), asked("a.png", scale=16.0, size=Size(100, 100)), asked("a.webp", transparent=True),
    asked("{i}.gif", "0:700:1", size=Size(1000, 1000)),
    *(asked(f"a.{name}", size=Size(LARGEST_SIDE, 9), scale=2.0, transparent=True) for name in ("svg", "pdf")),
    asked("{i}.png", "-700:700.4:700"), asked("a.png", steps=range(3, 4)),
]  # fmt: skip
REFUSED = [
    (asked("a{b}.png"), "'b'"), (asked("a.png", "0:1:1"), r"\{x\}, \{step:02\} or \{i:03\}"),
    (asked("a{b}.png", "0:1:1", literal=True), "one .png file cannot contain a series"),
    (asked("a.png", steps=range(1, 3)), "one .png file cannot contain a series"),
    (asked("{i}.png", "0:1:1", steps=range(1, 3)), "cannot be combined"),
    (asked("{i}.png", "0:701:1"), "x must be"), (asked("{i}.png", "-701:0:1"), "x must be"),
    (asked("{step}.png", "0:1:1"), r"add \{x\} or"), (asked("{x}.png", steps=range(1, 3)), r"add \{step:02\} or"),
    (asked("a.gif", transparent=True), "cannot be transparent"),
    (asked(scale=0.09), "scale"), (asked(scale=16.1), "scale"),
    (asked("a.gif", "0:700:1", size=Size(1000, 1000)), "600 million"),
    *((asked(f"a.{name}", size=Size(LARGEST_SIDE, 9), scale=2.0), "too many") for name in ("png", "webp", "gif")),
]  # fmt: skip


@pytest.mark.parametrize("wanted", FINE, ids=repr)
def test_a_valid_request_is_accepted(wanted):
    wanted.check()


@pytest.mark.parametrize(("wanted", "why"), REFUSED)
def test_an_invalid_request_is_rejected_with_the_reason(wanted, why):
    with pytest.raises(ValueError, match=why):
        wanted.check()
