"""Short texts in the plot, placed where there is space."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from sigviz.drawing import text
from sigviz.drawing.background import grounded
from sigviz.drawing.strokes import HALO, pen
from sigviz.drawing.theme import SMALL, Stroke
from sigviz.maths.sigmoid import activation
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part

ROW = 1.25  # the height of a line, in font sizes
LABEL_GAP = 14.0  # between a label and its mark, at scale 1
# The sides of its pixel on which a label is tried, in order: its offset to the right in widths, and downwards.
_Side = tuple[float, float]
_SIDES: tuple[_Side, ...] = ((0, -1), (-1, -1), (0, 1), (-1, 1), (-0.5, -1.6), (-0.5, 1.6))


class Label(NamedTuple):
    """A text, the start of its baseline, the box that it covers, and its colours.

    In a picture it may have several lines, a border and a line from its mark, and be crossed by a grid line.
    """

    text: str
    where: QPointF
    box: QRectF
    colour: str
    ground: str
    pill: bool = False
    leader: QLineF = QLineF()
    on_grid: bool = False

    @classmethod
    def on(cls, coordinates: Coordinates, words: str, box: QRectF, colour: str, ground: str = "") -> "Label":
        """Return the label that fills a box. Its background is the plot's unless ``ground`` is given."""
        where = QPointF(box.left(), box.top() + 0.95 * SMALL * coordinates.scale)
        return cls(words, where, box, colour, ground or coordinates.theme.ground)


class LabelRequest(NamedTuple):
    """A request to place a text near a pixel, at a distance ``gap``."""

    text: str
    near: QPointF
    gap: float
    colour: str
    first: _Side = _SIDES[0]  # the preferred side
    rank: int = 1  # labels with a lower rank are placed first
    clear: bool = False  # whether it is omitted instead of covering a curve or the name of one
    spare: QPointF | None = None  # the pixel to try where there is no space at the first one
    pill: bool = False  # whether it has a border and a leader in a picture
    shorter: str = ""  # the text for a picture in which the whole one has no place
    others: tuple[QPointF, ...] = ()  # in a picture, further pixels to try


def arrange_labels(
    coordinates: Coordinates,
    scene: Scene,
    requests: Iterable[LabelRequest],
    taken: Iterable[QRectF],
    names: Iterable[QRectF] = (),
) -> list[Label]:
    """Return the labels, each on the first side of its pixel that is in the plot and clear of the other boxes.

    Sides without a curve are preferred. If no side is in the plot, the label is moved into the plot. It may cover lines
    but no other text. If there is no space for it, the label is omitted.
    """
    room = coordinates.rect.adjusted(4, 4, -4, -4)
    boxes, names = list(taken), list(names)
    labels: list[Label] = []
    for request in sorted(requests, key=attrgetter("rank")):
        box = _free_box(coordinates, scene, request, room, [*boxes, *names] if request.clear else boxes)
        if box is not None:
            labels.append(Label.on(coordinates, request.text, box, request.colour))
            boxes.append(box)
    return labels


def clear_notes(coordinates: Coordinates, blocks: Iterable[list[Label]]) -> list[Label]:
    """Return the lines of blocks that are in the plot and clear of the preceding blocks."""
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
    """Return the first box around a pixel that is in the plot and clear, without a curve if possible."""
    size = SMALL * coordinates.scale
    width, height = text.mathematical(size).width(request.text), ROW * size
    fit = None
    for shift in (_unmoved, _moved_inside):
        for across, down in (request.first, *_SIDES):
            box = shift(_beside(request, across, down, width, height), room)
            if room.contains(box) and not any(map(box.intersects, others)):
                if not crossed(coordinates, scene, box):
                    return box
                fit = fit or (None if request.clear else box)
    if fit is None and request.spare is not None:
        return _free_box(coordinates, scene, request._replace(near=request.spare, spare=None), room, others)
    return fit


def crossed(coordinates: Coordinates, scene: Scene, box: QRectF) -> bool:
    """Return whether a curve crosses a box, judged by the box's left end, middle and right end."""
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


def beside(request: LabelRequest, width: float, height: float) -> Iterator[QRectF]:
    """Yield the boxes of a text on each side of its pixels, in order of preference."""
    for near in (request.near, *([request.spare] if request.spare is not None else [])):
        for across, down in (request.first, *_SIDES):
            yield _beside(request._replace(near=near), across, down, width, height)


def _unmoved(box: QRectF, room: QRectF) -> QRectF:  # noqa: ARG001
    return box


def _moved_inside(box: QRectF, room: QRectF) -> QRectF:
    left = min(max(box.left(), room.left()), room.right() - box.width())
    top = min(max(box.top(), room.top()), room.bottom() - box.height())
    return QRectF(left, top, box.width(), box.height())


class Labels(Part):
    """Labels on a background that hides the lines below."""

    def __init__(self, z: float) -> None:
        super().__init__(z)
        self.labels: tuple[Label, ...] = ()

    def show_labels(self, labels: Iterable[Label]) -> None:
        """Replace the labels."""
        self.labels = tuple(labels)
        self.show_if(shown=bool(self.labels))

    def boxes(self) -> list[QRectF]:
        """Return the boxes of the labels."""
        return [_with_margin(label.box) for label in self.labels]

    def draw(self, painter: QPainter) -> None:
        """Write the labels."""
        if not self.coordinates.theme.interactive:
            self._draw_in_picture(painter)
            return
        face = text.mathematical(SMALL * self.coordinates.scale)
        for label in self.labels:
            with grounded(painter) if label.ground == self.coordinates.theme.ground else nullcontext():
                painter.fillRect(_with_margin(label.box), text.paint(label.ground))
            face.draw(painter, round(label.where.x()), round(label.where.y()), label.text, label.colour)

    def _draw_in_picture(self, painter: QPainter) -> None:
        """Write the labels, which are free of everything but the grid, the pills with a border and a leader."""
        coordinates, size = self.coordinates, SMALL * self.coordinates.scale
        face = text.mathematical(size)
        for label in self.labels:
            if label.pill:
                _draw_pill(
                    painter, label, pen(Stroke(label.colour, coordinates.theme.hair), coordinates.scale), size / 3
                )
            for row, line in enumerate(label.text.split("\n")):
                face.draw(painter, label.where.x(), label.where.y() + row * ROW * size, line, label.colour)

    def draw_halos(self, painter: QPainter) -> None:
        """Draw rims in the background colour, which interrupt the grid around the labels of a picture."""
        coordinates = self.coordinates
        face = text.mathematical(SMALL * coordinates.scale)
        for label in self.labels:
            if label.on_grid and not label.pill:
                face.draw_halo(painter, label.where, label.text, label.ground, HALO * coordinates.scale)


def _draw_pill(painter: QPainter, label: Label, edge: QPen, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(text.paint(label.ground))
    with grounded(painter):
        painter.drawRoundedRect(label.box, radius, radius)
    painter.setPen(edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(label.leader)
    painter.drawRoundedRect(label.box, radius, radius)


def _with_margin(box: QRectF) -> QRectF:
    return box.adjusted(-2, 0, 2, 0)
