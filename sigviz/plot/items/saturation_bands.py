"""What lies still and speaks of the slope: where σ is saturated, and by how much the axes are stretched."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL
from sigviz.maths.number_format import exact, significant
from sigviz.maths.saturation import edge
from sigviz.model.readout import HIDDEN
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part
from sigviz.plot.items.labels import Label, crossed

_EDGE_DIGITS = 7


def bands(coordinates: Coordinates, scene: Scene) -> list[QRectF]:
    """Return the boxes of the plot where the slope is under the threshold: left, right, or none in view."""
    if not scene.shows("saturation"):
        return []
    far = edge(scene.threshold)
    left, right = (min(max(coordinates.x_to_px(x), coordinates.left), coordinates.right) for x in (-far, far))
    boxes = (
        QRectF(coordinates.left, coordinates.top, left - coordinates.left, coordinates.height),
        QRectF(right, coordinates.top, coordinates.right - right, coordinates.height),
    )
    return [box for box in boxes if box.width() > 0]


def notes(coordinates: Coordinates, scene: Scene) -> list[Label]:
    """Return the texts: x at each edge of a band with the threshold below it, and the stretch of the axes."""
    made: list[Label] = []
    if scene.shows("saturation"):
        for x in (-edge(scene.threshold), edge(scene.threshold)):
            if coordinates.left < coordinates.x_to_px(x) < coordinates.right:
                made += [note for note in _edge_notes(coordinates, scene, x) if _free(coordinates, note, made)]
    if scene.draws("tangent") and scene.shows("labels"):
        made += [note for note in _stretch(coordinates, scene) if _free(coordinates, note, made)]
    return made


def _free(coordinates: Coordinates, note: Label, others: list[Label]) -> bool:
    """Return whether a text is in the plot and clear of the others."""
    apart = note.box.adjusted(-8, 0, 8, 0)
    return coordinates.rect.contains(note.box) and not any(apart.intersects(other.box) for other in others)


def _edge_notes(coordinates: Coordinates, scene: Scene, x: float) -> list[Label]:
    """Return two lines beside an edge: in the band if there is room, else on its other side."""
    size, gap = SMALL * coordinates.scale, 7 * coordinates.scale
    face = text.mathematical(size)
    hidden = "product" in scene.hidden
    lines = (
        text.italic(f"x = {HIDDEN if hidden else significant(x, _EDGE_DIGITS)}"),
        text.italic(f"σ′(x) < {exact(scene.threshold)}"),
    )
    wide, column = max(map(face.width, lines)), coordinates.x_to_px(x)
    outwards = column - gap - wide >= coordinates.left if x < 0 else column + gap + wide <= coordinates.right
    to_left = (x < 0) == outwards
    made = []
    for row, line in enumerate(lines):
        left = column - gap - face.width(line) if to_left else column + gap
        box = QRectF(left, coordinates.top + (0.2 + 1.25 * row) * size, face.width(line), 1.25 * size)
        colour = coordinates.theme.ink if row == 0 else coordinates.theme.quiet
        ground = coordinates.theme.band if outwards else coordinates.theme.ground
        made.append(Label.on(coordinates, line, box, colour, ground))
    return made


def _stretch(coordinates: Coordinates, scene: Scene) -> list[Label]:
    """Return the note that tells how an angle on the screen is to be read, in a corner that no curve runs through."""
    times = coordinates.steepness(1.0)
    axis, factor = ("y", times) if times >= 1 else ("x", 1 / times)
    note = f"{text.letter(axis)} stretched {significant(factor, 2)} ×"
    if scene.shows("true-slope"):
        note = "equal axes"
    wide, high = text.mathematical(SMALL * coordinates.scale).width(note), 1.25 * SMALL * coordinates.scale
    inner = coordinates.rect.adjusted(4, 4, -4 - wide, -4 - high)
    corners = inner.bottomRight(), inner.topLeft(), inner.bottomLeft(), inner.topRight()
    free = [
        box for corner in corners if not crossed(coordinates, scene, box := QRectF(corner.x(), corner.y(), wide, high))
    ]
    return [Label.on(coordinates, note, free[0], coordinates.theme.quiet)] if free else []


class SaturationBands(Part):
    """The shaded bands, with a line at each edge in view."""

    def __init__(self, z: float) -> None:
        super().__init__(z)
        self._bands: list[QRectF] = []

    def show_bands(self, boxes: list[QRectF]) -> None:
        """Show bands in these boxes."""
        self._bands = boxes
        self.show_if(shown=bool(boxes))

    def draw(self, painter: QPainter) -> None:
        """Draw the bands."""
        coordinates = self.coordinates
        thin = coordinates.theme.hair * coordinates.scale
        for box in self._bands:
            painter.fillRect(box, text.paint(coordinates.theme.band))
            for x in (box.left(), box.right()):
                if coordinates.left < x < coordinates.right:
                    edge_line = QRectF(x - thin / 2, box.top(), thin, box.height())
                    painter.fillRect(edge_line, text.paint(coordinates.theme.axis))
