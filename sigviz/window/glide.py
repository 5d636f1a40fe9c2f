"""Gliding: a change that the user did not drag moves to its goal in a moment, instead of jumping.

The scene is at its goal at once, and so are files and figures; only what the window draws follows. Fields with a blend
are drawn between their values. Everything else fades: what was seen before lies over the figure, moves with the views
to their new boxes, and vanishes. The next change finishes a glide, so that nothing waits for it.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from sigviz.model.scene import BLENDED, FADE_TIME, FIELDS, GLIDE_TIME, Scene, blended, eased
from sigviz.views.figure import Figure

FADE, MOVE = round(1000 * FADE_TIME), round(1000 * GLIDE_TIME)  # milliseconds
_CUT = {"theme", "text_scale"}  # fields that change the size or the colours of everything


class Piece(NamedTuple):
    """What a view showed, its box then, and the view, which may have another box now."""

    picture: QPixmap
    box: QRectF
    view: QWidget

    @property
    def goal(self) -> QRectF:
        """The box of the view now, or its last one if it is hidden."""
        return self.box if self.view.isHidden() else QRectF(self.view.geometry())


class Veil(QWidget):
    """Draws what a figure showed before over what it shows now. It takes no input."""

    def __init__(self, figure: Figure) -> None:
        super().__init__(figure)
        self._figure = figure
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pieces: list[Piece] = []
        self._moved = self._faded = 0.0
        self.hide()

    def take(self) -> None:
        """Take a picture of each view."""
        views = [view for view in self._figure.views if not view.isHidden()]
        self._pieces = [Piece(view.grab(), QRectF(view.geometry()), view) for view in views]

    @property
    def moves(self) -> bool:
        """Whether a view has another box than before."""
        return any(piece.box != piece.goal for piece in self._pieces)

    def show_share(self, moved: float, faded: float) -> None:
        """Show the pictures at a share of their way, from 0 to 1, and of their fading."""
        self._moved, self._faded = moved, faded
        self.setGeometry(self._figure.rect())
        self.setVisible(faded < 1 and bool(self._pieces))
        self.raise_()
        self.update()

    def forget(self) -> None:
        """Show nothing."""
        self._pieces = []
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setOpacity(1 - self._faded)
        for picture, box, view in self._pieces:
            goal = Piece(picture, box, view).goal
            corner = box.topLeft() + (goal.topLeft() - box.topLeft()) * self._moved
            painter.drawPixmap(corner.toPoint(), picture)  # unscaled, because scaling costs more than a frame has
        painter.end()


class Glide(QVariantAnimation):
    """Shows scenes in a window, and glides from one to the next."""

    def __init__(self, figure: Figure, show: Callable[[Scene], None]) -> None:
        super().__init__(figure)
        self._draw = show
        self._veil = Veil(figure)
        self._begun: Scene | None = None
        self._seen: Scene | None = None  # what is drawn, which is on its way during a glide
        self._goal = Scene()
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.valueChanged.connect(self._on_frame)
        self.finished.connect(self._veil.forget)

    def show(self, goal: Scene, *, fades: bool, seconds: float = 0.0) -> None:
        """Show a scene, at the end of a glide: what was seen before ``fades``, and numbers take ``seconds`` to move.

        A glide that is not finished goes on from where it is.
        """
        self.stop()
        self._veil.forget()
        self._begun, self._goal = self._seen, goal
        differing = {name for name in FIELDS if self._begun and getattr(self._begun, name) != getattr(goal, name)}
        fading, moving = differing - BLENDED if fades else set(), differing & BLENDED if seconds else set()
        if not (fading or moving) or not MOVE or differing & _CUT:
            self._show(goal)
            return
        if fading:
            self._veil.take()
        if not moving:
            self._begun = goal
        self._show(self._on_the_way(0.0))
        travel = round(seconds * MOVE / GLIDE_TIME) if moving else MOVE if self._veil.moves else FADE
        self.setDuration(max(travel, 1))
        self.start()

    def finish(self) -> None:
        """Show the goal now."""
        if self.state() != QVariantAnimation.State.Stopped:
            self.stop()
            self._veil.forget()
            self._show(self._goal)

    def _on_the_way(self, share: float) -> Scene:
        return self._goal if self._begun is None else blended(self._begun, self._goal, share)

    def _show(self, scene: Scene) -> None:
        self._seen = scene
        self._draw(scene)

    def _on_frame(self, elapsed: float) -> None:
        if self.state() == QVariantAnimation.State.Stopped:
            return
        moved = eased(elapsed)
        on_the_way = self._on_the_way(moved) if elapsed < 1 else self._goal
        if on_the_way != self._seen:
            self._show(on_the_way)
        self._veil.show_share(moved, min(elapsed * self.duration() / FADE, 1.0))
