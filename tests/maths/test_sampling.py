"""The drawn line matches the function to a quarter of a pixel, at every zoom that is allowed.

A point is within δ of a line if it is within δ of it vertically or horizontally. Horizontally, it is within δ if the
line is not on the same side of the point everywhere: at the point's x, at δ to the left, at δ to the right, and at a
turning point in between. The line is continuous, so it then passes through the point's height. This test misses no
distance larger than δ. The reference is the function in float64, which `test_sigmoid.py` compares with mpmath. Some
views are compared with mpmath directly.
"""

import math
from itertools import pairwise
from typing import NamedTuple

import mpmath
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sigviz.maths.sampling import CURVES, clip, samples
from sigviz.model.scene import LEAST_HEIGHT, LEAST_WIDTH, VIEW_LIMIT, Scene

FAR = 0.25  # pixels: the accuracy that is promised
TURN = 0.0  # where σ′ is largest; σ and 1 − σ never turn


class View(NamedTuple):
    """The visible ranges, and the size of the plot in pixels."""

    x_range: tuple[float, float]
    y_range: tuple[float, float]
    width: float = 1200
    height: float = 800

    def px(self, x):
        return (x - self.x_range[0]) * (self.width / (self.x_range[1] - self.x_range[0]))

    def py(self, y):
        return (self.y_range[1] - y) * (self.height / (self.y_range[1] - self.y_range[0]))

    def x(self, px):
        return self.x_range[0] + px * ((self.x_range[1] - self.x_range[0]) / self.width)


def span(middle: float, width: float, least: float) -> tuple[float, float]:
    """Return a range of this width around ``middle``, moved inside the limits."""
    width = min(max(width, 1.01 * least), 2 * VIEW_LIMIT)
    low = min(max(middle - width / 2, -VIEW_LIMIT), VIEW_LIMIT - width)
    return (low, min(low + width, VIEW_LIMIT))


@st.composite
def views(draw, name: str) -> View:
    """Draw a view, with all orders of magnitude equally likely, and usually with part of the curve in it."""
    middle = draw(st.floats(-750, 750) | st.floats(-40, 40) | st.floats(-3, 3) | st.sampled_from([0.0, 700.0, -700.0]))
    width = 10 ** draw(st.floats(-8, math.log10(1500)))
    height = 10 ** draw(st.floats(-10, math.log10(1500)))
    level = float(CURVES[name].function(middle)) + draw(st.floats(-0.6, 0.6)) * height
    pixels = (draw(st.floats(50, 4000)), draw(st.floats(50, 2500)))
    view = View(span(middle, width, LEAST_WIDTH), span(level, height, LEAST_HEIGHT), *pixels)
    Scene(x_range=view.x_range, y_range=view.y_range)
    return view


def distant(line, turn, px, py):
    """Return which of these points are more than a quarter of a pixel from a line with a turning point at ``turn``."""
    places = (px, px - FAR, px + FAR, np.clip(turn, px - FAR, px + FAR))
    below = np.array([line(place) for place in places]) - py
    passes = (below.min(axis=0) <= 0) & (below.max(axis=0) >= 0)
    return (np.abs(below[0]) > FAR) & ~passes


def polyline(name: str, view: View, tolerance: float = 0.2):
    """Return the line through the samples as it is drawn, in pixels."""
    x, y = samples(CURVES[name], *view, tolerance)
    return clip(view.px(x), view.py(y), -view.height, 2 * view.height)


def inside(view: View, px, py):
    return (px >= 0) & (px <= view.width) & (py >= 0) & (py <= view.height)


def points_on(view: View, name: str):
    """Return points all along the function: four per pixel column, and one at each pixel row that it crosses."""
    function = CURVES[name].function
    across = np.linspace(*view.x_range, 4 * math.ceil(view.width) + 1)
    levels = np.linspace(*view.y_range, math.ceil(view.height) + 1)
    found = [across]
    ends = sorted({view.x_range[0], min(max(TURN, view.x_range[0]), view.x_range[1]), view.x_range[1]})
    for low, high in pairwise(ends):
        a, b = np.full_like(levels, low), np.full_like(levels, high)
        rising = function(high) > function(low)
        for _ in range(60):  # bisection, all levels at once
            middle = (a + b) / 2
            right = (function(middle) < levels) == rising
            a, b = np.where(right, middle, a), np.where(right, b, middle)
        found.append(b)
    x = np.unique(np.concatenate(found))
    return view.px(x), view.py(function(x))


def check(name: str, view: View, tolerance: float = 0.2) -> None:
    px, py = polyline(name, view, tolerance)
    assert px.dtype == py.dtype == np.float64
    assert px.shape == py.shape
    assert np.all(np.isfinite(px))
    assert np.all(np.isfinite(py))
    assert np.all(np.diff(px) >= 0)
    assert px[0] == 0
    assert px[-1] == pytest.approx(view.width, rel=1e-9)

    def drawn(at):
        return np.interp(at, px, py)

    def function(at):
        return view.py(CURVES[name].function(view.x(at)))

    # WHEN walking along the drawn line, with nine points per segment, THEN the function is near.
    share = np.linspace(0, 1, 9, endpoint=False)[:, None]
    qx = np.append((px[:-1] + share * np.diff(px)).T.ravel(), px[-1])
    qy = np.append((py[:-1] + share * np.diff(py)).T.ravel(), py[-1])
    seen = inside(view, qx, qy)
    assert not np.any(distant(function, view.px(TURN), qx[seen], qy[seen]))

    # WHEN walking along the function, THEN the drawn line is near.
    fx, fy = points_on(view, name)
    seen = inside(view, fx, fy)
    assert not np.any(distant(drawn, view.px(TURN), fx[seen], fy[seen]))


@pytest.mark.parametrize("name", CURVES)
@given(data=st.data())
def test_the_line_is_the_function_in_any_view(name, data):
    check(name, data.draw(views(name)))


WIDEST = (-VIEW_LIMIT, VIEW_LIMIT)
FIXED = {
    "first": View((-8, 8), (-0.1, 1.1)),
    "widest": View(WIDEST, WIDEST),
    "wide and flat": View(WIDEST, (0.5, 0.5 + 1e-10)),
    "wide and flat at nought": View(WIDEST, (-5e-11, 5e-11)),
    "wide and flat at one": View(WIDEST, (1 - 5e-11, 1 + 5e-11)),
    "wide, the whole step": View(WIDEST, (-0.1, 1.1), 3840, 2160),
    "narrow and tall": View((-5e-9, 5e-9), WIDEST),
    "least, in the middle": View((-5e-9, 5e-9), (0.5 - 5e-11, 0.5 + 5.1e-11)),
    "least, at 700": View((700.0, 700.0 + 1.01e-8), (-5e-11, 5e-11)),
    "least, at 700, near one": View((700.0 - 1.01e-8, 700.0), (1 - 5e-11, 1 + 5.1e-11)),
    "least, where 1 − σ is as small": View((23.0, 23.0 + 1.01e-8), (0, 1.1e-10)),
    "the top of σ′": View((-0.01, 0.02), (0.25 - 1e-5, 0.25 + 1e-6), 2000, 1500),
    "σ′ turning between samples": View((-0.5, 0.5013), (0.249995, 0.250005), 50, 50),
    "beyond the last number": View((746.0, 750.0), (-0.1, 1.1)),
    "beyond the first number": View((-750.0, -746.0), (-0.1, 1.1)),
    "one pixel": View((-8, 8), (-0.1, 1.1), 1, 1),
}


@pytest.mark.parametrize("name", CURVES)
@pytest.mark.parametrize("view", FIXED.values(), ids=FIXED)
@pytest.mark.parametrize("tolerance", [0.2, 0.05])
def test_the_line_is_the_function_in_difficult_views(name, view, tolerance):
    check(name, view, tolerance)


def exact_py(view: View, name: str, px: float) -> float:
    """Return the y of the function in pixels at a pixel column, in high-precision arithmetic."""
    with mpmath.workprec(300):
        left, right, bottom, top = (mpmath.mpf(end) for end in (*view.x_range, *view.y_range))
        e = mpmath.exp(-(left + mpmath.mpf(px) * (right - left) / view.width))
        value = {"sigma": 1 / (1 + e), "complement": e / (1 + e), "derivative": e / (1 + e) ** 2}[name]
        return float((top - value) * view.height / (top - bottom))


@pytest.mark.parametrize("name", CURVES)
@pytest.mark.parametrize("view", FIXED.values(), ids=FIXED)
def test_the_line_is_the_function_in_high_precision_arithmetic(name, view):
    px, py = polyline(name, view)
    for at in np.random.default_rng(7).uniform(0, px[-1], 150).tolist():
        drawn = float(np.interp(at, px, py))
        if not 0 <= drawn <= view.height:
            continue
        places = (at, at - FAR, at + FAR, min(max(view.px(TURN), at - FAR), at + FAR))
        below = [exact_py(view, name, place) - drawn for place in places]
        assert abs(below[0]) <= FAR or min(below) <= 0 <= max(below)


@pytest.mark.parametrize("name", CURVES)
@pytest.mark.parametrize("x_range", [(-8.0, 8.0), (20.0, 24.0), (-24.0, -20.0)])
def test_the_line_has_no_more_points_than_it_needs(name, x_range):
    ends = sorted(CURVES[name].function(np.array(x_range)).tolist())
    view = View(x_range, (-0.1, 1.1) if x_range == (-8.0, 8.0) else (ends[0], ends[1]))
    px, py = polyline(name, view)
    middle = (px[1:] + px[:-1]) / 2
    distance = np.abs(view.py(CURVES[name].function(view.x(middle))) - (py[1:] + py[:-1]) / 2)
    assert 0.18 < distance.max() <= 0.2


@pytest.mark.parametrize("name", CURVES)
def test_where_the_sigmoid_is_saturated_the_line_is_one_long_piece(name):
    view = FIXED["wide, the whole step"]
    px, _ = polyline(name, view)
    assert np.sum(view.x(px) > 30) == np.sum(view.x(px) < -30) == 1


@pytest.mark.parametrize("name", CURVES)
@given(data=st.data())
def test_the_line_outside_the_plot_stays_near_it(name, data):
    # Otherwise, coordinates could overflow the painter's arithmetic.
    view = data.draw(views(name))
    _, py = polyline(name, view)
    assert np.all((py >= -view.height) & (py <= 2 * view.height))


@given(st.floats(-750, 746), st.floats(1e-8, 4))
@example(746.0, 4.0)
@example(-750.0, 4.0)
def test_the_bend_is_at_most_its_bound(low, width):
    # f″ in closed form, with s = σ: s(1 − s)(1 − 2s) for σ and 1 − σ, s(1 − s)(1 − 6s(1 − s)) for σ′.
    x = np.linspace(low, low + width, 101)
    slope = CURVES["derivative"].function(x)
    lean = np.abs(CURVES["complement"].function(x) - CURVES["sigma"].function(x))
    for name, bend in (("sigma", slope * lean), ("complement", slope * lean), ("derivative", slope * (1 - 6 * slope))):
        assert np.all(np.abs(bend) <= CURVES[name].bend_in((low, low + width)) * (1 + 1e-12) + 1e-320)
