"""The record of a file format of pictures, and the types that it needs to write files.

Standard library only, as are all formats at module level, because the command line reads them before Qt is imported.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol

from sigviz.formats.picture_size import Size
from sigviz.model.scene import Scene

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter

# How text is painted: as the device paints it, as paths, or as paths with invisible text.
TextMode = Literal["glyphs", "outlines", "searchable"]


class Page(Protocol):
    """A page of fixed size on which scenes are painted, one after another."""

    @property
    def title(self) -> str:
        """The title of every picture, for the metadata of a file."""

    @property
    def size(self) -> Size:
        """Width and height in CSS pixels."""

    @property
    def scale(self) -> float:
        """Pixels per CSS pixel."""

    def describe(self, scene: Scene) -> str:
        """Return a scene in words, for the metadata of a file."""

    def image(self, scene: Scene) -> "QImage":
        """Return a scene as an image."""

    def paint(self, painter: "QPainter", scene: Scene, width: float, height: float, text: TextMode = "glyphs") -> None:
        """Paint a scene into a rectangle at the painter's origin, in units of its device."""


@dataclass(frozen=True, slots=True)
class Playback:
    """How a series of scenes runs as an animation.

    ``holds`` are seconds for which each scene is shown longer, and ``veils`` how much is still seen of the last scene
    that was, from 0 to 1. Both are empty if there is nothing of it.

    >>> Playback(3, fps=25.0, bounce=True).frames
    4
    """

    scenes: int
    fps: float
    bounce: bool
    holds: tuple[float, ...] = ()
    veils: tuple[float, ...] = ()

    @property
    def frames(self) -> int:
        """The number of frames; with ``bounce``, the first and the last scene are shown only once."""
        return max(2 * self.scenes - 2, 1) if self.bounce else self.scenes


Encoder = Callable[[], bytes]
Painting = Callable[[Page, Scene], Encoder]
Writing = Callable[[Path, Page, Iterable[Scene], Playback], None]
SceneReader = Callable[[BinaryIO, str], bytes | None]


@dataclass(frozen=True, kw_only=True)
class Format:
    """The properties of every file format of pictures."""

    name: str  # also the extension
    pixels: bool
    transparent: bool = True
    # Returns the JSON of the scene in an open file with this name, or None. Raises `SceneFileError` if it is damaged.
    read_scene: SceneReader | None = None


@dataclass(frozen=True, kw_only=True)
class StillFormat(Format):
    """A format whose files contain one picture each."""

    # Paints a scene, and returns a function that encodes its file, in any thread.
    paint: Painting


@dataclass(frozen=True, kw_only=True)
class SeriesFormat(Format):
    """A format whose files can contain a series of pictures."""

    series: str  # what a series becomes in a file, such as "pages"
    animated: bool = False  # whether it is played, so that there are frames between its scenes
    # Paints the scenes one after another into a new file. Raises `OSError` if it cannot be written.
    write: Writing
    # Raises `ValueError` if a file with this many pixels and frames would be too large.
    check: Callable[[tuple[int, int], int], None] | None = None
