"""The overlay of the guess: a line through the point with a slope that the user drags while the true one is hidden."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF

from sigviz.drawing import text
from sigviz.drawing.strokes import pen
from sigviz.drawing.theme import SMALL, Stroke
from sigviz.maths.number_format import exact
from sigviz.maths.ranges import round_below
from sigviz.maths.sigmoid import activation
from sigviz.model import layer_texts
from sigviz.model.readout import Readout
from sigviz.model.scene import FIELDS, Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.angle import AngleItem
from sigviz.plot.items.discs import HANDLE_RADIUS, HOLE, Handle
from sigviz.plot.items.labels import LABEL_GAP, ROW, Label, LabelRequest, crossed
from sigviz.plot.items.lines import Line, Stretch, Strokes
from sigviz.plot.items.point_marks import Spot
from sigviz.plot.overlay import Overlay

_ARM = 120.0  # pixels from the point to the handle
_PAST = 34.0  # half the length of the line of an earlier guess
_GUESS = "guess {guess}"
_ANSWERED = "guess {guess}: {error}, {degrees}° apart"
_SPOKEN = "guess {guess}: {error}"
_HOW = ("turn the dashed line", "H shows the answer"), ("turn the", "dashed line:", "H shows", "the answer")


class PredictOverlay(Overlay):
    """The overlay of the layer ``predict``: the guessed tangent, with a handle on it."""

    layer = "predict"

    def __init__(self) -> None:
        self.line, self.past, self.angle = Line(4.0), Strokes(3.0), AngleItem(8.0)
        self.handle = Handle("guess", 42.0, HANDLE_RADIUS, HOLE)
        self.inside = (self.past,)
        self.front = self.line, self.angle, self.handle
        self.handles = (self.handle,)

    def still(self, scene: Scene) -> object:
        """Return whether the slope is revealed, until when nothing shows it, and the earlier guesses."""
        return scene.revealed, scene.guesses

    def fit(self, coordinates: Coordinates, scene: Scene) -> None:
        """Show the earlier guesses as short lines."""
        super().fit(coordinates, scene)
        if scene.shows(self.layer):
            faint = pen(Stroke(coordinates.theme.axis, 1.4), coordinates.scale)
            lines = (_short(coordinates, x, slope) for x, slope in scene.guesses)
            self.past.show_stretches(
                Stretch(line, faint) for line in lines if coordinates.holds(*line.center().toTuple())
            )

    def notes(self, scene: Scene) -> Iterator[list[Label]]:
        """Return what to do, in a corner that σ does not reach."""
        coordinates = self.coordinates
        if not (scene.shows(self.layer) and scene.guessing and coordinates.theme.interactive):
            return
        face, high = text.mathematical(SMALL * coordinates.scale), ROW * SMALL * coordinates.scale
        for words in _HOW:
            wide = max(map(face.width, words))
            inner = coordinates.rect.adjusted(4, 4, -4 - wide, -4 - len(words) * high)
            for corner in (inner.topLeft(), inner.bottomRight()):
                boxes = [QRectF(corner.x(), corner.y() + at * high, wide, high) for at in range(len(words))]
                if coordinates.rect.contains(boxes[-1]) and not any(crossed(coordinates, scene, box) for box in boxes):
                    rows = zip(words, boxes, strict=True)
                    yield [Label.on(coordinates, row, box, coordinates.theme.quiet) for row, box in rows]
                    return

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
        answered = scene.draws("tangent") and not scene.concealed and coordinates.holds(spot.x, spot.y)
        turn = 0.0 if side > 0 else 180.0
        ends = (turn + self._degrees(slope) for slope in (scene.guess, readout.value.slope))
        self.angle.show_angle(spot if answered else None, *ends)

    def label_requests(self, readout: Readout, spot: Spot) -> Iterator[LabelRequest]:
        """Return the label of the handle, with the guess, if the point is in view."""
        coordinates = self.coordinates
        if coordinates.holds(spot.x, spot.y):
            gap = LABEL_GAP * coordinates.scale
            yield LabelRequest(self._words(readout), self.handle.pixel, gap, coordinates.theme.ink, pill=True)

    def drag(self, handle: str, readout: Readout, spot: Spot, at: QPointF) -> dict[str, float]:  # noqa: ARG002
        """Return the slope of the line from the point to the handle."""
        coordinates = self.coordinates
        run = at.x() - spot.x
        rise = (spot.y - at.y()) / coordinates.steepness(1.0) * (1 if run >= 0 else -1)
        slope = rise / max(abs(run), 1e-3)
        visible = 0.2 / (coordinates.steepness(1.0) * _ARM * coordinates.scale)
        return {"guess": FIELDS["guess"].clamp(round_below(slope, visible))}

    def _degrees(self, slope: float) -> float:
        """Return the angle of a slope as it is drawn."""
        return math.degrees(math.atan(self.coordinates.steepness(slope)))

    def _words(self, readout: Readout) -> str:
        """Return the guess and, once the slope is revealed, its error."""
        scene = readout.scene
        if scene.guessing or "product" in scene.concealed:
            return self.describe(readout)
        apart = round(abs(self._degrees(scene.guess) - self._degrees(readout.value.slope)))
        return _ANSWERED.format(guess=exact(scene.guess), error=layer_texts.guess_error(scene), degrees=apart)

    def describe(self, readout: Readout) -> str:
        """Return the guess and, once the slope is revealed, its error."""
        scene = readout.scene
        sentence = _GUESS if scene.guessing else _SPOKEN
        return sentence.format(guess=exact(scene.guess), error=layer_texts.guess_error(scene))


def _short(coordinates: Coordinates, x: float, slope: float) -> QLineF:
    """Return a short line with a slope through the point of the sigmoid at x, in pixels."""
    turn = math.atan(coordinates.steepness(slope))
    across, down = (_PAST * coordinates.scale * part for part in (math.cos(turn), -math.sin(turn)))
    at = QPointF(coordinates.x_to_px(x), coordinates.y_to_px(activation(x).sigma))
    return QLineF(at - QPointF(across, down), at + QPointF(across, down))
