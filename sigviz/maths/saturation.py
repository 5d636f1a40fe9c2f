"""Where the sigmoid is saturated: where its slope is under a threshold, and a unit can hardly be moved any more."""

import math


def edge(threshold: float) -> float:
    """Return the x ≥ 0 from which on σ′ is under a threshold above 0 and at most ¼; by symmetry it is to −x too.

    σ(1 − σ) = t has the solutions x = ±2·arcosh(1/(2√t)), for σ′ = 1/(4·cosh²(x/2)). Near t = ¼, where arcosh loses
    half the digits, it is 2·artanh(√(1 − 4t)), which is the same.

    >>> round(edge(0.01), 5), edge(0.25)
    (4.58486, 0.0)
    """
    if threshold > 0.1:
        return 2 * math.atanh(math.sqrt(1 - 4 * threshold))
    return 2 * math.acosh(1 / (2 * math.sqrt(threshold)))
