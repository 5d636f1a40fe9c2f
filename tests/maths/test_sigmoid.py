"""σ, 1 − σ and σ′ compared with mpmath, including subnormal values."""

import math
import warnings
from collections.abc import Callable
from functools import cache

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

import sigviz
from sigviz.maths.sigmoid import activation, complement, derivative, sigmoid, tangent
from tests.truth import true_values, ulps

# The accuracy that is promised, and the accuracy that the module's docstring says was measured, in ulps.
PROMISED = {"sigma": 2.5, "complement": 2.5, "slope": 4.5}
MEASURED = {"sigma": 1.7, "complement": 1.7, "slope": 2.1}
FUNCTIONS: dict[str, Callable] = {"sigma": sigmoid, "complement": complement, "slope": derivative}

in_reach = st.floats(-745, 745)
real = st.floats(-1e308, 1e308)

# The whole range, the part where σ changes, the middle, and both ends, where the smaller of the two is subnormal.
GRID = np.concatenate(
    [
        np.linspace(-745, 745, 8001),
        np.linspace(-40, 40, 8001),
        np.linspace(-1, 1, 2001),
        np.linspace(-745, -708, 3001),
        np.linspace(708, 745, 3001),
        [0.0, -0.0, 5e-324, -5e-324, 1e-17, -1e-17],
    ]
)


@cache  # it takes a second, which must not delay the collection of tests
def truth() -> list[dict[str, mpmath.mpf]]:
    return [true_values(float(x)) for x in GRID]


def worst(name: str, got: np.ndarray) -> float:
    return max(ulps(value, true[name]) for value, true in zip(got, truth(), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", FUNCTIONS)
def test_arrays_are_as_accurate_as_promised_on_a_dense_grid(name, record_property):
    error = worst(name, FUNCTIONS[name](GRID))
    record_property(f"{name}_ulp", error)
    assert error <= PROMISED[name]
    assert error <= MEASURED[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", FUNCTIONS)
def test_single_values_are_as_accurate_as_arrays(name):
    error = worst(name, np.array([getattr(activation(float(x)), name) for x in GRID]))
    assert error <= PROMISED[name]
    assert error <= MEASURED[name]


@given(in_reach)
def test_any_x_is_as_accurate_as_promised(x):
    true = true_values(x)
    for name, function in FUNCTIONS.items():
        assert ulps(function(x), true[name]) <= MEASURED[name]
        assert ulps(getattr(activation(x), name), true[name]) <= MEASURED[name]


@pytest.mark.slow
def test_scipy_is_no_more_accurate(record_property):
    theirs, ours = worst("sigma", expit(GRID)), worst("sigma", sigmoid(GRID))
    record_property("expit_ulp", theirs)
    record_property("sigmoid_ulp", ours)
    assert ours <= theirs


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_no_value_raises_a_numpy_warning(function):
    edges = [0.0, -0.0, 5e-324, 1e308, -1e308, math.inf, -math.inf, math.nan, 709.9, -709.9, 745.2, -745.2, 800, -800]
    for values in (np.array(edges), GRID, *(np.float64(edge) for edge in edges)):
        with np.errstate(all="raise"), warnings.catch_warnings(action="error"):
            function(values)


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
@pytest.mark.parametrize("shape", [(), (0,), (7,), (2, 3), (2, 0, 4), (1, 2, 3, 4)])
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16, np.int64, np.int8, np.uint8, np.bool_])
def test_shape_is_kept_and_the_result_is_float64(function, shape, dtype):
    result = function(np.ones(shape, dtype=dtype))
    assert np.shape(result) == shape
    assert result.dtype == np.float64
    assert np.array_equal(result, np.full(shape, function(1.0)))


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_lists_and_scalars_are_accepted(function):
    assert isinstance(function(2), float)
    assert isinstance(function(np.float32(2)), float)
    assert function([0, 2.0]).tolist() == [float(function(0)), float(function(2.0))]


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_strided_input_is_left_alone_and_gives_the_same(function):
    x = np.linspace(-30, 30, 64).reshape(8, 8)
    before = x.copy()
    assert np.allclose(function(x.T[::-2]), function(x).T[::-2], rtol=4e-16, atol=0)
    assert np.array_equal(x, before)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_nan_stays_nan_and_infinity_is_the_limit(name):
    limits = {"sigma": [0.0, 1.0], "complement": [1.0, 0.0], "slope": [0.0, 0.0]}[name]
    assert FUNCTIONS[name]([-math.inf, math.inf]).tolist() == limits
    assert [getattr(activation(x), name) for x in (-math.inf, math.inf)] == limits
    assert math.isnan(getattr(activation(math.nan), name))
    mixed = FUNCTIONS[name]([1.0, math.nan, 2.0])
    assert np.isnan(mixed).tolist() == [False, True, False]


@given(in_reach)
def test_single_values_are_those_of_the_arrays_to_a_rounding_of_exp(x):
    # The formulas are the same, but NumPy's exp and the C library's sometimes differ in the last place.
    one = activation(x)
    for name, function in FUNCTIONS.items():
        many = float(function(np.full(9, x))[4])
        assert abs(getattr(one, name) - many) <= 2 * math.ulp(many)


@given(real)
def test_sigma_and_its_complement_add_up_to_one_and_mirror_each_other(x):
    assert sigmoid(x) + sigmoid(-x) == 1
    assert complement(x) == sigmoid(-x)
    assert sigmoid(x) + complement(x) == 1
    assert derivative(x) == derivative(-x)


@given(real)
def test_values_stay_in_their_bounds(x):
    assert 0 <= sigmoid(x) <= 1
    assert 0 <= derivative(x) <= 0.25
    # A product of two numbers up to 1 is at most the smaller of them.
    assert derivative(x) <= min(sigmoid(x), complement(x))


@given(in_reach)
def test_the_slope_is_the_product_of_the_two(x):
    one = activation(x)
    assert one.slope == pytest.approx(one.sigma * one.complement, rel=1e-15, abs=1e-323)


def test_values_known_in_closed_form():
    assert activation(0.0) == (0.5, 0.5, 0.25)
    thirds = activation(math.log(2))
    assert thirds == pytest.approx((2 / 3, 1 / 3, 2 / 9), rel=1e-15)


@given(st.floats(-700, 700))
def test_the_tangent_passes_through_the_point(at):
    assert tangent(at, at) == activation(at).sigma


@given(st.floats(-12, 12), st.floats(1e-4, 1e-2))
def test_the_tangent_touches(at, step):
    # |σ″| ≤ 1/(6√3), so the curve differs from its tangent by at most half of that times the square of the step.
    x = at + np.array([-step, step])
    assert np.all(np.abs(sigmoid(x) - tangent(at, x)) <= step**2 / (12 * math.sqrt(3)) + 1e-15)


@given(st.floats(0, 700), st.floats(0, 700))
def test_the_tangent_is_above_the_curve_right_of_the_middle_and_below_it_left(at, x):
    assert tangent(at, x) >= sigmoid(x) - 1e-15
    assert tangent(-at, -x) <= sigmoid(-x) + 1e-15


def test_the_tangent_takes_arrays():
    x = np.zeros((3, 2), dtype=np.float32)
    assert tangent(1.0, x).shape == (3, 2)
    assert tangent(1.0, x).dtype == np.float64


def test_the_public_names_are_these_functions():
    assert (sigviz.sigmoid, sigviz.complement, sigviz.derivative) == (sigmoid, complement, derivative)
