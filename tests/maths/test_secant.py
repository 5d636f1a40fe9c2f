"""The secant of σ: its exact slope, and the V of the error that subtraction causes."""

import math
import warnings

import mpmath
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sigviz.maths.secant import (
    DECADES,
    H_STEPS,
    chord,
    error,
    error_at,
    knots,
    measured,
    rounding,
    spectrum,
    truncation,
)
from sigviz.maths.sigmoid import activation
from sigviz.model.scene import FIELDS, X_LIMIT

H_LIMITS = FIELDS["h"].limits
UNIT = 2.0**-53  # half a step of float64 at 1
MEASURED = 6  # units; the worst of 48 000 chords was 4.9
EXACT = 700.0  # beyond, the rise of a short chord is subnormal
KINDS = pytest.mark.parametrize("symmetric", [False, True], ids=["forward", "symmetric"])
# The x at which the first term of the error leads: σ″ is 0 at 0, and σ‴ at ±1.317, so no x is near these.
PLACES = pytest.mark.parametrize("x", [-5.0, -2.0, -0.5, 0.5, 2.0, 5.0])

steps = st.floats(*(math.log10(limit) for limit in H_LIMITS)).map(lambda power: float(np.clip(10**power, *H_LIMITS)))
reach = st.floats(-X_LIMIT, X_LIMIT)


def true_slope(x: float, h: float, symmetric: bool) -> mpmath.mpf:
    """Return the slope of the chord to the exact x + h, as a difference of the smaller of σ and 1 − σ."""
    with mpmath.workdps(50):
        left, right = mpmath.mpf(x) - h * symmetric, mpmath.mpf(x) + h
        sign = 1 if x > 0 else -1
        smaller = [1 / (1 + mpmath.exp(sign * end)) for end in (left, right)]
        return sign * (smaller[0] - smaller[1]) / (right - left)


def chord_error(x: float, h: float, symmetric: bool) -> float:
    """Return the relative error of a chord in units, without the part that follows from rounding its ends.

    That part is at most the rounding of the ends themselves, because σ′ ≤ σ and σ′ ≤ 1 − σ.
    """
    line = chord(x, h, symmetric=symmetric)
    true = true_slope(x, h, symmetric)
    with mpmath.workdps(50):
        relative = float(abs(mpmath.mpf(line.slope) - true) / true)
    ends = math.ulp(line.right) / 2 + symmetric * math.ulp(line.left) / 2
    return max(relative - ends, 0) / UNIT


def level(x: float, h: np.ndarray, symmetric: bool) -> np.ndarray:
    """Return the error over h as the eye sees it in the plot: the root mean square in a quarter of a decade."""
    window = 10 ** np.linspace(-0.125, 0.125, 201)
    return np.array([math.sqrt(np.mean(error(x, step * window, symmetric=symmetric) ** 2)) for step in h])


def steepness(h: np.ndarray, values: np.ndarray) -> float:
    """Return the slope of a curve on two logarithmic axes."""
    return float(np.polyfit(np.log10(h), np.log10(values), 1)[0])


@pytest.mark.slow
@KINDS
def test_chords_are_exact_on_a_dense_grid(symmetric, record_property):
    random = np.random.default_rng(1)
    x = np.concatenate([random.uniform(-reach, reach, 1500) for reach in (EXACT, 40, 3)])
    h = 10 ** random.uniform(-16, 1, x.size)
    worst = max(chord_error(float(at), float(step), symmetric) for at, step in zip(x, h, strict=True))
    record_property("chord_units", worst)
    assert worst <= MEASURED


@given(st.floats(-EXACT, EXACT), steps, st.booleans())
@example(0.0, 10.0, True)
@example(1.0, 1e-16, False)  # x + h is x
@example(-EXACT, 1e-16, True)
@example(EXACT, 1e-16, True)
def test_any_chord_is_exact(x, h, symmetric):
    assert chord_error(x, h, symmetric) <= MEASURED


@given(reach, steps, st.booleans())
@example(X_LIMIT, H_LIMITS[0], False)
@example(-X_LIMIT, H_LIMITS[0], False)
@example(X_LIMIT, H_LIMITS[1], True)
@example(-X_LIMIT, H_LIMITS[1], True)
def test_a_chord_has_its_ends_and_always_a_slope(x, h, symmetric):
    line = chord(x, h, symmetric=symmetric)
    assert (line.left, line.right) == (x - h if symmetric else x, x + h)
    assert 0 < line.slope <= 0.25 * (1 + MEASURED * UNIT)


@given(st.floats(0, EXACT), steps)
def test_the_symmetric_chord_is_the_same_at_minus_x(x, h):
    left, right = (chord(at, h, symmetric=True).slope for at in (-x, x))
    assert left == pytest.approx(right, rel=2 * MEASURED * UNIT + 2 * math.ulp(x + h), abs=0)


@given(st.floats(-20, 20), steps, st.booleans())
def test_the_error_is_that_of_code_that_subtracts(x, h, symmetric):
    def sigma(at: float) -> float:
        return activation(at).sigma

    plain = (sigma(x + h) - sigma(x - h if symmetric else x)) / (2 * h if symmetric else h)
    # The exp of NumPy and that of the C library may differ in the last place.
    tolerance = 4 * math.ulp(sigma(x + h)) / h
    assert measured(x, h, symmetric=symmetric) == pytest.approx(plain, rel=0, abs=tolerance)
    assert error(x, h, symmetric=symmetric) == pytest.approx(abs(plain - activation(x).slope), rel=0, abs=tolerance)
    assert error(x, h, symmetric=symmetric) >= 0


@PLACES
@KINDS
def test_truncation_falls_with_h_and_is_as_predicted(x, symmetric):
    h = np.logspace(-3, -1, 9)
    found = error(x, h, symmetric=symmetric)
    predicted = truncation(x, h, symmetric=symmetric)
    assert steepness(h, found) == pytest.approx(2 if symmetric else 1, abs=0.05)
    assert found == pytest.approx(predicted, rel=0.1, abs=0)
    assert np.all(rounding(x, h, symmetric=symmetric) < 0.1 * predicted)


@PLACES
@KINDS
def test_rounding_rises_as_h_falls_and_is_as_predicted(x, symmetric):
    h = np.logspace(-13, -8 if symmetric else -10, 12)
    found = level(x, h, symmetric)
    predicted = rounding(x, h, symmetric=symmetric)
    assert steepness(h, found) == pytest.approx(-1, abs=0.1)
    assert np.all((predicted / 6 < found) & (found < predicted * 6))
    assert np.all(truncation(x, h, symmetric=symmetric) < 0.1 * predicted)


@given(st.floats(-600, 600), steps)
def test_rounding_is_half_a_step_of_sigma_and_of_x_over_the_width(x, h):
    here = activation(x)
    assert rounding(x, h) == pytest.approx((here.sigma + here.slope * (abs(x) + h)) * UNIT / h, rel=1e-14, abs=0)
    assert rounding(x, h, symmetric=True) == pytest.approx(rounding(x, h) / 2, rel=1e-15, abs=0)


def lowest(x: float, symmetric: bool) -> tuple[int, int]:
    """Return the indices in `H_STEPS` of the least predicted error and of the least measured error."""
    predicted = truncation(x, H_STEPS, symmetric=symmetric) + rounding(x, H_STEPS, symmetric=symmetric)
    return int(np.argmin(predicted)), int(np.argmin(level(x, H_STEPS, symmetric)))


@pytest.mark.parametrize("x", [-20.0, -5.0, -2.0, -0.5, 0.5, 2.0, 5.0, 10.0, 20.0])
@KINDS
def test_the_branches_meet_where_the_error_is_least(x, symmetric):
    predicted, found = lowest(x, symmetric)
    # The predicted minimum is at most a decade away, and its error is not much larger.
    assert abs(math.log10(H_STEPS[predicted] / H_STEPS[found])) <= 1
    errors = level(x, H_STEPS, symmetric)
    assert errors[predicted] <= 10 * errors[found]
    assert errors[found] < errors[[0, -1]].min() / 10


@PLACES
def test_the_symmetric_secant_does_better_with_a_longer_step(x):
    forward, symmetric = (H_STEPS[[lowest(x, kind)[1]]] for kind in (False, True))
    assert symmetric > 10 * forward
    assert level(x, symmetric, True) < level(x, forward, False) / 10


@KINDS
def test_no_numpy_warnings_and_no_infinity(symmetric):
    with np.errstate(divide="raise", over="raise", invalid="raise"), warnings.catch_warnings(action="error"):
        for x in (-X_LIMIT, -40.0, -0.0, 0.0, 5e-324, 1.0, 40.0, X_LIMIT):
            for function in (measured, error, truncation, rounding):
                for h in (H_STEPS, *H_LIMITS, H_STEPS[:4].reshape(2, 2)):
                    values = function(x, h, symmetric=symmetric)
                    assert np.shape(values) == np.shape(h)
                    assert np.all(np.isfinite(values))
                    assert function is measured or np.all(values >= 0)


@given(reach, st.booleans())
def test_the_spectrum_is_the_error_at_every_step(x, symmetric):
    shown = spectrum(x, symmetric=symmetric)
    assert shown.tolist() == error(x, H_STEPS, symmetric=symmetric).tolist()
    assert shown is spectrum(x, symmetric=symmetric)
    assert [error_at(x, float(h), symmetric=symmetric) for h in H_STEPS] == shown.tolist()


def test_the_steps_are_those_that_a_scene_can_have():
    assert (H_STEPS[0], H_STEPS[-1]) == pytest.approx(H_LIMITS, rel=1e-12, abs=0)
    assert (10.0 ** DECADES[0], 10.0 ** DECADES[1]) == pytest.approx(H_LIMITS, rel=1e-12, abs=0)
    assert np.diff(np.log10(H_STEPS)) == pytest.approx((DECADES[1] - DECADES[0]) / (H_STEPS.size - 1), rel=1e-9)


@given(st.floats(-30, 30) | st.floats(-1e-6, 1e-6), st.booleans())
def test_between_its_knots_a_branch_is_straight_to_the_eye(x, symmetric):
    every = np.arange(DECADES[0], DECADES[1] + 1)
    for branch, decades in zip((truncation, rounding), knots(x, symmetric=symmetric), strict=True):
        exact = np.log10(branch(x, 10.0**every, symmetric=symmetric))
        drawn = np.interp(
            every, decades, np.log10([branch(x, 10.0**decade, symmetric=symmetric) for decade in decades])
        )
        assert np.abs(exact - drawn).max() < 0.1  # decades, of about 18 that are drawn
