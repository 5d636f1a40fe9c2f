"""The logistic sigmoid σ(x) = 1/(1 + e^(−x)), its complement 1 − σ(x) = σ(−x) and its derivative σ(x)·(1 − σ(x)).

All three follow from one number: the *smaller* of σ and 1 − σ, s = e/(1 + e) with e = e^(−|x|), which neither overflows
nor cancels. It is evaluated as e − e·(e/(1 + e)), which is equal and loses less to rounding, because the last operation
subtracts a correction of at most half of e. The larger value is then 1 − s, exact to one rounding, and the derivative
s·(1 − s) is evaluated as s − s·s. Measured against mpmath over [−745, 745], the error of σ and 1 − σ is at most 1.7
units in the last place, and that of σ′ at most 2.1 (`tests/maths/test_sigmoid.py`).
"""

import math
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
_Number = TypeVar("_Number", float, Floats)


class Activation(NamedTuple):
    """The values at one x: the output σ, its complement 1 − σ, and the slope σ′, which is their product."""

    sigma: float
    complement: float
    slope: float


def sigmoid(x: ArrayLike) -> Floats:
    """Return the logistic sigmoid σ(x) = 1/(1 + e^(−x)), elementwise.

    Takes any real numbers and returns float64 of the same shape, between 0 and 1. NaN gives NaN. No value causes a
    NumPy warning.

    >>> sigmoid([0.0, 1.0]).round(4).tolist()
    [0.5, 0.7311]
    """
    x = np.asarray(x, dtype=np.float64)
    s = _smaller(x)
    return np.where(x < 0, s, 1 - s)[()]


def complement(x: ArrayLike) -> Floats:
    """Return 1 − σ(x) = σ(−x), elementwise, without the cancellation that ruins the subtraction at large x.

    Takes and returns arrays as `sigmoid` does.

    >>> f"{complement(40.0):.3e}"
    '4.248e-18'
    """
    return sigmoid(np.negative(np.asarray(x, dtype=np.float64)))


def derivative(x: ArrayLike) -> Floats:
    """Return σ′(x) = σ(x)·(1 − σ(x)), the slope of the sigmoid, elementwise. Its maximum is ¼, at x = 0.

    Takes and returns arrays as `sigmoid` does.

    >>> float(derivative(0.0))
    0.25
    """
    with np.errstate(under="ignore"):
        return _product(_smaller(np.asarray(x, dtype=np.float64)))


def activation(x: float) -> Activation:
    """Return σ, 1 − σ and σ′ at one x, by the same formulas as for arrays but ten times as fast.

    >>> activation(0.0)
    Activation(sigma=0.5, complement=0.5, slope=0.25)
    """
    s = _share(math.exp(-abs(x)))
    return Activation(s, 1 - s, _product(s)) if x < 0 else Activation(1 - s, s, _product(s))


def tangent(at: float, x: ArrayLike) -> Floats:
    """Return the tangent of σ at the point ``at``, evaluated at x, elementwise: σ(at) + σ′(at)·(x − at).

    >>> float(tangent(0.0, 2.0))
    1.0
    """
    here = activation(at)
    return here.sigma + here.slope * (np.asarray(x, dtype=np.float64) - at)


def logit(p: float) -> float:
    """Return the x at which σ(x) is p: ln(p/(1 − p)), the inverse of the sigmoid.

    Raises `ValueError` unless p is between 0 and 1. Where p and 1 − p are close, their ratio is close to 1, and its
    logarithm is evaluated from their difference, as log1p.

    >>> logit(0.5), round(logit(0.9), 4)
    (0.0, 2.1972)
    """
    if not 0 < p < 1:
        raise ValueError(f"logit({p:g}) is not defined: its argument must be between 0 and 1")
    return math.log1p((2 * p - 1) / (1 - p)) if 1 / 3 < p < 2 / 3 else math.log(p) - math.log1p(-p)


def _smaller(x: Floats) -> Floats:
    """Return the smaller of σ(x) and 1 − σ(x)."""
    with np.errstate(under="ignore"):
        return _share(np.exp(-np.abs(x)))


def _share(e: _Number) -> _Number:
    """Return e/(1 + e) for 0 ≤ e ≤ 1."""
    return e - e * (e / (1 + e))


def _product(s: _Number) -> _Number:
    """Return s·(1 − s) for 0 ≤ s ≤ ½."""
    return s - s * s
