"""All that sigviz draws in the plot: which items there are, where they lie, and what they cover."""

from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from sigviz.drawing.background_cache import Painting
from sigviz.maths.sampling import CURVES
from sigviz.model.layers import LAYERS
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.model.trace import Trace
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items import curve_labels, overlays, point_marks, saturation_bands
from sigviz.plot.items.base import Drawn, Part
from sigviz.plot.items.curves import Curve, TraceDots
from sigviz.plot.items.discs import Handle
from sigviz.plot.items.labels import Label, Labels
from sigviz.plot.plot_item import ScenePlotItem

_CURVES, _DOTS = -50.0, -40.0  # heights of the curves and the dots, under what others add
_LARGE = 1_000_000.0  # pixels: of a smaller plot, a box is copied in less time than pieces of it
_NO_TRACE = Trace()


class Composition:
    """The items of a plot. Those that lie still are painted once, those that move with every readout."""

    def __init__(self, item: ScenePlotItem) -> None:
        self._item = item
        self.bands, self.dots, self.notes = saturation_bands.SaturationBands(0.0), TraceDots(_DOTS), Labels(20.0)
        self.curves = {layer.name: Curve(layer) for layer in LAYERS if layer.name in CURVES}
        self.names = {name: curve_labels.CurveLabel(50.0) for name in CURVES}
        self.marks, self.overlays = point_marks.Marks(), overlays.Overlays()
        self.coordinates: Coordinates | None = None
        self.spot = point_marks.Spot(0.0, 0.0, 0.0)
        self._sketch = overlays.NOTHING
        self._noted: list[Label] = []
        self._named: dict[str, curve_labels.Name] = {}
        item.add_own(self.bands, item.vb.behind)
        item.add_own(self.dots)
        moving: list[Part] = [self.notes, *self.names.values(), *self.marks.items, *self.overlays.items]
        self.moving = sorted(moving, key=lambda part: part.zValue())
        for part in self.moving:
            item.add_own(part, item.vb.front)

    @property
    def handles(self) -> tuple[Handle, ...]:
        """What can be taken: the point, and what belongs to a layer."""
        return self.marks.point, *self.overlays.handles

    @property
    def labels(self) -> list[Label]:
        """The texts, but for the names of the curves and the numbers at the axes."""
        return [*self.overlays.labels.labels, *self.notes.labels]

    def fit(self, coordinates: Coordinates, scene: Scene, ratio: float) -> None:
        """Lay out what lies still in a view box, on a screen of so many device pixels to a pixel."""
        self.coordinates = coordinates
        self._item.show_grid(shown=scene.shows("grid"))
        self._list_curves(scene)
        for axis in self._item.own_axes:
            axis.fit(coordinates)
        for part in (self.bands, self.dots, *self.moving):
            part.fit(coordinates)
        self.marks.fit(coordinates, scene)
        for curve in self._shown_curves:
            curve.fit(coordinates, ratio)
        self.bands.show_bands(saturation_bands.bands(coordinates, scene))
        self._noted = saturation_bands.notes(coordinates, scene)
        self._named = curve_labels.place(coordinates, scene, [note.box for note in self._noted])

    @property
    def _shown_curves(self) -> list[Curve]:
        return [curve for curve in self.curves.values() if curve.scene() is not None]

    def _list_curves(self, scene: Scene) -> None:
        """Have the curves in the plot that are shown, and no others."""
        for place, (name, curve) in enumerate(self.curves.items()):
            if scene.draws(name) != (curve.scene() is not None):
                if scene.draws(name):
                    curve.setZValue(_CURVES + place)
                    self._item.add_own(curve)
                else:
                    self._item.remove_own(curve)

    def show_moving(self, readout: Readout, coordinates: Coordinates) -> None:
        """Move what follows the point."""
        spot = self.spot = point_marks.locate(coordinates, readout)
        before, self._sketch = self._sketch, overlays.locate(coordinates, readout, spot)
        self.marks.show_readout(readout, spot)
        arrow = self.marks.arrow.drawn
        taken = [] if arrow is None else [arrow.box]
        self.notes.show_labels(note for note in self._noted if not any(map(note.box.intersects, taken)))
        if self._sketch is not overlays.NOTHING or before is not overlays.NOTHING:
            self.overlays.show_readout(readout, spot, self._sketch)
            boxes = [*(note.box for note in self._noted), *taken]
            self.overlays.labels.show_labels(overlays.texts(coordinates, readout, spot, self._sketch, boxes))
        taken += [label.box for label in self.overlays.labels.labels]
        for curve, label in self.names.items():
            label.show_name(self._named.get(curve), taken)

    def covered(self, readout: Readout, coordinates: Coordinates) -> list[QRectF]:
        """Return the boxes where what moves is now: piece by piece only where that is worth it."""
        if coordinates.width * coordinates.height > _LARGE:
            return [box for part in self.moving if part.shown for box in part.boxes()]
        if readout.scene.layers.isdisjoint(overlays.SPREAD):
            return [point_marks.extent(coordinates, self.spot, self.marks.tangent)]
        return [coordinates.reach]

    def show_trace(self, scene: Scene) -> "tuple[Painting, list[QRectF]] | None":
        """Show the dots of a trace, and return how to paint those that are new, and where.

        Or None if some are gone: they may have been anywhere.
        """
        before, now = self.dots.trace, scene.trace if scene.draws("trace") else _NO_TRACE
        known = len(before)
        self.dots.show_trace(now)
        if now[:known] != before:
            return None
        return partial(self.dots.draw_since, first=known), self.dots.boxes_since(known) if len(now) > known else []

    def paint_still(self, painter: QPainter) -> None:
        """Draw what lies still."""
        still: tuple[Drawn, ...] = self.bands, *self._item.own_axes, *self._shown_curves, self.dots
        for part in still:
            if part.isVisible():  # else hidden by others
                _draw(part, painter)

    def paint_moving(self, painter: QPainter) -> None:
        """Draw what moves, as in a picture."""
        for part in self.moving:
            if part.shown and part.isVisible():  # others may hide it
                _draw(part, painter)

    def draw_on_screen(self, painter: QPainter, ratio: float) -> None:
        """Draw what moves, on a screen of so many device pixels to a pixel."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in self.moving:
            if part.shown and part.isVisible():
                part.draw_on_screen(painter, ratio)


def _draw(part: Drawn, painter: QPainter) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    part.draw(painter)
    painter.restore()
