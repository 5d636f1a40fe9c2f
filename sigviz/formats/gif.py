"""GIF: an animation of a series, in 256 colours. It contains no scene."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise, repeat, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sigviz.formats.base.format import Page, Playback, SeriesFormat
from sigviz.formats.base.pixels import pillow
from sigviz.model.scene import Scene

if TYPE_CHECKING:
    from PIL.Image import Image

_Frame = TypeVar("_Frame")
LARGEST = 600_000_000  # pixels of all frames, because the encoder keeps them in memory


def _write(path: Path, page: Page, scenes: Iterable[Scene], playback: Playback) -> None:
    forward = _frames(page, scenes, playback)
    frames = _there_and_back(forward) if playback.bounce else forward
    times = frame_times(
        playback.frames, playback.fps, _there_and_back(playback.holds) if playback.bounce else playback.holds
    )
    # Pillow consumes the frames one by one, and does not touch the file before the first is drawn.
    next(frames).save(path, "GIF", save_all=True, append_images=frames, duration=times, loop=0)


def _frames(page: Page, scenes: Iterable[Scene], playback: Playback) -> "Iterator[Image]":
    """Yield the scenes as frames, each with its own palette of 256 colours."""
    from PIL.Image import Dither, blend

    held = None
    for scene, hold, veil in zip(scenes, chain(playback.holds, repeat(0.0)), chain(playback.veils, repeat(0.0))):  # noqa: B905
        picture = pillow(page.image(scene))
        seen = blend(picture, held, veil) if held and veil else picture
        held = picture if hold else held
        yield seen.quantize(256, dither=Dither.NONE)


def _there_and_back(frames: Iterable[_Frame]) -> Iterator[_Frame]:
    seen = []
    for frame in frames:
        seen.append(frame)
        yield frame
    yield from seen[-2:0:-1]


def check_size(pixels: tuple[int, int], frames: int) -> None:
    """Raise `ValueError` if a GIF of this size with this many frames would be too large.

    >>> check_size((1280, 800), 500)
    >>> check_size((1280, 800), 600)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: 600 frames of 1280x800 are too many for a GIF, which has at most 600 million pixels in all: ...
    """
    if pixels[0] * pixels[1] * frames > LARGEST:
        raise ValueError(
            f"{frames} frames of {pixels[0]}x{pixels[1]} are too many for a GIF, which has at most "
            f"{LARGEST // 10**6} million pixels in all: "
            "choose fewer frames, a smaller size, or numbered files such as frame-{i:03}.png"
        )


def frame_times(frames: int, fps: float, holds: Iterable[float] = ()) -> list[int]:
    """Return the duration of each frame in milliseconds: multiples of 10, as in a GIF, that average to ``fps``.

    ``holds`` are seconds by which each frame is shown longer.

    >>> frame_times(4, 30), frame_times(2, 25, [0.0, 2.0])
    ([30, 40, 30, 30], [40, 2040])
    """
    ends = [round(100 * index / fps) for index in range(frames + 1)]
    usual = (end - begin for begin, end in pairwise(ends))
    return [10 * (time + round(100 * hold)) for time, hold in zip_longest(usual, holds, fillvalue=0)]


GIF = SeriesFormat(
    name="gif", pixels=True, transparent=False, series="an animation", animated=True, write=_write, check=check_size
)
