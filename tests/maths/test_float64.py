"""The results of naive float64 code: which digits are wrong, and from which x."""

import contextlib
import io
import math

import mpmath
import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sigviz.maths import float64
from sigviz.maths.float64 import WRONG_FROM, ZERO_FROM, right_digits
from sigviz.maths.sigmoid import activation
from sigviz.model.scene import X_LIMIT

SHOWN = 4  # digits
PLAIN = """
from math import exp
sigma = 1 / (1 + exp(-x))
print(sigma, 1 - sigma, sigma * (1 - sigma))
"""
STEP = 2.0**-52  # of float64 above 1
numbers = st.floats(allow_nan=False, allow_infinity=False)
true_values = st.builds(lambda sign, power: sign * 10**power, st.sampled_from([-1, 1]), st.floats(-300, 300))


def least_right(x: float) -> int:
    """Return the number of correct digits of the worst of the three values."""
    return min(map(right_digits, float64.activation(x), activation(x)))


def worst_error(x: float) -> float:
    """Return the largest relative error of the three values."""
    return max(abs(naive / true - 1) for naive, true in zip(float64.activation(x), activation(x), strict=True))


def halfway(first: float, last: float, most: int) -> list[float]:
    """Return each x where 1 + e^(−x) is halfway between two float64, where rounding is worst, and their neighbours."""
    low, high = (math.ceil(math.exp(-x) / STEP) for x in (last, first))
    found = []
    for count in np.unique(np.linspace(low, high, most).astype(np.int64)).tolist():
        x = -math.log((count + 0.5) * STEP)
        found += [at for at in (math.nextafter(x, -math.inf), x, math.nextafter(x, math.inf)) if first <= at]
    return [x for x in found if x < last]


@given(st.floats(-X_LIMIT, X_LIMIT))
@example(X_LIMIT)
@example(-X_LIMIT)
@example(0.0)
def test_it_is_what_plain_code_prints(x):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(PLAIN, {"x": x})
    assert printed.getvalue().split() == [repr(value) for value in float64.activation(x)]


@given(st.floats(ZERO_FROM, X_LIMIT, exclude_min=True))
@example(math.nextafter(ZERO_FROM, math.inf))
@example(X_LIMIT)
def test_beyond_zero_from_the_complement_is_zero(x):
    assert float64.activation(x) == (1, 0, 0)
    assert activation(x).complement > 0


@given(st.floats(-X_LIMIT, ZERO_FROM, exclude_max=True) | st.floats(ZERO_FROM - 1e-9, ZERO_FROM, exclude_max=True))
@example(math.nextafter(ZERO_FROM, 0))
def test_before_zero_from_the_complement_is_above_zero(x):
    assert float64.activation(x).complement > 0
    assert float64.activation(x).slope > 0


@given(st.floats(-X_LIMIT, WRONG_FROM, exclude_max=True) | st.floats(WRONG_FROM - 1, WRONG_FROM, exclude_max=True))
@example(math.nextafter(WRONG_FROM, 0))
def test_before_wrong_from_all_digits_shown_are_correct(x):
    assert least_right(x) >= SHOWN
    assert worst_error(x) <= 0.5 * 10.0**-SHOWN


@pytest.mark.slow
def test_before_wrong_from_all_digits_shown_are_correct_even_where_rounding_is_worst():
    places = [*halfway(WRONG_FROM - 0.3, WRONG_FROM, 3000), *halfway(0.1, WRONG_FROM, 3000)]
    assert len(places) > 10_000
    assert min(map(least_right, places)) >= SHOWN
    assert max(map(worst_error, places)) <= 0.5 * 10.0**-SHOWN


def test_before_wrong_from_no_random_x_has_a_larger_error():
    x = np.random.default_rng(4).uniform(-40, WRONG_FROM, 1_000_000)
    sigma, distance = 1 / (1 + np.exp(-x)), np.abs(x)
    smaller = np.exp(-distance) / (1 + np.exp(-distance))
    true = np.where(x > 0, smaller, 1 - smaller)
    assert np.max(np.abs((1 - sigma) / true - 1)) <= 0.5 * 10.0**-SHOWN


def test_soon_after_wrong_from_some_digits_shown_are_wrong():
    assert any(least_right(x) < SHOWN for x in halfway(WRONG_FROM, WRONG_FROM + 1.2, 4000))
    assert all(least_right(x) == 0 for x in np.linspace(ZERO_FROM + 1e-9, X_LIMIT, 50).tolist())


@given(st.floats(-X_LIMIT, X_LIMIT))
def test_sigma_itself_is_correct_to_the_last_digits(x):
    assert right_digits(float64.activation(x).sigma, activation(x).sigma) >= 15


class TestRightDigits:
    @given(numbers)
    def test_the_same_number_has_all_digits_correct(self, true):
        assert right_digits(true, true) == 17

    @given(numbers, numbers)
    def test_is_the_order_of_the_relative_error(self, value, true):
        digits = right_digits(value, true)
        assert type(digits) is int
        assert 0 <= digits <= 17
        assume(value != true and true != 0)
        with mpmath.workdps(700):
            exact = -mpmath.log10(abs(mpmath.mpf(value) / mpmath.mpf(true) - 1))
        assume(abs(exact - round(exact)) > 1e-20)
        assert digits == min(max(math.floor(exact), 0), 17)

    @given(true_values, st.integers(1, 12), st.floats(0.11, 0.97), st.sampled_from([-1, 1]))
    def test_counts_the_digits_before_the_first_wrong_one(self, true, digits, fraction, sign):
        assert right_digits(true * (1 + sign * fraction * 10.0**-digits), true) == digits

    @given(true_values)
    def test_zero_the_double_and_the_wrong_sign_have_no_correct_digit(self, true):
        assert right_digits(0.0, true) == right_digits(2 * true, true) == right_digits(-true, true) == 0

    @given(true_values)
    def test_the_next_number_lacks_the_last_digit_or_two(self, true):
        assert 15 <= right_digits(math.nextafter(true, math.inf), true) <= 16

    @given(numbers.filter(bool))
    def test_for_a_true_value_of_zero_every_other_value_is_wrong(self, value):
        assert right_digits(value, 0.0) == 0
        assert right_digits(0.0, -0.0) == 17

    @given(true_values, st.floats(-2, 2), st.integers(-50, 50))
    def test_neither_sign_nor_scale_matters(self, true, factor, power):
        digits = right_digits(true * factor, true)
        assert right_digits(-(true * factor), -true) == digits
        scale = 2.0**power
        assume(abs(true) * scale < 1e300 and abs(true * factor * scale) > 1e-300)
        assert right_digits(true * factor * scale, true * scale) == digits

    @pytest.mark.parametrize("true", [5e-324, 1.7976931348623157e308])
    def test_accepts_the_extremes_of_float64(self, true):
        assert right_digits(true, true) == 17
        assert right_digits(-true, true) == 0
