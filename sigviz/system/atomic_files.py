"""Writing files completely or not at all, so that nothing is lost. Standard library only."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import BinaryIO


class FileAccessError(Exception):
    """A file cannot be read or written; the message says which, and why."""

    def __init__(self, path: Path, what: str, error: OSError) -> None:
        super().__init__(f"{str(path)!r} cannot be {what}: {error.strerror or error}")
        self.error = error


_UMASK_LOCK = Lock()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path next to ``path``, and rename the file to ``path`` after the body.

    If the body fails or is interrupted, an existing file at ``path`` is unchanged, and the temporary file is deleted.
    Raises `FileAccessError` instead of `OSError`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(Path(folder, "a.txt")) as unfinished:
    ...         before = unfinished.write_text("whole"), Path(folder, "a.txt").exists()
    ...     before, Path(folder, "a.txt").read_text()
    ((5, False), 'whole')
    """
    import tempfile  # imported late, to keep the start of the program fast

    try:
        target = Path(os.path.realpath(path))  # raises if the current folder was deleted
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
    """Raise `OSError` if the path exists and is not a regular file.

    Replacing a device would delete it, and reading a pipe may block forever.
    """
    if path.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    if path.exists() and not path.is_file():
        raise OSError(0, "it is not a file, but a device, a pipe or a socket")


def is_protected(path: Path) -> bool:
    """Return whether the file exists and is write-protected for its owner.

    The mode of the file decides, because replacing it needs only permission to write its folder, and root may write
    everything.
    """
    try:
        return not path.stat().st_mode & stat.S_IWUSR
    except FileNotFoundError:
        return False


def in_the_way(path: Path) -> str:
    """Return what the user must confirm before a file is written, as the end of a sentence, or an empty text.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     before, _ = in_the_way(Path(folder, "a.txt")), Path(folder, "a.txt").write_text("")
    ...     before, in_the_way(Path(folder, "a.txt"))
    ('', 'already exists')
    """
    try:
        if not path.is_file():
            return ""
        return "is write-protected" if is_protected(path) else "already exists"
    except OSError:  # writing the file will report it
        return ""


@contextmanager
def unprotected(path: Path) -> Iterator[None]:
    """Remove the write protection of a file during the body. Raises `FileAccessError` if that fails."""
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
    """Return the first 80 bytes of a name, because file systems limit names by their bytes."""
    return name.encode("utf-8", "replace")[:80].decode("utf-8", "ignore")


def write(path: Path, content: bytes) -> None:
    """Write a file completely or not at all. Raises `FileAccessError` if it cannot be written."""
    with replacing(path) as unfinished:
        unfinished.write_bytes(content)


def _mode(target: Path) -> int:
    """Return the permissions of a file, or those of a new file if it does not exist."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        with _UMASK_LOCK:  # the mask can only be read by setting it
            mask = os.umask(0)
            os.umask(mask)
        return 0o666 & ~mask


def open_plain_file(path: Path) -> BinaryIO:
    """Open a file for reading. Raises `OSError` if it cannot be opened, or is not a regular file."""
    check_plain_file(path)
    return path.open("rb")
