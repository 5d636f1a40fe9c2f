"""The scene's fields for the insights and the unit: valid or refused by name, and the same after JSON."""

import json
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import (
    GUESS_LIMIT,
    H_LIMITS,
    HIDEABLE,
    LEARNING_RATES,
    LOSSES,
    MOST_INPUTS,
    MOST_UNITS,
    SECANTS,
    THRESHOLDS,
    UNDOABLE,
    WEIGHT_LIMIT,
    X_LIMIT,
    Scene,
)

NUMBERS = {
    "h": H_LIMITS,
    "threshold": THRESHOLDS,
    "guess": (-GUESS_LIMIT, GUESS_LIMIT),
    "target": (0.0, 1.0),
    "learning_rate": LEARNING_RATES,
}
WORDS = {"secant": SECANTS, "loss": LOSSES}
LISTS = ("inputs", "weights")
NO_NUMBER = [math.nan, math.inf, -math.inf, True, False, 10**400, 1e308, "1", "", None, [], [1.0], 1j, b"1"]
NO_TRUTH = [0, 1, "true", "", None, [], np.True_, math.nan]
NO_COUNT = [0, -1, MOST_UNITS + 1, 10**400, True, False, 1.0, math.nan, "5", None, [5]]
NO_LIST = [5, None, True, "12", b"12", "", object, (), [0.5] * (MOST_INPUTS + 1), {"a": 1}]


@st.composite
def fields(draw):
    """Return values of all fields that are new, all of them valid."""
    count = draw(st.integers(1, MOST_INPUTS))
    numbers = st.lists(st.floats(-WEIGHT_LIMIT, WEIGHT_LIMIT), min_size=count, max_size=count)
    return {
        **{name: draw(st.floats(*limits)) for name, limits in NUMBERS.items()},
        **{name: draw(st.sampled_from(words)) for name, words in WORDS.items()},
        "inputs": draw(numbers),
        "weights": draw(numbers),
        "trace": draw(st.lists(st.floats(-X_LIMIT, X_LIMIT), max_size=5)),
        "revealed": draw(st.booleans()),
        "units": draw(st.integers(1, MOST_UNITS)),
    }


def refuses(field, value, sentence=""):
    for make in (lambda: Scene(**{field: value}), lambda: Scene.from_dict({field: value})):
        with pytest.raises(ValueError, match=rf"^{field} {sentence}"):
            make()


@given(fields())
def test_json_gives_the_same_fields_back(values):
    scene = Scene(**values)
    text = scene.to_json()
    plain = json.loads(text, parse_constant=pytest.fail)
    assert Scene.from_dict(plain) == scene == Scene.from_dict(values)
    assert Scene.from_dict(plain).to_json() == text
    for name, value in values.items():
        got = getattr(scene, name)
        assert (list(got) if isinstance(got, tuple) else got) == value
        assert plain[name] == value
    assert scene.evolve(**values) is scene


@given(fields())
def test_all_are_undone(values):
    assert set(values) <= set(UNDOABLE)


@pytest.mark.parametrize("field", NUMBERS)
@pytest.mark.parametrize("value", NO_NUMBER, ids=lambda value: repr(value)[:12])
def test_what_is_no_number_or_too_large_is_refused_by_name(field, value):
    refuses(field, value, r"(must be|is too large)")


@pytest.mark.parametrize("field", NUMBERS)
def test_limits_are_the_last_values_taken(field):
    low, high = NUMBERS[field]
    for limit, beyond in ((low, -math.inf), (high, math.inf)):
        assert getattr(Scene(**{field: limit}), field) == limit
        refuses(field, math.nextafter(limit, beyond), "must be between")


@pytest.mark.parametrize("field", NUMBERS)
@pytest.mark.parametrize("kind", [np.float64, np.float16, Fraction, float])
def test_any_real_number_becomes_a_float(field, kind):
    got = getattr(Scene(**{field: kind(0.125)}), field)
    assert (type(got), got) == (float, 0.125)


@pytest.mark.parametrize("field", WORDS)
@pytest.mark.parametrize("value", ["", "qqqqq", None, True, 1, math.nan, [], {}, b"q"], ids=repr)
def test_unknown_words_are_refused_by_name(field, value):
    refuses(field, value, rf".* is unknown: choose from {', '.join(WORDS[field])}")


@pytest.mark.parametrize("field", WORDS)
def test_the_nearest_word_is_suggested(field):
    for word in WORDS[field]:
        assert getattr(Scene(**{field: word}), field) == word
        for typed in (word[:-1], word.capitalize(), word[1:], word.replace("-", "_") + "s"):
            refuses(field, typed, rf"'{typed}' is unknown: did you mean '{word}'\?")


def test_the_secant_is_symmetric_by_its_word():
    assert [word for word in SECANTS if Scene(secant=word).symmetric] == ["symmetric"]


@pytest.mark.parametrize("value", NO_TRUTH, ids=repr)
def test_revealed_is_true_or_false(value):
    refuses("revealed", value, "must be true or false")


@pytest.mark.parametrize("value", NO_COUNT, ids=lambda value: repr(value)[:12])
def test_units_are_a_whole_number_that_can_be_drawn(value):
    refuses("units", value, f"must be a whole number from 1 to {MOST_UNITS}")
    assert [Scene(units=count).units for count in (1, MOST_UNITS)] == [1, MOST_UNITS]


@pytest.mark.parametrize("field", LISTS)
@pytest.mark.parametrize("value", NO_LIST, ids=lambda value: repr(value)[:20])
def test_what_is_no_list_of_one_to_six_is_refused_by_name(field, value):
    refuses(field, value, "must be")


@pytest.mark.parametrize("field", LISTS)
@pytest.mark.parametrize("value", [*NO_NUMBER, WEIGHT_LIMIT + 1e-9, -101], ids=lambda value: repr(value)[:12])
def test_a_number_in_a_list_is_checked_too(field, value):
    for place in range(3):
        refuses(field, [0.5] * place + [value] + [0.5] * (2 - place), r"(must be|is too large)")


@pytest.mark.parametrize("field", LISTS)
def test_an_endless_list_is_refused(field):
    refuses(field, iter(float, 1.0), f"must be 1 to {MOST_INPUTS} numbers, not more")


@given(st.integers(1, MOST_INPUTS), st.integers(1, MOST_INPUTS))
def test_weights_are_as_many_as_inputs(inputs, weights):
    values = {"inputs": (0.5,) * inputs, "weights": (1.5,) * weights}
    if inputs == weights:
        assert Scene(**values) == Scene().evolve(**values)
        return
    sentence = rf"^weights must be as many as inputs: {inputs}, not {weights}$"
    fitting = Scene(inputs=values["inputs"], weights=values["inputs"])
    for make in (
        lambda: Scene(**values),
        lambda: Scene.from_dict(values),
        lambda: Scene().evolve(**values),
        lambda: fitting.evolve(weights=values["weights"]),
    ):
        with pytest.raises(ValueError, match=sentence):
            make()


class TestGuessing:
    names = st.frozensets(st.sampled_from(LAYER_NAMES))
    gives_away = frozenset({"derivative", "tangent", "trace"})

    @given(names, st.booleans(), st.frozensets(st.sampled_from(HIDEABLE)))
    def test_the_slope_is_concealed_while_it_is_to_be_guessed(self, layers, revealed, hidden):
        scene = Scene(layers=layers, revealed=revealed, hidden=hidden)
        assert scene.guessing == ("predict" in layers and not revealed)
        assert scene.concealed == (hidden | {"product"} if scene.guessing else hidden)

    @given(names, st.booleans())
    def test_what_gives_the_slope_away_is_not_drawn_meanwhile(self, layers, revealed):
        scene = Scene(layers=layers, revealed=revealed)
        drawn = {name for name in LAYER_NAMES if scene.draws(name)}
        assert drawn == (layers - self.gives_away if scene.guessing else layers)
        assert {name for name in LAYER_NAMES if scene.shows(name)} == layers

    def test_the_answer_brings_it_back(self):
        scene = Scene(layers={"derivative", "tangent", "trace", "predict", "sigma"})
        assert {scene.draws("derivative"), scene.draws("tangent"), scene.draws("trace")} == {False}
        assert {scene.draws("sigma"), scene.draws("predict")} == {True}
        answered = scene.evolve(revealed=True)
        assert all(map(answered.draws, answered.layers))
        assert answered.concealed == frozenset()
        assert answered.evolve(revealed=False) == scene
