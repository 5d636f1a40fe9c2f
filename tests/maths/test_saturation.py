"""The edge of saturation is where the slope equals the threshold."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sigviz.maths.saturation import edge
from sigviz.maths.sigmoid import activation
from sigviz.model.scene import FIELDS
from tests.truth import true_values

UNIT = 2.0**-53
MEASURED_ULPS = 3.0  # the worst of 60 000 was 2.6
MEASURED_UNITS = 3.5  # relative to the slope, times x if x is above 1, because σ″ ≤ σ′; the worst was 2.4
SWITCH = 0.1  # the threshold at which the formula changes
LOW, HIGH = FIELDS["threshold"].limits

anywhere = st.floats(math.log10(LOW), math.log10(HIGH)).map(lambda power: min(max(10**power, LOW), HIGH))
near_a_quarter = st.floats(-17, -1).map(lambda power: HIGH - 10**power)
near_the_switch = st.integers(-1000, 1000).map(lambda places: SWITCH + places * math.ulp(SWITCH))
thresholds = anywhere | near_a_quarter | near_the_switch


def true_edge(threshold: float) -> mpmath.mpf:
    """Return the edge x ≥ 0 by the quadratic equation in σ: 1 − σ = (1 − √(1 − 4t))/2, and x = log(σ/(1 − σ))."""
    with mpmath.workdps(360):
        root = mpmath.sqrt(1 - 4 * mpmath.mpf(threshold))
        return mpmath.log((1 + root) / (1 - root))


@given(thresholds)
@example(LOW)
@example(HIGH)
@example(SWITCH)
@example(math.nextafter(SWITCH, 0))
@example(math.nextafter(SWITCH, 1))
@example(math.nextafter(HIGH, 0))
def test_the_slope_at_the_edge_is_the_threshold(threshold):
    x = edge(threshold)
    with mpmath.workdps(50):
        assert abs(true_values(x)["slope"] / threshold - 1) <= MEASURED_UNITS * max(1, x) * UNIT
        assert abs(true_values(-x)["slope"] / threshold - 1) <= MEASURED_UNITS * max(1, x) * UNIT
    assert activation(x).slope == pytest.approx(threshold, rel=(MEASURED_UNITS * max(1, x) + 6) * UNIT, abs=0)


@pytest.mark.slow
def test_the_edge_is_exact_on_a_dense_grid(record_property):
    random = np.random.default_rng(2)
    grid = np.concatenate(
        [10 ** random.uniform(-300, -0.7, 1500), HIGH - 10 ** random.uniform(-17, -1, 1500)]
        + [SWITCH + random.uniform(-spread, spread, 1000) for spread in (1e-2, 1e-14)]
    )
    worst = 0.0
    for threshold in map(float, grid):
        true = true_edge(threshold)
        if true:
            worst = max(worst, float(abs(edge(threshold) - true) / math.ulp(float(true))))
    record_property("edge_ulp", worst)
    assert worst <= MEASURED_ULPS


@given(thresholds, st.floats(1e-13, 1) | st.sampled_from([1e-13, 1e-12]))
@example(SWITCH, 1e-13)
@example(SWITCH * (1 - 5e-14), 1e-13)
@example(LOW, 1e-12)
def test_the_lower_the_threshold_the_farther_the_edge(threshold, more):
    higher = threshold * (1 + more * max(1, edge(threshold)))  # so that the edges are at least ten ulps apart
    if higher <= HIGH:
        assert edge(threshold) > edge(higher)


@given(thresholds)
def test_beyond_the_edge_sigma_is_saturated_and_within_it_is_not(threshold):
    x = edge(threshold)
    beyond, within = x * (1 + 1e-12) + 1e-7, x * (1 - 1e-12) - 1e-7
    assert true_values(beyond)["slope"] < threshold
    assert within < 0 or true_values(within)["slope"] > threshold


def test_the_steepest_place_is_the_edge_of_the_highest_threshold():
    assert edge(HIGH) == 0
    assert math.copysign(1, edge(HIGH)) == 1
