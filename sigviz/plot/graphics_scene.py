"""The graphics scene: pyqtgraph's, with every move of the mouse told and every drag begun at once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtWidgets import QGraphicsItem

from sigviz.plot.items.base import Drawn


class PlotScene(pg.GraphicsScene):  # type: ignore[misc]
    """A scene that drops no moves, and says whether an item that others added may take a press."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent=parent)
        self.setItemIndexMethod(self.ItemIndexMethod.NoIndex)  # few items, and most of them move
        self.minDragTime = 0  # seconds: even a quick drag is one

    def taker(self, at: QPointF, button: Qt.MouseButton) -> "tuple[object, bool]":
        """Return the item that takes a press at a place, or None, and whether it is certain to.

        An item is certain to take it if it has accepted the press, or claimed drags while the pointer hovered. One
        that may take drags or clicks, and claims no drags, decides when the drag begins or the click is done.
        """
        claimed = None
        if self.mouseGrabberItem() is not None:
            claimed = self.mouseGrabberItem()
        elif self.lastHoverEvent is not None:
            claimed = self.lastHoverEvent.dragItems().get(button)
        if claimed is not None:
            return claimed, True
        return next((item for item in self.items(at) if _listens(item)), None), False

    def render(self, *args: object, **options: object) -> None:
        """Paint a picture: sigviz's own items too, which the plot paints on the screen."""
        with self.own_contents():
            super().render(*args, **options)

    @contextmanager
    def own_contents(self) -> Iterator[None]:
        """Let Qt paint sigviz's own items in the body, and all items as they are: kept pixels are the screen's."""
        items = self.items()
        own = [item for item in items if isinstance(item, Drawn)]
        kept = [(item, mode) for item in items if (mode := item.cacheMode()) != QGraphicsItem.CacheMode.NoCache]
        for item in own:
            item.have_contents(whether=True)
        for item, _ in kept:
            item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
        try:
            yield
        finally:
            for item in own:
                item.have_contents(whether=False)
            for item, mode in kept:
                item.setCacheMode(mode)

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


def _listens(item: object) -> bool:
    """Return whether an item may take a drag or a click; a curve of pyqtgraph's says whether it takes clicks."""
    clickable = hasattr(item, "mouseClickEvent") and getattr(item, "clickable", True)
    return clickable or hasattr(item, "mouseDragEvent")
