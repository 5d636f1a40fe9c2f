"""The background under labels and around discs: filled with its colour, or cut out of a transparent picture."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from PySide6.QtGui import QPaintEngine, QPainter

_UNCHANGED = nullcontext()
_cutting = False


def grounded(painter: QPainter) -> AbstractContextManager[None]:
    """Return a context for painting in the background colour; in a transparent picture it cuts a hole instead."""
    return _cut(painter) if _cutting else _UNCHANGED


@contextmanager
def transparent_ground() -> Iterator[None]:
    """Cut the background out of everything that is painted inside the ``with`` block."""
    global _cutting
    before, _cutting = _cutting, True
    try:
        yield
    finally:
        _cutting = before


@contextmanager
def _cut(painter: QPainter) -> Iterator[None]:
    """Erase what is below. A device that does not store pixels cannot erase, so draw nothing on it."""
    painter.save()
    if painter.paintEngine().hasFeature(QPaintEngine.PaintEngineFeature.PorterDuff):
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    else:
        painter.setOpacity(0.0)
    try:
        yield
    finally:
        painter.restore()
