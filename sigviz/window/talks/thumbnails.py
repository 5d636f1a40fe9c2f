"""Thumbnails of scenes, drawn by the views of the window, one at a time while the program is idle."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from sigviz.formats.picture_size import Size
from sigviz.model.scene import Scene
from sigviz.pictures.renderer import Renderer

PAGE = Size(640, 400)  # CSS pixels, in which a scene is laid out
_MOST = 300  # pictures that are remembered


@dataclass(frozen=True)
class Wanted:
    """A thumbnail: of a scene, at a scale."""

    scene: Scene
    scale: float


class Thumbnails(QObject):
    """Draws thumbnails and remembers them. What was asked for last is drawn first, for it is what is seen."""

    drawn = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known: OrderedDict[Wanted, QPixmap] = OrderedDict()
        self._waiting: dict[Wanted, None] = {}
        self._renderer: Renderer | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._draw_one)

    def of(self, scene: Scene, scale: float) -> QPixmap | None:
        """Return the thumbnail of a scene, or None if it has to be drawn first."""
        wanted = Wanted(scene, scale)
        if wanted in self._known:
            self._known.move_to_end(wanted)
            return self._known[wanted]
        self._waiting.pop(wanted, None)
        self._waiting[wanted] = None
        while len(self._waiting) > _MOST:
            del self._waiting[next(iter(self._waiting))]
        self._idle.start()
        return None

    def close(self) -> None:
        """Draw no more, and delete the figure that they are drawn with."""
        self._idle.stop()
        self._waiting.clear()
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None

    def _draw_one(self) -> None:
        if not self._waiting:
            self._idle.stop()
            return
        wanted, _ = self._waiting.popitem()
        if self._renderer is None or self._renderer.scale != wanted.scale:
            self.close_renderer()
            self._renderer = Renderer(PAGE, wanted.scale)
        self._known[wanted] = QPixmap.fromImage(self._renderer.image(wanted.scene))
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
        self.drawn.emit()

    def close_renderer(self) -> None:
        """Delete the figure that thumbnails are drawn with."""
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None
