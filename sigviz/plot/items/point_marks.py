"""The marks of the point: disc, tangent, projection lines, the mark on σ′, and an arrow if it is out of view."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from sigviz.drawing import text
from sigviz.drawing.handles import GROWTH
from sigviz.drawing.strokes import RIM, pen
from sigviz.drawing.theme import SMALL, Stroke
from sigviz.model.layer_texts import number
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part
from sigviz.plot.items.discs import Disc, Handle
from sigviz.plot.items.labels import LabelRequest
from sigviz.plot.items.lines import Line, Stretch, Strokes

POINT_RADIUS, SLOPE_RADIUS = 8.0, 6.0
_RUN = 1 / 20, 1 / 2  # the fractions of the visible width between which a run of 1 is drawn
_RISE, _BESIDE = 8.0, 50.0  # the smallest rise of a triangle, and the room for its label, at scale 1
_TALL = 2.5  # font sizes: the smallest rise beside which its label is


class Spot(NamedTuple):
    """The position of the point in pixels of the graphics scene: its column, its row, and the row of σ′."""

    x: float
    y: float
    slope_y: float

    @classmethod
    def of(cls, coordinates: Coordinates, readout: Readout) -> "Spot":
        """Return the position of the point of a readout."""
        return cls(*coordinates.pixel(readout.scene.x, readout.value.sigma), coordinates.y_to_px(readout.value.slope))


def readable(scene: Scene) -> tuple[bool, bool]:
    """Return whether σ and σ′ may be read at the y axis: they must not if they are hidden, or follow from the other."""
    sigma = not scene.concealed & {"sigma", "complement"}
    return sigma, sigma and "product" not in scene.concealed


class Marks:
    """The items that mark the point of a readout."""

    def __init__(self) -> None:
        self.projection = Strokes(11.0)
        self.triangle = SlopeTriangle(11.5)
        self.tangent = Line(12.0)
        self.slope_mark = Disc(33.0, SLOPE_RADIUS)
        self.point = Handle("point", 34.0, POINT_RADIUS)
        self.arrow = ArrowItem(70.0)
        self.items = (self.projection, self.triangle, self.tangent, self.slope_mark, self.point, self.arrow)

    def fit(self, coordinates: Coordinates, scene: Scene, *, right_filled: bool) -> None:
        """Adapt to new coordinates, and to the values of a scene other than x.

        The triangle is on the left if it can be and something else is drawn to the right of the point.
        """
        theme, scale = coordinates.theme, coordinates.scale
        self._coordinates = coordinates
        self._tangent_pen = pen(theme.tangent, scale) if scene.draws("tangent") else None
        self._point_shown, self._slope_shown = scene.shows("point"), scene.draws("derivative")
        colours = theme.quiet, theme.sigma.colour, theme.slope.colour
        self._hairs = [pen(Stroke(colour, theme.hair), scale) for colour in colours]
        self._drops = scene.shows("projection")
        self._readable = readable(scene)
        self._sides = (-1, 1) if right_filled else (1, -1)

    def show_readout(self, readout: Readout, spot: Spot) -> None:
        """Show a readout. Requests nothing."""
        theme, value, (x, y, slope_y) = self._coordinates.theme, readout.value, spot
        at = QPointF(readout.scene.x, value.sigma)
        if self._tangent_pen is not None:
            self.tangent.show_line(at, x, y, value.slope, self._tangent_pen)
        else:
            self.tangent.hide_line()
        self.triangle.show_slope(value.slope if self._tangent_pen is not None else 0.0, spot, self._sides)
        self.projection.show_stretches(self._projected(spot))
        slope_at = QPointF(readout.scene.x, value.slope)
        mark_shown = self._point_shown and self._slope_shown
        self.slope_mark.show_at(slope_at, x, slope_y, theme.slope.colour, shown=mark_shown)
        self.point.show_at(at, x, y, theme.sigma.colour, shown=self._point_shown)
        self.arrow.show_arrow(arrow(self._coordinates, readout, spot))

    def _projected(self, spot: Spot) -> list[Stretch]:
        """Return thin lines from the point down to the x axis, and from the point and the mark on σ′ to the y axis."""
        coordinates, (x, y, slope_y) = self._coordinates, spot
        if not self._drops or not coordinates.left - 0.5 <= x <= coordinates.right + 0.5:
            return []
        rows = [y, slope_y] if self._slope_shown else [y]
        quiet, *hairs = self._hairs
        highest = min(max(min(rows), coordinates.top), coordinates.bottom)
        lines = [Stretch(QLineF(x, highest, x, coordinates.bottom), quiet)]
        for row, thin, may in zip(rows, hairs, self._readable, strict=False):
            if may and coordinates.top <= row <= coordinates.bottom:
                lines.append(Stretch(QLineF(coordinates.left, row, x, row), thin))
        return lines

    def label_requests(self, readout: Readout) -> Iterator[LabelRequest]:
        """Return the label of the slope triangle, the slope: beside its rise, or at its corner if that is short."""
        if self.triangle.shown:
            size, colour = SMALL * self._coordinates.scale, self._coordinates.theme.slope.colour
            rise, (across, away) = self.triangle.rise, self.triangle.outside
            middle, short = rise.center() - QPointF(0, 0.625 * size), rise.length() < _TALL * size
            near, side = (rise.p1(), (across, away)) if short else (middle, (across, 0))
            words = number(readout.scene, readout.value.slope, 3)
            yield LabelRequest(words, near, 0.4 * size, colour, side, rank=0, clear=True, spare=middle)


class SlopeTriangle(Strokes):
    """A triangle under the tangent whose run is 1, so that its rise is the slope."""

    rise = QLineF()
    outside: tuple[float, float] = (0, 1)  # the side of the corner away from the tangent

    def show_slope(self, slope: float, spot: Spot, sides: tuple[int, int]) -> None:
        """Show the triangle of a slope at the point, if the point is in view and the triangle is neither tiny nor huge.

        It is on the first of two sides of the point, 1 for the right and −1 for the left, on which there is space.
        """
        coordinates, (x, y, _) = self.coordinates, spot
        run, rise = coordinates.x_scale, slope * coordinates.y_scale
        fits = _RUN[0] * coordinates.width <= run <= _RUN[1] * coordinates.width
        if not (fits and rise >= _RISE * coordinates.scale and coordinates.holds(x, y)):
            self.show_stretches(())
            return
        room = coordinates.rect.adjusted(_BESIDE * coordinates.scale, 0, -_BESIDE * coordinates.scale, 0)
        ends = [(x + side * run, y - side * rise) for side in sides]
        found = (side for side, end in zip(sides, ends, strict=True) if room.contains(*end))
        onwards = next(found, sides[1])
        corner, end = x + onwards * run, min(max(y - onwards * rise, coordinates.top), coordinates.bottom)
        self.rise, self.outside = QLineF(corner, y, corner, end), ((0, 1) if onwards > 0 else (-1, -1))
        theme = coordinates.theme
        tangent = theme.tangent
        dash = tuple(part * tangent.width / theme.hair for part in tangent.dash)  # as long as those of the tangent
        thin = pen(replace(tangent, width=theme.hair, dash=dash), coordinates.scale)
        self.show_stretches((Stretch(QLineF(x, y, corner, y), thin), Stretch(self.rise, thin)))


def extent(coordinates: Coordinates, spot: Spot, tangent: Line) -> QRectF:
    """Return a box around all marks."""
    reach = (GROWTH * POINT_RADIUS + RIM) * coordinates.disc_scale + 2
    if not coordinates.holds(spot.x, spot.y):
        return coordinates.rect.adjusted(-reach, -reach, reach, reach)
    top, right = spot.y, spot.x
    for line, _ in tangent.stretches:
        top, right = min(line.y2(), top), max(line.x2(), right)
    left, top = coordinates.left - reach, top - 2 * reach
    return QRectF(left, top, right + reach - left, coordinates.bottom + reach - top)


class Arrow(NamedTuple):
    """An arrow at the edge of the plot that points to a point out of view, and its text with position and box."""

    shape: QPolygonF
    label: str
    where: QPointF
    box: QRectF


def arrow(coordinates: Coordinates, readout: Readout, spot: Spot) -> Arrow | None:
    """Return the arrow to the point if the point is out of view, otherwise None."""
    if coordinates.holds(spot.x, spot.y) or not readout.scene.shows("point"):
        return None
    unit, room = coordinates.scale, 16 * coordinates.scale
    x = min(max(spot.x, coordinates.left + room), coordinates.right - room)
    y = min(max(spot.y, coordinates.top + room), coordinates.bottom - room)
    sideways = not coordinates.left - 0.5 <= spot.x <= coordinates.right + 0.5
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
    left = min(max(left, coordinates.left + gap), coordinates.right - wide - gap)
    return Arrow(shape, label, QPointF(left, y + 0.33 * size), QRectF(left, y - 0.6 * size, wide, 1.2 * size))


class ArrowItem(Part):
    """The arrow to a point out of view."""

    drawn: Arrow | None = None

    def show_arrow(self, drawn: Arrow | None) -> None:
        """Show an arrow, or hide it if None."""
        self.drawn = drawn
        self.show_if(shown=drawn is not None)

    def draw(self, painter: QPainter) -> None:
        """Draw the arrow and its text."""
        if self.drawn is None:
            return
        theme, unit = self.coordinates.theme, self.coordinates.scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(text.paint(theme.sigma.colour))
        painter.drawPolygon(self.drawn.shape)
        face = text.mathematical(SMALL * unit)
        face.draw_with_halo(painter, self.drawn.where, self.drawn.label, theme.ink, theme.ground, 3 * unit)
