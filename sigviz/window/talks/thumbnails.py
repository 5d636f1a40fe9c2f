"""Thumbnails of scenes, drawn by the views of the window in small steps while the program is idle."""

import sys
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from sigviz.formats.picture_size import Size
from sigviz.model.scene import STEPPED, Scene
from sigviz.pictures.renderer import Renderer

PAGE = Size(640, 400)  # CSS pixels, in which a scene is laid out
_MOST = 300  # pictures that are remembered
_PAUSE = 4  # milliseconds between two steps
_SHARE = 0.0002  # seconds that another thread works before it is the window's turn


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
        self._idle.setInterval(_PAUSE)
        self._idle.timeout.connect(self._go_on)
        self._work: Iterator[None] | None = None  # the steps of the thumbnail that is being drawn

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
        self._work = None
        self._close_renderer()

    def _close_renderer(self) -> None:
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None

    def _go_on(self) -> None:
        """Do the next step, if there is one."""
        if self._work is None:
            if not self._waiting:
                self._idle.stop()
                return
            self._work = self._drawing(self._waiting.popitem()[0])
        if next(self._work, self) is self:
            self._work = None

    @staticmethod
    def _waiting_for(thread: Thread) -> Iterator[None]:
        """Start a thread, and wait until it has ended. Typesetting takes long, so it must not hold up the window."""
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_SHARE)  # so that the window need not wait long for its turn
        try:
            thread.start()
            while thread.is_alive():
                yield
        finally:
            sys.setswitchinterval(usual)

    def _drawing(self, wanted: Wanted) -> Iterator[None]:
        """Draw a thumbnail, in steps that each take only some milliseconds."""
        if self._renderer is None or self._renderer.scale != wanted.scale:
            self._close_renderer()
            self._renderer = Renderer(PAGE, wanted.scale)
            yield
        if wanted.scene.shows(STEPPED):
            self._renderer.describe(wanted.scene.evolve(layers=wanted.scene.layers - {STEPPED}))
            yield from self._waiting_for(Thread(target=self._renderer.typeset, args=(wanted.scene,), daemon=True))
        self._renderer.describe(wanted.scene)
        yield
        self._known[wanted] = QPixmap.fromImage(self._renderer.image(wanted.scene))
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
        self.drawn.emit()
