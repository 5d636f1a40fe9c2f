"""The size of a picture, its notation, and its limits."""

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from sigviz.model.fields.validators import brief

LARGEST_SIDE = 16_383  # pixels, the limit of WebP
LARGEST_AREA = 268_000_000  # pixels of one picture
SCALES = (0.1, 16.0)

CSS_PX_PER_INCH = 96.0
_PER_UNIT = {"": 1.0, "px": 1.0, "in": CSS_PX_PER_INCH, "cm": CSS_PX_PER_INCH / 2.54, "mm": CSS_PX_PER_INCH / 25.4}
_PIXELS = {"", "px"}
_LENGTH = r"(\d+(?:\.\d*)?|\.\d+)\s*(px|in|cm|mm)?"
_SIZE = re.compile(rf"{_LENGTH}\s*[x×]\s*{_LENGTH}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in CSS pixels, 96 per inch. Raises `ValueError` if they are not above 0, or too large.

    ``units`` are those in which width and height were given and are written: ``px`` or nothing, ``mm``, ``cm``, ``in``.
    A size in a unit of length is a size on paper.
    """

    width: float
    height: float
    units: tuple[str, str] = ("", "")

    def __post_init__(self) -> None:
        if not (self.width > 0 and self.height > 0):
            raise ValueError("the width and height of a picture must be above 0, such as 1280x800")
        if max(self.width, self.height) > 1e9:
            raise ValueError(f"a picture of this size has too many pixels: a side has at most {LARGEST_SIDE}")

    def __str__(self) -> str:
        sides = zip((self.width, self.height), self.units, strict=True)
        return "x".join(f"{side / _PER_UNIT[unit]:.12g}{unit}" for side, unit in sides)

    @property
    def on_paper(self) -> bool:
        """Whether the size is on paper.

        >>> parse_size("86mmx60mm").on_paper, parse_size("325x227").on_paper
        (True, False)
        """
        return not _PIXELS.issuperset(self.units)

    def pixels(self, scale: float) -> tuple[int, int]:
        """Return the width and height in whole pixels at a scale. Raises `ValueError` if they are too many, or 0.

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
    """Return the size in ``text``: ``1600x1000``, or lengths in mm, cm or in, such as ``86mmx60mm``.

    Raises `ValueError` if ``text`` is not a size.

    >>> parse_size("1inx2.54cm"), str(parse_size("86 mm x 60 mm"))
    (Size(width=96.0, height=96.0, units=('in', 'cm')), '86mmx60mm')
    """
    found = _SIZE.fullmatch(text.strip().lower())
    if not found:
        raise ValueError(f"{brief(text)} is not a size: write it as 1280x800 or 86mmx60mm")
    units = found[2] or "", found[4] or ""
    return Size(float(found[1]) * _PER_UNIT[units[0]], float(found[3]) * _PER_UNIT[units[1]], units)


class Preset(NamedTuple):
    """A size with a name. The ``title`` is what the export dialog calls it."""

    size: Size
    title: str


PRESETS = MappingProxyType(
    {
        "column": Preset(parse_size("86mmx60mm"), "Column 86 mm"),
        "full": Preset(parse_size("178mmx90mm"), "Full width 178 mm"),
        "slide": Preset(parse_size("1920x1080"), "Slide 16:9"),
    }
)


def parse_preset(text: str) -> Size:
    """Return the size of the preset that ``text`` names. Raises `ValueError` if there is none.

    >>> parse_preset("slide")
    Size(width=1920.0, height=1080.0, units=('', ''))
    """
    if text not in PRESETS:
        raise ValueError(f"there is no preset {brief(text)}: choose one of {', '.join(PRESETS)}")
    return PRESETS[text].size
