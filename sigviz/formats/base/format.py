"""A file format of pictures as one record, and what it is given to write files.

Standard library only, as are all formats at their module level: the command line reads them before Qt is imported.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol

from sigviz.formats.picture_size import Size
from sigviz.model.scene import Scene

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter

# How text is painted: as the device does it, as paths, or as paths that carry their text unseen.
TextMode = Literal["glyphs", "outlines", "searchable"]


class Page(Protocol):
    """Something of one size on which scenes are painted, one after another."""

    @property
    def title(self) -> str:
        """What every picture shows, for the metadata of a file."""

    @property
    def size(self) -> Size:
        """Width and height in CSS pixels."""

    @property
    def scale(self) -> float:
        """Pixels to a CSS pixel."""

    def image(self, scene: Scene) -> "QImage":
        """Return a scene in pixels."""

    def paint(self, painter: "QPainter", scene: Scene, width: float, height: float, text: TextMode = "glyphs") -> None:
        """Paint a scene into a rectangle at the painter's origin, in units of its device."""


@dataclass(frozen=True, slots=True)
class Playback:
    """How a series of scenes runs as an animation.

    >>> Playback(3, fps=25.0, bounce=True).frames
    4
    """

    scenes: int
    fps: float
    bounce: bool

    @property
    def frames(self) -> int:
        """The number of frames: there and back shows the two ends once."""
        return max(2 * self.scenes - 2, 1) if self.bounce else self.scenes


Encoder = Callable[[], bytes]
Painting = Callable[[Page, Scene], Encoder]
Writing = Callable[[Path, Page, Iterable[Scene], Playback], None]
SceneReader = Callable[[BinaryIO, str], bytes | None]


@dataclass(frozen=True, kw_only=True)
class Format:
    """What all file formats of pictures have."""

    name: str  # which is the extension too
    pixels: bool
    transparent: bool = True
    # Return the JSON of the scene in a file of this name, if it holds one. `SceneFileError` says what is wrong with it.
    read_scene: SceneReader | None = None


@dataclass(frozen=True, kw_only=True)
class StillFormat(Format):
    """A format of which each file holds one picture."""

    # Paint a scene, and return the function that makes the bytes of its file, in any thread.
    paint: Painting


@dataclass(frozen=True, kw_only=True)
class SeriesFormat(Format):
    """A format of which one file can hold a series of pictures."""

    series: str  # what the pictures become in a file
    # Write scenes into a new file, painting one after another. `OSError` if it cannot be written.
    write: Writing
    # Raise `ValueError` if a file of so many pixels and frames would be too large.
    check: Callable[[tuple[int, int], int], None] | None = None
