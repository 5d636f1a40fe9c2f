"""Where to sample a curve so that the line through the samples matches the curve to a fraction of a pixel.

A chord over a step h differs from f vertically by at most max|f″|·h²/8. Where the curve is so steep that this would
require very many samples, a step smaller than the tolerance in x is enough: between two samples of a monotone stretch,
both the chord and the curve stay in a box as wide as the step. So the step is the larger of the two, and the ends of
the monotone stretches are samples too.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sigviz.maths.ranges import Range
from sigviz.maths.sigmoid import Floats, complement, derivative, sigmoid


class Curve(NamedTuple):
    """A function with the data for sampling it: its turning points, and a bound of its second derivative.

    >>> curve = CURVES["sigma"]
    >>> f"{curve.bend_in((-8.0, 8.0)):.4f}", f"{curve.bend_in((20.0, 30.0)):.0e}"
    ('0.0962', '2e-09')
    """

    function: Callable[[Floats], Floats]
    turns: tuple[float, ...]
    bend: float  # max |f″|

    def bend_in(self, x_range: Range) -> float:
        """Return a bound of |f″| over a range; |f″| is below e^(−|x|) for all three curves."""
        nearest = max(x_range[0], -x_range[1], 0.0)
        return min(self.bend, math.exp(-min(nearest, 700.0)))


# σ″ = σ′(1 − 2σ) is largest at σ = (3 ± √3)/6, with 1/(6√3); σ‴ = σ′(1 − 6σ′) is largest at 0, with −1/8.
CURVES = {
    "sigma": Curve(sigmoid, (), 1 / (6 * 3**0.5)),
    "complement": Curve(complement, (), 1 / (6 * 3**0.5)),
    "derivative": Curve(derivative, (0.0,), 1 / 8),
}


def samples(
    curve: Curve, x_range: Range, y_range: Range, width: float, height: float, tolerance: float = 0.2
) -> tuple[Floats, Floats]:
    """Return x and y of samples of the curve over ``x_range``, for a plot of this width and height in pixels.

    The line through them is at most ``tolerance`` pixels from the curve. Both arrays are float64, of equal length, and
    include the ends of the range.

    >>> x, y = samples(CURVES["sigma"], (0.0, 8.0), (0.0, 1.0), 800.0, 500.0)
    >>> float(x[0]), float(y[0]), float(x[-1]), round(float(y[-1]), 3)
    (0.0, 0.5, 8.0, 1.0)
    >>> samples(CURVES["sigma"], (100.0, 200.0), (0.0, 1.0), 800.0, 500.0)[0].tolist()  # saturated: one line
    [100.0, 200.0]
    """
    (left, right), (bottom, top) = x_range, y_range
    x_scale, y_scale = width / (right - left), height / (top - bottom)
    step = max(math.sqrt(8 * tolerance / (y_scale * curve.bend_in(x_range))) * x_scale, tolerance)
    x = np.linspace(left, right, max(math.ceil(width / step), 1) + 1)
    x = np.sort(np.append(x, [turn for turn in curve.turns if left < turn < right]))
    return _straighten(x, curve.function(x), 1e-6 / y_scale)


def _straighten(x: Floats, y: Floats, flat: float) -> tuple[Floats, Floats]:
    """Omit the samples inside level stretches: a saturated sigmoid is one long line."""
    level = np.abs(np.diff(y)) < flat
    keep = np.ones(len(x), dtype=bool)
    keep[1:-1] = ~(level[1:] & level[:-1])
    return x[keep], y[keep]


def clip(px: Floats, py: Floats, low: float, high: float) -> tuple[Floats, Floats]:
    """Return a line with its y limited to ``low`` … ``high``, and a vertex added wherever it crosses one of them.

    >>> px, py = clip(np.array([0.0, 10.0]), np.array([-100.0, 100.0]), -50.0, 50.0)
    >>> px.tolist(), py.tolist()
    ([0.0, 2.5, 7.5, 10.0], [-50.0, -50.0, 50.0, 50.0])
    """
    for edge in (low, high):
        before = np.flatnonzero((py[1:] > edge) != (py[:-1] > edge))
        if len(before):
            share = (edge - py[before]) / (py[before + 1] - py[before])
            crossing = px[before] + share * (px[before + 1] - px[before])
            px = np.insert(px, before + 1, crossing)
            py = np.insert(py, before + 1, edge)
    return px, np.clip(py, low, high)
