"""What moves with the point: projection lines, tangent, the mark on σ′, and the point itself.

Where they are is worked out once for a readout, as a `Spot`; each mark then draws itself.
"""

from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.views import text
from sigviz.views.frame import Frame
from sigviz.views.theme import SMALL

POINT_RADIUS = 8.0
SLOPE_RADIUS = 6.0
RIM = 2.0


class Spot(NamedTuple):
    """Where the marks are, in logical pixels: the point's column and row, the slope's row, and the tangent's ends."""

    x: float
    y: float
    slope_y: float
    tangent: tuple[float, float, float, float]


def locate(frame: Frame, readout: Readout) -> Spot:
    """Return where the marks of a readout are."""
    x, y = frame.x_to_px(readout.scene.x), frame.y_to_px(readout.value.sigma)
    rise = frame.steepness(readout.value.slope)
    return Spot(x, y, frame.y_to_px(readout.value.slope), across(frame, x, y, rise))


def across(frame: Frame, x: float, y: float, rise: float) -> tuple[float, float, float, float]:
    """Return a line through a pixel from edge to edge of the plot, cut where it leaves above or below.

    ``rise`` is its rows up per column.
    """
    if rise < 0:
        left, lower, right, upper = across(frame, x, frame.top + frame.bottom - y, -rise)
        return left, frame.top + frame.bottom - lower, right, frame.top + frame.bottom - upper
    first, last = frame.left - x, frame.right - x
    if rise > 0:
        below, above = (y - frame.bottom - 2) / rise, (y - frame.top + 2) / rise
        first, last = min(max(first, below), above), max(min(last, above), below)
    return x + first, y - rise * first, x + last, y - rise * last


def crosses(spot: Spot, box: QRectF) -> bool:
    """Return whether a line of the marks may run through a box."""
    x, y, _, (left, lower, right, upper) = spot
    if box.left() <= x <= box.right() or (x > box.left() and box.top() <= y <= box.bottom()):
        return True
    if x > box.left() and box.top() <= spot.slope_y <= box.bottom():
        return True
    rise = (upper - lower) / (right - left) if right > left else 0.0
    rows = [lower + rise * (column - left) for column in (box.left(), box.right())]
    return min(rows) <= box.bottom() and max(rows) >= box.top()


def extent(frame: Frame, spot: Spot) -> QRect:
    """Return a box around all that is drawn: what has to be painted again when the point moves."""
    reach = (POINT_RADIUS + RIM) * frame.scale + 2
    if not frame.holds(spot.x, spot.y):
        return frame.rect.adjusted(-reach, -reach, reach, reach).toAlignedRect()
    left, top = frame.left - reach, min(spot.tangent[3], spot.y - reach) - reach
    right, bottom = max(spot.tangent[2], spot.x) + reach, frame.bottom + reach
    return QRectF(left, top, right - left, bottom - top).toAlignedRect()


def paint_projection(painter: QPainter, frame: Frame, scene: Scene, spot: Spot) -> None:
    """Draw thin lines from the point down to the axis, through the mark on σ′, and from both to the left."""
    if not scene.shows("projection") or not frame.left - 0.5 <= spot.x <= frame.right + 0.5:
        return
    theme, thin = frame.theme, frame.theme.hair * frame.scale
    rows = [(spot.y, theme.sigma.colour)]
    if scene.draws("derivative"):
        rows.append((spot.slope_y, theme.slope.colour))
    top = min(max(min(y for y, _ in rows), frame.top), frame.bottom)
    painter.fillRect(QRectF(spot.x - thin / 2, top, thin, frame.bottom - top), text.paint(theme.quiet))
    for y, colour in rows:
        if frame.top <= y <= frame.bottom and not scene.concealed:  # a line to the axis reads off what is hidden
            painter.fillRect(QRectF(frame.left, y - thin / 2, spot.x - frame.left, thin), text.paint(colour))


def paint_tangent(painter: QPainter, frame: Frame, scene: Scene, spot: Spot) -> None:
    """Draw the tangent across the plot."""
    if scene.draws("tangent"):
        painter.setPen(frame.pen(frame.theme.tangent))
        painter.drawLine(QLineF(*spot.tangent))


def paint_point(painter: QPainter, frame: Frame, scene: Scene, spot: Spot) -> None:
    """Draw the mark on σ′, and the point on σ over it."""
    if not scene.shows("point"):
        return
    discs = [(spot.y, frame.theme.sigma.colour, POINT_RADIUS)]
    if scene.draws("derivative"):
        discs.insert(0, (spot.slope_y, frame.theme.slope.colour, SLOPE_RADIUS))
    for y, colour, radius in discs:
        if frame.holds(spot.x, y):
            paint_disc(painter, QPointF(spot.x, y), radius, frame.scale, colour, frame.theme.ground)


def paint_disc(
    painter: QPainter, at: QPointF, radius: float, unit: float, colour: str, ground: str, hole: float = 0.0
) -> None:
    """Draw a disc with a rim of the ground's colour; what can be dragged has a hole, as a share of the radius."""
    painter.setPen(Qt.PenStyle.NoPen)
    rings = [(ground, radius + RIM), (colour, radius), *([(ground, hole * radius)] if hole else [])]
    for tint, reach in rings:
        painter.setBrush(text.paint(tint))
        painter.drawEllipse(at, reach * unit, reach * unit)


def paint_lines(painter: QPainter, frame: Frame, scene: Scene, spot: Spot) -> None:
    """Draw what lies under the point and under texts."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_projection(painter, frame, scene, spot)
    paint_tangent(painter, frame, scene, spot)


class Arrow(NamedTuple):
    """An arrow at the edge towards a point out of view: its tip and wings, and a text with the box it takes."""

    shape: QPolygonF
    label: str
    where: QPointF
    box: QRectF


def arrow(frame: Frame, readout: Readout, spot: Spot) -> Arrow | None:
    """Return the arrow that tells where the point is, if it is out of view."""
    if frame.holds(spot.x, spot.y) or not readout.scene.shows("point"):
        return None
    unit, room = frame.scale, 16 * frame.scale
    x = min(max(spot.x, frame.left + room), frame.right - room)
    y = min(max(spot.y, frame.top + room), frame.bottom - room)
    sideways = not frame.left - 0.5 <= spot.x <= frame.right + 0.5
    ahead = QPointF(1 if spot.x > x else -1, 0) if sideways else QPointF(0, 1 if spot.y > y else -1)
    aside = QPointF(-ahead.y(), ahead.x())
    tip, back = QPointF(x, y) + ahead * (14 * unit), QPointF(x, y) - ahead * (4 * unit)
    shape = QPolygonF([tip, back + aside * (9 * unit), back - aside * (9 * unit)])
    size = SMALL * unit
    label, gap = text.italic(f"x = {readout.x_text}"), 10 * unit
    wide = text.mathematical(size).width(label)
    left = x + 14 * unit
    if sideways:
        left = x - gap - wide if ahead.x() > 0 else x + gap
    left = min(max(left, frame.left + gap), frame.right - wide - gap)
    return Arrow(shape, label, QPointF(left, y + 0.33 * size), QRectF(left, y - 0.6 * size, wide, 1.2 * size))


def paint_arrow(painter: QPainter, frame: Frame, drawn: Arrow) -> None:
    """Draw an arrow and its text."""
    theme, unit = frame.theme, frame.scale
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(text.paint(theme.sigma.colour))
    painter.drawPolygon(drawn.shape)
    face = text.mathematical(SMALL * unit)
    face.draw_with_halo(painter, drawn.where, drawn.label, theme.ink, theme.ground, 3 * unit)
