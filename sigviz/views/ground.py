"""The ground under labels and around discs: its colour, or nothing at all where a picture is transparent."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from PySide6.QtGui import QPainter

_AS_IT_IS = nullcontext()
_cutting = False


def grounded(painter: QPainter) -> AbstractContextManager[None]:
    """Return a context in which what is painted in the ground's colour is ground: in a transparent picture, a hole."""
    return _cut(painter) if _cutting else _AS_IT_IS


@contextmanager
def transparent_ground() -> Iterator[None]:
    """Cut the ground out of what is painted in the body, on a device of pixels."""
    global _cutting
    before, _cutting = _cutting, True
    try:
        yield
    finally:
        _cutting = before


@contextmanager
def _cut(painter: QPainter) -> Iterator[None]:
    before = painter.compositionMode()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    try:
        yield
    finally:
        painter.setCompositionMode(before)
