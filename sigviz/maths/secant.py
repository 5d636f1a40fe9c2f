"""The secant of σ, from x to x + h or from x − h to x + h, and the error of its slope in float64.

The exact slope needs no subtraction of two close values: σ(b) − σ(a) = σ(b)·(1 − σ(a))·(1 − e^(a−b)). A program that
subtracts gets a different slope. Its error has two parts. *Truncation*, |σ″|·h/2 for the forward secant and |σ‴|·h²/6
for the symmetric one, shrinks as h shrinks. *Rounding*, about half a unit in the last place of σ divided by h, grows.
On two logarithmic axes, the error over h is a V (W. H. Press et al., Numerical Recipes, 3rd ed., 5.7).
"""

import math
import sys
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from sigviz.maths.sigmoid import Floats, activation, sigmoid

DECADES = (-16, 1)  # of h: the range over which the V is drawn
_PER_DECADE = 3
H_STEPS: Floats = np.logspace(*DECADES, _PER_DECADE * (DECADES[1] - DECADES[0]) + 1)
_UNIT = sys.float_info.epsilon
_Number = TypeVar("_Number", float, Floats)


class Chord(NamedTuple):
    """A chord of σ: the x of its two ends, and its slope Δσ/Δx."""

    left: float
    right: float
    slope: float


def chord(x: float, h: float, *, symmetric: bool = False) -> Chord:
    """Return the chord from x to x + h, or from x − h to x + h; ``h`` must be above 0.

    >>> chord(0.0, 1.0).slope.__round__(4)
    0.2311
    """
    left, width = _reach(x, h, symmetric=symmetric)
    right = x + h
    # Divide before multiplying: at large |x|, the rise itself would be subnormal and lose digits.
    return Chord(left, right, activation(right).sigma * activation(left).complement * (-math.expm1(-width) / width))


def measured(x: float, h: ArrayLike, *, symmetric: bool = False) -> Floats:
    """Return the slope that subtraction in float64 gives, (σ(x + h) − σ(x))/h, elementwise over ``h``.

    >>> float(measured(0.0, 1e-17))
    0.0
    """
    h = np.asarray(h, dtype=np.float64)
    left, width = _reach(x, h, symmetric=symmetric)
    return np.asarray((sigmoid(x + h) - sigmoid(left)) / width)


def error(x: float, h: ArrayLike, *, symmetric: bool = False) -> Floats:
    """Return the absolute difference between `measured` and σ′(x), elementwise over ``h``.

    >>> round(float(error(1.0, 1e-17)), 4)  # 1 + h is 1, so the error is the whole slope
    0.1966
    """
    return np.abs(measured(x, h, symmetric=symmetric) - activation(x).slope)


@lru_cache(maxsize=8)
def spectrum(x: float, *, symmetric: bool = False) -> Floats:
    """Return the `error` at all `H_STEPS`, the points of the V, as a read-only array.

    >>> spectrum(1.0).shape == H_STEPS.shape, bool(spectrum(1.0).min() < 1e-7)
    (True, True)
    """
    errors = error(x, H_STEPS, symmetric=symmetric)
    errors.flags.writeable = False
    return errors


@lru_cache(maxsize=8)
def measured_at(x: float, h: float, *, symmetric: bool = False) -> float:
    """Return `measured` for one h, by NumPy as well, because math.exp may differ from it in the last place.

    >>> measured_at(1.0, 1e-17)
    0.0
    """
    return float(measured(x, h, symmetric=symmetric))


def error_at(x: float, h: float, *, symmetric: bool = False) -> float:
    """Return the `error` at one h.

    >>> round(error_at(1.0, 1e-17), 4)
    0.1966
    """
    return abs(measured_at(x, h, symmetric=symmetric) - activation(x).slope)


def truncation(x: float, h: _Number, *, symmetric: bool = False) -> _Number:
    """Return an estimate of the truncation error, for one h or an array of them.

    It is the sum of the first two terms that are cut off the series, because the first alone is 0 at some x.

    >>> f"{truncation(1.0, 1e-3):.2e}", f"{truncation(1.0, 1e-3, symmetric=True):.2e}"
    ('4.54e-05', '5.89e-09')
    """
    (first, power), (second, higher) = _terms(x, symmetric=symmetric)
    return abs(first * h**power + second * h**higher)


def _terms(x: float, *, symmetric: bool) -> tuple[tuple[float, int], tuple[float, int]]:
    """Return the factor and the power of h of the first two terms that are cut off.

    The derivatives are σ″ = σ′(1 − 2σ), σ‴ = σ′(1 − 6σ′) and the fifth, σ′(1 − 30σ′ + 120σ′²).
    """
    sigma, complement, slope = activation(x)
    third = slope * (1 - 6 * slope) / 6, 2
    if symmetric:
        return third, (slope * (1 - 30 * slope + 120 * slope**2) / 120, 4)
    return (slope * (complement - sigma) / 2, 1), third


def knots(x: float, *, symmetric: bool = False) -> tuple[list[int], list[int]]:
    """Return the decades of h between which the curves of `truncation` and of `rounding` look straight.

    On logarithmic axes `truncation` bends where its two terms are equal, and `rounding` bends near h = 1.

    >>> knots(0.0)
    ([-16, -1, 0, 1], [-16, -1, 0, 1])
    >>> knots(1e-3)[0]
    [-16, -4, -3, -2, -1, 0, 1]
    """
    first, last = DECADES
    (factor, power), (other, higher) = _terms(x, symmetric=symmetric)
    equal = math.log10(abs(factor / other)) / (higher - power) if factor and other else math.inf
    bend = max(min(equal - 1, -1), first + 1)
    return [first, *range(math.floor(bend), last + 1)], [first, *range(-1, last + 1)]


def rounding(x: float, h: _Number, *, symmetric: bool = False) -> _Number:
    """Return an estimate of the rounding error, for one h or an array: half a step of float64 in σ and x + h, over Δx.

    >>> f"{rounding(1.0, 1e-3):.0e}", f"{rounding(1.0, 1e-12):.0e}"
    ('1e-13', '1e-04')
    """
    here = activation(x)
    return (here.sigma + here.slope * (abs(x) + h)) * _UNIT / 2 / (h * (2 if symmetric else 1))


def best_step(x: float, *, symmetric: bool = False) -> float:
    """Return the h at which the estimates of `truncation` and `rounding` are equal: neither may be smaller with it.

    >>> f"{best_step(1.0):.0e}", f"{best_step(1.0, symmetric=True):.0e}"
    ('5e-08', '2e-05')
    """
    low, high = map(float, DECADES)
    for _ in range(20):
        middle = (low + high) / 2
        h = 10.0**middle
        if truncation(x, h, symmetric=symmetric) < rounding(x, h, symmetric=symmetric):
            low = middle
        else:
            high = middle
    return float(10.0**low)


def _reach(x: float, h: _Number, *, symmetric: bool) -> tuple[_Number | float, _Number]:
    """Return the left end of a chord, and its width."""
    return (x - h, 2 * h) if symmetric else (x, h)
