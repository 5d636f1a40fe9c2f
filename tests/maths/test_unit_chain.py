"""Units in a row: the logarithm of the product of their slopes, and the axis that shows it."""

import math
from itertools import pairwise

import mpmath
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sigviz.maths.sigmoid import activation
from sigviz.maths.unit_chain import log_bound, log_gradient, log_product, span
from sigviz.model.scene import FIELDS, X_LIMIT
from tests.truth import ulps

MOST_UNITS = FIELDS["units"].limits[1]
MEASURED_ULPS = 2.0  # the worst of 40 000 was 1.8

places = st.floats(-X_LIMIT, X_LIMIT) | st.floats(-2, 2) | st.floats(-20, 0).map(lambda power: 10**power)
counts = st.integers(1, MOST_UNITS)
LEAST = log_product(X_LIMIT, MOST_UNITS)


def true_gradient(x: float) -> mpmath.mpf:
    with mpmath.workdps(50):
        return -mpmath.log10(2 + mpmath.exp(mpmath.mpf(x)) + mpmath.exp(-mpmath.mpf(x)))


def test_the_gradient_is_exact_on_a_dense_grid(record_property):
    grid = np.concatenate(
        [np.linspace(-X_LIMIT, X_LIMIT, 3001), np.linspace(-4, 4, 3001), 10 ** np.linspace(-20, 0, 1001)]
    )
    worst = max(ulps(log_gradient(x), true_gradient(x)) for x in map(float, grid))
    record_property("log_gradient_ulp", worst)
    assert worst <= MEASURED_ULPS


@given(places)
@example(X_LIMIT)
@example(-X_LIMIT)
@example(0.0)
@example(5e-324)
def test_any_gradient_is_exact_and_the_same_at_minus_x(x):
    assert ulps(log_gradient(x), true_gradient(x)) <= MEASURED_ULPS
    assert log_gradient(-x) == log_gradient(x)
    assert log_gradient(x) == pytest.approx(math.log10(activation(x).slope), rel=1e-14, abs=0)


@given(places, counts)
def test_the_product_is_that_of_the_slopes_of_all_units(x, units):
    with mpmath.workdps(50):
        true = mpmath.log10(mpmath.power(10, true_gradient(x)) ** units)
    assert ulps(log_product(x, units), true) <= 2 * MEASURED_ULPS + 1
    assert log_product(x, units) == pytest.approx(math.fsum([log_gradient(x)] * units), rel=1e-15, abs=0)


@given(places, counts)
def test_no_product_exceeds_the_bound(x, units):
    assert log_product(x, units) <= log_bound(units)


def test_no_gradient_next_to_the_middle_exceeds_the_bound():
    # Here x is lost in rounding, so a sum that rounds up would exceed the bound.
    grid = 10 ** np.linspace(-17, -6, 50_001)
    assert max(map(log_gradient, grid.tolist())) <= log_bound(1)


@given(counts)
def test_in_the_middle_it_is_the_bound(units):
    assert log_product(0.0, units) == log_bound(units)
    assert log_bound(units) == pytest.approx(-units * math.log10(4), rel=1e-15, abs=0)


@given(st.floats(-X_LIMIT, X_LIMIT), st.floats(-X_LIMIT, X_LIMIT), counts)
def test_it_falls_outwards_and_with_every_unit(one, other, units):
    near, far = sorted((one, other), key=abs)
    assert log_product(far, units) <= log_product(near, units)
    assert log_product(near, units + 1) < log_product(near, units)


@given(st.floats(LEAST, 0) | st.floats(-2, math.log10(-LEAST)).map(lambda power: max(-(10**power), LEAST)))
@example(LEAST)
@example(0.0)
@example(-5.0)
@example(-200.0)
def test_the_axis_shows_every_logarithm_and_is_no_longer_than_it_must_be(logarithm):
    decades = span(logarithm)
    # A round number is 1, 2 or 5 followed by zeros.
    assert str(decades).rstrip("0") in {"1", "2", "5"}
    assert decades >= -logarithm
    assert decades == 5 or decades <= -2.5 * logarithm
    # An axis shows its own end, and a longer axis is used just beyond it.
    assert span(-float(decades)) == decades
    assert span(math.nextafter(-decades, -math.inf)) > decades


@given(places, counts)
def test_the_axis_shows_the_product_and_the_bound_at_any_place(x, units):
    assert span(log_product(x, units)) >= -log_product(x, units)
    assert span(log_product(x, units)) >= span(log_bound(units))


def test_the_axis_rarely_changes():
    # From x = 0 to 700 with the most units, the axis changes about once per factor of two.
    axes = [span(log_product(x, MOST_UNITS)) for x in np.linspace(0, X_LIMIT, 5000).tolist()]
    changes = sum(before != after for before, after in pairwise(axes))
    assert axes == sorted(axes)
    assert changes <= math.ceil(math.log2(LEAST / log_bound(MOST_UNITS)))
