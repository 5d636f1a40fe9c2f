"""What moves in the plot and explains the slope: secant, mirrored point, guessed tangent, angle on the screen.

Where they are is worked out once for a readout, as a `Sketch`, as the point's marks are.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.strokes import RIM, pen
from sigviz.drawing.theme import Stroke
from sigviz.maths.secant import chord
from sigviz.maths.sigmoid import activation
from sigviz.model import layer_texts
from sigviz.model.readout import Readout
from sigviz.model.scene import FIELDS
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items import labels
from sigviz.plot.items.base import Part
from sigviz.plot.items.discs import HOLE, Disc, Handle
from sigviz.plot.items.labels import Label, Labels, Wish
from sigviz.plot.items.lines import Line, Stretch, Strokes
from sigviz.plot.items.point_marks import POINT_RADIUS, SLOPE_RADIUS, Spot

SPREAD = frozenset({"secant", "mirror", "predict", "true-slope"})  # layers that draw anywhere in the plot
_ARM = 120.0  # how far from the point the handle of the guess is
_ARC = 56.0  # the radius of the angle
_KNOB = 7.0


class Sketch(NamedTuple):
    """Where everything is, in logical pixels; None is not shown, and nothing is hidden behind the plot's edges."""

    chord: tuple[QPointF, QPointF] | None = None
    mirror: QPointF | None = None
    arm: QPointF | None = None  # the end of the guessed tangent
    angle: bool = False

    def rings(self, coordinates: Coordinates) -> list[QPointF]:
        """Return where the handles are that are in view."""
        ends = (self.chord[1] if self.chord is not None else None, self.arm)
        return [at for at in ends if at is not None and coordinates.holds(at.x(), at.y())]


NOTHING = Sketch()


def locate(coordinates: Coordinates, readout: Readout, spot: Spot) -> Sketch:
    """Return where the insights of a readout are."""
    scene = readout.scene
    if scene.layers.isdisjoint(SPREAD):
        return NOTHING
    ends = None
    if scene.shows("secant"):
        drawn = chord(scene.x, scene.h, symmetric=scene.symmetric)
        ends = _on_sigma(coordinates, drawn.left), _on_sigma(coordinates, drawn.right)
    mirror = QPointF(coordinates.x_to_px(-scene.x), coordinates.y_to_px(readout.value.complement))
    return Sketch(
        ends,
        mirror if scene.shows("mirror") else None,
        _arm(coordinates, readout, spot) if scene.shows("predict") else None,
        scene.shows("true-slope") and scene.draws("tangent") and coordinates.holds(spot.x, spot.y),
    )


def _on_sigma(coordinates: Coordinates, x: float) -> QPointF:
    return QPointF(coordinates.x_to_px(x), coordinates.y_to_px(activation(x).sigma))


def _arm(coordinates: Coordinates, readout: Readout, spot: Spot) -> QPointF:
    """Return the place of the handle on the guessed tangent: on the side where there is more room."""
    rise = math.atan(coordinates.steepness(readout.scene.guess))
    length = min(_ARM * coordinates.scale, 0.4 * min(coordinates.width, coordinates.height))
    side = 1 if spot.x < (coordinates.left + coordinates.right) / 2 else -1
    return QPointF(spot.x + side * length * math.cos(rise), spot.y - side * length * math.sin(rise))


def dragged(coordinates: Coordinates, readout: Readout, spot: Spot, handle: str, at: QPointF) -> tuple[str, float]:
    """Return the field that a dragged handle changes, and its value."""
    if handle == "h":
        least = max((coordinates.x_range[1] - coordinates.x_range[0]) / coordinates.width, FIELDS["h"].limits[0])
        h = max(_rounded(coordinates.px_to_x(at.x()) - readout.scene.x, least), least)
        return "h", FIELDS["h"].clamp(h)
    run = at.x() - spot.x
    rise = (spot.y - at.y()) / coordinates.steepness(1.0) * (1 if run >= 0 else -1)
    slope = rise / max(abs(run), 1e-3)
    fine = 0.2 / (coordinates.steepness(1.0) * _ARM * coordinates.scale)
    return "guess", FIELDS["guess"].clamp(_rounded(slope, fine))


def _rounded(value: float, fine: float) -> float:
    """Return a value rounded to the power of ten that is just finer than what the eye can tell."""
    return round(value, min(max(math.ceil(-math.log10(fine)), 0), 300))


class Overlays:
    """The items of the layers of insight, which follow a readout."""

    def __init__(self) -> None:
        self.secant, self.guess, self.mirrored_tangent = Line(3.0), Line(4.0), Line(5.0)
        self.legs, self.levels = Strokes(6.0), Strokes(7.0)
        self.angle = AngleItem(8.0)
        self.chord_begin = Disc(9.0, 0.6 * _KNOB)
        self.mirrored_slope_mark, self.mirrored_point = Disc(31.0, SLOPE_RADIUS), Disc(32.0, POINT_RADIUS)
        self.chord_end = Handle("h", 41.0, _KNOB, HOLE, Qt.CursorShape.SplitHCursor)
        self.arm = Handle("guess", 42.0, _KNOB, HOLE, Qt.CursorShape.PointingHandCursor)
        self.labels = Labels(60.0)
        self.handles = (self.chord_end, self.arm)
        self.items = (
            *(self.secant, self.guess, self.mirrored_tangent, self.legs, self.levels, self.angle, self.chord_begin),
            *(self.mirrored_slope_mark, self.mirrored_point, *self.handles, self.labels),
        )

    def show_readout(self, readout: Readout, spot: Spot, sketch: Sketch) -> None:
        """Show a readout. Requests nothing."""
        self._show_secant(readout, sketch)
        self._show_guess(readout, spot, sketch)
        self._show_mirror(readout, spot, sketch)
        self.angle.show_angle(spot if sketch.angle else None, readout.value.slope)

    def _show_secant(self, readout: Readout, sketch: Sketch) -> None:
        scene, coordinates, ends = readout.scene, self.labels.coordinates, sketch.chord
        if ends is None:
            self.secant.hide_line()
            self.legs.show_stretches(())
            self.chord_begin.show_if(shown=False)
            self.chord_end.show_if(shown=False)
            return
        theme, drawn = coordinates.theme, chord(scene.x, scene.h, symmetric=scene.symmetric)
        begin, end = (QPointF(x, activation(x).sigma) for x in (drawn.left, drawn.right))
        left, right = ends
        self.secant.show_line(begin, left.x(), left.y(), drawn.slope, pen(Stroke(theme.ink, 1.6), coordinates.scale))
        dashed = pen(Stroke(theme.quiet, 1.4, (3.0, 3.0)), coordinates.scale)
        legs = *_level(coordinates, left.y(), left.x(), right.x()), *_upright(coordinates, right, left.y())
        self.legs.show_stretches(Stretch(leg, dashed) for leg in legs)
        self.chord_end.show_at(end, right.x(), right.y(), theme.ink)
        self.chord_begin.show_at(begin, left.x(), left.y(), theme.ink, shown=scene.symmetric)

    def _show_guess(self, readout: Readout, spot: Spot, sketch: Sketch) -> None:
        scene, coordinates, arm = readout.scene, self.labels.coordinates, sketch.arm
        if arm is None:
            self.guess.hide_line()
            self.arm.show_if(shown=False)
            return
        at, dashed = QPointF(scene.x, readout.value.sigma), Stroke(coordinates.theme.ink, 1.8, (9.0, 4.0))
        self.guess.show_line(at, spot.x, spot.y, scene.guess, pen(dashed, coordinates.scale))
        place = QPointF(coordinates.px_to_x(arm.x()), coordinates.px_to_y(arm.y()))
        self.arm.show_at(place, arm.x(), arm.y(), coordinates.theme.ink)

    def _show_mirror(self, readout: Readout, spot: Spot, sketch: Sketch) -> None:
        """Show the point at −x in the colour of 1 − σ, for that is its height, and what is equal there."""
        scene, coordinates, at = readout.scene, self.labels.coordinates, sketch.mirror
        if at is None:
            self.mirrored_tangent.hide_line()
            self.levels.show_stretches(())
            self.mirrored_slope_mark.show_if(shown=False)
            self.mirrored_point.show_if(shown=False)
            return
        slope, value = coordinates.theme.slope.colour, readout.value
        place = QPointF(-scene.x, value.complement)
        if scene.draws("tangent"):
            dashed = pen(Stroke(slope, 1.4, (7.0, 4.0)), coordinates.scale)
            self.mirrored_tangent.show_line(place, at.x(), at.y(), value.slope, dashed)
        else:
            self.mirrored_tangent.hide_line()
        both = scene.draws("derivative")
        dotted = pen(Stroke(slope, 1.4, (2.0, 3.0)), coordinates.scale)
        levels = _level(coordinates, spot.slope_y, spot.x, at.x()) if both else ()
        self.levels.show_stretches(Stretch(level, dotted) for level in levels)
        self.mirrored_slope_mark.show_at(QPointF(-scene.x, value.slope), at.x(), spot.slope_y, slope, shown=both)
        self.mirrored_point.show_at(place, at.x(), at.y(), coordinates.theme.complement.colour)


class AngleItem(Part):
    """The angle between the tangent and the level, where the axes are equal."""

    _spot: Spot | None = None
    _degrees = 0.0

    def show_angle(self, spot: Spot | None, slope: float) -> None:
        """Show the angle of a slope at the point, or none."""
        self._spot, self._degrees = spot, math.degrees(math.atan(slope))
        self.show_if(shown=spot is not None)

    def boxes(self) -> list[QRectF]:
        """Return the box around the arc."""
        reach = 1.25 * _ARC * self.coordinates.scale + 2
        x, y, _ = self._spot or (0.0, 0.0, 0.0)
        return [QRectF(x - reach, y - reach, 2 * reach, 2 * reach)]

    def draw(self, painter: QPainter) -> None:
        """Draw the level line and the arc."""
        if self._spot is None:
            return
        x, y, _ = self._spot
        radius = _ARC * self.coordinates.scale
        painter.setClipRect(self.coordinates.rect, Qt.ClipOperation.IntersectClip)
        painter.setPen(pen(Stroke(self.coordinates.theme.ink, 1.4), self.coordinates.scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawLine(QLineF(x, y, x + 1.25 * radius, y))
        painter.drawArc(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), 0, round(16 * self._degrees))


def texts(coordinates: Coordinates, readout: Readout, spot: Spot, sketch: Sketch, taken: list[QRectF]) -> list[Label]:
    """Return the labels of what is shown, each near its mark, clear of what is taken."""
    if sketch is NOTHING:
        return []
    wishes = list(_wishes(coordinates, readout, spot, sketch))
    reach = (POINT_RADIUS + RIM) * coordinates.scale
    discs = [QPointF(spot.x, spot.y), *sketch.rings(coordinates)]
    if sketch.mirror is not None:
        discs.append(sketch.mirror)
    taken = [*taken, *(QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach) for at in discs)]
    return labels.place(coordinates, readout.scene, wishes, taken)


def _wishes(coordinates: Coordinates, readout: Readout, spot: Spot, sketch: Sketch) -> Iterator[Wish]:
    scene, theme, gap = readout.scene, coordinates.theme, 14 * coordinates.scale
    if sketch.angle:
        near = QPointF(spot.x + _ARC * coordinates.scale, spot.y)
        yield Wish(layer_texts.angle(readout), near, gap, theme.ink)
    if sketch.chord is not None:
        (left, right), times = sketch.chord, "2" if scene.symmetric else ""
        h, wide = text.letter("h"), right.x() - left.x()
        if coordinates.left < left.x() and right.x() < coordinates.right and wide > 5 * gap:
            yield Wish(f"{times}{h}", QPointF((left.x() + right.x()) / 2, left.y()), gap, theme.quiet, (-0.5, 1.0))
        if coordinates.holds(right.x(), right.y()):
            yield Wish(f"Δ𝜎/{times}{h} = {layer_texts.secant_slope(scene)}", right, gap, theme.ink, (0.0, 1.0))
    if sketch.mirror is not None and coordinates.holds(sketch.mirror.x(), sketch.mirror.y()):
        first = (-1.0, -1.0) if scene.x > 0 else (0.0, 1.0)
        yield Wish(text.italic(layer_texts.mirror(readout)), sketch.mirror, gap, theme.complement.colour, first)
    if sketch.arm is not None and coordinates.holds(spot.x, spot.y):
        yield Wish(layer_texts.guess(readout), sketch.arm, gap, theme.ink)


def _level(coordinates: Coordinates, y: float, first: float, last: float) -> list[QLineF]:
    """Return the part of a level line that is in the plot: a dashed line may be a million plots long."""
    if not coordinates.top <= y <= coordinates.bottom:
        return []
    one, other = (min(max(x, coordinates.left - 1), coordinates.right + 1) for x in (first, last))
    return [QLineF(one, y, other, y)]


def _upright(coordinates: Coordinates, end: QPointF, first: float) -> list[QLineF]:
    """Return the part of an upright line to an end that is in the plot."""
    if not coordinates.left <= end.x() <= coordinates.right:
        return []
    one, other = (min(max(y, coordinates.top - 1), coordinates.bottom + 1) for y in (first, end.y()))
    return [QLineF(end.x(), one, end.x(), other)]
