"""The overlay of the true slope: the angle of the tangent on equal axes, and a note that they are equal."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.strokes import pen
from sigviz.drawing.theme import SMALL, Stroke
from sigviz.model.layer_texts import number
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.plot.items.base import Part
from sigviz.plot.items.labels import LABEL_GAP, Label, LabelRequest, crossed
from sigviz.plot.items.point_marks import Spot
from sigviz.plot.overlay import Overlay

_RADIUS = 56.0  # the radius of the arc
_ANGLE = "{degrees}°"
_DESCRIPTION = "angle {degrees}°"
_EQUAL = "equal axes"


class TrueSlopeOverlay(Overlay):
    """The overlay of the layer ``true-slope``: the angle at the point."""

    layer = "true-slope"
    fills_right = True

    def __init__(self) -> None:
        self.angle = AngleItem(8.0)
        self.front = (self.angle,)

    def show_readout(self, readout: Readout, spot: Spot) -> None:
        """Show the angle, if the tangent is drawn and the point is in view."""
        shown = readout.scene.draws("tangent") and self.coordinates.holds(spot.x, spot.y)
        self.angle.show_angle(spot if shown else None, readout.value.slope)

    def label_requests(self, readout: Readout, spot: Spot) -> Iterator[LabelRequest]:
        """Return the label of the arc, with the angle in degrees."""
        if self.angle.shown:
            scale, ink = self.coordinates.scale, self.coordinates.theme.ink
            near = QPointF(spot.x + _RADIUS * scale, spot.y)
            words = _ANGLE.format(degrees=_degrees(readout))
            yield LabelRequest(words, near, LABEL_GAP * scale, ink, rank=0, pill=True)

    def notes(self, scene: Scene) -> Iterator[list[Label]]:
        """Return the note that the axes are equal, in a corner that no curve crosses."""
        if not (scene.shows(self.layer) and scene.draws("tangent") and scene.shows("labels")):
            return
        coordinates = self.coordinates
        width, height = text.mathematical(SMALL * coordinates.scale).width(_EQUAL), 1.25 * SMALL * coordinates.scale
        inner = coordinates.rect.adjusted(4, 4, -4 - width, -4 - height)
        for corner in (inner.bottomRight(), inner.topLeft(), inner.bottomLeft(), inner.topRight()):
            box = QRectF(corner.x(), corner.y(), width, height)
            if not crossed(coordinates, scene, box):
                yield [Label.on(coordinates, _EQUAL, box, coordinates.theme.quiet)]
                return

    def describe(self, readout: Readout) -> str:
        """Return the angle in degrees."""
        return _DESCRIPTION.format(degrees=_degrees(readout))


class AngleItem(Part):
    """The angle between the tangent and the horizontal, drawn on equal axes."""

    _spot: Spot | None = None
    _degrees = 0.0

    def show_angle(self, spot: Spot | None, slope: float) -> None:
        """Show the angle of a slope at the point, or hide it if ``spot`` is None."""
        self._spot, self._degrees = spot, math.degrees(math.atan(slope))
        self.show_if(shown=spot is not None)

    def boxes(self) -> list[QRectF]:
        """Return the box around the arc."""
        reach = 1.25 * _RADIUS * self.coordinates.scale + 2
        x, y, _ = self._spot or (0.0, 0.0, 0.0)
        return [QRectF(x - reach, y - reach, 2 * reach, 2 * reach)]

    def draw(self, painter: QPainter) -> None:
        """Draw the horizontal line and the arc."""
        if self._spot is None:
            return
        x, y, _ = self._spot
        radius = _RADIUS * self.coordinates.scale
        painter.save()  # for the clipping, which would cut off the numbers at the axes
        painter.setClipRect(self.coordinates.rect, Qt.ClipOperation.IntersectClip)
        painter.setPen(pen(Stroke(self.coordinates.theme.ink, 1.4), self.coordinates.scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawLine(QLineF(x, y, x + 1.25 * radius, y))
        painter.drawArc(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), 0, round(16 * self._degrees))
        painter.restore()


def _degrees(readout: Readout) -> str:
    """Return the angle of the tangent in degrees."""
    return number(readout.scene, math.degrees(math.atan(readout.value.slope)), 3)
