"""The overlay of the true slope: the angle of the tangent on equal axes, and a note that they are equal."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL
from sigviz.model.layer_texts import number
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.plot.items.angle import RADIUS, AngleItem
from sigviz.plot.items.labels import LABEL_GAP, Label, LabelRequest, crossed
from sigviz.plot.items.point_marks import Spot
from sigviz.plot.overlay import Overlay

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
        self.angle.show_angle(spot if shown else None, 0.0, math.degrees(math.atan(readout.value.slope)))

    def label_requests(self, readout: Readout, spot: Spot) -> Iterator[LabelRequest]:
        """Return the label of the arc, with the angle in degrees."""
        if self.angle.shown:
            scale, ink = self.coordinates.scale, self.coordinates.theme.ink
            near = QPointF(spot.x + RADIUS * scale, spot.y)
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


def _degrees(readout: Readout) -> str:
    """Return the angle of the tangent in degrees."""
    return number(readout.scene, math.degrees(math.atan(readout.value.slope)), 3)
