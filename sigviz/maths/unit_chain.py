"""Units in a row, all at one x: the product of their local gradients, which is what training has left to work with.

It falls below any float64 soon, so it is known by its logarithm: log σ′ = −|x| − 2·log(1 + e^(−|x|)), exact to a
rounding.
"""

import math

_LOG10_E = math.log10(math.e)
BOUND = math.log10(0.25)  # of one unit: σ′ is at most ¼
_SPANS: tuple[int, ...] = tuple(factor * int(10**power) for power in range(5) for factor in (5, 10, 20))


def log_gradient(x: float) -> float:
    """Return log₁₀ σ′(x).

    >>> round(log_gradient(0.0), 4)
    -0.6021
    """
    return (-abs(x) - 2 * math.log1p(math.exp(-abs(x)))) * _LOG10_E


def log_product(x: float, units: int) -> float:
    """Return log₁₀ of the product of the local gradients of this many units.

    >>> round(log_product(0.0, 50), 1), round(log_product(700.0, 50))  # no float64 holds 10 to that power
    (-30.1, -15200)
    """
    return units * log_gradient(x)


def log_bound(units: int) -> float:
    """Return log₁₀ ¼ⁿ, which no such product exceeds.

    >>> round(log_bound(10), 2)
    -6.02
    """
    return units * BOUND


def span(logarithm: float) -> int:
    """Return how many decades an axis has that shows this logarithm: a round number, which changes seldom.

    >>> span(-7.2), span(-5.0)
    (10, 5)
    """
    return next((decades for decades in _SPANS if decades >= -logarithm), _SPANS[-1])
