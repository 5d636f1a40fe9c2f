"""The curves, and the dots that a dragged point leaves."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.strokes import pen
from sigviz.maths.sampling import CURVES, clip, samples
from sigviz.maths.sigmoid import Floats, derivative
from sigviz.model.layers import Layer
from sigviz.model.trace import Trace
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Drawn, Part

_FAR = 0.2  # pixels of the device: how far the line drawn may be from the function
_DOT = 2.6  # the radius of a dot


class Curve(Drawn, pg.PlotCurveItem):  # type: ignore[misc]
    """A curve sampled for the view, exact to a fraction of a pixel; ``getData`` returns the samples."""

    def __init__(self, layer: Layer) -> None:
        super().__init__(name=layer.title)
        self.have_contents(whether=False)
        self.layer = layer.name
        self._function = CURVES[layer.name]

    def fit(self, coordinates: Coordinates, ratio: float) -> None:
        """Sample the curve for a view box that has changed, on a screen of so many device pixels to a pixel."""
        self.coordinates, self._ratio = coordinates, ratio
        self.setData(*self._samples(ratio))
        self.setPen(pen(coordinates.theme.stroke(self.layer), coordinates.scale))

    def _samples(self, ratio: float) -> tuple[Floats, Floats]:
        coordinates = self.coordinates
        size = coordinates.width, coordinates.height
        return samples(self._function, coordinates.x_range, coordinates.y_range, *size, _FAR / max(ratio, 1.0))

    def draw(self, painter: QPainter) -> None:
        """Draw the line through the samples; for a device of other pixels than the screen's, through others."""
        coordinates = self.coordinates
        ratio = painter.deviceTransform().m11() * painter.device().devicePixelRatioF()
        x, y = self.getData() if ratio == self._ratio else self._samples(ratio)
        far = coordinates.height
        px, py = clip(coordinates.x_to_px(x), coordinates.y_to_px(y), coordinates.top - far, coordinates.bottom + far)
        painter.setClipRect(coordinates.rect.adjusted(0, -2, 0, 2), Qt.ClipOperation.IntersectClip)
        painter.setPen(self.opts["pen"])
        painter.drawPolyline(pg.functions.arrayToQPolygonF(px, py))


class TraceDots(Part):
    """The dots of the trace, each at (x, σ′(x))."""

    def __init__(self, z: float) -> None:
        super().__init__(z)
        self.trace = Trace()

    def draw(self, painter: QPainter) -> None:
        """Draw all dots."""
        self.draw_since(painter, 0)

    def draw_since(self, painter: QPainter, first: int) -> None:
        """Draw the dots from the first of them on: those of a drag come one by one."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(text.paint(self.coordinates.theme.slope.colour))
        radius = _DOT * self.coordinates.scale
        for at in self._places(first):
            painter.drawEllipse(at, radius, radius)

    def show_trace(self, trace: Trace) -> None:
        """Show the dots of a trace."""
        self.trace = trace
        self.show_if(shown=bool(trace))

    def boxes_since(self, first: int) -> list[QRectF]:
        """Return the boxes of the scene that the dots from the first of them on cover."""
        reach = _DOT * self.coordinates.scale + 1
        return [QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach) for at in self._places(first)]

    def _places(self, first: int) -> list[QPointF]:
        coordinates = self.coordinates
        x = np.array(self.trace[first:], dtype=np.float64)
        px, py = coordinates.x_to_px(x), coordinates.y_to_px(derivative(x))
        seen = (
            (px >= coordinates.left) & (px <= coordinates.right) & (py >= coordinates.top) & (py <= coordinates.bottom)
        )
        return [QPointF(*at) for at in zip(px[seen].tolist(), py[seen].tolist(), strict=True)]
