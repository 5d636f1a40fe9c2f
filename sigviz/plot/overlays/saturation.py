"""The overlay of the saturation: bands where σ′ is below a threshold, with x at each edge."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL
from sigviz.maths.number_format import exact, significant
from sigviz.maths.saturation import edge
from sigviz.model.readout import HIDDEN, Readout
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.plot.items.base import Part
from sigviz.plot.items.labels import Label, LabelRequest, crossed
from sigviz.plot.items.point_marks import Spot
from sigviz.plot.overlay import Overlay

_DESCRIPTION = "saturated beyond ±{edge}"
_EDGE = "x = {edge}"
_THRESHOLD = "σ′(x) < {threshold}"
_SHARES = (0.3, 0.4, 0.2, 0.5, 0.6, 0.1, 0.7, 0.8)  # of the height: where a note is tried in a picture
_EDGE_GAP = 5.0  # between an edge and its note in a picture, at scale 1


class SaturationOverlay(Overlay):
    """The overlay of the layer ``saturation``: the bands, and notes at their edges."""

    layer = "saturation"

    def __init__(self) -> None:
        self.bands = BandsItem(0.0)
        self.behind = (self.bands,)

    def still(self, scene: Scene) -> object:
        """Return the threshold."""
        return scene.threshold

    def fit(self, coordinates: Coordinates, scene: Scene) -> None:
        """Adapt to new coordinates, and show the bands."""
        super().fit(coordinates, scene)
        if scene.shows(self.layer):
            self.bands.show_bands(_bands(coordinates, edge(scene.threshold)))

    def notes(self, scene: Scene) -> Iterator[list[Label]]:
        """Return the notes at each visible edge: x, and the threshold."""
        if scene.shows(self.layer) and self.coordinates.theme.interactive:
            for x in self._edges(scene):
                yield _edge_notes(self.coordinates, scene, x)

    def label_requests(self, readout: Readout, spot: Spot) -> Iterator[LabelRequest]:  # noqa: ARG002
        """Return the same notes for a picture, at any height of an edge."""
        coordinates, scene = self.coordinates, readout.scene
        edges = list(self._edges(scene)) if not coordinates.theme.interactive else []
        for x in edges:
            rows = (coordinates.top + share * coordinates.height for share in _SHARES)
            places = [QPointF(coordinates.x_to_px(x), row) for row in rows]
            side = (-1.0, 0.0) if x < 0 else (0.0, 0.0)
            lines = _lines(scene, x)
            words = "\n".join(lines if x < 0 or len(edges) == 1 else lines[:1])
            gap = _EDGE_GAP * coordinates.scale
            ink = coordinates.theme.ink
            yield LabelRequest(words, places[0], gap, ink, side, pill=True, shorter=lines[0], others=tuple(places[1:]))

    def _edges(self, scene: Scene) -> Iterator[float]:
        """Yield the x of each visible edge."""
        for x in (-edge(scene.threshold), edge(scene.threshold)):
            if self.coordinates.left < self.coordinates.x_to_px(x) < self.coordinates.right:
                yield x

    def describe(self, readout: Readout) -> str:
        """Return the position of the edges."""
        far = edge(readout.scene.threshold)
        return _DESCRIPTION.format(edge=HIDDEN if "product" in readout.scene.hidden else significant(far))


class BandsItem(Part):
    """The shaded bands, with a line at each visible edge."""

    def __init__(self, z: float) -> None:
        super().__init__(z)
        self._bands: list[QRectF] = []

    def show_bands(self, boxes: list[QRectF]) -> None:
        """Show bands in boxes."""
        self._bands = boxes
        self.show_if(shown=bool(boxes))

    def draw(self, painter: QPainter) -> None:
        """Draw the bands."""
        for box in self._bands:
            painter.fillRect(box, text.paint(self.coordinates.theme.band))
        self.draw_ink(painter)

    def draw_ink(self, painter: QPainter) -> None:
        """Draw the edges of the bands."""
        coordinates = self.coordinates
        thin = coordinates.theme.hair * coordinates.scale
        for box in self._bands:
            for x in (box.left(), box.right()):
                if coordinates.left < x < coordinates.right:
                    edge_line = QRectF(x - thin / 2, box.top(), thin, box.height())
                    painter.fillRect(edge_line, text.paint(coordinates.theme.axis))


def _bands(coordinates: Coordinates, far: float) -> list[QRectF]:
    """Return the visible boxes of the plot beyond ±far, at most one on each side."""
    left, right = (min(max(coordinates.x_to_px(x), coordinates.left), coordinates.right) for x in (-far, far))
    boxes = (
        QRectF(coordinates.left, coordinates.top, left - coordinates.left, coordinates.height),
        QRectF(right, coordinates.top, coordinates.right - right, coordinates.height),
    )
    return [box for box in boxes if box.width() > 0]


def _edge_notes(coordinates: Coordinates, scene: Scene, x: float) -> list[Label]:
    """Return two lines of text in the band beyond an edge, above or below the curves; none where there is no space."""
    size, gap = SMALL * coordinates.scale, 7 * coordinates.scale
    face = text.mathematical(size)
    lines = _lines(scene, x)
    width, column = max(map(face.width, lines)), coordinates.x_to_px(x)
    left = column - gap - width if x < 0 else column + gap
    block = QRectF(left, coordinates.top + 0.2 * size, width, 1.25 * len(lines) * size)
    while coordinates.rect.contains(block):
        if not crossed(coordinates, scene, block.adjusted(-3, -3, 3, 3)):
            return _placed(coordinates, lines, block, to_left=x < 0)
        block.translate(0, 0.5 * size)
    return []


def _lines(scene: Scene, x: float) -> tuple[str, str]:
    """Return the position of an edge, and the threshold."""
    return (
        text.italic(_EDGE.format(edge=HIDDEN if "product" in scene.hidden else significant(x))),
        text.italic(_THRESHOLD.format(threshold=exact(scene.threshold))),
    )


def _placed(coordinates: Coordinates, lines: tuple[str, ...], block: QRectF, *, to_left: bool) -> list[Label]:
    """Return lines of text in a block, beside the edge."""
    face, high = text.mathematical(SMALL * coordinates.scale), block.height() / len(lines)
    notes = []
    for row, line in enumerate(lines):
        wide = face.width(line)
        box = QRectF(block.right() - wide if to_left else block.left(), block.top() + row * high, wide, high)
        colour = coordinates.theme.ink if row == 0 else coordinates.theme.quiet
        notes.append(Label.on(coordinates, line, box, colour, coordinates.theme.band))
    return notes
