"""The base class of the cards: drawings of one layer beside the plot."""

from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.handles import GROWTH, Handle
from sigviz.drawing.strokes import paint_disc
from sigviz.drawing.theme import SMALL, Theme
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene

_HANDLE = 7.0  # the radius of a handle, in units


class Look(NamedTuple):
    """The box and the theme of a card, and its unit: the size that a logical pixel at text scale 1 has in it."""

    box: QRectF
    unit: float
    theme: Theme
    hovered: str = ""  # the handle under the pointer

    @property
    def inner(self) -> QRectF:
        """The area below the title, within the margins."""
        margin = 16 * self.unit
        return self.box.adjusted(margin, margin + 1.7 * SMALL * self.unit, -margin, -0.6 * margin)

    @property
    def face(self) -> text.Face:
        """The font of the card's text."""
        return text.mathematical(SMALL * self.unit)

    def first_fitting(self, room: float, *candidates: str) -> str:
        """Return the first of some texts that fits into a width, or the last one."""
        return next((words for words in candidates if self.face.width(words) <= room), candidates[-1])

    def write(self, painter: QPainter, x: float, y: float, words: str, colour: str = "", align: float = 0.0) -> None:
        """Write a text on the baseline y, in the theme's quiet colour by default."""
        self.face.draw(painter, x, y, words, colour or self.theme.quiet, align)

    def write_title(self, painter: QPainter, *candidates: str) -> None:
        """Write the first title that fits."""
        margin = 16 * self.unit
        words = self.first_fitting(self.box.width() - 2 * margin, *candidates)
        self.write(painter, self.box.left() + margin, self.box.top() + margin + 0.8 * SMALL * self.unit, words)

    def paint_handle(self, painter: QPainter, name: str, at: QPointF, colour: str) -> None:
        """Draw a handle, larger if it is under the pointer."""
        radius = _HANDLE * (GROWTH if name == self.hovered else 1.0)
        paint_disc(painter, at, radius, self.unit * self.theme.disc, colour, self.theme.ground, hole=0.5)


class Card:
    """Draws one layer and describes it to screen readers. It has no state: all follows from the readout and the look.

    A subclass sets the class variables and overrides the methods that it needs.
    """

    layer: ClassVar[str]
    title: ClassVar[str]
    least: ClassVar[tuple[float, float]]  # the smallest width and height, in units
    more: ClassVar[float] = 1.0  # its share of the width that remains in a strip

    def still(self, scene: Scene) -> object:  # noqa: ARG002
        """Return the values of a scene that the static part depends on, besides the look."""
        return None

    def paint_still(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw the static part, which stays the same while x changes."""
        raise NotImplementedError

    def paint_moving(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw the part that changes with x."""
        raise NotImplementedError

    def describe(self, readout: Readout) -> str:
        """Return a description of the card for screen readers."""
        raise NotImplementedError

    def handles(self, readout: Readout, look: Look) -> list[Handle]:  # noqa: ARG002
        """Return the handles that can be dragged."""
        return []

    def drag(self, handle: str, begun: Scene, by: QPointF, look: Look) -> dict[str, Any]:
        """Return the scene fields that change when a handle is dragged by some pixels from its place in ``begun``."""
        raise NotImplementedError
