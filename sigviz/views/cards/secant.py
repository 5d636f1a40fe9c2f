"""The secant card: the error of the secant's slope against h, on logarithmic axes.

The truncation error falls as h becomes smaller, and the rounding error rises.
"""

import math
from itertools import pairwise
from typing import Any

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.handles import Handle
from sigviz.drawing.strokes import pen
from sigviz.drawing.theme import SMALL, Stroke
from sigviz.maths import secant
from sigviz.maths.number_format import exact
from sigviz.maths.sigmoid import Floats
from sigviz.model.layer_texts import secant_error, secant_slope, superscript
from sigviz.model.readout import Readout
from sigviz.model.scene import FIELDS, Scene
from sigviz.views.card import Card, Look

_DECADES = 18  # the visible decades of the error
_APART = 4  # decades between the labels on the axis of h, twice as many in a narrow card
_SPACE = 200.0  # the width that they need, in units
_SHARES: Floats = np.linspace(0.0, 1.0, len(secant.H_STEPS))
# Keyed by the kind of secant.
_TITLE = {"forward": "|Δ𝜎/{h} − 𝜎′| over {h}", "symmetric": "|Δ𝜎/2{h} − 𝜎′| over {h}"}
_DESCRIPTION = {
    "forward": "h = {h}, forward: slope {slope}, off by {error}",
    "symmetric": "h = {h}, symmetric: slope {slope}, off by {error}",
}


class SecantCard(Card):
    """The card of the layer ``secant``."""

    layer = "secant"
    title = "Error of the secant's slope over h"
    least = 238.0, 150.0
    more = 1.0

    def still(self, scene: Scene) -> object:
        """Return the kind of secant, the top decade, and whether the product is hidden."""
        return scene.secant, _top(scene), "product" in scene.concealed

    def paint_still(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw the title and the axes."""
        box, theme, unit = _plot(look), look.theme, look.unit
        h = text.letter("h")
        scene, top = readout.scene, _top(readout.scene)
        title = _TITLE[scene.secant].format(h=h)
        look.write_title(painter, f"{title}, {scene.secant}", title)
        apart = _APART if box.width() > _SPACE * unit else 2 * _APART
        for decade in range(secant.DECADES[0], secant.DECADES[1] + 1, apart):
            x = _column(box, float(decade))
            painter.fillRect(QRectF(x, box.top(), unit, box.height()), text.paint(theme.faint))
            look.write(painter, x, box.bottom() + 1.15 * SMALL * unit, superscript(decade), align=0.5)
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), unit), text.paint(theme.axis))
        for decade in (top - 2, top - 10):
            label = "" if "product" in scene.concealed else superscript(decade)
            y = _row(box, float(decade), top) + 0.33 * SMALL * unit
            look.write(painter, box.left() - 6 * unit, y, label, align=1)
        for words, x, share, colour, align in (
            ("too coarse", _column(box, -0.4), 0.68 if scene.symmetric else 0.47, theme.slope.colour, 1.0),
            ("digits lost", box.left() + 4 * unit, 0.5, theme.complement.colour, 0.0),
        ):
            look.write(painter, x, box.top() + share * box.height(), words, colour, align)

    def paint_moving(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw the two theoretical errors, the error measured in float64, and the current h."""
        scene, box, theme, unit = readout.scene, _plot(look), look.theme, look.unit
        symmetric, top = scene.symmetric, _top(scene)
        branches = (secant.truncation, theme.slope.colour), (secant.rounding, theme.complement.colour)
        for (branch, colour), decades in zip(branches, secant.knots(scene.x, symmetric=symmetric), strict=True):
            painter.setPen(pen(Stroke(colour, 1.0), unit))
            off = [branch(scene.x, 10.0**decade, symmetric=symmetric) for decade in decades]
            painter.drawLines(_branch(box, decades, off, top))
        painter.setPen(pen(Stroke(theme.ink, 1.6), unit))
        painter.drawLines(_lines(box, _SHARES, secant.spectrum(scene.x, symmetric=symmetric), top))
        self._paint_best(painter, scene, look, top)
        self._paint_mark(painter, readout, look, top)

    def _paint_best(self, painter: QPainter, scene: Scene, look: Look, top: int) -> None:
        """Write the name of the lowest point of the V below it."""
        box, size = _plot(look), SMALL * look.unit
        h = secant.best_step(scene.x, symmetric=scene.symmetric)
        off = secant.rounding(scene.x, h, symmetric=scene.symmetric)
        x, y = _column(box, math.log10(h)), _row(box, math.log10(off) if off else -math.inf, top)
        look.write(painter, x, min(y + 1.6 * size, box.bottom() - 0.4 * size), "best " + text.letter("h"), align=0.5)

    def _paint_mark(self, painter: QPainter, readout: Readout, look: Look, top: int) -> None:
        scene, box, theme, unit = readout.scene, _plot(look), look.theme, look.unit
        at = _mark(box, scene, top)
        painter.fillRect(QRectF(at.x() - unit / 2, box.top(), unit, box.height()), text.paint(theme.ink))
        look.paint_handle(painter, "h", at, theme.ink)
        h = text.letter("h")
        line = box.top() - 0.5 * SMALL * unit
        look.write(painter, look.inner.left(), line, f"{h} = {exact(scene.h)}", theme.ink)
        look.write(painter, box.right(), line, f"off by {secant_error(scene)}", theme.ink, 1)

    def describe(self, readout: Readout) -> str:
        """Return the values of h, the slope and the error."""
        scene = readout.scene
        slope, error = secant_slope(scene), secant_error(scene)
        return _DESCRIPTION[scene.secant].format(h=exact(scene.h), slope=slope, error=error)

    def handles(self, readout: Readout, look: Look) -> list[Handle]:
        """Return the handle at the current h."""
        scene = readout.scene
        return [Handle("h", _mark(_plot(look), scene, _top(scene)))]

    def drag(self, handle: str, begun: Scene, by: QPointF, look: Look) -> dict[str, Any]:  # noqa: ARG002
        """Return the value of h at the dragged column, rounded to two digits."""
        decades = by.x() / _plot(look).width() * (secant.DECADES[1] - secant.DECADES[0])
        h = float(f"{begun.h * 10**decades:.1e}")
        return {"h": FIELDS["h"].clamp(h)}


def _plot(look: Look) -> QRectF:
    size = SMALL * look.unit
    return look.inner.adjusted(2.6 * size, 1.5 * size, -1.0 * size, -1.6 * size)


def _top(scene: Scene) -> int:
    """Return the exponent of the power of ten above all errors."""
    most = float(secant.spectrum(scene.x, symmetric=scene.symmetric).max())
    return math.ceil(math.log10(most)) if most > 0 else 0


def _column(box: QRectF, decade: float) -> float:
    first, last = secant.DECADES
    return box.left() + (decade - first) / (last - first) * box.width()


def _row(box: QRectF, decade: float, top: int) -> float:
    return box.top() + min(max((top - decade) / _DECADES, 0.0), 1.0) * box.height()


def _mark(box: QRectF, scene: Scene, top: int) -> QPointF:
    """Return the position of the current h."""
    off = secant.error_at(scene.x, scene.h, symmetric=scene.symmetric)
    return QPointF(_column(box, math.log10(scene.h)), _row(box, math.log10(off) if off else -math.inf, top))


def _branch(box: QRectF, decades: list[int], off: list[float], top: int) -> list[QLineF]:
    """Return the visible part of a branch, given its errors ``off`` at these decades of h."""
    if not all(off):
        return []
    ends = [
        (_column(box, decade), (top - math.log10(error)) / _DECADES) for decade, error in zip(decades, off, strict=True)
    ]
    lines = []
    for (left, first), (right, last) in pairwise(ends):
        low, high = sorted((edge - first) / (last - first) for edge in (0.0, 1.0))
        seen = max(low, 0.0), min(high, 1.0)
        if seen[0] < seen[1]:
            places = [(left + at * (right - left), first + at * (last - first)) for at in seen]
            lines.append(QLineF(*(QPointF(x, box.top() + y * box.height()) for x, y in places)))
    return lines


def _lines(box: QRectF, shares: Floats, off: Floats, top: int) -> list[QLineF]:
    """Return errors as separate lines, which Qt draws faster than a polyline. ``shares`` are positions of h, 0 to 1."""
    columns = box.left() + shares * box.width()
    with np.errstate(divide="ignore"):
        rows = box.top() + np.minimum((top - np.log10(off)) / _DECADES, 1.0) * box.height()
    places = pairwise(zip(columns.tolist(), rows.tolist(), strict=True))
    return [QLineF(*one, *other) for one, other in places]
