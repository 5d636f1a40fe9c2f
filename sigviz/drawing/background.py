"""The ground under labels and around discs: its colour, or nothing at all where a picture is transparent."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from PySide6.QtGui import QPaintEngine, QPainter

_AS_IT_IS = nullcontext()
_cutting = False


def grounded(painter: QPainter) -> AbstractContextManager[None]:
    """Return a context in which what is painted in the ground's colour is ground: in a transparent picture, a hole."""
    return _cut(painter) if _cutting else _AS_IT_IS


@contextmanager
def transparent_ground() -> Iterator[None]:
    """Cut the ground out of what is painted in the body."""
    global _cutting
    before, _cutting = _cutting, True
    try:
        yield
    finally:
        _cutting = before


@contextmanager
def _cut(painter: QPainter) -> Iterator[None]:
    """Take away what is there; where the device is not of pixels and cannot, add nothing to it."""
    painter.save()
    if painter.paintEngine().hasFeature(QPaintEngine.PaintEngineFeature.PorterDuff):
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    else:
        painter.setOpacity(0.0)
    try:
        yield
    finally:
        painter.restore()
