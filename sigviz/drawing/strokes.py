"""The lines and discs that all drawings share. Sizes are in logical pixels and grow with every scale."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sigviz.drawing import text
from sigviz.drawing.background import grounded
from sigviz.drawing.theme import Stroke

HALO = 3.0  # logical pixels: the width of the background-coloured rim around a name
RIM = 2.0  # logical pixels: the width of the background-coloured rim around a disc


@lru_cache(maxsize=64)
def pen(stroke: Stroke, scale: float) -> QPen:
    """Return the pen that draws a stroke at a scale."""
    result = QPen(QColor(stroke.colour), stroke.width * scale)
    result.setCapStyle(Qt.PenCapStyle.FlatCap)
    result.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dash:
        result.setDashPattern(list(stroke.dash))
    return result


def paint_disc(
    painter: QPainter, at: QPointF, radius: float, unit: float, colour: str, ground: str, hole: float = 0.0
) -> None:
    """Draw a disc with a rim in the background colour.

    Discs that can be dragged have a hole; ``hole`` is its radius as a fraction of the disc's.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(text.paint(ground))
    with grounded(painter):
        painter.drawEllipse(at, (radius + RIM) * unit, (radius + RIM) * unit)
    painter.setBrush(text.paint(colour))
    painter.drawEllipse(at, radius * unit, radius * unit)
    if hole:
        painter.setBrush(text.paint(ground))
        with grounded(painter):
            painter.drawEllipse(at, hole * radius * unit, hole * radius * unit)
