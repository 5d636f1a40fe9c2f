"""What a card is: the drawing of one layer beside the plot."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.handles import Handle
from sigviz.drawing.theme import SMALL, Theme
from sigviz.model.readout import Readout
from sigviz.model.scene import Scene


class Look(NamedTuple):
    """Where a card is drawn, in which theme, and how large its unit is: the logical pixel at text scale 1."""

    box: QRectF
    unit: float
    theme: Theme

    @property
    def inner(self) -> QRectF:
        """The room below the title, within the margins."""
        margin = 16 * self.unit
        return self.box.adjusted(margin, margin + 1.7 * SMALL * self.unit, -margin, -0.6 * margin)

    @property
    def face(self) -> text.Face:
        """The face of its text."""
        return text.mathematical(SMALL * self.unit)

    def write(self, painter: QPainter, x: float, y: float, words: str, colour: str = "", align: float = 0.0) -> None:
        """Write on the baseline at y, quiet if no colour is named."""
        self.face.draw(painter, x, y, words, colour or self.theme.quiet, align)

    def write_title(self, painter: QPainter, words: str) -> None:
        """Write the title."""
        margin = 16 * self.unit
        self.write(painter, self.box.left() + margin, self.box.top() + margin + 0.8 * SMALL * self.unit, words)


class Card:
    """Draws one layer and says its text to screen readers; holds nothing: all follows from the readout and the look.

    A subclass sets the class variables, and overrides what it needs.
    """

    layer: ClassVar[str]
    title: ClassVar[str]
    sizes: ClassVar[Sequence[tuple[float, float]]]  # in units: the width and the height that each of its forms needs
    stretches: ClassVar[bool] = False  # whether it takes width beyond that

    def still(self, scene: Scene) -> object:  # noqa: ARG002
        """Return what of a scene the still part depends on, besides the look."""
        return None

    def paint_still(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw what lies still while x moves."""
        raise NotImplementedError

    def paint_moving(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw what moves."""
        raise NotImplementedError

    def describe(self, readout: Readout) -> str:
        """Return what is shown, for screen readers."""
        raise NotImplementedError

    def handles(self, readout: Readout, look: Look) -> list[Handle]:  # noqa: ARG002
        """Return what can be dragged."""
        return []

    def drag(self, handle: str, begun: Scene, by: QPointF, look: Look) -> dict[str, Any]:
        """Return the fields that change when a handle is dragged by so many pixels, from a scene where it began."""
        raise NotImplementedError
