"""Telling a widget something without hearing it back."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject


@contextmanager
def silent(widget: QObject) -> Iterator[None]:
    """Keep a widget from telling of a change that it is being told of."""
    before = widget.blockSignals(True)
    try:
        yield
    finally:
        widget.blockSignals(before)
