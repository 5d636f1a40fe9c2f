"""The size of a picture, its notation, and its limits."""

import re
from dataclasses import dataclass

from sigviz.model.validators import brief

LARGEST_SIDE = 16_383  # pixels, the limit of WebP
LARGEST_AREA = 268_000_000  # pixels of one picture
SCALES = (0.1, 16.0)

CSS_PX_PER_INCH = 96.0
_UNITS = {"": 1.0, "px": 1.0, "in": CSS_PX_PER_INCH, "cm": CSS_PX_PER_INCH / 2.54, "mm": CSS_PX_PER_INCH / 25.4}
_LENGTH = r"(\d+(?:\.\d*)?|\.\d+)\s*(px|in|cm|mm)?"
_SIZE = re.compile(rf"{_LENGTH}\s*[x×]\s*{_LENGTH}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in CSS pixels, 96 per inch. Raises `ValueError` if they are not above 0, or too large."""

    width: float
    height: float

    def __post_init__(self) -> None:
        if not (self.width > 0 and self.height > 0):
            raise ValueError("the width and height of a picture must be above 0, such as 1280x800")
        if max(self.width, self.height) > 1e9:
            raise ValueError(f"a picture of this size has too many pixels: a side has at most {LARGEST_SIDE}")

    def __str__(self) -> str:
        return f"{self.width:.12g}x{self.height:.12g}"

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

    >>> parse_size("1inx2.54cm")
    Size(width=96.0, height=96.0)
    """
    found = _SIZE.fullmatch(text.strip().lower())
    if not found:
        raise ValueError(f"{brief(text)} is not a size: write it as 1280x800 or 86mmx60mm")
    return Size(float(found[1]) * _UNITS[found[2] or ""], float(found[3]) * _UNITS[found[4] or ""])
