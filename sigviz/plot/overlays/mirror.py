"""The overlay of the mirrored point at −x, where σ is 1 − σ(x) and the slope is the same."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF

from sigviz.drawing import text
from sigviz.drawing.strokes import pen
from sigviz.maths.number_format import significant
from sigviz.model.readout import Readout
from sigviz.plot.items.discs import Disc
from sigviz.plot.items.labels import LABEL_GAP, LabelRequest
from sigviz.plot.items.lines import Line, Stretch, Strokes, level
from sigviz.plot.items.point_marks import POINT_RADIUS, SLOPE_RADIUS, Spot
from sigviz.plot.overlay import Overlay

_VALUE = "σ(−x) = 1 − σ(x) = {complement}"
_SHORT = "σ(−x) = {complement}"
_DESCRIPTION = "mirrored point at x = {x}: σ(−x) = 1 − σ(x) = {complement}"


class MirrorOverlay(Overlay):
    """The overlay of the layer ``mirror``: the point at −x in the colour of 1 − σ, and the equal slopes."""

    layer = "mirror"

    def __init__(self) -> None:
        self.tangent, self.levels = Line(5.0), Strokes(7.0)
        self.slope_mark, self.point = Disc(31.0, SLOPE_RADIUS), Disc(32.0, POINT_RADIUS)
        self.front = self.tangent, self.levels, self.slope_mark, self.point

    def show_readout(self, readout: Readout, spot: Spot) -> None:
        """Show the point, its tangent if tangents are drawn, and a line between both slopes if σ′ is drawn."""
        scene, coordinates, value = readout.scene, self.coordinates, readout.value
        theme = coordinates.theme
        slope, place = theme.slope.colour, QPointF(-scene.x, value.complement)
        at = coordinates.at(place.x(), place.y())
        if scene.draws("tangent"):
            dashed = pen(theme.line(slope, 1.4, (7.0, 4.0)), coordinates.scale)
            self.tangent.show_line(place, at.x(), at.y(), value.slope, dashed)
        else:
            self.tangent.hide_line()
        both = scene.draws("derivative")
        dotted = pen(theme.line(slope, 1.4, (2.0, 3.0)), coordinates.scale)
        levels = level(coordinates, spot.slope_y, spot.x, at.x()) if both else ()
        self.levels.show_stretches(Stretch(line, dotted) for line in levels)
        self.slope_mark.show_at(QPointF(-scene.x, value.slope), at.x(), spot.slope_y, slope, shown=both)
        self.point.show_at(place, at.x(), at.y(), theme.complement.colour)

    def label_requests(self, readout: Readout, spot: Spot) -> Iterator[LabelRequest]:  # noqa: ARG002
        """Return the label of the point, with σ(−x)."""
        coordinates, at = self.coordinates, self.point.pixel
        if coordinates.holds(at.x(), at.y()):
            words, short = (text.italic(form.format(complement=readout.complement_text)) for form in (_VALUE, _SHORT))
            first = (-1.0, -1.0) if readout.scene.x > 0 else (0.0, 1.0)
            gap, colour = LABEL_GAP * coordinates.scale, coordinates.theme.complement.colour
            yield LabelRequest(words, at, gap, colour, first, pill=True, shorter=short)

    def discs(self) -> list[QPointF]:
        """Return the centre of the point."""
        return [self.point.pixel]

    def describe(self, readout: Readout) -> str:
        """Return the position of the point and σ there."""
        return _DESCRIPTION.format(x=significant(-readout.scene.x), complement=readout.complement_text)
