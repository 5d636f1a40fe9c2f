"""The handles that can be dragged besides the point. A press grabs the nearest handle within reach."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF

REACH = 22.0  # logical pixels
GROWTH = 7 / 6  # of a handle under the pointer


class Handle(NamedTuple):
    """Something that can be dragged: its name and its position."""

    name: str
    at: QPointF


def nearest(handles: Iterable[Handle], at: QPointF) -> Handle | None:
    """Return the handle that a press at a position grabs, or None if no handle is within reach."""

    def distance(handle: Handle) -> float:
        return math.hypot(handle.at.x() - at.x(), handle.at.y() - at.y())

    closest = min(handles, key=distance, default=None)
    return closest if closest is not None and distance(closest) <= REACH else None
