"""Short texts beside what moves in the plot: each where there is room for it."""

from collections.abc import Iterable
from contextlib import nullcontext
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.background import grounded
from sigviz.drawing.theme import SMALL
from sigviz.maths.sigmoid import activation
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part

LABEL_GAP = 14.0  # between a label and its mark, at scale 1
# Where a label is tried around its pixel, in order: how far it reaches to the right of it, and how far down.
_Side = tuple[float, float]
_SIDES: tuple[_Side, ...] = ((0, -1), (-1, -1), (0, 1), (-1, 1), (-0.5, -1.6), (-0.5, 1.6))


class Label(NamedTuple):
    """A text, where its baseline begins, and the box that it takes."""

    text: str
    where: QPointF
    box: QRectF
    colour: str
    ground: str

    @classmethod
    def on(cls, coordinates: Coordinates, words: str, box: QRectF, colour: str, ground: str = "") -> "Label":
        """Return the label that fills a box, on the plot's ground if no other is named."""
        where = QPointF(box.left(), box.top() + 0.95 * SMALL * coordinates.scale)
        return cls(words, where, box, colour, ground or coordinates.theme.ground)


class LabelRequest(NamedTuple):
    """A text that is to stand near a pixel, and how far from it."""

    text: str
    near: QPointF
    gap: float
    colour: str
    first: _Side = _SIDES[0]  # the side that is tried first
    rank: int = 1  # labels of a lower rank are given their box first


def arrange_labels(
    coordinates: Coordinates, scene: Scene, requests: Iterable[LabelRequest], taken: Iterable[QRectF]
) -> list[Label]:
    """Return the labels, each at the first side of its pixel that is in the plot and clear of the others.

    A side is better if no curve runs through it. A label that finds none is pushed into the plot,
    over lines but not over another text. One that finds no box there either is omitted.
    """
    room = coordinates.rect.adjusted(4, 4, -4, -4)
    boxes = list(taken)
    labels: list[Label] = []
    for request in sorted(requests, key=attrgetter("rank")):
        box = _free_box(coordinates, scene, request, room, boxes)
        if box is not None:
            labels.append(Label.on(coordinates, request.text, box, request.colour))
            boxes.append(box)
    return labels


def clear_notes(coordinates: Coordinates, blocks: Iterable[list[Label]]) -> list[Label]:
    """Return those lines of blocks that are in the plot and clear of the blocks before."""
    notes: list[Label] = []
    for block in blocks:
        before = [note.box for note in notes]
        for line in block:
            apart = line.box.adjusted(-8, 0, 8, 0)
            if coordinates.rect.contains(line.box) and not any(map(apart.intersects, before)):
                notes.append(line)
    return notes


def _free_box(
    coordinates: Coordinates, scene: Scene, request: LabelRequest, room: QRectF, others: list[QRectF]
) -> QRectF | None:
    """Return the first box around a pixel that is in the plot and clear: best of curves too."""
    size = SMALL * coordinates.scale
    width, height = text.mathematical(size).width(request.text), 1.25 * size
    fit = None
    for shift in (_as_it_is, _pushed):
        for across, down in (request.first, *_SIDES):
            box = shift(_beside(request, across, down, width, height), room)
            if room.contains(box) and not any(map(box.intersects, others)):
                if not crossed(coordinates, scene, box):
                    return box
                fit = fit or box
    return fit


def crossed(coordinates: Coordinates, scene: Scene, box: QRectF) -> bool:
    """Return whether a curve runs through a box, as far as its ends and its middle tell."""
    under = [activation(coordinates.px_to_x(px)) for px in (box.left(), box.center().x(), box.right())]
    for name, part in (("sigma", 0), ("complement", 1), ("derivative", 2)):
        rows = [coordinates.y_to_px(here[part]) for here in under]
        if scene.draws(name) and min(rows) < box.bottom() and max(rows) > box.top():
            return True
    return False


def _beside(request: LabelRequest, across: float, down: float, width: float, height: float) -> QRectF:
    shift = request.gap if across == 0 else -request.gap if across == -1 else 0.0
    left = request.near.x() + across * width + shift
    top = request.near.y() + down * (0.6 * request.gap) - (height if down < 0 else 0.0)
    return QRectF(left, top, width, height)


def _as_it_is(box: QRectF, room: QRectF) -> QRectF:  # noqa: ARG001
    return box


def _pushed(box: QRectF, room: QRectF) -> QRectF:
    left = min(max(box.left(), room.left()), room.right() - box.width())
    top = min(max(box.top(), room.top()), room.bottom() - box.height())
    return QRectF(left, top, box.width(), box.height())


class Labels(Part):
    """Labels, on a ground that lets the lines below fade."""

    def __init__(self, z: float) -> None:
        super().__init__(z)
        self.labels: tuple[Label, ...] = ()

    def show_labels(self, labels: Iterable[Label]) -> None:
        """Show these labels in the place of those before."""
        self.labels = tuple(labels)
        self.show_if(shown=bool(self.labels))

    def boxes(self) -> list[QRectF]:
        """Return the boxes of the labels."""
        return [_with_margin(label.box) for label in self.labels]

    def draw(self, painter: QPainter) -> None:
        """Write the labels."""
        face = text.mathematical(SMALL * self.coordinates.scale)
        for label in self.labels:
            with grounded(painter) if label.ground == self.coordinates.theme.ground else nullcontext():
                painter.fillRect(_with_margin(label.box), text.paint(label.ground))
            face.draw(painter, label.where.x(), label.where.y(), label.text, label.colour)


def _with_margin(box: QRectF) -> QRectF:
    return box.adjusted(-2, 0, 2, 0)
