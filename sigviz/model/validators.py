"""Checks of a scene's fields: each takes a field's name and a value from anywhere, and returns what it stands for.

`ValueError` names the field, and says what would be right. Standard library only.
"""

import math
import reprlib
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from itertools import islice
from numbers import Real
from typing import Any

from sigviz.maths.ranges import Range

_MOST_NAMES = 1000  # that are looked at: an iterable may be endless

Check = Callable[[str, Any], Any]


def brief(value: object) -> str:
    """Return a value as a sentence can quote it: values come from strangers, and may be endless.

    >>> brief(list(range(100)))
    '[0, 1, 2, 3, 4, 5, ...]'
    """
    try:
        return reprlib.repr(value)
    except ValueError:  # Python spells no integer of more than 4300 digits
        return f"a very long {type(value).__name__}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a half-sentence that suggests the nearest known word, or lists them all.

    >>> nearest("tangnet", ("sigma", "tangent"))
    "did you mean 'tangent'?"
    >>> nearest("?", ("sigma", "tangent"))
    'choose from sigma, tangent'
    """
    known = tuple(known)
    close = get_close_matches(word, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"choose from {', '.join(known)}"


def finite(name: str, value: Any) -> float:
    """Return a finite number.

    >>> finite("x", 2)
    2.0
    >>> finite("x", "2")
    Traceback (most recent call last):
    ...
    ValueError: x must be a number, not str
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{name} must be a number, not {type(value).__name__}")
    try:
        number = float(value)
    except OverflowError:
        raise ValueError(f"{name} is too large") from None
    if not math.isfinite(number):
        raise ValueError(f"{name} must be finite, not {number}")
    return number


def between(low: float, high: float) -> Check:
    """Return a check for numbers from ``low`` to ``high``.

    >>> between(0.0, 1.0)("target", -0.0)
    0.0
    >>> between(0.0, 1.0)("target", 1.5)
    Traceback (most recent call last):
    ...
    ValueError: target must be between 0 and 1, not 1.5
    """

    def check(name: str, value: Any) -> float:
        number = finite(name, value)
        if not low <= number <= high:
            shown = f"{number:.12g}"
            shown = repr(number) if low <= float(shown) <= high else shown
            raise ValueError(f"{name} must be between {low:g} and {high:g}, not {shown}")
        return number + 0.0  # −0 and 0 are the same place

    return check


def whole(low: int, high: int) -> Check:
    """Return a check for whole numbers from ``low`` to ``high``.

    >>> whole(1, 10)("step", 3)
    3
    >>> whole(1, 10)("step", 3.0)
    Traceback (most recent call last):
    ...
    ValueError: step must be a whole number from 1 to 10, not 3.0
    """

    def check(name: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"{name} must be a whole number from {low} to {high}, not {brief(value)}")
        return value

    return check


def ascending(limit: float, least: float) -> Check:
    """Return a check for ranges within ±``limit`` that are at least ``least`` wide.

    >>> ascending(750.0, 1e-8)("x_range", [-4, 4])
    (-4.0, 4.0)
    >>> ascending(750.0, 1e-8)("x_range", (4, -4))
    Traceback (most recent call last):
    ...
    ValueError: x_range must run upwards, not from 4 to -4
    """
    inside = between(-limit, limit)
    rounding = 4 * math.ulp(limit)  # what a narrow range may lose of its width where it is moved to and fro

    def check(name: str, value: Any) -> Range:
        try:
            low, high = value
        except (TypeError, ValueError):
            raise ValueError(f"{name} must be two numbers, from and to") from None
        low, high = inside(name, low), inside(name, high)
        if low >= high:
            raise ValueError(f"{name} must run upwards, not from {low:g} to {high:g}")
        if high - low < least - rounding:
            raise ValueError(f"{name} must be at least {least:g} wide")
        return (low, high)

    return check


def several(low: int, high: int, each: Check) -> Check:
    """Return a check for ``low`` to ``high`` values, each with a check of its own.

    >>> several(1, 3, between(-1.0, 1.0))("inputs", [1, 0.5])
    (1.0, 0.5)
    """

    def check(name: str, value: Any) -> tuple[Any, ...]:
        if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
            raise ValueError(f"{name} must be a list of numbers")
        given = tuple(islice(value, high + 1))
        if not low <= len(given) <= high:
            count = len(given) if len(given) <= high else "more"
            right = f"{low} to {high}" if low else f"at most {high}"
            raise ValueError(f"{name} must be {right} numbers, not {count}")
        return tuple(each(name, one) for one in given)

    return check


def one_of(known: tuple[str, ...]) -> Check:
    """Return a check for one word of some.

    >>> one_of(("light", "dark"))("theme", "drak")
    Traceback (most recent call last):
    ...
    ValueError: theme 'drak' is unknown: did you mean 'dark'?
    """

    def check(name: str, value: Any) -> str:
        if not isinstance(value, str) or value not in known:
            raise ValueError(f"{name} {brief(value)} is unknown: {nearest(brief(value), known)}")
        return value

    return check


def names_among(known: tuple[str, ...], what: str) -> Check:
    """Return a check for a set of words of some.

    >>> sorted(names_among(("sigma", "grid"), "layer")("layers", ["sigma", "grid", "sigma"]))
    ['grid', 'sigma']
    """

    def check(name: str, value: Any) -> frozenset[str]:
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise ValueError(f"{name} must be a list of {what} names")
        given = list(islice(value, _MOST_NAMES))
        for each in given:
            if each not in known:
                raise ValueError(f"there is no {what} {brief(each)}: {nearest(brief(each), known)}")
        return frozenset(given)

    return check


def truth(name: str, value: Any) -> bool:
    """Return true or false.

    >>> truth("revealed", 1)
    Traceback (most recent call last):
    ...
    ValueError: revealed must be true or false, not 1
    """
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false, not {brief(value)}")
    return value
