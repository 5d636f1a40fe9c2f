"""Readers of what is typed on a command line: each takes a text and returns its value.

`ValueError` says what would be right. Standard library only.
"""

import json
from typing import Any

from sigviz.maths.number_format import parse
from sigviz.model.scene import FIELD_NAMES, LAST_STEP, Scene
from sigviz.model.validators import nearest
from sigviz.request.sweep import Sweep, parse_sweep


def range_of_numbers(text: str) -> tuple[float, float]:
    """Return the range that ``FROM:TO`` spells.

    >>> range_of_numbers("-4:4")
    (-4.0, 4.0)
    """
    low, colon, high = text.partition(":")
    if not colon:
        raise ValueError(f"{text!r} is not a range: write it as FROM:TO, such as -4:4")
    return parse(low), parse(high)


def layers(text: str) -> frozenset[str]:
    """Return the layers whose names stand between commas.

    >>> sorted(layers("sigma, grid,"))
    ['grid', 'sigma']
    """
    return Scene().evolve(layers=[name.strip() for name in text.split(",") if name.strip()]).layers


def theme(text: str) -> str:
    """Return a theme's name."""
    return Scene().evolve(theme=text).theme


def x_or_series(text: str) -> float | Sweep:
    """Return an x, or the series that ``FROM:TO:STEP`` spells."""
    return parse_sweep(text) if ":" in text else parse(text)


def step(text: str) -> int:
    """Return the number of a line of the derivation."""
    counted = _counted(text)
    if not 1 <= counted <= LAST_STEP:
        raise ValueError(f"{text!r} is no step: they run from 1 to {LAST_STEP}")
    return counted


def step_or_series(text: str) -> int | range:
    """Return a line of the derivation, or the series that ``FROM:TO`` spells.

    >>> step_or_series("3"), step_or_series("1:4")
    (3, range(1, 5))
    """
    first, colon, last = text.partition(":")
    if not colon:
        return step(text)
    if step(first) > step(last):
        raise ValueError(f"a series of steps runs upwards, such as 1:{LAST_STEP}, not {text!r}")
    return range(step(first), step(last) + 1)


def screen(text: str) -> int:
    """Return the number of a screen.

    >>> screen("0")
    Traceback (most recent call last):
    ...
    ValueError: '0' is no screen: they are counted from 1
    """
    counted = _counted(text)
    if counted < 1:
        raise ValueError(f"{text!r} is no screen: they are counted from 1")
    return counted


def _counted(text: str) -> int:
    """Return a whole number, or 0 where there is none."""
    try:
        return int(text) if text.strip().isdecimal() else 0
    except ValueError:  # of more digits than Python takes
        return 0


def field(text: str) -> tuple[str, Any]:
    """Return the name and the value that ``FIELD=VALUE`` gives, the value in JSON or as a word.

    >>> field("h=0.5"), field("secant=symmetric")
    (('h', 0.5), ('secant', 'symmetric'))
    """
    name, _, value = text.partition("=")
    if name not in FIELD_NAMES:
        raise ValueError(f"there is no field {name!r}: {nearest(name, FIELD_NAMES)}")
    try:
        return name, json.loads(value)
    except (ValueError, RecursionError):
        return name, value
