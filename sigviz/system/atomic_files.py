"""Writing files whole or not at all, so that nothing is lost; standard library only."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import BinaryIO


class FileAccessError(Exception):
    """A file cannot be read or written on this machine; the text says which, and why."""

    def __init__(self, path: Path, what: str, error: OSError) -> None:
        super().__init__(f"{str(path)!r} cannot be {what}: {error.strerror or error}")
        self.error = error


_ASKING = Lock()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path`` to write to, and put the file in its place when the body is done.

    If the body fails, or is interrupted, what stood there before still stands, and the temporary file is removed.
    An `OSError` becomes `FileAccessError`.

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
        check_plain_file(target)
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
        raise FileAccessError(path, "written", error) from error


def check_plain_file(path: Path) -> None:
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
    """Let a write-protected file be replaced in the body, then protect it again. Raises `FileAccessError`."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode) if is_protected(path) else None
        if mode is not None:
            path.chmod(mode | stat.S_IWUSR)
    except OSError as error:
        raise FileAccessError(path, "written", error) from error
    try:
        yield
    finally:
        if mode is not None:
            path.chmod(mode)


def _shortened(name: str) -> str:
    """Return as much of a name as leaves room for more: file systems count bytes."""
    return name.encode("utf-8", "replace")[:80].decode("utf-8", "ignore")


def write(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all; raises `FileAccessError` if it cannot be written."""
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


def open_plain_file(path: Path) -> BinaryIO:
    """Open a file to be read; raises `OSError` if it cannot be, or is no plain file."""
    check_plain_file(path)
    return path.open("rb")
