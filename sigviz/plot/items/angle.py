"""The arc of an angle at the point."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter

from sigviz.drawing.strokes import pen
from sigviz.drawing.theme import Stroke
from sigviz.plot.items.base import Part
from sigviz.plot.items.point_marks import Spot

RADIUS = 56.0


class AngleItem(Part):
    """The arc between two directions from the point. From the horizontal, it has that line too."""

    _spot: Spot | None = None
    _first = _span = 0.0

    def show_angle(self, spot: Spot | None, first: float, last: float) -> None:
        """Show the angle between two directions at the point, in degrees, or hide it if ``spot`` is None."""
        self._spot, self._first, self._span = spot, first, last - first
        self.show_if(shown=spot is not None)

    def boxes(self) -> list[QRectF]:
        """Return the box around the arc."""
        reach = 1.25 * RADIUS * self.coordinates.scale + 2
        x, y, _ = self._spot or (0.0, 0.0, 0.0)
        return [QRectF(x - reach, y - reach, 2 * reach, 2 * reach)]

    def draw(self, painter: QPainter) -> None:
        """Draw the arc."""
        if self._spot is None:
            return
        x, y, _ = self._spot
        radius = RADIUS * self.coordinates.scale
        painter.save()  # for the clipping, which would cut off the numbers at the axes
        painter.setClipRect(self.coordinates.rect, Qt.ClipOperation.IntersectClip)
        painter.setPen(pen(Stroke(self.coordinates.theme.ink, 1.4), self.coordinates.scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._first == 0:
            painter.drawLine(QLineF(x, y, x + 1.25 * radius, y))
        box = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        painter.drawArc(box, round(16 * self._first), round(16 * self._span))
        painter.restore()
