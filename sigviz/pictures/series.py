"""``sigviz render``: one or many pictures as files, each of which is written completely or not at all."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from sigviz.formats.base.format import Encoder, Page, Painting, SeriesFormat, Writing
from sigviz.formats.picture_size import DEFAULT_SIZE, Size, parse_size
from sigviz.model.scene import Scene
from sigviz.pictures.renderer import Renderer, omission
from sigviz.request.request import PictureRequest, Request
from sigviz.system import atomic_files
from sigviz.system.stdio import complain

_AHEAD = 3  # pictures painted but not yet written; more would take memory and save no time


class PictureMemoryError(MemoryError):
    """There is not enough memory for a picture; the message says so."""

    def __init__(self) -> None:
        super().__init__("there is not enough memory for a picture of this size")


def run(wanted: PictureRequest, scenes: Iterable[Scene], check: Callable[[], None]) -> int:
    """Write the pictures of the scenes, and return the exit status. ``check`` is called between them; it may raise."""
    try:
        with _progress(wanted) as advance:
            omitted = make(wanted, _watched(scenes, check, advance))
    except (atomic_files.FileAccessError, PictureMemoryError) as error:
        complain(str(error))
        return 1
    if omitted:
        complain(f"{omission(omitted)}; a larger --size shows it")
    return 0


def render(
    scene: Scene,
    path: "str | Path",
    size: tuple[float, float] | str = (DEFAULT_SIZE.width, DEFAULT_SIZE.height),
    scale: float = 1.0,
) -> None:
    """Write a picture of a scene, in the format given by the extension of ``path``. No display is needed.

    ``size`` is in CSS pixels, 96 per inch, or a text such as ``"86mmx60mm"``, which is a size on paper. ``scale`` is
    the number of pixels per CSS pixel in a PNG, WebP or GIF: 2 makes everything twice as large. Call this function in
    the main thread, or in the thread of the QApplication if there is one. Several processes may call it at the same
    time.

    Raises `ValueError` if the extension is unknown or the size is invalid, `MemoryError` if there is not enough memory,
    and `OSError` if the file cannot be written. Raises `RuntimeError` in any other thread, if the application of the
    program is not a QApplication, and if a part of sigviz is missing. After an error, an existing file is unchanged.

    >>> import pathlib, sigviz, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     picture = pathlib.Path(folder, "figure.png")
    ...     sigviz.render(sigviz.Scene(x=2), picture, size=(320, 200), scale=2)
    ...     picture.read_bytes()[1:4]
    b'PNG'
    """
    wanted = PictureRequest(
        Request(), str(path), size=parse_size(size) if isinstance(size, str) else Size(*size), scale=scale, literal=True
    )
    wanted.check()
    try:
        make(wanted, [scene])
    except atomic_files.FileAccessError as refused:
        raise refused.error from None


def make(wanted: PictureRequest, scenes: Iterable[Scene]) -> list[str]:
    """Write the pictures of the scenes, and return the titles of the layers that they omit.

    Raises `FileAccessError` if a file cannot be written, and `PictureMemoryError` if there is not enough memory.
    """
    try:
        with closing(Renderer(wanted.size, wanted.scale, transparent=wanted.transparent)) as renderer:
            if isinstance(wanted.format, SeriesFormat):
                _write_series(_page(renderer, wanted), wanted, scenes, wanted.format.write)
            else:
                _write_stills(renderer, wanted, scenes, wanted.format.paint)
    except MemoryError as error:
        raise PictureMemoryError from error
    return list(renderer.omitted)


def _write_stills(renderer: Renderer, wanted: PictureRequest, scenes: Iterable[Scene], paint: Painting) -> None:
    """Write one file per scene. It is painted here; other threads compress and write it while the next is painted."""
    pending: deque[Future[None]] = deque()
    with ThreadPoolExecutor(2) as pool:
        try:
            for index, scene in enumerate(scenes):
                path = wanted.path(index, scene)
                pending.append(pool.submit(_write_still, path, paint(renderer, scene)))
                if len(pending) > _AHEAD:
                    pending.popleft().result()
            for written in pending:
                written.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _write_still(path: Path, encode: Encoder) -> None:
    atomic_files.write(path, encode())


def _page(renderer: Renderer, wanted: PictureRequest) -> Page:
    notes = wanted.page_notes
    if not notes:
        return renderer
    from sigviz.pictures.handout import Handout

    return Handout(renderer, notes)


def _write_series(page: Page, wanted: PictureRequest, scenes: Iterable[Scene], write: Writing) -> None:
    """Write all scenes into one file, or one file per scene if they are numbered."""
    for path, contents in _files(wanted, scenes):
        with atomic_files.replacing(path) as unfinished:
            write(unfinished, page, contents, wanted.playback)


def _files(wanted: PictureRequest, scenes: Iterable[Scene]) -> Iterator[tuple[Path, Iterable[Scene]]]:
    if not wanted.numbered:
        yield Path(wanted.out), scenes
        return
    for index, scene in enumerate(scenes):
        yield wanted.path(index, scene), [scene]


def _watched(scenes: Iterable[Scene], check: Callable[[], None], advance: Callable[[], object]) -> Iterator[Scene]:
    """Yield the scenes, report progress after each, and call ``check`` between them, which raises after a signal."""
    for scene in scenes:
        check()
        yield scene
        advance()
    check()


@contextmanager
def _progress(wanted: PictureRequest) -> Iterator[Callable[[], object]]:
    """Show a progress bar for a series, if stderr is a terminal."""
    if len(wanted) == 1 or wanted.quiet or not sys.stderr or not sys.stderr.isatty():
        yield lambda: None
        return
    from tqdm import tqdm

    with tqdm(total=len(wanted), unit="picture", file=sys.stderr, leave=False) as bar:
        yield bar.update
