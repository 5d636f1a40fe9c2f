"""The texts of the neural unit: its activity, the chain rule, and no hidden values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigviz.maths.number_format import parse, short
from sigviz.model.readout import HIDDEN, resolve
from sigviz.model.scene import FIELDS, HIDEABLE, PARAMETERS, Scene
from sigviz.views.cards.neuron.texts import describe, read

ordinary = st.floats(-2, 2).map(lambda value: round(value, 3))
units = st.integers(1, 6).flatmap(lambda count: st.tuples(*[st.lists(ordinary, min_size=count, max_size=count)] * 2))


@pytest.mark.parametrize(
    ("x", "active"), [(1e-9, "active"), (3, "active"), (0, "on the edge"), (-1e-9, "inactive"), (-700, "inactive")]
)
def test_a_unit_is_active_where_its_output_is_above_a_half(x, active):
    readout = resolve(Scene(x=x))
    assert read(readout).active == active
    assert f", {active}; " in describe(readout)


@given(st.floats(-5, 5), units, st.sampled_from(FIELDS["loss"].words), st.floats(0, 1))
def test_a_gradient_is_the_product_of_its_three_factors(x, unit, loss, target):
    inputs, weights = unit
    reading = read(resolve(Scene(x=x, inputs=inputs, weights=weights, loss=loss, target=target)))
    assert [line.name for line in reading.rule] == [*(f"w{'₁₂₃₄₅₆'[place]}" for place in range(len(inputs))), "b"]
    assert [line.value for line in reading.rule] == [*map(short, inputs), "1"]
    for line, factor in zip(reading.rule, [*inputs, 1], strict=True):
        product = parse(line.by_output) * parse(line.local_gradient) * factor
        assert parse(line.gradient) == pytest.approx(product, rel=2e-2, abs=1e-12)


def test_a_unit_is_described_in_full():
    scene = Scene(x=1, inputs=(0.9, -2), weights=(1.5, 0.25), target=0)
    assert describe(resolve(scene)) == (
        "a₁ = 0.9, w₁ = 1.5; a₂ = −2, w₂ = 0.25; bias 0.150, sum 1; output 0.7311, active; "
        "output·(1 − output) = 0.1966; target 0, squared: error 0.267; "
        "∂E/∂w₁ = 0.129, ∂E/∂w₂ = −0.287, ∂E/∂b = 0.144"
    )


@given(st.sets(st.sampled_from(HIDEABLE), min_size=1))
def test_numbers_that_depend_on_a_hidden_value_are_hidden_too(hidden):
    reading = read(resolve(Scene(hidden=hidden)))
    assert {text for line in reading.rule for text in (line.by_output, line.local_gradient, line.gradient)} == {HIDDEN}
    assert reading.error == HIDDEN
    assert (reading.active == HIDDEN) == (reading.output == HIDDEN) == ("sigma" in hidden)
    assert (reading.local_gradient == HIDDEN) == ("product" in hidden)
    assert HIDDEN not in (reading.sum, reading.bias)


def test_a_sum_beyond_the_limit_is_described_as_held():
    most = (PARAMETERS.each.high,) * 2
    for x, note in ((700, "held at 700"), (-700, "held at −700")):
        scene = Scene(x=x, inputs=most, weights=most)
        assert read(resolve(scene)).note == note
        assert f"sum {'−' * (x < 0)}700 {note}; output" in describe(resolve(scene))
    assert read(resolve(Scene(x=3))).note == ""
