"""The curves of the plot."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from sigviz.drawing.strokes import pen
from sigviz.maths.sampling import CURVES, clip, samples
from sigviz.maths.sigmoid import Floats
from sigviz.model.layers import Layer
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Drawn

_FAR = 0.2  # device pixels: the largest distance between the drawn line and the function


class Curve(Drawn, pg.PlotCurveItem):  # type: ignore[misc]
    """A curve, sampled for the visible range to a fraction of a pixel. ``getData`` returns the samples."""

    def __init__(self, layer: Layer) -> None:
        super().__init__(name=layer.title)
        self.have_contents(whether=False)
        self.layer = layer.name
        self._function = CURVES[layer.name]

    def fit(self, coordinates: Coordinates, ratio: float) -> None:
        """Sample the curve for new coordinates, on a screen with ``ratio`` device pixels per pixel."""
        self.coordinates, self._ratio = coordinates, ratio
        self.setData(*self._samples(ratio))
        self.setPen(pen(coordinates.theme.stroke(self.layer), coordinates.scale))

    def _samples(self, ratio: float) -> tuple[Floats, Floats]:
        coordinates = self.coordinates
        size = coordinates.width, coordinates.height
        return samples(self._function, coordinates.x_range, coordinates.y_range, *size, _FAR / max(ratio, 1.0))

    def distance(self, at: QPointF) -> float:
        """Return the distance in pixels between a pixel and the line through the samples."""
        x, y = self.getData()
        px, py = self.coordinates.x_to_px(x) - at.x(), self.coordinates.y_to_px(y) - at.y()
        dx, dy = np.diff(px), np.diff(py)
        length = np.maximum(np.hypot(dx, dy), 1e-9)  # a turning point may be there twice
        share = np.clip(-(px[:-1] * dx + py[:-1] * dy) / length**2, 0, 1)  # along each piece of the line
        return float(np.hypot(px[:-1] + share * dx, py[:-1] + share * dy).min())

    def draw(self, painter: QPainter) -> None:
        """Draw the line through the samples. For a device with another pixel size than the screen, sample it again."""
        coordinates = self.coordinates
        ratio = painter.deviceTransform().m11() * painter.device().devicePixelRatioF()
        x, y = self.getData() if ratio == self._ratio else self._samples(ratio)
        far = coordinates.height
        px, py = clip(coordinates.x_to_px(x), coordinates.y_to_px(y), coordinates.top - far, coordinates.bottom + far)
        painter.setClipRect(coordinates.rect.adjusted(0, -2, 0, 2), Qt.ClipOperation.IntersectClip)
        painter.setPen(self.opts["pen"])
        painter.drawPolyline(pg.functions.arrayToQPolygonF(px, py))
