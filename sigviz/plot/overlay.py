"""What an overlay is: the drawing of one layer in the plot."""

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
    """What is new in a still item: how to draw it over the rest, and the boxes of the scene that it covers."""

    draw: Painting
    boxes: list[QRectF]


class Overlay:
    """Draws one layer in the plot, with items of its own, and says its text to screen readers.

    `fit` is called when the view box or what lies still changes, `show_readout` with every step of a drag and only
    while the layer is shown. A subclass sets ``layer``, makes its items, and overrides what it needs.
    """

    layer: ClassVar[str]
    behind: tuple[Part, ...] = ()  # items under the grid, which lie still
    inside: tuple[Part, ...] = ()  # items over the curves, which lie still
    front: tuple[Part, ...] = ()  # items over everything else, which move with the point
    handles: tuple[Handle, ...] = ()  # those of the items in front that can be dragged
    coordinates: Coordinates  # of the last `fit`

    def fit(self, coordinates: Coordinates, scene: Scene) -> None:
        """Take on a view box, and show what lies still. Hide everything if the layer is not shown."""
        self.coordinates = coordinates
        for item in (*self.behind, *self.inside, *self.front):
            item.fit(coordinates)
        if not scene.shows(self.layer):
            self.hide()

    def still(self, scene: Scene) -> object:  # noqa: ARG002
        """Return what of a scene the still items and notes depend on, besides layers, view, hidden values and look."""
        return None

    def hide(self) -> None:
        """Hide all items."""
        for item in (*self.behind, *self.inside, *self.front):
            item.show_if(shown=False)

    def notes(self, scene: Scene) -> Iterable[list[Label]]:  # noqa: ARG002
        """Return the texts that lie still, in blocks of lines that belong together. Also asked while not shown."""
        return ()

    def grow(self, scene: Scene) -> list[Addition] | None:  # noqa: ARG002
        """Add what is new to still items and return it; None if something is gone, and all is to be drawn again."""
        return []

    def show_readout(self, readout: Readout, spot: Spot) -> None:
        """Show the items in front for a readout, whose point is at a spot. Requests nothing."""

    def label_requests(self, readout: Readout, spot: Spot) -> Iterable[LabelRequest]:  # noqa: ARG002
        """Return the texts that move with the point."""
        return ()

    def discs(self) -> list[QPointF]:
        """Return the middles of the discs that no text may cover."""
        return [handle.pixel for handle in self.handles if handle.shown]

    def drag(self, handle: str, readout: Readout, spot: Spot, at: QPointF) -> dict[str, Any]:
        """Return the fields that change when a handle is dragged to a pixel."""
        raise NotImplementedError

    def describe(self, readout: Readout) -> str:  # noqa: ARG002
        """Return what is shown as a clause for screen readers, or nothing."""
        return ""
