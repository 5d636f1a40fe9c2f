"""The base classes of the plot's own items.

They draw in pixels of the graphics scene, so that strokes keep their width at every zoom. pyqtgraph's items draw in
data coordinates with cosmetic pens, whose width is a number of device pixels. Their lines are too thin in a large
picture, and flood the picture in some SVG viewers.

On the screen the plot draws its own items itself, in the order of their z values: static items into its background,
moving items above everything else. Painting each item through Qt costs more than the drawing. Qt therefore treats them
as items without contents, except in a picture, where they paint themselves like any other item.
"""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from sigviz.plot.coordinates import Coordinates


class Drawn:
    """Mixin for an item that draws itself in pixels of the graphics scene."""

    coordinates: Coordinates  # the coordinates that it draws in
    sceneTransform: Any  # these are attributes of the graphics item
    setFlag: Any
    isVisible: Any
    GraphicsItemFlag: Any

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw in a picture. Called by Qt."""
        inverse, _ = self.sceneTransform().inverted()
        painter.setWorldTransform(inverse * painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """Draw in pixels of the graphics scene."""
        raise NotImplementedError

    def draw_ink(self, painter: QPainter) -> None:
        """Draw what texts must not cross: everything, unless a subclass has a background that they may be on."""
        self.draw(painter)

    def have_contents(self, *, whether: bool) -> None:
        """Set whether Qt paints the item, as in a picture, or the plot does."""
        self.setFlag(self.GraphicsItemFlag.ItemHasNoContents, not whether)


class Part(Drawn, pg.GraphicsObject):  # type: ignore[misc]
    """An item that follows a readout. It knows the boxes of the graphics scene that it covers while it is shown."""

    shown = False

    def __init__(self, z: float) -> None:
        super().__init__()
        self.setFlag(self.GraphicsItemFlag.ItemSendsGeometryChanges, False)
        self.have_contents(whether=False)
        self.setZValue(z)
        self.setVisible(False)
        self._bounds = QRectF()

    def fit(self, coordinates: Coordinates) -> None:
        """Adapt to new coordinates."""
        self.coordinates = coordinates
        self.prepareGeometryChange()
        self._bounds = self.mapRectFromScene(coordinates.reach)

    def show_if(self, *, shown: bool) -> None:
        """Show or hide the item."""
        if shown != self.shown:
            self.shown = shown
            self.setVisible(shown)

    def boxes(self) -> list[QRectF]:
        """Return the boxes of the graphics scene that it covers."""
        return [self.coordinates.rect]

    def draw_on_screen(self, painter: QPainter, ratio: float) -> None:  # noqa: ARG002
        """Draw on a screen with ``ratio`` device pixels per pixel."""
        self.draw(painter)

    # Qt and pyqtgraph overrides

    def boundingRect(self) -> QRectF:
        return self._bounds

    def changeParent(self) -> None:
        """Do nothing, because `fit` sets the coordinates."""
