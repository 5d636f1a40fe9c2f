"""``sigviz render``: pictures into files, one or many, each written whole or not at all."""

import errno
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import sigviz.plot  # noqa: F401 — before Qt, for it sees whether another one is loaded

# isort: split
from PySide6.QtCore import QFile, QIODevice

from sigviz.formats.formats import DEFAULT_SIZE, Size, frame_times
from sigviz.model.scene import Scene
from sigviz.pictures.renderer import Studio, encode_png, encode_webp, frame, is_whole_pdf, no_room
from sigviz.request.request import PictureRequest, Request
from sigviz.system import atomic_files
from sigviz.system.stdio import complain

_AHEAD = 3  # pictures painted and not yet written: more of them take memory and save no time
_Coordinates = TypeVar("_Coordinates")


class PictureMemoryError(MemoryError):
    """A picture takes more memory than there is; the text says so."""

    def __init__(self) -> None:
        super().__init__("there is not enough memory for a picture of this size")


def run(wanted: PictureRequest, base: Scene, check: Callable[[], None]) -> int:
    """Make what is wanted of a scene, and return the exit status; ``check`` raises where it is to end early."""
    try:
        with _progress(wanted) as advance:
            without_room = make(wanted, _watched(wanted.scenes(base), check, advance))
    except (atomic_files.FileAccessError, PictureMemoryError) as problem:
        complain(str(problem))
        return 1
    if without_room:
        complain(f"{no_room(without_room)}; a larger --size shows it")
    return 0


def render(
    scene: Scene,
    path: "str | Path",
    size: tuple[float, float] = (DEFAULT_SIZE.width, DEFAULT_SIZE.height),
    scale: float = 1.0,
) -> None:
    """Write a picture of a scene, in the format that the path's extension names; no display is needed.

    ``size`` is in CSS pixels, of which 96 make an inch, and ``scale`` is how many pixels of a PNG, WebP or GIF there
    are to one: at 2 all is twice as large. Call it in the main thread, or in that of the QApplication if there is one;
    processes may call it side by side.

    Raises `ValueError` for an unknown extension or a size that cannot be made, `MemoryError` if it takes more than
    there is, `OSError` if the file cannot be written, and `RuntimeError` in any other thread, beside an application
    that is no QApplication, and if a part of the program is missing; what stood there before then still stands.

    >>> import pathlib, sigviz, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     picture = pathlib.Path(folder, "figure.png")
    ...     sigviz.render(sigviz.Scene(x=2), picture, size=(320, 200), scale=2)
    ...     picture.read_bytes()[1:4]
    b'PNG'
    """
    wanted = PictureRequest(Request(), str(path), size=Size(*size), scale=scale, literal=True)
    wanted.check()
    try:
        make(wanted, [scene])
    except atomic_files.FileAccessError as refused:
        raise refused.error from None


def make(wanted: PictureRequest, scenes: Iterable[Scene]) -> list[str]:
    """Write the pictures of the scenes, and return the titles of the layers that had no room.

    Raises `FileAccessError` if a file cannot be written, and `PictureMemoryError` if a picture takes more memory than
    there is.
    """
    try:
        with closing(Studio(wanted.size, transparent=wanted.transparent)) as studio:
            _write(studio, wanted, scenes)
    except MemoryError as error:
        raise PictureMemoryError from error
    return list(studio.without_room)


def _write(studio: Studio, wanted: PictureRequest, scenes: Iterable[Scene]) -> None:
    whole = {"pdf": _write_pdf, "gif": _write_gif}.get(wanted.format.name)
    if whole is None:
        _write_each(studio, wanted, scenes)
    elif wanted.numbered:
        for index, scene in enumerate(scenes):
            whole(studio, wanted, wanted.path(index, scene), [scene])
    else:
        whole(studio, wanted, Path(wanted.out), scenes)


def _write_each(studio: Studio, wanted: PictureRequest, scenes: Iterable[Scene]) -> None:
    """Write a file a scene: painted here, compressed and written beside the painting of the next."""
    pending: deque[Future[None]] = deque()
    with ThreadPoolExecutor(2) as pool:
        try:
            for index, scene in enumerate(scenes):
                path = wanted.path(index, scene)
                pending.append(pool.submit(_write_one, path, _content(studio, wanted, scene)))
                if len(pending) > _AHEAD:
                    pending.popleft().result()
            for written in pending:
                written.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _content(studio: Studio, wanted: PictureRequest, scene: Scene) -> Callable[[], bytes]:
    """Paint a scene, and return what makes the bytes of its file, in any thread."""
    if wanted.format.name == "svg":
        vectors = studio.svg(scene, wanted.scale)
        return lambda: vectors
    encode = {"png": encode_png, "webp": encode_webp}[wanted.format.name]
    picture = studio.image(scene, wanted.scale)
    return lambda: encode(picture, scene, wanted.scale)


def _write_one(path: Path, content: Callable[[], bytes]) -> None:
    atomic_files.write(path, content())


def _write_pdf(studio: Studio, wanted: PictureRequest, path: Path, scenes: Iterable[Scene]) -> None:  # noqa: ARG001
    with atomic_files.replacing(path) as unfinished:
        target = QFile()
        with unfinished.open("wb") as file:  # opened here, for Qt knows no names that are not text
            if not target.open(file.fileno(), QIODevice.OpenModeFlag.WriteOnly):
                raise OSError(0, target.errorString())
            studio.pdf(target, scenes)
            failed = not target.flush() or target.error() != QFile.FileError.NoError
            target.close()
        if failed or not is_whole_pdf(unfinished):  # Qt's PDF writer does not look whether it could write
            raise OSError(errno.ENOSPC, "the disk does not take all of it")
        studio.finish_pdf(unfinished)


def _write_gif(studio: Studio, wanted: PictureRequest, path: Path, scenes: Iterable[Scene]) -> None:
    sweep = (frame(studio.image(scene, wanted.scale)) for scene in scenes)
    frames = _there_and_back(sweep) if wanted.bounce else sweep
    times = frame_times(1 if wanted.numbered else wanted.frames, wanted.fps)
    with atomic_files.replacing(path) as unfinished:
        # Pillow takes the frames one by one, and leaves the file alone until the first is there.
        next(frames).save(unfinished, "GIF", save_all=True, append_images=frames, duration=times, loop=0)


def _there_and_back(frames: Iterable[_Coordinates]) -> Iterator[_Coordinates]:
    seen = []
    for each in frames:
        seen.append(each)
        yield each
    yield from seen[-2:0:-1]


def _watched(scenes: Iterable[Scene], check: Callable[[], None], advance: Callable[[], object]) -> Iterator[Scene]:
    """Give the scenes, one step of progress each, and stop where a signal came in between."""
    for scene in scenes:
        check()
        yield scene
        advance()
    check()


@contextmanager
def _progress(wanted: PictureRequest) -> Iterator[Callable[[], object]]:
    """Show a bar on stderr for a series, if that is a terminal."""
    if len(wanted) == 1 or wanted.quiet or not sys.stderr or not sys.stderr.isatty():
        yield lambda: None
        return
    from tqdm import tqdm

    with tqdm(total=len(wanted), unit="picture", file=sys.stderr, leave=False) as bar:
        yield bar.update
