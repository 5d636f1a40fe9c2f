"""Units in a row, all at the same x: the product of their local gradients, which scales the gradient in training.

It soon underflows float64, so it is computed as a logarithm: log σ′ = −|x| − 2·log(1 + e^(−|x|)), exact to one
rounding.
"""

import math

_LOG10_E = math.log10(math.e)
BOUND = math.log10(0.25)  # for one unit: σ′ is at most ¼
_SPANS: tuple[int, ...] = tuple(factor * int(10**power) for power in range(5) for factor in (5, 10, 20))


def log_gradient(x: float) -> float:
    """Return log₁₀ σ′(x).

    >>> round(log_gradient(0.0), 4)
    -0.6021
    """
    return (-abs(x) - 2 * math.log1p(math.exp(-abs(x)))) * _LOG10_E


def log_product(x: float, units: int) -> float:
    """Return log₁₀ of the product of the local gradients of this many units.

    >>> round(log_product(0.0, 50), 1), round(log_product(700.0, 50))  # 10 to the second power underflows float64
    (-30.1, -15200)
    """
    return units * log_gradient(x)


def log_bound(units: int) -> float:
    """Return log₁₀ ¼ⁿ, the upper bound of such a product.

    >>> round(log_bound(10), 2)
    -6.02
    """
    return units * BOUND


def span(logarithm: float) -> int:
    """Return how many decades the axis needs to show this logarithm: a round number, so that it rarely changes.

    >>> span(-7.2), span(-5.0)
    (10, 5)
    """
    return next((decades for decades in _SPANS if decades >= -logarithm), _SPANS[-1])
