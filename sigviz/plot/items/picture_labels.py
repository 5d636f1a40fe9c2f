"""The places of texts in a picture, where nothing moves: none of them crosses anything that is drawn.

Each text has candidates in a fixed order, and takes the first that is free, so that its place is a function of what is
drawn. One without a free place is omitted.
"""

import math
from collections.abc import Iterable, Iterator
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.ink import Ink
from sigviz.plot.items.labels import ROW, Label, LabelRequest, beside

_APART = 4.0  # between a text and everything else, at scale 1
_PAD = 5.0, 1.0  # the margins inside a pill, at scale 1
# Where a leader begins, in gaps: at the mark, or beyond the lines that are close to it.
_BEGINS = (0.85, 1.5, 2.2, 3.0)
_AWAY = (1.0, 1.5, 2.1, 2.8, 3.6, 4.5, 5.5, 7.0, 9.0)  # the distances at which a pill is tried, in gaps
_TURNS = (0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 4.0, -4.0, 5.0, -5.0, 6.0, -6.0, 7.0, -7.0, 8.0)  # and the directions
_TURN = math.pi / 8
_ABOVE, _BELOW = 0.25, 0.2  # font sizes: the empty parts of a line


class Candidate(NamedTuple):
    """A box for a text, and the line from its mark to the box, of no length if they are adjacent."""

    box: QRectF
    leader: QLineF = QLineF()
    on_grid: bool = False  # whether a grid line crosses it


class Places:
    """The free places of a plot. Places that are taken are no longer free.

    ``ink`` is everything drawn except the grid, ``grid_ink`` the grid. Places without a grid line are preferred.
    """

    def __init__(self, coordinates: Coordinates, ink: Ink, grid_ink: Ink) -> None:
        self._ink, self._grid_ink = ink, grid_ink
        self._apart = _APART * coordinates.scale
        self._room = coordinates.rect.adjusted(self._apart, self._apart, -self._apart, -self._apart)
        self._taken: list[QRectF] = []
        self.reserved: list[QRectF] = []  # boxes for texts of their own

    def free(self, candidate: Candidate) -> bool:
        """Return whether the box and the leader of a candidate cross nothing."""
        box, line, _ = candidate
        clear = box.adjusted(-self._apart, -self._apart, self._apart, self._apart)
        taken = (*self._taken, *self.reserved)
        if not self._room.contains(box) or any(map(clear.intersects, taken)) or not self._ink.leaves(clear):
            return False
        if line.isNull():
            return True
        return self._ink.leaves_line(line) and not any(_meets(line, other) for other in taken)

    def first(self, candidates: Iterable[Candidate]) -> Candidate | None:
        """Return the first free candidate, if possible one without a grid line, and take its place."""
        found = None
        for candidate in filter(self.free, candidates):
            found = found or candidate._replace(on_grid=True)
            if self._grid_ink.leaves(candidate.box):
                found = candidate
                break
        if found is not None:
            self._taken += [found.box, *([_around(found.leader)] if not found.leader.isNull() else [])]
        return found


def place_labels(coordinates: Coordinates, places: Places, requests: Iterable[LabelRequest]) -> list[Label]:
    """Return the labels of requests, those with a lower rank first. They are as in a window, or pills with a leader."""
    ordered = sorted(requests, key=attrgetter("rank"))
    placed = (_placed(coordinates, places, request) for request in ordered)
    return [label for label in placed if label is not None]


def _placed(coordinates: Coordinates, places: Places, request: LabelRequest) -> Label | None:
    """Return the label of a request, with its shorter text if there is no place for the whole one."""
    found = places.first(_candidates(coordinates, request))
    if found is None:
        shorter = request._replace(text=request.shorter, shorter="")
        return _placed(coordinates, places, shorter) if request.shorter else None
    across, down = _padding(coordinates) if request.pill else (0.0, 0.0)
    inner = found.box.adjusted(across, down, -across, -down)
    label = Label.on(coordinates, request.text, inner, request.colour)
    return label._replace(box=found.box, leader=found.leader, pill=request.pill, on_grid=found.on_grid)


def place_notes(coordinates: Coordinates, places: Places, notes: Iterable[Label]) -> list[Label]:
    """Return those of the notes whose place is free, and take it. The space around their letters need not be."""
    size = SMALL * coordinates.scale
    inked = ((note, note.box.adjusted(0, _ABOVE * size, 0, -_BELOW * size)) for note in notes)
    placed = ((note, places.first([Candidate(box)])) for note, box in inked)
    return [note._replace(on_grid=found.on_grid) for note, found in placed if found is not None]


def _candidates(coordinates: Coordinates, request: LabelRequest) -> Iterator[Candidate]:
    size = SMALL * coordinates.scale
    lines = request.text.split("\n")
    width, height = max(map(text.mathematical(size).width, lines)), ROW * size * len(lines)
    if not request.pill:
        yield from (Candidate(box) for box in beside(request, width, height))
        return
    pad = _padding(coordinates)
    width, height = width + 2 * pad[0], height + 2 * pad[1]
    across, down = request.first
    ahead = math.atan2(down, 2 * across + 1)  # the side of the request as a direction
    for begins, place, away in product(_BEGINS, (request.near, *request.others), _AWAY):
        if away > begins:
            reach = begins * request.gap, away * request.gap
            for turn in _TURNS:
                yield _turned(place, reach, ahead + turn * _TURN, QPointF(width / 2, height / 2))


def _turned(near: QPointF, reach: tuple[float, float], angle: float, half: QPointF) -> Candidate:
    """Return a pill of half a size in a direction from a pixel, and its leader from one distance to the other."""
    along = QPointF(math.cos(angle), math.sin(angle))
    inside = min(half.x() / max(abs(along.x()), 1e-9), half.y() / max(abs(along.y()), 1e-9))  # from the edge on
    centre = near + along * (reach[1] + inside)
    return Candidate(QRectF(centre - half, centre + half), QLineF(near + along * reach[0], near + along * reach[1]))


def _padding(coordinates: Coordinates) -> tuple[float, float]:
    return _PAD[0] * coordinates.scale, _PAD[1] * coordinates.scale


def _around(line: QLineF) -> QRectF:
    return QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1)


def _meets(line: QLineF, box: QRectF) -> bool:
    return _around(line).intersects(box)
