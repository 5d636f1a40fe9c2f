"""What lies still under the point while it moves: grid, numbers at the axes, and the curves."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from sigviz.model.navigation import seen_y_range
from sigviz.model.sampling import CURVES, polyline
from sigviz.model.scene import Scene
from sigviz.model.sigmoid import derivative
from sigviz.model.ticks import Tick, landmarks, ticks, y_ticks
from sigviz.views import bands, text
from sigviz.views.frame import Frame
from sigviz.views.theme import SMALL, THEMES, scale_of

_ROOM = QSizeF(150, 120)  # logical pixels that text of scale 1 needs: on less, it is smaller
_DOT = 2.6  # the radius of a dot
_GAP = 12.0  # between the plot and the numbers beside it


def x_axis(frame: Frame) -> list[Tick]:
    """Return the numbers under the plot: as many as stand clear of each other."""
    face = text.mathematical(SMALL * frame.scale)
    low, high = frame.x_range
    px = (high - low) / max(frame.width, 1.0)
    apart = 72 * frame.scale
    while True:
        shown = ticks(frame.x_range, apart * px)
        widest = max((face.width(tick.text) for tick in shown), default=0.0)
        if widest + 20 * frame.scale <= apart:
            return shown
        apart = widest + 24 * frame.scale


def y_axis(frame: Frame, scene: Scene) -> list[Tick]:
    """Return the numbers left of the plot: where values are hidden, none that could give one away."""
    low, high = frame.y_range
    least = 44 * frame.scale * (high - low) / max(frame.height, 1.0)
    return landmarks(frame.y_range, least) if scene.concealed else y_ticks(frame.y_range, least)


def margins(frame: Frame, scene: Scene) -> tuple[float, float, float, float]:
    """Return the room left, above, right and below that the numbers take, for a frame of about the size."""
    face = text.mathematical(SMALL * frame.scale)
    widest = max((face.width(tick.text) for tick in y_axis(frame, scene)), default=0.0)
    edge = 14 * frame.scale
    return max(widest + _GAP * frame.scale + edge, 40 * frame.scale), edge, 1.5 * edge, 34 * frame.scale


def fit(size: QSize, scene: Scene) -> Frame:
    """Return the frame of a scene on a widget of this size."""
    theme = THEMES[scene.theme]
    width, height = max(size.width(), 1.0), max(size.height(), 1.0)
    scale = min(scale_of(scene), width / _ROOM.width(), height / _ROOM.height())
    rough = Frame(0, 0, width, height, scene.x_range, seen_y_range(scene, height / width), theme, scale)
    left, top, right, bottom = margins(rough, scene)
    inner = left, top, max(width - right, left + 1), max(height - bottom, top + 1)
    y_range = seen_y_range(scene, (inner[3] - inner[1]) / (inner[2] - inner[0]))
    return Frame(*inner, scene.x_range, y_range, theme, scale)


def paint_grid(painter: QPainter, frame: Frame, scene: Scene) -> None:
    """Draw a faint line at each number, and the two axes a little stronger."""
    if not scene.shows("grid"):
        return
    faint = QPen(QColor(frame.theme.faint), frame.scale)
    axis = QPen(QColor(frame.theme.axis), frame.scale)
    for tick in x_axis(frame):
        x = frame.x_to_px(tick.value)
        painter.setPen(axis if tick.value == 0 else faint)
        painter.drawLine(QLineF(x, frame.top, x, frame.bottom))
    for tick in y_axis(frame, scene):
        y = frame.y_to_px(tick.value)
        painter.setPen(axis if tick.value == 0 else faint)
        painter.drawLine(QLineF(frame.left, y, frame.right, y))


def paint_numbers(painter: QPainter, frame: Frame, scene: Scene) -> None:
    """Write the numbers at the axes."""
    size = SMALL * frame.scale
    face, colour = text.mathematical(size), frame.theme.quiet
    left = frame.left - _GAP * frame.scale
    below = frame.bottom + _GAP * frame.scale + 0.8 * size
    for tick in x_axis(frame):
        face.draw(painter, frame.x_to_px(tick.value), below, tick.text, colour, align=0.5)
    for tick in y_axis(frame, scene):
        face.draw(painter, left, frame.y_to_px(tick.value) + 0.33 * size, tick.text, colour, align=1)


def paint_curves(painter: QPainter, frame: Frame, scene: Scene) -> None:
    """Draw the curves, exact to a fraction of a pixel of the device."""
    device = painter.deviceTransform().m11() * painter.device().devicePixelRatioF()
    painter.save()
    painter.setClipRect(frame.rect.adjusted(0, -2, 0, 2))
    painter.translate(frame.left, frame.top)
    for name, curve in CURVES.items():
        if scene.draws(name):
            size = frame.width, frame.height
            px, py = polyline(curve, frame.x_range, frame.y_range, *size, 0.2 / max(device, 1.0))
            painter.setPen(frame.pen(frame.theme.stroke(name)))
            painter.drawPolyline(_polygon(px, py))
    painter.restore()


def paint_trace(painter: QPainter, frame: Frame, scene: Scene, since: int = 0) -> None:
    """Draw the dots that the point has left, all or those since a place in the trace."""
    if not scene.draws("trace"):
        return
    x = np.array(scene.trace[since:], dtype=np.float64)
    px, py = frame.x_to_px(x), frame.y_to_px(derivative(x))
    inside = (px >= frame.left) & (px <= frame.right) & (py >= frame.top) & (py <= frame.bottom)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(text.paint(frame.theme.slope.colour))
    radius = _DOT * frame.scale
    for at in zip(px[inside].tolist(), py[inside].tolist(), strict=True):
        painter.drawEllipse(QPointF(*at), radius, radius)


def _polygon(px: np.ndarray, py: np.ndarray) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in zip(px.tolist(), py.tolist(), strict=True)])


PAINTERS = (bands.paint_bands, paint_grid, paint_numbers, paint_curves)


def paint(painter: QPainter, frame: Frame, scene: Scene, whole: QRectF, *, filled: bool = True) -> None:
    """Draw all that lies still, over ``whole``."""
    if filled:
        painter.fillRect(whole, QColor(frame.theme.ground))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for paint_one in PAINTERS:
        paint_one(painter, frame, scene)
