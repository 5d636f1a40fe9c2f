"""File names: patterns of a series, with fields for the values that differ between its pictures, and those of talks."""

import re
from decimal import Decimal
from pathlib import Path

TALK_SUFFIX = ".toml"
_FIELD = re.compile(r"\{([^{}]*)\}")
_TINY = 1e-6  # smaller numbers are written with an exponent
_INDEX = re.compile(r"(i|step|scene)(?::0?(\d{1,2}))?", re.ASCII)


def is_pattern(path: str) -> bool:
    """Return whether a path contains a field, so that it can name a series.

    >>> is_pattern("frame-{i:03}.png"), is_pattern("frame.png")
    (True, False)
    """
    return bool(_FIELD.search(path))


def varies(path: str, what: str) -> bool:
    """Return whether a path contains a field for the number of a picture, or for ``what``: ``x`` or ``step``.

    >>> varies("{i:03}.png", "x"), varies("{x}.png", "x"), varies("{step}.png", "x")
    (True, True, False)
    """
    return bool(fields_in(path) & {"i", what})


def fields_in(path: str) -> set[str]:
    """Return the names of the fields in a path.

    >>> sorted(fields_in("{scene:02}-{step}.png"))
    ['scene', 'step']
    """
    return {found.partition(":")[0] for found in _FIELD.findall(path)}


def fill(path: str, index: int, x: float, step: int = 1, scene: int = 0) -> str:
    """Return the path of one picture of a series.

    ``{x}`` is in shortest form, ``{i}`` or ``{i:03}`` counts from 0, ``{step}`` or ``{step:02}`` is the derivation's,
    ``{scene}`` or ``{scene:02}`` that of a talk, which counts from 1; outside a talk it is 0, and not accepted. Raises
    `ValueError` if the path contains any other field.

    >>> fill("sweep-{i:03}-{x}.png", 7, -0.5)
    'sweep-007--0.5.png'
    """
    numbers = {"i": index, "step": step, "scene": scene}

    def put(found: re.Match[str]) -> str:
        if found[1] == "x":
            return f"{Decimal(repr(x)).normalize():{'ze' if 0 < abs(x) < _TINY else 'zf'}}"
        counted = _INDEX.fullmatch(found[1])
        if counted and counted[1] == "scene" and not scene:
            raise ValueError(f"{path!r} counts scenes, which only a talk has: give one with --from")
        if not counted:
            raise ValueError(f"{path!r} has an unknown field {found[1]!r}: use {{x}}, {{i:03}} or {{step:02}}")
        return f"{numbers[counted[1]]:0{int(counted[2] or 0)}}"

    return _FIELD.sub(put, path)


def is_talk(path: Path) -> bool:
    """Return whether a file is a talk, by the extension of its name.

    >>> is_talk(Path("talk.toml")), is_talk(Path("scene.json"))
    (True, False)
    """
    return path.suffix.lower() == TALK_SUFFIX
