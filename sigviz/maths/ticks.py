"""The ticks of the axes."""

import math
from itertools import pairwise
from typing import NamedTuple

from sigviz.maths.number_format import fixed
from sigviz.maths.ranges import Range


class Tick(NamedTuple):
    """A value on an axis, and the text of its number."""

    value: float
    text: str


# Four numbers are enough on the y axis: the bounds of σ, its middle, and the maximum of σ′.
MOST_SLOPE = 0.25
LANDMARKS = (Tick(0.0, "0"), Tick(MOST_SLOPE, "¼"), Tick(0.5, "½"), Tick(1.0, "1"))


def ticks(visible: Range, least: float) -> list[Tick]:
    """Return the multiples of 1, 2 or 5 times a power of ten in the visible range, at least ``least`` apart.

    >>> [tick.text for tick in ticks((-1.0, 1.0), 0.4)]
    ['−1.0', '−0.5', '0.0', '0.5', '1.0']
    """
    exponent = math.floor(math.log10(least))
    step = next(step for factor in (1, 2, 5, 10) if (step := float(f"{factor}e{exponent}")) >= least)
    places = max(-math.floor(math.log10(step)), 0)
    first, last = math.ceil(visible[0] / step - 1e-9), math.floor(visible[1] / step + 1e-9)
    return [Tick(at, fixed(at, places)) for at in (index * step for index in range(first, last + 1))]


def landmarks(visible: Range, least: float) -> list[Tick]:
    """Return the landmarks of the sigmoid in the visible range, fewer if they would be less than ``least`` apart.

    >>> [tick.text for tick in landmarks((-0.1, 1.1), 0.1)], [tick.text for tick in landmarks((-0.1, 1.1), 0.3)]
    (['0', '¼', '½', '1'], ['0', '½', '1'])
    """
    for chosen in (LANDMARKS, (LANDMARKS[0], *LANDMARKS[2:]), (LANDMARKS[0], LANDMARKS[-1])):
        shown = [tick for tick in chosen if visible[0] <= tick.value <= visible[1]]
        if all(other.value - one.value >= least for one, other in pairwise(shown)):
            return shown
    return shown[:1]


def y_ticks(visible: Range, least: float) -> list[Tick]:
    """Return the `landmarks` of the sigmoid, or plain `ticks` where too few landmarks are in the visible range.

    >>> [tick.text for tick in y_ticks((-0.1, 1.1), 0.1)], [tick.text for tick in y_ticks((0.45, 0.55), 0.04)]
    (['0', '¼', '½', '1'], ['0.45', '0.50', '0.55'])
    """
    shown = landmarks(visible, least)
    whole = {LANDMARKS[0], LANDMARKS[-1]} <= set(shown)
    sparse = len(shown) == 2 and visible[1] - visible[0] >= 4
    return shown if whole and not sparse else ticks(visible, least)
