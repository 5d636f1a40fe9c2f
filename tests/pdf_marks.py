"""The sizes of text and of lines in a PDF, read from the instructions of its pages."""

import re
import zlib
from typing import NamedTuple

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_TOKEN = re.compile(rb"\[[^\]]*\]|<[^>]*>|\([^)]*\)|/\S+|[^\s\[\]<>()]+")


class Mark(NamedTuple):
    """A stroked line: its width, its dashes and gaps in points, and its colour from 0 to 1."""

    width: float
    dashes: tuple[float, ...]
    colour: tuple[float, ...]


class Marks(NamedTuple):
    """The font sizes in points, in the order of use, and the strokes."""

    sizes: list[float]
    strokes: list[Mark]


def read_marks(pdf):
    """Return the marks of all pages, from the bytes of a PDF."""
    marks = Marks([], [])
    for packed in _STREAM.findall(pdf):
        try:
            stream = zlib.decompress(packed)
        except zlib.error:
            continue
        if b" cm" in stream:
            _follow(stream, marks)
    return marks


def _follow(stream, marks):
    scale, width, dashes, colour, saved, operands = 1.0, 1.0, (), (), [], []
    for token in _TOKEN.findall(stream):
        numbers = [float(part) for part in operands if re.fullmatch(rb"[-+.\d]+", part)]
        match token:
            case b"q":
                saved.append((scale, width, dashes, colour))
            case b"Q":
                scale, width, dashes, colour = saved.pop()
            case b"cm":
                a, b, c, d, *_ = numbers[-6:]
                scale *= abs(a * d - b * c) ** 0.5
            case b"w":
                width = numbers[-1]
            case b"d":
                dashes = tuple(float(part) for part in operands[-2].strip(b"[]").split())
            case b"SCN":
                colour = tuple(numbers[-3:])
            case b"Tf":
                marks.sizes.append(numbers[-1] * scale)
            case b"S":
                marks.strokes.append(Mark(width * scale, tuple(part * scale for part in dashes), colour))
            case _:  # an operand, or an operator that does not matter here
                operands.append(token)
                continue
        operands = []
