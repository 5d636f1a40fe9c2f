"""The overlay of the secant: the line through the point and a second point on σ, at a draggable distance h."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF

from sigviz.drawing import text
from sigviz.drawing.strokes import pen
from sigviz.drawing.theme import Stroke
from sigviz.maths.number_format import exact
from sigviz.maths.ranges import round_below
from sigviz.maths.secant import chord
from sigviz.maths.sigmoid import activation
from sigviz.model import layer_texts
from sigviz.model.readout import Readout
from sigviz.model.scene import FIELDS
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.discs import HANDLE_RADIUS, HOLE, Disc, Handle
from sigviz.plot.items.labels import LABEL_GAP, LabelRequest
from sigviz.plot.items.lines import Line, Stretch, Strokes, level
from sigviz.plot.items.point_marks import Spot
from sigviz.plot.overlay import Overlay

# Keyed by the kind of secant.
_WIDTH = {"forward": "{h}", "symmetric": "2{h}"}
_SLOPE = {"forward": "Δ𝜎/{h} = {slope}", "symmetric": "Δ𝜎/2{h} = {slope}"}
_DESCRIPTION = {
    "forward": "secant to x + {h}: slope {slope}, off by {error}",
    "symmetric": "secant from x − {h} to x + {h}: slope {slope}, off by {error}",
}


class SecantOverlay(Overlay):
    """The overlay of the layer ``secant``: the secant, the legs Δx and Δσ under its chord, and a handle at x + h."""

    layer = "secant"
    fills_right = True

    def __init__(self) -> None:
        self.line, self.legs = Line(3.0), Strokes(6.0)
        self.start = Disc(9.0, 0.6 * HANDLE_RADIUS)  # shown only for a symmetric secant
        self.handle = Handle("h", 41.0, HANDLE_RADIUS, HOLE)
        self.front = self.line, self.legs, self.start, self.handle
        self.handles = (self.handle,)

    def show_readout(self, readout: Readout, spot: Spot) -> None:  # noqa: ARG002
        """Show the secant, the legs, and the ends of the chord."""
        scene, coordinates = readout.scene, self.coordinates
        theme, scale = coordinates.theme, coordinates.scale
        drawn = chord(scene.x, scene.h, symmetric=scene.symmetric)
        start, end = (QPointF(x, activation(x).sigma) for x in (drawn.left, drawn.right))
        left, right = (coordinates.at(place.x(), place.y()) for place in (start, end))
        self.line.show_line(start, left.x(), left.y(), drawn.slope, pen(Stroke(theme.ink, 1.6), scale))
        dashed = pen(theme.line(theme.quiet, 1.4, (3.0, 3.0)), scale)
        legs = *level(coordinates, left.y(), left.x(), right.x()), *_upright(coordinates, right, left.y())
        self.legs.show_stretches(Stretch(leg, dashed) for leg in legs)
        self.handle.show_at(end, right.x(), right.y(), theme.ink)
        self.start.show_at(start, left.x(), left.y(), theme.ink, shown=scene.symmetric)

    def label_requests(self, readout: Readout, spot: Spot) -> Iterator[LabelRequest]:  # noqa: ARG002
        """Return the label of Δx below its leg, if the leg is long enough, and of the slope at the handle."""
        scene, coordinates = readout.scene, self.coordinates
        theme, gap, h = coordinates.theme, LABEL_GAP * coordinates.scale, text.letter("h")
        left, right = self.start.pixel, self.handle.pixel
        if coordinates.left < left.x() and right.x() < coordinates.right and right.x() - left.x() > 5 * gap:
            middle = QPointF((left.x() + right.x()) / 2, left.y())
            yield LabelRequest(_WIDTH[scene.secant].format(h=h), middle, gap, theme.quiet, (-0.5, 1.0))
        if coordinates.holds(right.x(), right.y()):
            words = _SLOPE[scene.secant].format(h=h, slope=layer_texts.secant_slope(scene))
            yield LabelRequest(words, right, gap, theme.ink, (0.0, 1.0), pill=True)

    def drag(self, handle: str, readout: Readout, spot: Spot, at: QPointF) -> dict[str, float]:  # noqa: ARG002
        """Return h for the dragged column, at least one pixel."""
        coordinates = self.coordinates
        least = max((coordinates.x_range[1] - coordinates.x_range[0]) / coordinates.width, FIELDS["h"].limits[0])
        h = max(round_below(coordinates.px_to_x(at.x()) - readout.scene.x, least), least)
        return {"h": FIELDS["h"].clamp(h)}

    def describe(self, readout: Readout) -> str:
        """Return the ends of the chord, its slope and its error."""
        scene = readout.scene
        slope, error = layer_texts.secant_slope(scene), layer_texts.secant_error(scene)
        return _DESCRIPTION[scene.secant].format(h=exact(scene.h), slope=slope, error=error)


def _upright(coordinates: Coordinates, end: QPointF, first: float) -> list[QLineF]:
    """Return the visible part of a vertical line from the row ``first`` to ``end``."""
    if not coordinates.left <= end.x() <= coordinates.right:
        return []
    one, other = (min(max(y, coordinates.top - 1), coordinates.bottom + 1) for y in (first, end.y()))
    return [QLineF(end.x(), one, end.x(), other)]
