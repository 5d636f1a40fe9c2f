"""The names of the curves, written beside the curves in the same colour, where there is space."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from sigviz.drawing import text
from sigviz.drawing.theme import MEDIUM
from sigviz.maths.sampling import CURVES
from sigviz.maths.sigmoid import Floats
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part

_TEXTS = {"sigma": "σ(x)", "derivative": "σ′(x)", "complement": "1 − σ(x)"}
# The preferred position along the visible range, from 0 to 1, and side: −1 above the curve, 1 below it.
_PREFERRED = {"sigma": (0.84, 1), "derivative": (0.66, -1), "complement": (0.12, 1)}
_CLEAR = 5.0  # the margin around a name, at scale 1
_COLUMN = 3.0  # pixels between the columns in which curves are sampled


class Name(NamedTuple):
    """A name, the start of its baseline, and the box that it keeps clear."""

    curve: str
    text: str
    where: QPointF
    box: QRectF


def arrange_names(coordinates: Coordinates, scene: Scene, taken: list[QRectF]) -> dict[str, Name]:
    """Return the name of each visible curve, beside its curve, clear of the other curves and of the taken boxes.

    A name that does not fit in the visible range is omitted.
    """
    if not scene.shows("labels"):
        return {}
    columns = np.arange(coordinates.left, coordinates.right, _COLUMN)
    xs = coordinates.px_to_x(columns)
    rows = {name: coordinates.y_to_px(CURVES[name].function(xs)) for name in CURVES if scene.draws(name)}
    axis = [coordinates.y_to_px(np.zeros_like(xs))] if scene.shows("grid") else []
    placed: dict[str, Name] = {}
    for name in rows:
        found = _find(name, coordinates, columns, rows, axis, [*taken, *(other.box for other in placed.values())])
        if found:
            placed[name] = found
    return placed


class CurveLabel(Part):
    """The name of one curve, with a rim that interrupts the lines below it."""

    name: Name | None = None

    def show_name(self, name: Name | None, others: Iterable[QRectF]) -> None:
        """Replace the name. Show it if it is clear of the other boxes."""
        self.name = name
        self.show_if(shown=name is not None and not any(map(name.box.intersects, others)))

    def boxes(self) -> list[QRectF]:
        """Return the box that the name keeps clear."""
        return [self.name.box] if self.name is not None else []

    def draw_on_screen(self, painter: QPainter, ratio: float) -> None:
        """Draw a cached picture of the name, because drawing the rim takes half a millisecond."""
        if self.name is not None:
            box = self.name.box
            theme, size = self.coordinates.theme, (box.width(), box.height())
            colours = theme.stroke(self.name.curve).colour, theme.ground
            painter.drawPixmap(box.topLeft(), _stamp(self.name.text, size, *colours, self.coordinates.scale, ratio))

    def draw(self, painter: QPainter) -> None:
        """Write the name."""
        if self.name is not None:
            theme = self.coordinates.theme
            colours = theme.stroke(self.name.curve).colour, theme.ground
            _write(painter, self.name.text, self.name.where, *colours, self.coordinates.scale)


def _write(painter: QPainter, words: str, where: QPointF, colour: str, ground: str, unit: float) -> None:
    text.mathematical(MEDIUM * unit).draw_with_halo(painter, where, words, colour, ground, 3 * unit)


@lru_cache(maxsize=16)
def _stamp(words: str, size: tuple[float, float], colour: str, ground: str, unit: float, ratio: float) -> QPixmap:
    """Return the picture of a name in a box of this size."""
    ink = text.mathematical(MEDIUM * unit).box(words)
    stamp = QPixmap((QSizeF(*size) * ratio).toSize())
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    keep = _CLEAR * unit
    _write(painter, words, QPointF(keep, keep) - ink.topLeft(), colour, ground, unit)
    painter.end()
    return stamp


def _find(
    name: str,
    coordinates: Coordinates,
    columns: Floats,
    rows: dict[str, Floats],
    axis: list[Floats],
    taken: list[QRectF],
) -> Name | None:
    label = text.italic(_TEXTS[name])
    ink = text.mathematical(MEDIUM * coordinates.scale).box(label)
    first, side = _PREFERRED[name]
    shares = sorted(np.linspace(0.03, 0.97, 95).tolist(), key=lambda share: abs(share - first))
    keep = _CLEAR * coordinates.scale
    room = coordinates.rect.adjusted(4, 4, -4, -4)
    for share in shares:
        for above in (side, -side):
            box = _beside(coordinates, columns, rows[name], share, above, ink)
            if box is None or not room.contains(box):
                continue
            clear = box.adjusted(-keep, -keep, keep, keep)
            if any(clear.intersects(other) for other in taken):
                continue
            if not any(_crosses(clear, columns, row) for row in (*rows.values(), *axis)):
                return Name(name, label, box.topLeft() - ink.topLeft(), clear)
    return None


def _beside(
    coordinates: Coordinates, columns: Floats, row: Floats, share: float, side: int, ink: QRectF
) -> QRectF | None:
    """Return the box of a name centred at a fraction of the width, just above or below the curve, or None."""
    middle = coordinates.left + share * coordinates.width
    box = QRectF(middle - ink.width() / 2, 0, ink.width(), ink.height())
    under = row[(columns >= box.left() - 4) & (columns <= box.right() + 4)]
    if not len(under):
        return None
    gap = 9 * coordinates.scale
    box.moveTop(float(under.max()) + gap if side > 0 else float(under.min()) - gap - ink.height())
    return box


def _crosses(box: QRectF, columns: Floats, row: Floats) -> bool:
    under = row[(columns >= box.left() - _COLUMN) & (columns <= box.right() + _COLUMN)]
    return bool(len(under)) and float(under.min()) < box.bottom() and float(under.max()) > box.top()
