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

_MOST_NAMES = 1000  # that are looked at: an iterable may be endless

Range = tuple[float, float]
Check = Callable[[str, Any], Any]


def brief(value: object) -> str:
    """Return a value as a sentence can quote it: values come from strangers, and may be endless."""
    try:
        return reprlib.repr(value)
    except ValueError:  # Python spells no integer of more than 4300 digits
        return f"a very long {type(value).__name__}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a half-sentence that suggests the nearest known word, or lists them all."""
    known = tuple(known)
    close = get_close_matches(word, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"choose from {', '.join(known)}"


def finite(name: str, value: Any) -> float:
    """Return a finite number."""
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
    """Return a check for numbers from ``low`` to ``high``."""

    def check(name: str, value: Any) -> float:
        number = finite(name, value)
        if not low <= number <= high:
            shown = f"{number:.12g}"
            shown = repr(number) if low <= float(shown) <= high else shown
            raise ValueError(f"{name} must be between {low:g} and {high:g}, not {shown}")
        return number + 0.0  # −0 and 0 are the same place

    return check


def whole(low: int, high: int) -> Check:
    """Return a check for whole numbers from ``low`` to ``high``."""

    def check(name: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"{name} must be a whole number from {low} to {high}, not {brief(value)}")
        return value

    return check


def ascending(limit: float, least: float) -> Check:
    """Return a check for ranges within ±``limit`` that are at least ``least`` wide."""
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
    """Return a check for ``low`` to ``high`` values, each with a check of its own."""

    def check(name: str, value: Any) -> tuple[Any, ...]:
        if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
            raise ValueError(f"{name} must be a list of numbers")
        given = tuple(islice(value, high + 1))
        if not low <= len(given) <= high:
            count = len(given) if len(given) <= high else "more"
            raise ValueError(f"{name} must be {low} to {high} numbers, not {count}")
        return tuple(each(name, one) for one in given)

    return check


def one_of(known: tuple[str, ...]) -> Check:
    """Return a check for one word of some."""

    def check(name: str, value: Any) -> str:
        if not isinstance(value, str) or value not in known:
            raise ValueError(f"{name} {brief(value)} is unknown: {nearest(brief(value), known)}")
        return value

    return check


def names_among(known: tuple[str, ...], what: str) -> Check:
    """Return a check for a set of words of some."""

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
    """Return true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false, not {brief(value)}")
    return value
