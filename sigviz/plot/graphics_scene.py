"""The graphics scene: pyqtgraph's, but it reports every mouse move and starts every drag at once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtWidgets import QGraphicsItem

from sigviz.plot.items.base import Drawn


class PlotScene(pg.GraphicsScene):  # type: ignore[misc]
    """A scene that drops no mouse moves, and determines which item takes a press."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent=parent)
        self.setItemIndexMethod(self.ItemIndexMethod.NoIndex)  # there are few items, and most of them move
        self.minDragTime = 0  # seconds: quick drags count too

    def taker(self, at: QPointF, button: Qt.MouseButton) -> "tuple[object, bool]":
        """Return the item that takes a press at a position, or None, and whether it is certain to take it.

        It is certain if the item has accepted the press, or claimed drags while the pointer hovered over it. Other
        items that handle drags or clicks decide when the drag starts or the click is finished.
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
        """Paint a picture, including sigviz's own items, which on the screen are painted by the plot."""
        with self.own_contents():
            super().render(*args, **options)

    @contextmanager
    def own_contents(self) -> Iterator[None]:
        """Let Qt paint own items inside the ``with`` block, and all items uncached, because caches fit the screen."""
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
        """Drop the click of the current press, because the plot treats it as a drag."""
        if not self.dragButtons:  # otherwise pyqtgraph drags and still needs the press
            self.clickEvents.clear()

    def forget_press(self) -> None:
        """Forget a press whose release was not received."""
        self.clickEvents.clear()
        self.dragButtons.clear()
        self.dragItem = self.lastDrag = None

    def _moveEventIsAllowed(self) -> bool:
        return True


def _listens(item: object) -> bool:
    """Return whether an item handles drags or clicks. pyqtgraph's curves have the attribute ``clickable``."""
    clickable = hasattr(item, "mouseClickEvent") and getattr(item, "clickable", True)
    return clickable or hasattr(item, "mouseDragEvent")
