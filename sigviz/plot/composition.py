"""Everything that sigviz draws in the plot: the items, their positions, and the area that they cover."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from sigviz.drawing.strokes import RIM
from sigviz.maths.sampling import CURVES
from sigviz.model.layers import LAYERS
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items import curve_labels, point_marks
from sigviz.plot.items.axis_flags import AxisFlags
from sigviz.plot.items.base import Drawn, Part
from sigviz.plot.items.curves import Curve
from sigviz.plot.items.discs import Handle
from sigviz.plot.items.ink import Ink
from sigviz.plot.items.labels import Label, LabelRequest, Labels, arrange_labels, clear_notes
from sigviz.plot.items.picture_labels import Places, place_labels, place_notes
from sigviz.plot.overlay import Addition, Overlay
from sigviz.plot.overlays import OVERLAYS
from sigviz.plot.plot_item import ScenePlotItem

_CURVES = -50.0  # the z value of the curves, below foreign items
_GRAB = 8.0  # pixels from a curve within which it is under the pointer
_LARGE = 1_000_000.0  # pixels: in a smaller plot, copying one large box is faster than copying many small ones
_still_part = attrgetter("layers", "x_range", "y_range", "hidden", "concealed", "theme", "text_scale")


class Composition:
    """The items of a plot. Static items are drawn once, moving items for every readout."""

    def __init__(self, item: ScenePlotItem) -> None:
        self._item = item
        self.curves = {layer.name: Curve(layer) for layer in LAYERS if layer.name in CURVES}
        self.names = {name: curve_labels.CurveLabel(50.0) for name in CURVES}
        self.marks = point_marks.Marks()
        self.overlays: dict[str, Overlay] = {kind.layer: kind() for kind in OVERLAYS}
        self.notes, self.moving_labels = Labels(20.0), Labels(60.0)
        self.flags = AxisFlags(65.0)
        self.coordinates: Coordinates | None = None
        self.spot = point_marks.Spot(0.0, 0.0, 0.0)
        self._shown: list[Overlay] = []
        self._moving: list[Overlay] = []  # the shown overlays that move with the point
        self._noted: list[Label] = []
        self._reserved: list[QRectF] = []  # boxes that texts must not cover
        self._named: dict[str, curve_labels.Name] = {}
        self._owner = {handle.name: overlay for overlay in self.overlays.values() for handle in overlay.handles}
        self._behind = self._add("behind", item.vb.behind)
        self._inside = self._add("inside", None)
        self._parts: list[Part] = [self.notes, *self.names.values(), *self.marks.items, self.moving_labels, self.flags]
        front = [part for overlay in self.overlays.values() for part in overlay.front]
        self.moving = sorted([*self._parts, *front], key=lambda part: part.zValue())
        for part in self.moving:
            item.add_own(part, item.vb.front)

    def _add(self, where: str, group: Any) -> list[Part]:
        """Add the static items of all overlays, from one of their attributes, to a group."""
        parts: list[Part] = [part for overlay in self.overlays.values() for part in getattr(overlay, where)]
        for part in parts:
            self._item.add_own(part, group)
        return parts

    @property
    def handles(self) -> tuple[Handle, ...]:
        """The handles: the point, and those of the overlays."""
        return self.marks.point, *self.overlay_handles

    @property
    def overlay_handles(self) -> list[Handle]:
        """The handles of the overlays."""
        return [handle for overlay in self.overlays.values() for handle in overlay.handles]

    @property
    def labels(self) -> list[Label]:
        """All texts except the names of the curves and the tick labels."""
        return [*self.moving_labels.labels, *self.notes.labels]

    def still(self, scene: Scene) -> object:
        """Return the values of a scene that the static items depend on."""
        overlays = (overlay for overlay in self.overlays.values() if scene.shows(overlay.layer))
        return _still_part(scene), [overlay.still(scene) for overlay in overlays]

    def fit(self, coordinates: Coordinates, scene: Scene, ratio: float) -> None:
        """Lay out the static items. ``ratio`` is the number of device pixels per pixel of the screen."""
        self.coordinates = coordinates
        self._item.show_grid(shown=scene.shows("grid"))
        self._list_curves(scene)
        for axis in self._item.own_axes:
            axis.fit(coordinates)
        for part in self._parts:
            part.fit(coordinates)
        self._shown = [overlay for overlay in self.overlays.values() if scene.shows(overlay.layer)]
        self.marks.fit(coordinates, scene, right_filled=any(overlay.fills_right for overlay in self._shown))
        self.flags.fit_to(coordinates, scene, (box for axis in self._item.own_axes for box in axis.label_boxes()))
        for curve in self._shown_curves:
            curve.fit(coordinates, ratio)
        for overlay in self.overlays.values():
            overlay.fit(coordinates, scene)
        self._moving = [overlay for overlay in self._shown if overlay.front]
        self.moving_labels.show_labels(())
        if not coordinates.theme.interactive:
            return
        blocks = (block for overlay in self.overlays.values() for block in overlay.notes(scene))
        self._noted = clear_notes(coordinates, blocks)
        self._reserved = [box for overlay in self._shown for box in overlay.reserved()]
        taken = [*(note.box for note in self._noted), *self._reserved]
        self._named = curve_labels.arrange_names(coordinates, scene, taken)

    @property
    def _shown_curves(self) -> list[Curve]:
        return [curve for curve in self.curves.values() if curve.scene() is not None]

    def _list_curves(self, scene: Scene) -> None:
        """Add the curves that a scene draws to the plot, and remove the others."""
        for place, (name, curve) in enumerate(self.curves.items()):
            if scene.draws(name) != (curve.scene() is not None):
                if scene.draws(name):
                    curve.setZValue(_CURVES + place)
                    self._item.add_own(curve)
                else:
                    self._item.remove_own(curve)

    def show_moving(self, readout: Readout, coordinates: Coordinates) -> None:
        """Move the items that follow the point."""
        spot = self.spot = point_marks.Spot.of(coordinates, readout)
        self.marks.show_readout(readout, spot)
        self.flags.show_readout(readout, spot)
        if not coordinates.theme.interactive:
            self._show_in_picture(readout, coordinates)
            return
        arrow = self.marks.arrow.drawn
        taken = [] if arrow is None else [arrow.box]
        self.notes.show_labels(note for note in self._noted if not any(map(note.box.intersects, taken)))
        self._show_overlays(readout, coordinates, taken)
        taken += [label.box for label in self.moving_labels.labels]
        for curve, label in self.names.items():
            label.show_name(self._named.get(curve), taken)

    def _show_in_picture(self, readout: Readout, coordinates: Coordinates) -> None:
        """Move the overlays, and place all texts clear of everything that is drawn: notes and names after the labels.

        Nothing else is placed after the names, so that the other texts are the same without them.
        """
        requests = [*self.marks.label_requests(readout)]
        for overlay in self._moving:
            overlay.show_readout(readout, self.spot)
        for overlay in self._shown:
            requests += overlay.label_requests(readout, self.spot)
        places = Places(coordinates, Ink(coordinates, self._paint_ink), Ink(coordinates, self._paint_grid))
        reserved = places.reserved = [box for overlay in self._shown for box in overlay.reserved()]
        self.moving_labels.show_labels(place_labels(coordinates, places, requests))
        notes = (note for overlay in self._shown for block in overlay.notes(readout.scene) for note in block)
        places.reserved = []
        self.notes.show_labels(place_notes(coordinates, places, notes))
        places.reserved = reserved
        named = curve_labels.place_names(coordinates, readout.scene, places)
        for curve, label in self.names.items():
            label.show_name(named.get(curve), ())

    def _paint_ink(self, painter: QPainter) -> None:
        """Draw everything that texts must not cross."""
        for part in (*self._behind, *self._shown_curves, *self._inside):
            if part.isVisible():
                _draw(painter, part.draw_ink)
        texts = {self.notes, self.moving_labels, *self.names.values()}
        for part in self.moving:
            if part.shown and part not in texts:
                _draw(painter, part.draw_ink)

    def _paint_grid(self, painter: QPainter) -> None:
        for axis in self._item.own_axes:
            _draw(painter, axis.draw)

    def _show_overlays(self, readout: Readout, coordinates: Coordinates, taken: list[QRectF]) -> None:
        """Move the overlays, and place their labels clear of the taken boxes, the notes and the discs."""
        discs = [QPointF(self.spot.x, self.spot.y)]
        requests: list[LabelRequest] = [*self.marks.label_requests(readout)]
        for overlay in self._moving:
            overlay.show_readout(readout, self.spot)
            requests += overlay.label_requests(readout, self.spot)
            discs += overlay.discs()
        reach = (point_marks.POINT_RADIUS + RIM) * coordinates.disc_scale
        boxes = [*(note.box for note in self._noted), *self._reserved, *taken]
        boxes += [QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach) for at in discs]
        names = (name.box for name in self._named.values())
        self.moving_labels.show_labels(arrange_labels(coordinates, readout.scene, requests, boxes, names))

    def covered(self, coordinates: Coordinates) -> list[QRectF]:
        """Return the boxes that the moving items cover: small boxes in a large plot, otherwise one large box."""
        if coordinates.width * coordinates.height > _LARGE:
            return [box for part in self.moving if part.shown for box in part.boxes()]
        whole = coordinates.reach
        if not self._moving:
            parts = (self.marks.triangle, self.moving_labels)
            beside = (box for part in parts if part.shown for box in part.boxes())
            whole = reduce(QRectF.united, beside, point_marks.extent(coordinates, self.spot, self.marks.tangent))
        return [reduce(QRectF.united, self.flags.boxes(), whole)]

    def curve_at(self, at: QPointF) -> str:
        """Return the layer of the curve that is nearest to a pixel and within reach, or an empty string."""
        coordinates = self.coordinates
        if coordinates is None or not coordinates.rect.contains(at):
            return ""
        away = {curve.layer: curve.distance(at) for curve in self._shown_curves}
        nearest = min(away, key=away.__getitem__, default="")
        return nearest if nearest and away[nearest] <= _GRAB * coordinates.scale else ""

    def grow(self, scene: Scene) -> list[Addition] | None:
        """Add new parts to static items and return them, or None if removed parts require drawing all again."""
        grown = [overlay.grow(scene) for overlay in self._shown]
        return None if None in grown else [addition for additions in grown for addition in additions or ()]

    def drag(self, handle: str, readout: Readout, at: QPointF) -> dict[str, Any]:
        """Return the scene fields that change when a handle of an overlay is dragged to a pixel."""
        return self._owner[handle].drag(handle, readout, self.spot, at)

    def describe(self, readout: Readout) -> str:
        """Return a description of the point, the slope and the overlays for screen readers."""
        return "; ".join(filter(None, (readout.description, *(overlay.describe(readout) for overlay in self._shown))))

    def paint_still(self, painter: QPainter) -> None:
        """Draw the static items."""
        below: tuple[Drawn, ...] = *self._behind, *self._item.own_axes
        above: tuple[Drawn, ...] = *self._shown_curves, *self._inside
        _paint_visible(below, painter)
        if self.coordinates is not None and not self.coordinates.theme.interactive:
            for label in (self.notes, self.moving_labels, *self.names.values()):
                if label.shown:
                    _draw(painter, label.draw_halos)
        _paint_visible(above, painter)

    def paint_moving(self, painter: QPainter) -> None:
        """Draw the moving items in a picture."""
        _paint_visible((part for part in self.moving if part.shown), painter)

    def draw_on_screen(self, painter: QPainter, ratio: float) -> None:
        """Draw the moving items on a screen with ``ratio`` device pixels per pixel."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in self.moving:
            if part.shown and part.isVisible():
                part.draw_on_screen(painter, ratio)


def _paint_visible(parts: Iterable[Drawn], painter: QPainter) -> None:
    for part in parts:
        if part.isVisible():  # other code may have hidden it
            _draw(painter, part.draw)


def _draw(painter: QPainter, draw: Callable[[QPainter], None]) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.restore()
