"""What moves in the plot and explains the slope: secant, mirrored point, guessed tangent, angle on the screen.

Where they are is worked out once for a readout, as a `Sketch`, as the point's marks are.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from sigviz.model import insights
from sigviz.model.readout import Readout
from sigviz.model.scene import GUESS_LIMIT, H_LIMITS
from sigviz.model.secant import chord
from sigviz.model.sigmoid import activation
from sigviz.views import labels, text
from sigviz.views.frame import Frame
from sigviz.views.handles import Handle
from sigviz.views.labels import Label, Wish
from sigviz.views.marks import POINT_RADIUS, RIM, SLOPE_RADIUS, Spot, across, paint_disc
from sigviz.views.theme import Stroke

SPREAD = frozenset({"secant", "mirror", "predict", "true-slope"})  # layers that draw anywhere in the plot
_ARM = 120.0  # how far from the point the handle of the guess is
_ARC = 56.0  # the radius of the angle
_KNOB = 7.0


class Sketch(NamedTuple):
    """Where everything is, in logical pixels; None is not shown, and nothing is hidden behind the plot's edges."""

    chord: tuple[QPointF, QPointF] | None = None
    rise: float = 0.0  # of the chord, in rows up per column
    mirror: QPointF | None = None
    arm: QPointF | None = None  # the end of the guessed tangent
    angle: bool = False

    def handles(self, frame: Frame) -> list[Handle]:
        """Return what can be dragged besides the point: the end of the chord, and the guessed tangent."""
        made = []
        if self.chord is not None:
            made.append(Handle("h", self.chord[1], Qt.CursorShape.SplitHCursor))
        if self.arm is not None:
            made.append(Handle("guess", self.arm))
        return [handle for handle in made if frame.holds(handle.at.x(), handle.at.y())]


NOTHING = Sketch()


def locate(frame: Frame, readout: Readout, spot: Spot) -> Sketch:
    """Return where the insights of a readout are."""
    scene = readout.scene
    if scene.layers.isdisjoint(SPREAD):
        return NOTHING
    ends, rise = None, 0.0
    if scene.shows("secant"):
        drawn = chord(scene.x, scene.h, symmetric=scene.symmetric)
        ends, rise = (_on_sigma(frame, drawn.left), _on_sigma(frame, drawn.right)), frame.steepness(drawn.slope)
    mirror = QPointF(frame.x_to_px(-scene.x), frame.y_to_px(readout.value.complement))
    return Sketch(
        ends,
        rise,
        mirror if scene.shows("mirror") else None,
        _arm(frame, readout, spot) if scene.shows("predict") else None,
        scene.shows("true-slope") and scene.draws("tangent") and frame.holds(spot.x, spot.y),
    )


def _on_sigma(frame: Frame, x: float) -> QPointF:
    return QPointF(frame.x_to_px(x), frame.y_to_px(activation(x).sigma))


def _arm(frame: Frame, readout: Readout, spot: Spot) -> QPointF:
    """Return the place of the handle on the guessed tangent: on the side where there is more room."""
    rise = math.atan(frame.steepness(readout.scene.guess))
    length = min(_ARM * frame.scale, 0.4 * min(frame.width, frame.height))
    side = 1 if spot.x < (frame.left + frame.right) / 2 else -1
    return QPointF(spot.x + side * length * math.cos(rise), spot.y - side * length * math.sin(rise))


def dragged(frame: Frame, readout: Readout, spot: Spot, handle: str, at: QPointF) -> tuple[str, float]:
    """Return the field that a dragged handle changes, and its value."""
    if handle == "h":
        least = max((frame.x_range[1] - frame.x_range[0]) / frame.width, H_LIMITS[0])
        h = max(_rounded(frame.px_to_x(at.x()) - readout.scene.x, least), least)
        return "h", min(h, H_LIMITS[1])
    run = at.x() - spot.x
    rise = (spot.y - at.y()) / frame.steepness(1.0) * (1 if run >= 0 else -1)
    slope = rise / max(abs(run), 1e-3)
    fine = 0.2 / (frame.steepness(1.0) * _ARM * frame.scale)
    return "guess", min(max(_rounded(slope, fine), -GUESS_LIMIT), GUESS_LIMIT)


def _rounded(value: float, fine: float) -> float:
    """Return a value rounded to the power of ten that is just finer than what the eye can tell."""
    return round(value, min(max(math.ceil(-math.log10(fine)), 0), 300))


# How it is drawn


def paint_below(painter: QPainter, frame: Frame, readout: Readout, spot: Spot, sketch: Sketch) -> None:
    """Draw what lies under the point."""
    if sketch is NOTHING:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(frame.rect)
    if sketch.chord is not None:
        _paint_secant(painter, frame, sketch.chord, sketch.rise, symmetric=readout.scene.symmetric)
    if sketch.arm is not None:
        painter.setPen(frame.pen(Stroke(frame.theme.ink, 1.8, (9.0, 4.0))))
        painter.drawLine(QLineF(*across(frame, spot.x, spot.y, frame.steepness(readout.scene.guess))))
    if sketch.mirror is not None:
        _paint_mirror(painter, frame, readout, spot, sketch.mirror)
    if sketch.angle:
        _paint_angle(painter, frame, readout.value.slope, spot)
    painter.restore()


def _paint_secant(
    painter: QPainter, frame: Frame, ends: tuple[QPointF, QPointF], rise: float, *, symmetric: bool
) -> None:
    """Draw the chord, produced to both sides, and its legs Δx and Δσ."""
    left, right = ends
    painter.setPen(frame.pen(Stroke(frame.theme.ink, 1.6)))
    painter.drawLine(QLineF(*across(frame, left.x(), left.y(), rise)))
    painter.setPen(frame.pen(Stroke(frame.theme.quiet, 1.4, (3.0, 3.0))))
    _paint_level(painter, frame, left.y(), left.x(), right.x())
    _paint_upright(painter, frame, right.x(), left.y(), right.y())
    if symmetric:
        _paint_dot(painter, frame, left, 0.6 * _KNOB, frame.theme.ink)


def _paint_mirror(painter: QPainter, frame: Frame, readout: Readout, spot: Spot, at: QPointF) -> None:
    """Draw the tangent at −x, and the level line between equal slopes."""
    theme = frame.theme
    if readout.scene.draws("tangent"):
        painter.setPen(frame.pen(Stroke(theme.slope.colour, 1.4, (7.0, 4.0))))
        painter.drawLine(QLineF(*across(frame, at.x(), at.y(), frame.steepness(readout.value.slope))))
    if readout.scene.draws("derivative"):
        painter.setPen(frame.pen(Stroke(theme.slope.colour, 1.4, (2.0, 3.0))))
        _paint_level(painter, frame, spot.slope_y, spot.x, at.x())


def _paint_angle(painter: QPainter, frame: Frame, slope: float, spot: Spot) -> None:
    """Draw the angle between the tangent and the level, where the axes are equal."""
    radius = _ARC * frame.scale
    painter.setPen(frame.pen(Stroke(frame.theme.ink, 1.4)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QLineF(spot.x, spot.y, spot.x + 1.25 * radius, spot.y))
    box = QRectF(spot.x - radius, spot.y - radius, 2 * radius, 2 * radius)
    painter.drawArc(box, 0, round(16 * math.degrees(math.atan(slope))))


def paint_above(painter: QPainter, frame: Frame, readout: Readout, spot: Spot, sketch: Sketch) -> None:
    """Draw the point at −x, in the colour of 1 − σ, for that is its height; over the lines, as the point itself is."""
    if sketch.mirror is not None:
        theme, at = frame.theme, sketch.mirror
        if readout.scene.draws("derivative"):
            _paint_dot(painter, frame, QPointF(at.x(), spot.slope_y), SLOPE_RADIUS, theme.slope.colour)
        _paint_dot(painter, frame, at, POINT_RADIUS, theme.complement.colour)


def paint_handles(painter: QPainter, frame: Frame, sketch: Sketch) -> None:
    """Draw a ring at each handle."""
    for handle in sketch.handles(frame):
        _paint_dot(painter, frame, handle.at, _KNOB, frame.theme.ink, hole=0.55)


def texts(frame: Frame, readout: Readout, spot: Spot, sketch: Sketch, taken: list[QRectF]) -> list[Label]:
    """Return the labels of what is shown, each near its mark, clear of what is taken."""
    if sketch is NOTHING:
        return []
    wishes = list(_wishes(frame, readout, spot, sketch))
    reach = (POINT_RADIUS + RIM) * frame.scale
    discs = [QPointF(spot.x, spot.y), *(handle.at for handle in sketch.handles(frame))]
    if sketch.mirror is not None:
        discs.append(sketch.mirror)
    taken = [*taken, *(QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach) for at in discs)]
    return labels.place(frame, readout.scene, wishes, taken)


def _wishes(frame: Frame, readout: Readout, spot: Spot, sketch: Sketch) -> Iterator[Wish]:
    scene, theme, gap = readout.scene, frame.theme, 14 * frame.scale
    if sketch.angle:
        near = QPointF(spot.x + _ARC * frame.scale, spot.y)
        yield Wish(insights.angle(readout), near, gap, theme.ink)
    if sketch.chord is not None:
        (left, right), times = sketch.chord, "2" if scene.symmetric else ""
        h, wide = text.letter("h"), right.x() - left.x()
        if frame.left < left.x() and right.x() < frame.right and wide > 5 * gap:
            yield Wish(f"{times}{h}", QPointF((left.x() + right.x()) / 2, left.y()), gap, theme.quiet, (-0.5, 1.0))
        if frame.holds(right.x(), right.y()):
            yield Wish(f"Δ𝜎/{times}{h} = {insights.secant_slope(scene)}", right, gap, theme.ink, (0.0, 1.0))
    if sketch.mirror is not None and frame.holds(sketch.mirror.x(), sketch.mirror.y()):
        first = (-1.0, -1.0) if scene.x > 0 else (0.0, 1.0)
        yield Wish(text.italic(insights.mirror(readout)), sketch.mirror, gap, theme.complement.colour, first)
    if sketch.arm is not None and frame.holds(spot.x, spot.y):
        yield Wish(insights.guess(readout), sketch.arm, gap, theme.ink)


def _paint_level(painter: QPainter, frame: Frame, y: float, first: float, last: float) -> None:
    """Draw the part of a level line that is in the plot: a dashed line may be a million plots long."""
    if frame.top <= y <= frame.bottom:
        one, other = (min(max(x, frame.left - 1), frame.right + 1) for x in (first, last))
        painter.drawLine(QLineF(one, y, other, y))


def _paint_upright(painter: QPainter, frame: Frame, x: float, first: float, last: float) -> None:
    """Draw the part of an upright line that is in the plot."""
    if frame.left <= x <= frame.right:
        one, other = (min(max(y, frame.top - 1), frame.bottom + 1) for y in (first, last))
        painter.drawLine(QLineF(x, one, x, other))


def _paint_dot(painter: QPainter, frame: Frame, at: QPointF, radius: float, colour: str, hole: float = 0.0) -> None:
    if frame.holds(at.x(), at.y()):
        paint_disc(painter, at, radius, frame.scale, colour, frame.theme.ground, hole)
