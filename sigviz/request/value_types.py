"""Readers of the values on a command line: each takes a text and returns its value.

They raise `ValueError`, whose message says what would be valid. Standard library only.
"""

import json
from collections.abc import Callable
from typing import Any

from sigviz.maths.number_format import parse
from sigviz.model.fields.validators import Interval, Kind, Names, Number, Word, nearest
from sigviz.model.scene import FIELDS, LAST_STEP
from sigviz.request.sweep import Sweep, parse_sweep


def range_of_numbers(text: str) -> tuple[float, float]:
    """Return the range in ``FROM:TO``.

    >>> range_of_numbers("-4:4")
    (-4.0, 4.0)
    """
    low, colon, high = text.partition(":")
    if not colon:
        raise ValueError(f"{text!r} is not a range: write it as FROM:TO, such as -4:4")
    return parse(low), parse(high)


def names(text: str) -> list[str]:
    """Return the names in a list separated by commas.

    >>> names("sigma, grid,")
    ['sigma', 'grid']
    """
    return [name.strip() for name in text.split(",") if name.strip()]


def json_or_word(text: str) -> Any:
    """Return the value of a text as JSON, or the text itself if it is not JSON.

    >>> json_or_word("0.5"), json_or_word("symmetric")
    (0.5, 'symmetric')
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


_READERS: dict[type[Kind], Callable[[str], Any]] = {
    Number: parse,
    Interval: range_of_numbers,
    Names: names,
    Word: str,
}


def value_of(name: str, text: str) -> Any:
    """Return the value of the field ``name`` in a text.

    >>> value_of("x_range", "-4:4"), value_of("theme", "dark"), value_of("units", "7")
    ((-4.0, 4.0), 'dark', 7)
    """
    kind = FIELDS[name].kind
    return kind.check(name, _READERS.get(type(kind), json_or_word)(text))


def x_or_series(text: str) -> float | Sweep:
    """Return an x, or the series in ``FROM:TO:STEP``."""
    return parse_sweep(text) if ":" in text else value_of("x", text)


def step(text: str) -> int:
    """Return the number of a line of the derivation."""
    counted = _counted(text)
    if not 1 <= counted <= LAST_STEP:
        raise ValueError(f"{text!r} is not a step: steps run from 1 to {LAST_STEP}")
    return counted


def step_or_series(text: str) -> int | range:
    """Return the number of a line of the derivation, or the series in ``FROM:TO``.

    >>> step_or_series("3"), step_or_series("1:4")
    (3, range(1, 5))
    """
    first, colon, last = text.partition(":")
    if not colon:
        return step(text)
    if step(first) > step(last):
        raise ValueError(f"a series of steps must be ascending, such as 1:{LAST_STEP}, not {text!r}")
    return range(step(first), step(last) + 1)


def screen(text: str) -> int:
    """Return the number of a screen.

    >>> screen("0")
    Traceback (most recent call last):
    ...
    ValueError: '0' is not a screen: screens are counted from 1
    """
    counted = _counted(text)
    if counted < 1:
        raise ValueError(f"{text!r} is not a screen: screens are counted from 1")
    return counted


def _counted(text: str) -> int:
    """Return the whole number in a text, or 0 if there is none."""
    try:
        return int(text) if text.strip().isdecimal() else 0
    except ValueError:  # more digits than Python accepts
        return 0


def field(text: str) -> tuple[str, Any]:
    """Return the name and the value in ``FIELD=VALUE``, where the value is JSON or a word.

    >>> field("h=0.5"), field("secant=symmetric")
    (('h', 0.5), ('secant', 'symmetric'))
    """
    name, _, value = text.partition("=")
    if name not in FIELDS:
        raise ValueError(f"there is no field {name!r}: {nearest(name, FIELDS)}")
    return name, FIELDS[name].kind.check(name, json_or_word(value))
