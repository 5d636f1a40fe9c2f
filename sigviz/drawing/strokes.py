"""Lines and discs, as all drawings share them: of a size in logical pixels, which grows with every scale."""

from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, Qt

from sigviz.drawing import text
from sigviz.drawing.background import grounded
from sigviz.drawing.theme import Stroke

RIM = 2.0  # how far the ground's colour reaches beyond a disc


@lru_cache(maxsize=64)
def pen(stroke: Stroke, scale: float) -> QPen:
    """Return the pen of a stroke at a scale."""
    made = QPen(QColor(stroke.colour), stroke.width * scale)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dash:
        made.setDashPattern(list(stroke.dash))
    return made


def paint_disc(
    painter: QPainter, at: QPointF, radius: float, unit: float, colour: str, ground: str, hole: float = 0.0
) -> None:
    """Draw a disc with a rim of the ground's colour; what can be dragged has a hole, as a share of the radius."""
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
