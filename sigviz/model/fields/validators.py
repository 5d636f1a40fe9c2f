"""Kinds of values, such as a number within limits. Each says what it accepts, and checks values of any type.

A check takes the name of the field, and raises `ValueError` with that name and with what would be valid. Standard
library only.
"""

import math
import reprlib
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from numbers import Real
from typing import Any

from sigviz.maths.ranges import Range

_MOST_NAMES = 1000  # that are checked, because an iterable may be endless


def brief(value: object) -> str:
    """Return a short text of a value for an error message: values from outside may be very long.

    >>> brief(list(range(100)))
    '[0, 1, 2, 3, 4, 5, ...]'
    """
    try:
        return reprlib.repr(value)
    except ValueError:  # Python does not print integers of more than 4300 digits
        return f"a very long {type(value).__name__}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a clause that suggests the most similar known word, or lists all of them.

    >>> nearest("tangnet", ("sigma", "tangent"))
    "did you mean 'tangent'?"
    >>> nearest("?", ("sigma", "tangent"))
    'choose from sigma, tangent'
    """
    known = tuple(known)
    close = get_close_matches(word, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"choose from {', '.join(known)}"


def _finite(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{name} must be a number, not {type(value).__name__}")
    try:
        number = float(value)
    except OverflowError:
        raise ValueError(f"{name} is too large") from None
    if not math.isfinite(number):
        raise ValueError(f"{name} must be finite, not {number}")
    return number


class Kind(ABC):
    """The kind of a value.

    >>> Truth().check("revealed", True), Truth().accepts
    (True, 'true or false')
    """

    @property
    @abstractmethod
    def accepts(self) -> str:
        """What is accepted, in words that follow *must be* in error messages and help."""

    @abstractmethod
    def check(self, name: str, value: Any) -> Any:
        """Return the valid value for a value of any type; raise `ValueError` if there is none."""

    def to_plain(self, value: Any) -> Any:
        """Return a valid value as a JSON type."""
        return value


@dataclass(frozen=True)
class Number(Kind):
    """A finite number from ``low`` to ``high``.

    >>> Number(0.0, 1.0).check("target", 1)
    1.0
    >>> Number(0.0, 1.0).check("target", 1.5)
    Traceback (most recent call last):
    ...
    ValueError: target must be between 0 and 1, not 1.5
    """

    low: float
    high: float

    @property
    def accepts(self) -> str:
        """What is accepted."""
        return f"between {self.low:g} and {self.high:g}"

    @property
    def limits(self) -> Range:
        """The least and the greatest value."""
        return self.low, self.high

    def check(self, name: str, value: Any) -> float:
        """Return the number."""
        number = _finite(name, value)
        if not self.low <= number <= self.high:
            shown = f"{number:.12g}"
            shown = repr(number) if self.low <= float(shown) <= self.high else shown
            raise ValueError(f"{name} must be {self.accepts}, not {shown}")
        return number + 0.0  # turns −0 into 0

    def clamp(self, value: float) -> float:
        """Return the nearest valid value.

        >>> Number(0.0, 1.0).clamp(1.5)
        1.0
        """
        return min(max(value, self.low), self.high)


@dataclass(frozen=True)
class Whole(Number):
    """A whole number from ``low`` to ``high``.

    >>> Whole(1, 10).check("step", 3)
    3
    >>> Whole(1, 10).check("step", 3.0)
    Traceback (most recent call last):
    ...
    ValueError: step must be a whole number from 1 to 10, not 3.0
    """

    @property
    def accepts(self) -> str:
        """What is accepted."""
        return f"a whole number from {self.low} to {self.high}"

    def check(self, name: str, value: Any) -> int:
        """Return the number."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            raise ValueError(f"{name} must be {self.accepts}, not {brief(value)}")
        return value

    def clamp(self, value: float) -> int:
        """Return the nearest valid value.

        >>> Whole(1, 10).clamp(3.6), Whole(1, 10).clamp(51)
        (4, 10)
        """
        return round(min(max(value, self.low), self.high))


@dataclass(frozen=True)
class Interval(Kind):
    """Two ascending numbers within ±``limit``, at least ``least`` apart.

    >>> Interval(750.0, 1e-8).check("x_range", [-4, 4])
    (-4.0, 4.0)
    >>> Interval(750.0, 1e-8).check("x_range", (4, -4))
    Traceback (most recent call last):
    ...
    ValueError: x_range must be ascending, not from 4 to -4
    """

    limit: float
    least: float

    @property
    def accepts(self) -> str:
        """What is accepted."""
        return f"two numbers between {-self.limit:g} and {self.limit:g}"

    def check(self, name: str, value: Any) -> Range:
        """Return the range."""
        try:
            low, high = value
        except (TypeError, ValueError):
            raise ValueError(f"{name} must be two numbers, the lower and the upper end") from None
        inside = Number(-self.limit, self.limit)
        low, high = inside.check(name, low), inside.check(name, high)
        if low >= high:
            raise ValueError(f"{name} must be ascending, not from {low:g} to {high:g}")
        rounding = 4 * math.ulp(self.limit)  # a narrow range may lose this much of its width when it is moved
        if high - low < self.least - rounding:
            raise ValueError(f"{name} must be at least {self.least:g} wide")
        return (low, high)


@dataclass(frozen=True)
class Numbers(Kind):
    """A list of ``fewest`` to ``most`` values, each of the same kind.

    >>> Numbers(1, 3, Number(-1.0, 1.0)).check("inputs", [1, 0.5])
    (1.0, 0.5)
    """

    fewest: int
    most: int
    each: Number

    @property
    def accepts(self) -> str:
        """What is accepted."""
        counts = f"{self.fewest} to {self.most}" if self.fewest else f"at most {self.most}"
        return f"{counts} numbers"

    def check(self, name: str, value: Any) -> tuple[float, ...]:
        """Return the numbers."""
        if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
            raise ValueError(f"{name} must be a list of numbers")
        given = tuple(islice(value, self.most + 1))
        if not self.fewest <= len(given) <= self.most:
            raise ValueError(f"{name} must be {self.accepts}, not {len(given) if len(given) <= self.most else 'more'}")
        return tuple(self.each.check(name, number) for number in given)


@dataclass(frozen=True)
class Word(Kind):
    """One word of a fixed set.

    >>> Word(("light", "dark")).check("theme", "drak")
    Traceback (most recent call last):
    ...
    ValueError: theme 'drak' is unknown: did you mean 'dark'?
    """

    words: tuple[str, ...]

    @property
    def accepts(self) -> str:
        """What is accepted."""
        return f"one of {', '.join(self.words)}"

    def check(self, name: str, value: Any) -> str:
        """Return the word."""
        if not isinstance(value, str) or value not in self.words:
            raise ValueError(f"{name} {brief(value)} is unknown: {nearest(brief(value), self.words)}")
        return value


@dataclass(frozen=True)
class Names(Kind):
    """A set of words from a fixed set, each of which names a ``noun``.

    >>> Names(("sigma", "grid"), "layer").check("layers", ["grid", "grid"])
    frozenset({'grid'})
    """

    words: tuple[str, ...]
    noun: str

    @property
    def accepts(self) -> str:
        """What is accepted."""
        return f"a list of {self.noun} names"

    def check(self, name: str, value: Any) -> frozenset[str]:
        """Return the names."""
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise ValueError(f"{name} must be {self.accepts}")
        given = list(islice(value, _MOST_NAMES))
        for word in given:
            if word not in self.words:
                raise ValueError(f"there is no {self.noun} {brief(word)}: {nearest(brief(word), self.words)}")
        return frozenset(given)

    def to_plain(self, value: frozenset[str]) -> list[str]:
        """Return the names as a list, in the order of ``words``."""
        return [word for word in self.words if word in value]


@dataclass(frozen=True)
class Truth(Kind):
    """True or false.

    >>> Truth().check("revealed", 1)
    Traceback (most recent call last):
    ...
    ValueError: revealed must be true or false, not 1
    """

    @property
    def accepts(self) -> str:
        """What is accepted."""
        return "true or false"

    def check(self, name: str, value: Any) -> bool:
        """Return the value."""
        if not isinstance(value, bool):
            raise ValueError(f"{name} must be {self.accepts}, not {brief(value)}")
        return value
