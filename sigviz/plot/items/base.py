"""What the plot's own items share: they draw in the scene's pixels, so that strokes keep their width at every zoom.

pyqtgraph's items stroke in the coordinates of the data, with cosmetic pens: of as many device pixels at every scale, so
thin in a large picture, and a flood in some readers of SVG.

On the screen the plot draws its own items itself, in the order of their heights: those that lie still into its
background, those that move with the point over all else. Asking each item through Qt costs more than the drawing. For
Qt they have no contents then; in a picture they do, and paint themselves like any item.
"""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from sigviz.plot.coordinates import Coordinates


class Drawn:
    """Makes an item draw itself with a painter whose unit is the scene's pixel."""

    coordinates: Coordinates  # the view box that it draws in, told whenever that changes
    sceneTransform: Any  # of the item that this is mixed into, as are these
    setFlag: Any
    isVisible: Any
    GraphicsItemFlag: Any

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw in a picture."""
        inverse, _ = self.sceneTransform().inverted()
        painter.setWorldTransform(inverse * painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """Draw in the scene's pixels."""
        raise NotImplementedError

    def have_contents(self, *, whether: bool) -> None:
        """Be painted by Qt, as in a picture, or by the plot."""
        self.setFlag(self.GraphicsItemFlag.ItemHasNoContents, not whether)


class Part(Drawn, pg.GraphicsObject):  # type: ignore[misc]
    """An item that follows a readout. While it is shown, it tells which boxes of the view it covers."""

    shown = False

    def __init__(self, z: float) -> None:
        super().__init__()
        self.setFlag(self.GraphicsItemFlag.ItemSendsGeometryChanges, False)
        self.have_contents(whether=False)
        self.setZValue(z)
        self.setVisible(False)
        self._bounds = QRectF()

    def fit(self, coordinates: Coordinates) -> None:
        """Take on a view box that has changed."""
        self.coordinates = coordinates
        self.prepareGeometryChange()
        self._bounds = self.mapRectFromScene(coordinates.reach)

    def show_if(self, *, shown: bool) -> None:
        """Show or hide the item."""
        if shown != self.shown:
            self.shown = shown
            self.setVisible(shown)

    def boxes(self) -> list[QRectF]:
        """Return the boxes of the scene that it covers."""
        return [self.coordinates.rect]

    def draw_on_screen(self, painter: QPainter, ratio: float) -> None:  # noqa: ARG002
        """Draw on a screen of so many device pixels to a pixel."""
        self.draw(painter)

    # Qt's and pyqtgraph's own names

    def boundingRect(self) -> QRectF:
        return self._bounds

    def changeParent(self) -> None:
        """Do nothing: it is told of the view box."""
