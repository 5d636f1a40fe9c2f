"""The overlay of the trace: a dot at (x, σ′(x)) for each position of a dragged point."""

from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.maths.sigmoid import derivative
from sigviz.model.fields.trace import Trace
from sigviz.model.scene import Scene
from sigviz.plot.items.base import Part
from sigviz.plot.overlay import Addition, Overlay

_DOT = 2.6  # the radius of a dot
_NO_TRACE = Trace()


class TraceOverlay(Overlay):
    """The overlay of the layer ``trace``."""

    layer = "trace"

    def __init__(self) -> None:
        self.dots = DotsItem(-40.0)
        self.inside = (self.dots,)

    def hide(self) -> None:
        """Hide all dots."""
        self.dots.show_trace(_NO_TRACE)

    def grow(self, scene: Scene) -> list[Addition] | None:
        """Add the new dots and return them, or None if dots have been removed."""
        before, now = self.dots.trace, scene.trace if scene.draws(self.layer) else _NO_TRACE
        known = len(before)
        self.dots.show_trace(now)
        if now[:known] != before:
            return None
        if len(now) == known:
            return []
        boxes = self.dots.boxes_since(known)
        return [Addition(partial(self.dots.draw_since, first=known), boxes)] if boxes else []


class DotsItem(Part):
    """The dots of a trace."""

    def __init__(self, z: float) -> None:
        super().__init__(z)
        self.trace = _NO_TRACE

    def show_trace(self, trace: Trace) -> None:
        """Show the dots of a trace."""
        self.trace = trace
        self.show_if(shown=bool(trace))

    def draw(self, painter: QPainter) -> None:
        """Draw all dots."""
        self.draw_since(painter, 0)

    def draw_since(self, painter: QPainter, first: int) -> None:
        """Draw the dots from an index on. A drag adds them one at a time."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(text.paint(self.coordinates.theme.slope.colour))
        radius = _DOT * self.coordinates.scale
        for at in self._places(first):
            painter.drawEllipse(at, radius, radius)

    def boxes_since(self, first: int) -> list[QRectF]:
        """Return the boxes of the graphics scene that the dots from an index on cover."""
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
