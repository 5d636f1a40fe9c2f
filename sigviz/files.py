"""Writing files so that nothing is lost, and reading the scene that a file holds.

Pictures and scene files come from strangers: of each only so much is read as a scene can take, and what is wrong with
it is one sentence. Standard library only.
"""

import errno
import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from sigviz.embedded import KEY as KEY
from sigviz.embedded import LARGEST as LARGEST
from sigviz.embedded import NAMESPACE, in_pdf, in_png, in_svg, in_webp
from sigviz.embedded import Foreign as Foreign
from sigviz.model.checks import nearest
from sigviz.model.scene import Newer, Scene


class Refused(Exception):
    """A file cannot be read or written on this machine; the text says which, and why."""

    def __init__(self, path: Path, what: str, error: OSError) -> None:
        super().__init__(f"{str(path)!r} cannot be {what}: {error.strerror or error}")
        self.error = error


_ASKING = Lock()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path`` to write to, and put the file in its place when the body is done.

    If the body fails, or is interrupted, what stood there before still stands, and the temporary file is removed.
    An `OSError` becomes `Refused`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(Path(folder, "a.txt")) as unfinished:
    ...         before = unfinished.write_text("whole"), Path(folder, "a.txt").exists()
    ...     before, Path(folder, "a.txt").read_text()
    ((5, False), 'whole')
    """
    import tempfile  # and the other late imports of this module: nothing that a start has to wait for

    try:
        target = Path(os.path.realpath(path))  # which fails where the current folder is gone
        _check_plain(target)
        if is_protected(target):
            raise PermissionError(errno.EACCES, "it is write-protected")
        handle, name = tempfile.mkstemp(
            prefix=f".{_shortened(target.name)}.", suffix=".sigviz-unfinished", dir=target.parent
        )
        os.close(handle)
        unfinished = Path(name)
        try:
            yield unfinished
            with unfinished.open("rb") as file:
                os.fsync(file.fileno())
            unfinished.chmod(_mode(target))
            unfinished.replace(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Refused(path, "written", error) from error


def _check_plain(path: Path) -> None:
    """Raise `OSError` if something stands there that is no plain file.

    To replace a device would take it away, and to read a pipe may take for ever.
    """
    if path.is_dir():
        raise IsADirectoryError(0, "there is a folder of that name")
    if path.exists() and not path.is_file():
        raise OSError(0, "it is no file, but a device, a pipe or a socket")


def is_protected(path: Path) -> bool:
    """Return whether a file is there that its owner may not write.

    Its mode decides, because replacing a file asks only for permission to write its folder, and root may do anything.
    """
    try:
        return not path.stat().st_mode & stat.S_IWUSR
    except FileNotFoundError:
        return False


def in_the_way(path: Path) -> str:
    """Return what a user has to agree to before a file is written: half a sentence, or nothing.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     before, _ = in_the_way(Path(folder, "a.txt")), Path(folder, "a.txt").write_text("")
    ...     before, in_the_way(Path(folder, "a.txt"))
    ('', 'exists already')
    """
    try:
        if not path.is_file():
            return ""
        return "is write-protected" if is_protected(path) else "exists already"
    except OSError:  # writing will tell
        return ""


@contextmanager
def unprotected(path: Path) -> Iterator[None]:
    """Let a write-protected file be replaced in the body; it is protected again afterwards. Raises `Refused`."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode) if is_protected(path) else None
        if mode is not None:
            path.chmod(mode | stat.S_IWUSR)
    except OSError as error:
        raise Refused(path, "written", error) from error
    try:
        yield
    finally:
        if mode is not None:
            path.chmod(mode)


def _shortened(name: str) -> str:
    """Return as much of a name as leaves room for more: file systems count bytes."""
    return name.encode("utf-8", "replace")[:80].decode("utf-8", "ignore")


def write(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all; raises `Refused` if it cannot be written."""
    with replacing(path) as unfinished:
        unfinished.write_bytes(content)


def _mode(target: Path) -> int:
    """Return the permissions that a file has, or that a new one gets."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        with _ASKING:  # the mask can only be read by setting it
            mask = os.umask(0)
            os.umask(mask)
        return 0o666 & ~mask


def element(scene: Scene) -> str:
    """Return a scene as the XML element that SVG, PDF and WebP hold.

    >>> element(Scene()).partition(">")[0]
    '<sigviz:scene xmlns:sigviz="urn:sigviz:scene"'
    """
    import html

    return f'<sigviz:scene xmlns:sigviz="{NAMESPACE}">{html.escape(scene.to_json(), quote=False)}</sigviz:scene>'


def opened(path: Path) -> BinaryIO:
    """Open a file to be read; raises `OSError` if it cannot be, or is no plain file."""
    _check_plain(path)
    return path.open("rb")


def read_scene(path: Path) -> Scene:
    """Return the scene that a scene file or a picture holds.

    Raises `Foreign` if it holds none, or a wrong one, and `Refused` if it cannot be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(Path(folder, "scene.json"), Scene(x=2).to_json().encode())
    ...     read_scene(Path(folder, "scene.json")).x
    2.0
    """
    try:
        with opened(path) as file:
            found = _reader(path)(file, path.name)
    except OSError as error:
        raise Refused(path, "read", error) from None
    if found is None:
        raise Foreign(f"{path.name!r} holds no scene of sigviz")
    return _decoded(found, path.name)


def _reader(path: Path) -> Callable[[BinaryIO, str], bytes | None]:
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise Foreign(f"{path.name!r} is no file that keeps a scene: {nearest(suffix, _READERS)}")
    return _READERS[suffix]


def _decoded(text: bytes, name: str) -> Scene:
    if len(text) > LARGEST:
        raise Foreign(f"{name!r} is too large for a scene")
    try:
        plain: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise Foreign(f"{name!r} holds no JSON that makes a scene") from None
    if not isinstance(plain, dict):
        raise Foreign(f"{name!r} holds JSON, but no scene: a scene is an object with fields")
    try:
        return Scene.from_dict(plain)
    except Newer as error:
        raise Foreign(f"{name!r}: {error}") from None
    except ValueError as error:
        raise Foreign(f"{name!r} holds a scene that is wrong: {error}") from None


def _whole(file: BinaryIO, name: str) -> bytes | None:  # noqa: ARG001
    return file.read(LARGEST + 1)


_READERS = {".json": _whole, ".png": in_png, ".svg": in_svg, ".pdf": in_pdf, ".webp": in_webp}
READABLE = tuple(_READERS)
