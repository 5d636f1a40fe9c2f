"""The marks on the buttons of the shelf: each layer in a few strokes, in the colours that they have in the plot."""

import math
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from sigviz.drawing.theme import Theme

WIDTH, HEIGHT = 64.0, 34.0  # of a mark, in units
_THIN, _THICK = 1.3, 2.2
_FILL = 70  # of 255: how opaque areas are

Points = tuple[tuple[float, float], ...]


class MarkStroke(NamedTuple):
    """A line through points, an area, or dots at them, in the colour of a quantity (``ink`` and ``axis`` have none)."""

    role: str
    points: Points
    kind: str = "line"  # or "area", "dots", "dashes"
    width: float = _THICK


def _curve(low: float, high: float, shape: str = "sigma") -> Points:
    """Return σ or its bell, between two fractions of the width."""
    points = []
    for step in range(25):
        share = low + (high - low) * step / 24
        sigma = 1 / (1 + math.exp(-12 * (share - 0.5)))
        y = sigma if shape == "sigma" else 3.6 * sigma * (1 - sigma)
        points.append((WIDTH * share, HEIGHT - 3 - (HEIGHT - 6) * y))
    return tuple(points)


def _box(left: float, top: float, right: float, bottom: float) -> Points:
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def _circle(x: float, y: float, radius: float) -> Points:
    turns = (step / 12 * math.pi for step in range(25))
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns)


def _strokes_of_field() -> tuple[MarkStroke, ...]:
    rows = ((4, 0.0), (12, 5.0), (20, 5.0), (28, 0.0))
    return tuple(
        MarkStroke("slope", ((x - 4, y + rise / 2 + 1), (x + 4, y - rise / 2 + 1)), width=_THIN)
        for y, rise in rows
        for x in (8, 20, 32, 44, 56)
    )


_SIGMA = MarkStroke("sigma", _curve(0.06, 0.94))
MARKS: dict[str, tuple[MarkStroke, ...]] = {
    "derivation": (
        MarkStroke("ink", ((14, 8), (34, 8)), width=_THIN),
        MarkStroke("ink", ((22, 17), (50, 17)), width=_THIN),
        MarkStroke("slope", ((22, 26), (42, 26))),
    ),
    "area": (
        MarkStroke("slope", _box(19, 10, 38, 31), "area"),
        MarkStroke("axis", _box(19, 4, 46, 31), width=_THIN),
        MarkStroke("sigma", ((19, 31), (38, 31))),
        MarkStroke("complement", ((19, 31), (19, 10))),
        MarkStroke("slope", ((38, 10),), "dots"),
    ),
    "secant": (
        _SIGMA,
        MarkStroke("ink", ((16, 34), (54, 1)), width=_THIN),
        MarkStroke("ink", ((24.5, 26.6), (42, 6.6)), "dots"),
    ),
    "trace": (
        MarkStroke("axis", ((4, 31), (60, 31)), width=_THIN),
        MarkStroke("slope", _curve(0.12, 0.88, "bell")[::3], "dots"),
    ),
    "slope-field": (_SIGMA, *_strokes_of_field()),
    "predict": (
        _SIGMA,
        MarkStroke("ink", ((14, 24), (50, 10)), "dashes", _THIN),
        MarkStroke("sigma", ((32, 17),), "dots"),
    ),
    "neuron": (
        *(MarkStroke("ink", ((8, y), (34, 17)), width=_THIN) for y in (5, 17, 29)),
        MarkStroke("ink", ((34, 17), (58, 17)), width=_THIN),
        MarkStroke("slope", ((8, 5), (8, 17), (8, 29)), "dots"),
        MarkStroke("sigma", _circle(38, 17, 9)),
    ),
    "chain": tuple(
        MarkStroke("slope", _box(6 + 11 * at, 31 - height, 14 + 11 * at, 31), "area")
        for at, height in enumerate((28, 16, 9, 5, 2.5))
    ),
}


def paint_mark(painter: QPainter, layer: str, box: QRectF, theme: Theme, *, coloured: bool) -> None:
    """Draw the mark of a layer in a box, in the colours of the theme or in its quiet grey."""
    painter.save()
    unit = min(box.width() / WIDTH, box.height() / HEIGHT)
    painter.translate(box.center().x() - WIDTH / 2 * unit, box.center().y() - HEIGHT / 2 * unit)
    painter.scale(unit, unit)
    for stroke in MARKS.get(layer, ()):
        colour = QColor(_colour(theme, stroke.role) if coloured else theme.quiet)
        _paint_stroke(painter, stroke, colour)
    painter.restore()


def mark_colour(layer: str, theme: Theme) -> str:
    """Return the colour of the last stroke of a mark, which is the layer's own."""
    return _colour(theme, MARKS[layer][-1].role)


def _paint_stroke(painter: QPainter, stroke: MarkStroke, colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(Qt.PenStyle.NoPen)
    if stroke.kind == "dots":
        painter.setBrush(colour)
        for x, y in stroke.points:
            painter.drawEllipse(QPointF(x, y), 2.4, 2.4)
    elif stroke.kind == "area":
        filled = QColor(colour)
        filled.setAlpha(_FILL if stroke.role != "axis" else _FILL // 2)
        painter.setBrush(filled)
        painter.drawPolygon(_polygon(stroke.points))
    else:
        style = Qt.PenStyle.DashLine if stroke.kind == "dashes" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, stroke.width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(_polygon(stroke.points))


@lru_cache(maxsize=256)
def _polygon(points: Points) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _colour(theme: Theme, role: str) -> str:
    return {"ink": theme.ink, "axis": theme.axis}.get(role) or theme.stroke(role).colour
