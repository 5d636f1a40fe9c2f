"""The scene is always valid and immutable, and is the same after a round trip through JSON."""

import contextlib
import dataclasses
import json
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sigviz.model.layers import LAYER_NAMES, LAYERS
from sigviz.model.scene import FIELDS, LASTING, THEMES, VIEW_LIMIT, X_LIMIT, Scene

RANGES = ("x_range", "y_range")


@st.composite
def ranges(draw, least: float):
    """Draw a range of any allowed width, with all orders of magnitude equally likely."""
    width = min(least * 10 ** draw(st.floats(0, math.log10(2 * VIEW_LIMIT / least))), 2 * VIEW_LIMIT)
    low = draw(st.floats(-VIEW_LIMIT, VIEW_LIMIT - width))
    high = min(low + width, VIEW_LIMIT)
    assume(high - low >= least)
    return (low, high)


scenes = st.builds(
    Scene,
    x=st.floats(-X_LIMIT, X_LIMIT),
    layers=st.frozensets(st.sampled_from(LAYER_NAMES)),
    x_range=ranges(1e-8),
    y_range=ranges(1e-10),
    theme=st.sampled_from(THEMES),
    text_scale=st.floats(*FIELDS["text_scale"].limits),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)

NO_NUMBER = [math.nan, math.inf, -math.inf, True, False, 10**400, -(10**400), "1", "", None, [], 1j, np.nan, b"1"]
NO_RANGE = [
    *[5, None, True, (), (1,), (1, 2, 3), "ab", "1:2", {"a": 1, "b": 2}, object, (1, "2"), (None, 1), (False, True)],
    *[(1, 1), (4, -4), (-751, 0), (0, 750.1), (0, 10**400), (0, 5e-11), (1, math.nextafter(1, 2)), [[0, 1], [2, 3]]],
    *((bad, 5) for bad in NO_NUMBER),
    *((-5, bad) for bad in NO_NUMBER),
]


@pytest.mark.parametrize("field", RANGES)
@pytest.mark.parametrize(
    "value",
    NO_RANGE,
    ids=lambda value: repr(value)[:20],
)
def test_a_value_that_is_not_a_range_is_rejected_by_name(field, value):
    with pytest.raises(ValueError, match=rf"^{field} "):
        Scene(**{field: value})


@pytest.mark.parametrize(("field", "least"), [("x_range", 1e-8), ("y_range", 1e-10)])
def test_a_range_may_be_as_narrow_as_its_limit_and_no_narrower(field, least):
    assert getattr(Scene(**{field: (0, least)}), field) == (0, least)
    with pytest.raises(ValueError, match=rf"^{field} must be at least"):
        Scene(**{field: (0, least * 0.99)})


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"x": 701}, "x must be between -700 and 700, not 701"),
        ({"x": math.nextafter(700, 701)}, "x must be between -700 and 700, not 700.0000000000001"),
        ({"x": math.nextafter(-700, -701)}, "x must be between -700 and 700, not -700.0000000000001"),
        ({"x_range": (4, -4)}, "x_range must be ascending, not from 4 to -4"),
        ({"y_range": (2, 2)}, "y_range must be ascending, not from 2 to 2"),
        ({"inputs": []}, "inputs must be 1 to 6 numbers, not 0"),
        ({"inputs": range(9)}, "inputs must be 1 to 6 numbers, not more"),
        ({"weights": [1, 2]}, "weights must have one value per input: 3, not 2"),
    ],
)
def test_errors_say_what_is_wrong(fields, said):
    with pytest.raises(ValueError) as refused:
        Scene(**fields)
    assert str(refused.value) == said


@pytest.mark.parametrize("theme", ["", "Light", "system", "ligth", 1, None, ["light"], True, b"light", {"light": 1}])
def test_an_unknown_theme_is_refused_by_name(theme):
    with pytest.raises(ValueError, match=r"^theme .* is unknown: (did you mean|choose from)"):
        Scene(theme=theme)


@pytest.mark.parametrize("layers", ["sigma", 1, None, True, ["sigmoid"], ["sigma", 3], [None], [["sigma"]], b"sigma"])
def test_unknown_layers_are_rejected(layers):
    with pytest.raises(ValueError, match=r"layer"):
        Scene(layers=layers)


@pytest.mark.parametrize(("typed", "meant"), [("sigme", "sigma"), ("tangnet", "tangent"), ("grids", "grid")])
def test_the_nearest_layer_is_suggested(typed, meant):
    with pytest.raises(ValueError, match=rf"there is no layer '{typed}': did you mean '{meant}'\?"):
        Scene(layers=["point", typed])


def test_where_no_layer_is_near_all_are_listed():
    with pytest.raises(ValueError, match=r"choose from " + ", ".join(LAYER_NAMES)):
        Scene(layers=["qqqqq"])


@pytest.mark.parametrize("value", [2, np.float64(2), np.float32(2), np.int64(2), Fraction(2)])
def test_any_real_number_becomes_a_float(value):
    scene = Scene(x=value, x_range=[-value, value], text_scale=value)
    assert (scene.x, scene.x_range, scene.text_scale) == (2.0, (-2.0, 2.0), 2.0)
    assert {type(number) for number in (scene.x, *scene.x_range, scene.text_scale)} == {float}


def test_minus_zero_becomes_zero():
    assert math.copysign(1, Scene(x=-0.0).x) == 1
    assert math.copysign(1, Scene(x_range=(-0.0, 1)).x_range[0]) == 1


@pytest.mark.parametrize("field", dataclasses.fields(Scene), ids=lambda field: field.name)
def test_nothing_can_be_changed(field):
    scene = Scene()
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(scene, field.name, getattr(scene, field.name))
    with pytest.raises((AttributeError, TypeError)):
        scene.other = 1
    assert isinstance(hash(scene), int)


def test_what_is_hidden_and_the_looks_are_not_undone():
    assert set(LASTING) == {"hidden", "theme", "text_scale"}


@given(scenes)
def test_evolving_to_the_same_values_gives_the_same_object(scene):
    same = {field.name: getattr(scene, field.name) for field in dataclasses.fields(scene)}
    same["layers"] = sorted(scene.layers)
    assert scene.evolve() is scene
    assert scene.evolve(**same) is scene


@given(scenes, scenes)
def test_evolving_changes_what_is_named_and_nothing_else(one, other):
    assert one.evolve(x=other.x, theme=other.theme) == dataclasses.replace(one, x=other.x, theme=other.theme)
    everything = {field.name: getattr(other, field.name) for field in dataclasses.fields(other)}
    assert one.evolve(**everything) == other
    assert hash(one.evolve(**everything)) == hash(other)


def test_evolving_checks():
    with pytest.raises(ValueError, match=r"^x must be finite"):
        Scene().evolve(x=math.nan)
    with pytest.raises(ValueError, match=r"no field 'xrange': did you mean 'x_range'\?"):
        Scene().evolve(xrange=(0, 1))


@given(scenes)
def test_json_gives_the_same_scene_back(scene):
    text = scene.to_json()
    assert Scene.from_dict(json.loads(text)) == scene
    assert Scene.from_dict(scene.to_dict()).to_json() == text
    json.loads(text, parse_constant=pytest.fail)  # JSON has no NaN and no Infinity


@given(st.dictionaries(st.sampled_from([field.name for field in dataclasses.fields(Scene)]) | st.text(), json_values))
@example({"self": 1})
@example({"cls": 1})
@example({"x": 10**400})
def test_any_json_object_is_a_scene_or_a_value_error(plain):
    with contextlib.suppress(ValueError):
        scene = Scene.from_dict(plain)
        assert scene.evolve(**scene.to_dict()) is scene


def test_fields_not_given_are_the_defaults():
    assert Scene.from_dict({}) == Scene()
    assert Scene.from_dict({"x": 3}) == Scene(x=3)


def test_the_first_scene_is_the_one_in_the_issue():
    scene = Scene()
    assert (scene.x, scene.x_range, scene.y_range) == (1, (-8, 8), (-0.1, 1.1))
    assert [layer.key for layer in LAYERS][:9] == list("123456789")
    order = "sigma derivative complement tangent point projection labels grid values"
    assert " ".join(LAYER_NAMES[:9]) == order
    assert scene.to_dict()["layers"] == [name for name in order.split() if name != "complement"]
    assert (scene.step, scene.hidden) == (1, frozenset())
