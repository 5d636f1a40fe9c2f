"""Scenes as pictures, drawn by the views of the window, but without an event loop and without a window on a screen."""

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext, suppress

import shiboken6

import sigviz.plot  # noqa: F401 — before Qt, because it checks whether another binding of Qt is loaded

# isort: split
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from sigviz.drawing.background import transparent_ground
from sigviz.drawing.medium import PAPER, picture
from sigviz.drawing.text import as_outlines, as_searchable, load_fonts
from sigviz.drawing.theme import Theme
from sigviz.formats.base.format import TextMode
from sigviz.formats.picture_size import Size
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.plot.widget import TITLE
from sigviz.system.application import existing
from sigviz.system.errors import UnusablePlatformError
from sigviz.views.figure import Figure

TEXT_MODES: dict[TextMode, Callable[[], AbstractContextManager[None]]] = {
    "glyphs": nullcontext,
    "outlines": as_outlines,
    "searchable": as_searchable,
}


def application() -> QApplication:
    """Return the QApplication, or a new one without a screen, and load the program's fonts.

    Raises `UnusablePlatformError` if there is no QApplication and none can be created here.
    """
    found = existing() or _offscreen()
    load_fonts()
    return found


def _offscreen() -> QApplication:
    # If too little memory or a limit prevents a thread, Qt waits for it forever. Pictures are as fast without threads.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    # The platform theme is set too, because the environment may name one, and GTK's ends a process without a display.
    return QApplication(["sigviz", "-platform", "offscreen", "-platformtheme", "offscreen"])


def omission(titles: Iterable[str]) -> str:
    """Return a message about layers that a picture omits, from their titles."""
    return f"{', '.join(titles)}: no room in a picture of this size"


class Renderer:
    """Paints scenes one after another with one figure of fixed size. It is the `Page` that file formats need.

    ``scale`` is the number of pixels per CSS pixel. ``transparent`` omits the background.
    """

    title = TITLE

    def __init__(self, size: Size, scale: float = 1.0, *, transparent: bool = False) -> None:
        application()
        self.size, self.scale = size, scale
        self.omitted: dict[str, None] = {}  # titles of layers that did not fit, in order
        self._transparent = transparent
        self._shown: Scene | None = None
        self._figure = Figure(medium=PAPER if size.on_paper else picture(size.width, size.height))
        self._figure.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # laid out as if it were shown
        self._figure.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._figure.resize(max(round(size.width), 1), max(round(size.height), 1))
        self._figure.show()

    def close(self) -> None:
        """Delete the figure immediately, because a script may never run the event loop that ``deleteLater`` needs."""
        self._figure.close()
        shiboken6.delete(self._figure)

    def theme(self, scene: Scene) -> Theme:
        """Return the theme in which a scene is painted."""
        return self._figure.medium.theme(scene)

    def describe(self, scene: Scene) -> str:
        """Return a scene in words."""
        self._show(scene)
        return self._figure.description

    def typeset(self, scene: Scene) -> None:
        """Typeset the formulas of a scene, in any thread, in the size of the last scene that was shown.

        An error is raised again when the scene is painted.
        """
        with suppress(UnusablePlatformError, Warning):
            self._figure.derivation.typeset(scene.step)

    def _show(self, scene: Scene) -> None:
        if scene is not self._shown:
            self._figure.show_readout(resolve(scene))
            self.omitted |= dict.fromkeys(self._figure.omitted_layers)
            self._shown = scene

    def image(self, scene: Scene) -> QImage:
        """Return a scene as an image.

        Raises `ValueError` if it would have too many pixels, and `MemoryError` if there is not enough memory.
        """
        width, height = self.size.pixels(self.scale)
        kind = QImage.Format.Format_ARGB32_Premultiplied if self._transparent else QImage.Format.Format_RGB32
        picture = QImage(width, height, kind)
        if picture.isNull():
            raise MemoryError(f"{width}x{height} pixels")
        if self._transparent:
            picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        try:
            self.paint(painter, scene, width, height)
        finally:
            painter.end()
        return picture

    def paint(self, painter: QPainter, scene: Scene, width: float, height: float, text: TextMode = "glyphs") -> None:
        """Paint a scene into a rectangle at the painter's origin, in units of its device."""
        self._show(scene)
        painter.save()
        painter.scale(width / self._figure.width(), height / self._figure.height())
        if not self._transparent:
            painter.fillRect(self._figure.rect(), QColor(self._figure.ground))
        with transparent_ground() if self._transparent else nullcontext(), TEXT_MODES[text]():
            self._figure.paint(painter, filled=False)
        painter.restore()
