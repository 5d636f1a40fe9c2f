"""Where the sigmoid is saturated: where its slope is below a threshold, so that a unit hardly learns any more."""

import math


def edge(threshold: float) -> float:
    """Return the x ≥ 0 beyond which σ′ is below ``threshold``, which is above 0 and at most ¼; −x is the other edge.

    σ(1 − σ) = t has the solutions x = ±2·arcosh(1/(2√t)), because σ′ = 1/(4·cosh²(x/2)). Near t = ¼, arcosh loses half
    the digits; there the equal formula 2·artanh(√(1 − 4t)) is used.

    >>> round(edge(0.01), 5), edge(0.25)
    (4.58486, 0.0)
    """
    if threshold > 0.1:
        return 2 * math.atanh(math.sqrt(1 - 4 * threshold))
    return 2 * math.acosh(1 / (2 * math.sqrt(threshold)))
