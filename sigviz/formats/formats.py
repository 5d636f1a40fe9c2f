"""What a picture is to be beside its scene: its format, size and scale, and the series it is part of.

Standard library only: the command line checks all of it before any memory is taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import PurePath
from typing import NamedTuple

from sigviz.maths.number_format import MINUS, exact, parse
from sigviz.model.validators import brief, nearest

LARGEST_SIDE = 16_383  # pixels, of which WebP takes no more
LARGEST_AREA = 268_000_000  # pixels of one picture
LARGEST_GIF = 600_000_000  # pixels of all frames: a GIF's encoder keeps them
MOST_FRAMES = 10_000
SCALES = (0.1, 16.0)
FRAME_RATES = (1.0, 50.0)  # frames a second; a GIF counts in hundredths

CSS_PX_PER_INCH = 96.0
_UNITS = {"": 1.0, "px": 1.0, "in": CSS_PX_PER_INCH, "cm": CSS_PX_PER_INCH / 2.54, "mm": CSS_PX_PER_INCH / 25.4}
_LENGTH = r"(\d+(?:\.\d*)?|\.\d+)\s*(px|in|cm|mm)?"
_SIZE = re.compile(rf"{_LENGTH}\s*[x×]\s*{_LENGTH}", re.ASCII)
_FIELD = re.compile(r"\{([^{}]*)\}")
_INDEX = re.compile(r"(i|step)(?::0?(\d{1,2}))?", re.ASCII)


class Format(NamedTuple):
    """A kind of file: whether it is made of pixels, holds a whole series, can be transparent, and keeps its scene."""

    name: str
    pixels: bool
    series: bool
    transparent: bool
    scene: bool


FORMATS = {
    f".{name}": Format(name, pixels, series, transparent, scene)
    for name, pixels, series, transparent, scene in (
        ("png", True, False, True, True),
        ("webp", True, False, True, True),
        ("svg", False, False, True, True),
        ("pdf", False, True, True, True),
        ("gif", True, True, False, False),
    )
}


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in CSS pixels, of which 96 make an inch; `ValueError` if there is no such picture."""

    width: float
    height: float

    def __post_init__(self) -> None:
        if not (self.width > 0 and self.height > 0):
            raise ValueError("a picture must be wider and higher than 0, such as 1280x800")
        if max(self.width, self.height) > 1e9:
            raise ValueError(f"a picture of such a size has too many pixels: a side has at most {LARGEST_SIDE}")

    def __str__(self) -> str:
        return f"{self.width:.12g}x{self.height:.12g}"

    def pixels(self, scale: float) -> tuple[int, int]:
        """Return the whole pixels of a picture at a scale. `ValueError` if they are too many, or none.

        >>> Size(320, 200).pixels(2.0)
        (640, 400)
        >>> Size(1280, 800).pixels(16.0)
        Traceback (most recent call last):
        ...
        ValueError: 20480x12800 pixels are too many: a side has at most 16383
        """
        width, height = round(self.width * scale), round(self.height * scale)
        if width < 1 or height < 1:
            raise ValueError("a picture must be at least one pixel wide and high")
        if max(width, height) > LARGEST_SIDE:
            raise ValueError(f"{width}x{height} pixels are too many: a side has at most {LARGEST_SIDE}")
        if width * height > LARGEST_AREA:
            raise ValueError(f"{width}x{height} pixels are too many: at most {LARGEST_AREA // 10**6} million in all")
        return width, height


DEFAULT_SIZE = Size(1280, 800)


def parse_size(text: str) -> Size:
    """Return the size that ``text`` spells: ``1600x1000``, or lengths in mm, cm or in, such as ``86mmx60mm``.

    Raises `ValueError` if it spells none.

    >>> parse_size("1inx2.54cm")
    Size(width=96.0, height=96.0)
    """
    found = _SIZE.fullmatch(text.strip().lower())
    if not found:
        raise ValueError(f"{brief(text)} is not a size: write it as 1280x800 or 86mmx60mm")
    return Size(float(found[1]) * _UNITS[found[2] or ""], float(found[3]) * _UNITS[found[4] or ""])


def format_of(path: str) -> Format:
    """Return the format that a path's extension names. `ValueError` if it names none.

    >>> format_of("figure.PDF").series
    True
    >>> format_of("figure.pgn")
    Traceback (most recent call last):
    ...
    ValueError: 'figure.pgn' has no extension of a picture: did you mean '.png'?
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in FORMATS:
        known = nearest(suffix, FORMATS) if suffix else f"choose from {', '.join(FORMATS)}"
        raise ValueError(f"{path!r} has no extension of a picture: {known}")
    return FORMATS[suffix]


def with_format(path: str, name: str) -> str:
    """Return a path with the extension of a format; only the extension of a format is replaced by it.

    >>> with_format("figure.png", "svg"), with_format("slope at 0.25", "svg")
    ('figure.svg', 'slope at 0.25.svg')
    """
    whole = PurePath(path)
    stem = whole.stem if whole.suffix.lower() in FORMATS else whole.name
    return str(whole.with_name(f"{stem}.{name}"))


def completed(path: str, name: str) -> str:
    """Return a path with the extension of a format, unless letters stand where an extension does.

    >>> completed("slope at 0.25", "svg"), completed("figure.pgn", "svg")
    ('slope at 0.25.svg', 'figure.pgn')
    """
    whole = PurePath(path)
    is_name = whole.name.strip(".") and path.endswith(whole.name)
    return path if whole.suffix[1:].isalpha() or not is_name else f"{path}.{name}"


@dataclass(frozen=True, slots=True)
class Sweep:
    """A series of x: first, first + step, … up to last, which is included to half a step. Exact decimals.

    Raises `ValueError` if it never gets there, or has too many frames.

    >>> list(Sweep(Decimal("0"), Decimal("1"), Decimal("0.3"))), len(Sweep(Decimal("0"), Decimal("1"), Decimal("0.4")))
    ([0.0, 0.3, 0.6, 0.9], 4)
    """

    first: Decimal
    last: Decimal
    step: Decimal

    def __post_init__(self) -> None:
        if not self.step:
            raise ValueError("the step of a series must not be 0")
        if (self.last - self.first) * self.step < 0:
            raise ValueError(f"a series from {self.first} to {self.last} never gets there by steps of {self.step}")
        if (self.last - self.first) / self.step >= MOST_FRAMES - Decimal("0.5"):
            raise ValueError(f"a series has at most {MOST_FRAMES} frames, and this one would have more")

    def __len__(self) -> int:
        return int((self.last - self.first) / self.step + Decimal("0.5")) + 1

    def __iter__(self) -> Iterator[float]:
        return (float(self.first + index * self.step) for index in range(len(self)))


def parse_sweep(text: str) -> Sweep:
    """Return the series that ``FROM:TO:STEP`` spells; `ValueError` if it spells none.

    >>> list(parse_sweep("-0.2:0.1:0.1"))
    [-0.2, -0.1, 0.0, 0.1]
    """
    parts = text.split(":")
    if len(parts) != 3:
        raise ValueError(f"{text!r} is not a series: write it as FROM:TO:STEP, such as -4:4:0.5")
    first, last, step = (Decimal(repr(parse(part))) for part in parts)
    return Sweep(first, last, step)


def is_pattern(path: str) -> bool:
    """Return whether a path has a place for what changes in a series.

    >>> is_pattern("frame-{i:03}.png"), is_pattern("frame.png")
    (True, False)
    """
    return bool(_FIELD.search(path))


def varies(path: str, what: str) -> bool:
    """Return whether a path has a place for the number of a picture, or for what varies: ``x`` or ``step``.

    >>> varies("{i:03}.png", "x"), varies("{x}.png", "x"), varies("{step}.png", "x")
    (True, True, False)
    """
    return any(found.partition(":")[0] in ("i", what) for found in _FIELD.findall(path))


def fill(path: str, index: int, x: float, step: int = 1) -> str:
    """Return the path of one picture of a series.

    ``{x}`` is in shortest form, ``{i}`` or ``{i:03}`` counts from 0, ``{step}`` or ``{step:02}`` is the derivation's.
    Raises `ValueError` if there is a place for anything else.

    >>> fill("sweep-{i:03}-{x}.png", 7, -0.5)
    'sweep-007--0.5.png'
    """

    def put(found: re.Match[str]) -> str:
        if found[1] == "x":
            return exact(x).replace(MINUS, "-")
        counted = _INDEX.fullmatch(found[1])
        if not counted:
            raise ValueError(f"{path!r} has a place for {found[1]!r}: {{x}}, {{i:03}} and {{step:02}} are known")
        return f"{index if counted[1] == 'i' else step:0{int(counted[2] or 0)}}"

    return _FIELD.sub(put, path)


def check_gif(pixels: tuple[int, int], frames: int) -> None:
    """Raise `ValueError` if a GIF of so many frames would be too large: its encoder keeps them all.

    >>> check_gif((1280, 800), 500)
    >>> check_gif((1280, 800), 600)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: 600 frames of 1280x800 are too many for a GIF, which has at most 600 million pixels in all: ...
    """
    if pixels[0] * pixels[1] * frames > LARGEST_GIF:
        raise ValueError(
            f"{frames} frames of {pixels[0]}x{pixels[1]} are too many for a GIF, which has at most "
            f"{LARGEST_GIF // 10**6} million pixels in all: write numbered files, such as frame-{{i:03}}.png"
        )


def frame_times(frames: int, fps: float) -> list[int]:
    """Return how long each frame of a GIF stands, in milliseconds: in its hundredths, and true to ``fps`` in all.

    >>> frame_times(4, 30)
    [30, 40, 30, 30]
    """
    ends = [round(100 * index / fps) for index in range(frames + 1)]
    return [10 * (end - begin) for begin, end in pairwise(ends)]
