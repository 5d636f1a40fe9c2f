"""The overlay of the guess: a line through the point with a slope that the user drags while the true one is hidden."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF

from sigviz.drawing.strokes import pen
from sigviz.maths.number_format import exact
from sigviz.maths.ranges import round_below
from sigviz.model import layer_texts
from sigviz.model.readout import HIDDEN, Readout
from sigviz.model.scene import FIELDS, Scene
from sigviz.plot.items.discs import HANDLE_RADIUS, HOLE, Handle
from sigviz.plot.items.labels import LABEL_GAP, LabelRequest
from sigviz.plot.items.lines import Line
from sigviz.plot.items.point_marks import Spot
from sigviz.plot.overlay import Overlay

_ARM = 120.0  # pixels from the point to the handle
_GUESS = "guess {guess}"
_ANSWERED = "guess {guess}, off by {error}"


class PredictOverlay(Overlay):
    """The overlay of the layer ``predict``: the guessed tangent, with a handle on it."""

    layer = "predict"

    def __init__(self) -> None:
        self.line = Line(4.0)
        self.handle = Handle("guess", 42.0, HANDLE_RADIUS, HOLE)
        self.front = self.line, self.handle
        self.handles = (self.handle,)

    def still(self, scene: Scene) -> object:
        """Return whether the slope is revealed. Until then nothing shows it."""
        return scene.revealed

    def show_readout(self, readout: Readout, spot: Spot) -> None:
        """Show the line, and the handle on the side of the point where there is more space."""
        scene, coordinates = readout.scene, self.coordinates
        dashed = pen(coordinates.theme.line(coordinates.theme.ink, 1.8, (9.0, 4.0)), coordinates.scale)
        self.line.show_line(QPointF(scene.x, readout.value.sigma), spot.x, spot.y, scene.guess, dashed)
        rise = math.atan(coordinates.steepness(scene.guess))
        length = min(_ARM * coordinates.scale, 0.4 * min(coordinates.width, coordinates.height))
        side = 1 if spot.x < (coordinates.left + coordinates.right) / 2 else -1
        x, y = spot.x + side * length * math.cos(rise), spot.y - side * length * math.sin(rise)
        place = QPointF(coordinates.px_to_x(x), coordinates.px_to_y(y))
        self.handle.show_at(place, x, y, coordinates.theme.ink)

    def label_requests(self, readout: Readout, spot: Spot) -> Iterator[LabelRequest]:
        """Return the label of the handle, with the guess, if the point is in view."""
        coordinates = self.coordinates
        if coordinates.holds(spot.x, spot.y):
            gap = LABEL_GAP * coordinates.scale
            yield LabelRequest(self.describe(readout), self.handle.pixel, gap, coordinates.theme.ink, pill=True)

    def drag(self, handle: str, readout: Readout, spot: Spot, at: QPointF) -> dict[str, float]:  # noqa: ARG002
        """Return the slope of the line from the point to the handle."""
        coordinates = self.coordinates
        run = at.x() - spot.x
        rise = (spot.y - at.y()) / coordinates.steepness(1.0) * (1 if run >= 0 else -1)
        slope = rise / max(abs(run), 1e-3)
        visible = 0.2 / (coordinates.steepness(1.0) * _ARM * coordinates.scale)
        return {"guess": FIELDS["guess"].clamp(round_below(slope, visible))}

    def describe(self, readout: Readout) -> str:
        """Return the guess and, once the slope is revealed, its error."""
        scene = readout.scene
        if scene.guessing:
            return _GUESS.format(guess=exact(scene.guess))
        error = scene.guess - readout.value.slope
        hidden = "product" in scene.concealed
        return _ANSWERED.format(guess=exact(scene.guess), error=HIDDEN if hidden else layer_texts.signed(error))
