"""The visible range of an axis: the precision that is visible in it, and how it follows a number."""

import math

Range = tuple[float, float]
_MAGNET, _HALVES = 4.0, 24.0  # pixels: the reach of whole and half numbers, and the least distance between halves


def places(x_range: Range) -> int:
    """Return how many decimals of x are distinguishable in this range, at least two.

    >>> places((-8.0, 8.0)), places((1.0, 1.001))
    (2, 7)
    """
    width = x_range[1] - x_range[0]
    return max(math.ceil(-math.log10(width / 1600)), 2)


def worth(x: float, x_range: Range) -> float:
    """Return x rounded to the precision that a drag can have in this range: one decimal more than `places`.

    >>> worth(1.23456, (-8.0, 8.0)), worth(1.23456, (1.0, 1.5))
    (1.235, 1.23456)
    """
    return round(x, places(x_range) + 1)


def settled(x: float, pixels: float) -> float:
    """Return the whole or half number on which a drag that is released at x ends, or x if none is near.

    ``pixels`` is the number of pixels per unit of x. Where halves are close to each other, a drag ends anywhere.

    >>> settled(1.48, 60.0), settled(1.4, 60.0), settled(1.49, 40.0)
    (1.5, 1.4, 1.49)
    """
    half = round(2 * x) / 2
    return half if pixels / 2 >= _HALVES and abs(half - x) * pixels <= _MAGNET else x


def round_below(value: float, step: float) -> float:
    """Return a value rounded to a multiple of the largest power of ten that is at most ``step``, and at most 1.

    >>> round_below(1.23456, 0.05), round_below(1.23456, 30.0)
    (1.23, 1.0)
    """
    return round(value, min(max(math.ceil(-math.log10(step)), 0), 300))


def follow(x: float, x_range: Range) -> Range:
    """Return the range shifted just enough to contain x, with its width unchanged.

    >>> follow(9.0, (-8.0, 8.0)), follow(7.0, (-8.0, 8.0))
    ((-7.0, 9.0), (-8.0, 8.0))
    """
    low, high = x_range
    if x < low:
        return (x, high - (low - x))
    if x > high:
        return (low + (x - high), x)
    return x_range
