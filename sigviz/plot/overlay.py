"""The base class of the overlays: drawings of one layer in the plot."""

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QPointF, QRectF

from sigviz.drawing.background_cache import Painting
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part
from sigviz.plot.items.discs import Handle
from sigviz.plot.items.labels import Label, LabelRequest
from sigviz.plot.items.point_marks import Spot


class Addition(NamedTuple):
    """A new part of a static item: a function that draws it, and the boxes of the graphics scene that it covers."""

    draw: Painting
    boxes: list[QRectF]


class Overlay:
    """Draws one layer in the plot, with items of its own, and describes it to screen readers.

    `fit` is called when the coordinates or the static items change. `show_readout` is called for every step of a drag,
    while the layer is shown. A subclass sets ``layer``, creates its items, and overrides the methods that it needs.
    """

    layer: ClassVar[str]
    fills_right: ClassVar[bool] = False  # whether it draws to the right of the point, where other marks would meet it
    behind: tuple[Part, ...] = ()  # static items below the grid
    inside: tuple[Part, ...] = ()  # static items above the curves
    front: tuple[Part, ...] = ()  # moving items, above everything else
    handles: tuple[Handle, ...] = ()  # the items in ``front`` that can be dragged
    coordinates: Coordinates  # of the last `fit`

    def fit(self, coordinates: Coordinates, scene: Scene) -> None:
        """Adapt to new coordinates and show the static items. Hide all items if the layer is not shown."""
        self.coordinates = coordinates
        for item in (*self.behind, *self.inside, *self.front):
            item.fit(coordinates)
        if not scene.shows(self.layer):
            self.hide()

    def still(self, scene: Scene) -> object:  # noqa: ARG002
        """Return the values that static items and notes depend on, besides layers, view, hidden values and look."""
        return None

    def hide(self) -> None:
        """Hide all items."""
        for item in (*self.behind, *self.inside, *self.front):
            item.show_if(shown=False)

    def notes(self, scene: Scene) -> Iterable[list[Label]]:  # noqa: ARG002
        """Return the static texts, in blocks of related lines. It is called even if the layer is not shown."""
        return ()

    def grow(self, scene: Scene) -> list[Addition] | None:  # noqa: ARG002
        """Add new parts to static items and return them, or None if removed parts require drawing all again."""
        return []

    def show_readout(self, readout: Readout, spot: Spot) -> None:
        """Show the moving items for a readout, whose point is at ``spot``. Requests nothing."""

    def label_requests(self, readout: Readout, spot: Spot) -> Iterable[LabelRequest]:  # noqa: ARG002
        """Return the requests for texts that move with the point."""
        return ()

    def reserved(self) -> list[QRectF]:
        """Return the boxes that texts must not cover. It is called even if the layer is not shown."""
        return []

    def discs(self) -> list[QPointF]:
        """Return the centres of the discs that texts must not cover."""
        return [handle.pixel for handle in self.handles if handle.shown]

    def drag(self, handle: str, readout: Readout, spot: Spot, at: QPointF) -> dict[str, Any]:
        """Return the scene fields that change when a handle is dragged to a pixel."""
        raise NotImplementedError

    def describe(self, readout: Readout) -> str:  # noqa: ARG002
        """Return a description of the overlay for screen readers, or an empty string."""
        return ""
