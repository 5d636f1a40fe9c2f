"""What can be taken besides the point: a press within reach takes the nearest handle."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt

REACH = 22.0  # logical pixels


class Handle(NamedTuple):
    """A thing that can be dragged: its name, where it is, and the cursor that says so."""

    name: str
    at: QPointF
    cursor: Qt.CursorShape = Qt.CursorShape.PointingHandCursor


def nearest(handles: Iterable[Handle], at: QPointF) -> Handle | None:
    """Return the handle that a press takes, if one is within reach."""

    def distance(handle: Handle) -> float:
        return math.hypot(handle.at.x() - at.x(), handle.at.y() - at.y())

    taken = min(handles, key=distance, default=None)
    return taken if taken is not None and distance(taken) <= REACH else None
