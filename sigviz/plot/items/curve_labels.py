"""The names of the curves, written beside the curves in the same colour, where there is space."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from sigviz.drawing import text
from sigviz.drawing.strokes import HALO
from sigviz.maths.sampling import CURVES
from sigviz.maths.sigmoid import Floats
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part
from sigviz.plot.items.picture_labels import Candidate, Places

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
    on_grid: bool = False  # whether a grid line crosses it, in a picture


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
            scales = theme.medium, self.coordinates.scale
            painter.drawPixmap(box.topLeft(), _stamp(self.name.text, size, *colours, *scales, ratio))

    def draw(self, painter: QPainter) -> None:
        """Write the name. In a picture, its rim is drawn by `draw_halos`."""
        if self.name is not None:
            theme = self.coordinates.theme
            if not theme.interactive:
                face = text.mathematical(theme.medium * self.coordinates.scale)
                face.draw(painter, *self.name.where.toTuple(), self.name.text, theme.stroke(self.name.curve).colour)
                return
            colours = theme.stroke(self.name.curve).colour, theme.ground
            _write(painter, self.name.text, self.name.where, *colours, theme.medium, self.coordinates.scale)

    def draw_halos(self, painter: QPainter) -> None:
        """Draw the rim of the name of a picture, which interrupts the grid."""
        if self.name is not None and self.name.on_grid:
            theme, scale = self.coordinates.theme, self.coordinates.scale
            face = text.mathematical(theme.medium * scale)
            face.draw_halo(painter, self.name.where, self.name.text, theme.ground, HALO * scale)


def place_names(coordinates: Coordinates, scene: Scene, places: Places) -> dict[str, Name]:
    """Return the name of each visible curve of a picture that has a free place beside its curve."""
    if not scene.shows("labels"):
        return {}
    columns = np.arange(coordinates.left, coordinates.right, _COLUMN)
    xs, placed = coordinates.px_to_x(columns), {}
    for name in CURVES:
        if scene.draws(name):
            label = text.italic(_TEXTS[name])
            ink = text.mathematical(coordinates.theme.medium * coordinates.scale).box(label)
            row = coordinates.y_to_px(CURVES[name].function(xs))
            boxes = _boxes(coordinates, name, columns, row, ink)
            found = places.first(Candidate(box) for box in boxes)
            if found is not None:
                placed[name] = Name(name, label, found.box.topLeft() - ink.topLeft(), found.box, found.on_grid)
    return placed


def _write(painter: QPainter, words: str, where: QPointF, colour: str, ground: str, size: float, unit: float) -> None:
    text.mathematical(size * unit).draw_with_halo(painter, where, words, colour, ground, HALO * unit)


@lru_cache(maxsize=16)
def _stamp(
    words: str, box: tuple[float, float], colour: str, ground: str, size: float, unit: float, ratio: float
) -> QPixmap:
    """Return the picture of a name in a box of this size."""
    ink = text.mathematical(size * unit).box(words)
    stamp = QPixmap((QSizeF(*box) * ratio).toSize())
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    keep = _CLEAR * unit
    _write(painter, words, QPointF(keep, keep) - ink.topLeft(), colour, ground, size, unit)
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
    ink = text.mathematical(coordinates.theme.medium * coordinates.scale).box(label)
    keep = _CLEAR * coordinates.scale
    room = coordinates.rect.adjusted(4, 4, -4, -4)
    for box in _boxes(coordinates, name, columns, rows[name], ink):
        clear = box.adjusted(-keep, -keep, keep, keep)
        if not room.contains(box) or any(clear.intersects(other) for other in taken):
            continue
        if not any(_crosses(clear, columns, row) for row in (*rows.values(), *axis)):
            return Name(name, label, box.topLeft() - ink.topLeft(), clear)
    return None


def _boxes(coordinates: Coordinates, name: str, columns: Floats, row: Floats, ink: QRectF) -> Iterator[QRectF]:
    """Yield boxes for a name along both sides of its curve, from the preferred position outwards."""
    first, side = _PREFERRED[name]
    for share in sorted(np.linspace(0.03, 0.97, 95).tolist(), key=lambda share: abs(share - first)):
        for above in (side, -side):
            box = _beside(coordinates, columns, row, share, above, ink)
            if box is not None:
                yield box


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
