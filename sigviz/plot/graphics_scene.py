"""The graphics scene: pyqtgraph's, with every move of the mouse told and every drag begun at once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, Qt

from sigviz.plot.items.part import Drawn


class PlotScene(pg.GraphicsScene):  # type: ignore[misc]
    """A scene that drops no moves, and says whether an item that others added may take a press."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent=parent)
        self.setItemIndexMethod(self.ItemIndexMethod.NoIndex)  # few items, and most of them move
        self.minDragTime = 0  # seconds: even a quick drag is one

    def taker(self, at: QPointF, button: Qt.MouseButton) -> "tuple[object, bool]":
        """Return the item that takes a press at a place, or None, and whether it is certain to.

        An item is certain to take it if it has accepted the press, or claimed drags while the pointer hovered. An
        item that can be dragged and claims nothing decides when the drag begins.
        """
        claimed = None
        if self.mouseGrabberItem() is not None:
            claimed = self.mouseGrabberItem()
        elif self.lastHoverEvent is not None:
            claimed = self.lastHoverEvent.dragItems().get(button)
        if claimed is not None:
            return claimed, True
        return next((item for item in self.items(at) if hasattr(item, "mouseDragEvent")), None), False

    def render(self, *args: object) -> None:
        """Paint a picture: sigviz's own items too, which the plot paints on the screen."""
        with self.own_contents():
            super().render(*args)

    @contextmanager
    def own_contents(self) -> Iterator[None]:
        """Let Qt paint sigviz's own items in the body."""
        own = [item for item in self.items() if isinstance(item, Drawn)]
        for item in own:
            item.have_contents(whether=True)
        try:
            yield
        finally:
            for item in own:
                item.have_contents(whether=False)

    def forget_click(self) -> None:
        """Make no click of the present press, for the plot has taken it for a drag."""
        if not self.dragButtons:  # else pyqtgraph has, and still needs the press
            self.clickEvents.clear()

    def forget_press(self) -> None:
        """Forget a press whose release went elsewhere."""
        self.clickEvents.clear()
        self.dragButtons.clear()
        self.dragItem = self.lastDrag = None

    def _moveEventIsAllowed(self) -> bool:
        return True
