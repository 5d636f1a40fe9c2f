"""The scene's fields, by kind: valid or rejected by name, unchanged by JSON, and declared in one place."""

import itertools
import json
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigviz.model.fields.validators import Number, Numbers, Truth, Whole, Word
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import FIELDS, HIDEABLE, PARAMETERS, X_LIMIT, Scene


def of_kind(kind):
    return [name for name, field in FIELDS.items() if type(field.kind) is kind]


NUMBERS, WORDS, COUNTS, TRUTHS = map(of_kind, (Number, Word, Whole, Truth))
LISTS = [name for name in of_kind(Numbers) if FIELDS[name].kind is PARAMETERS]
PROMISED = {
    "x": (-700, 700), "step": (1, 10), "h": (1e-16, 10), "threshold": (1e-300, 0.25), "guess": (-5, 5),
    "inputs": (-100, 100), "weights": (-100, 100), "target": (0, 1), "learning_rate": (0, 1000), "units": (1, 50),
    "text_scale": (0.75, 3),
}  # fmt: skip
NO_NUMBER = [math.nan, math.inf, -math.inf, True, False, 10**400, 1e308, "1", "", None, [], [1.0], 1j, b"1"]
NO_TRUTH = [0, 1, "true", "", None, [], np.True_, math.nan]
NO_COUNT = [0, -1, 10**400, True, False, 1.0, math.nan, "5", None, [5]]
NO_LIST = [5, None, True, "12", b"12", "", object, (), [0.5] * (PARAMETERS.most + 1), {"a": 1}]


@st.composite
def fields(draw):
    """Return valid values of all fields of these kinds, and a trace."""
    count = draw(st.integers(PARAMETERS.fewest, PARAMETERS.most))
    numbers = st.lists(st.floats(*PARAMETERS.each.limits), min_size=count, max_size=count)
    return {
        **{name: draw(st.floats(*FIELDS[name].limits)) for name in NUMBERS},
        **{name: draw(st.sampled_from(FIELDS[name].words)) for name in WORDS},
        **{name: draw(numbers) for name in LISTS},
        "trace": draw(st.lists(st.floats(-X_LIMIT, X_LIMIT), max_size=5)),
        "errors": draw(st.lists(st.floats(0, 700), max_size=5)),
        "guesses": draw(st.lists(st.tuples(st.floats(-X_LIMIT, X_LIMIT), st.floats(-5, 5)).map(list), max_size=5)),
        **{name: draw(st.booleans()) for name in TRUTHS},
        **{name: draw(st.integers(*FIELDS[name].limits)) for name in COUNTS},
    }


def as_lists(value):
    return [as_lists(part) for part in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize(
    "value",
    [5, None, "12", [1], [[1]], [[1, 2, 3]], [["1", 2]], [[701, 0]], [[0, 6]], [[0, 0]] * 51, itertools.repeat([0, 0])],
    ids=str,
)
def test_guesses_that_are_not_pairs_within_limits_are_rejected_by_name(value):
    refuses("guesses", value)


@pytest.mark.parametrize("value", [5, "12", [-1], [math.nan], [1e7], [0] * 201, itertools.repeat(0)], ids=str)
def test_errors_that_are_not_numbers_within_limits_are_rejected_by_name(value):
    refuses("errors", value)


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
        assert as_lists(got) == value
        assert plain[name] == value
    assert scene.evolve(**values) is scene


def test_the_limits_are_those_that_are_promised():
    assert {name: FIELDS[name].limits for name in [*NUMBERS, *COUNTS, *LISTS]} == PROMISED
    assert (PARAMETERS.fewest, PARAMETERS.most) == (1, 6)


@pytest.mark.parametrize("field", NUMBERS)
@pytest.mark.parametrize("value", NO_NUMBER, ids=lambda value: repr(value)[:12])
def test_a_value_that_is_not_a_number_or_is_too_large_is_rejected_by_name(field, value):
    refuses(field, value, r"(must be|is too large)")


@pytest.mark.parametrize("field", NUMBERS)
def test_limits_are_the_last_values_accepted(field):
    low, high = FIELDS[field].limits
    for limit, beyond in ((low, -math.inf), (high, math.inf)):
        assert getattr(Scene(**{field: limit}), field) == limit
        refuses(field, math.nextafter(limit, beyond), "must be between")


@pytest.mark.parametrize("field", NUMBERS)
@pytest.mark.parametrize("kind", [np.float64, np.float16, Fraction, float])
def test_any_real_number_becomes_a_float(field, kind):
    number = 0.125 if FIELDS[field].limits[0] <= 0.125 else 1.0
    got = getattr(Scene(**{field: kind(number)}), field)
    assert (type(got), got) == (float, number)


@pytest.mark.parametrize("field", WORDS)
@pytest.mark.parametrize("value", ["", "qqqqq", None, True, 1, math.nan, [], {}, b"q"], ids=repr)
def test_unknown_words_are_refused_by_name(field, value):
    refuses(field, value, rf".* is unknown: choose from {', '.join(FIELDS[field].words)}")


@pytest.mark.parametrize("field", WORDS)
def test_the_nearest_word_is_suggested(field):
    for word in FIELDS[field].words:
        assert getattr(Scene(**{field: word}), field) == word
        for typed in (word[:-1], word.capitalize(), word[1:], word.replace("-", "_") + "s"):
            refuses(field, typed, rf"'{typed}' is unknown: did you mean '{word}'\?")


def test_the_secant_is_symmetric_by_its_word():
    assert [word for word in FIELDS["secant"].words if Scene(secant=word).symmetric] == ["symmetric"]


@pytest.mark.parametrize("field", TRUTHS)
@pytest.mark.parametrize("value", NO_TRUTH, ids=repr)
def test_a_value_that_is_neither_true_nor_false_is_rejected_by_name(field, value):
    refuses(field, value, "must be true or false")


@pytest.mark.parametrize("field", COUNTS)
@pytest.mark.parametrize("value", NO_COUNT, ids=lambda value: repr(value)[:12])
def test_a_value_that_is_not_a_whole_number_is_rejected_by_name(field, value):
    refuses(field, value, "must be a whole number from 1 to")


@pytest.mark.parametrize("field", COUNTS)
def test_whole_numbers_go_up_to_their_limits(field):
    low, high = FIELDS[field].limits
    for limit, beyond in ((low, low - 1), (high, high + 1)):
        assert getattr(Scene(**{field: limit}), field) == limit
        refuses(field, beyond, f"must be a whole number from {low} to {high}, not {beyond}")


@pytest.mark.parametrize("field", LISTS)
@pytest.mark.parametrize("value", NO_LIST, ids=lambda value: repr(value)[:20])
def test_a_value_that_is_not_a_list_of_one_to_six_numbers_is_rejected_by_name(field, value):
    refuses(field, value, "must be")


@pytest.mark.parametrize("field", LISTS)
@pytest.mark.parametrize("value", [*NO_NUMBER, PARAMETERS.each.high + 1e-9, -101], ids=lambda value: repr(value)[:12])
def test_a_number_in_a_list_is_checked_too(field, value):
    for place in range(3):
        refuses(field, [0.5] * place + [value] + [0.5] * (2 - place), r"(must be|is too large)")


@pytest.mark.parametrize("field", LISTS)
def test_an_endless_list_is_refused(field):
    refuses(field, iter(float, 1.0), f"must be 1 to {PARAMETERS.most} numbers, not more")


@given(st.integers(1, PARAMETERS.most), st.integers(1, PARAMETERS.most))
def test_weights_are_as_many_as_inputs(inputs, weights):
    values = {"inputs": (0.5,) * inputs, "weights": (1.5,) * weights}
    if inputs == weights:
        assert Scene(**values) == Scene().evolve(**values)
        return
    sentence = rf"^weights must have one value per input: {inputs}, not {weights}$"
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
    gives_away = frozenset({"derivative", "complement", "tangent", "trace", "slope-field"})

    @given(names, st.booleans(), st.frozensets(st.sampled_from(HIDEABLE)))
    def test_the_slope_is_concealed_while_it_is_guessed(self, layers, revealed, hidden):
        scene = Scene(layers=layers, revealed=revealed, hidden=hidden)
        assert scene.guessing == ("predict" in layers and not revealed)
        assert scene.proving == ("derivation" in layers)
        given_away = {"complement", "product"} if scene.guessing else {"product"} if scene.proving else set()
        assert scene.concealed == hidden | given_away

    @given(names, st.booleans())
    def test_layers_that_show_the_slope_are_not_drawn_meanwhile(self, layers, revealed):
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
