"""Output of the program: results on stdout, problems on stderr. Either may be closed or full."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from sigviz.system.atomic_files import FileAccessError
from sigviz.system.os_signals import SignalReceived

_PIPE = 13  # the number of SIGPIPE, which not every system has


def prepare() -> None:
    """Let the streams accept all characters, and reopen closed ones, so that no other file gets their numbers."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number, which is this one
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without σ shows a question mark


def write_out(text: str) -> None:
    """Write to stdout. Raises `SignalReceived` if its reader is gone, and `FileAccessError` on any other failure."""
    try:
        _write(sys.stdout, text)
    except BrokenPipeError:
        raise SignalReceived(_PIPE) from None
    except OSError as error:
        raise FileAccessError(Path("stdout"), "written", error) from None


def write_err(text: str) -> None:
    """Write to stderr. Errors are ignored, because there is nowhere else to report them."""
    with suppress(OSError):
        _write(sys.stderr, text)


def complain(sentence: str) -> None:
    """Write a message to stderr, as one line."""
    write_err(f"sigviz: {' '.join(sentence.split())}\n")


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except OSError:
        # Discard buffered output, because otherwise the interpreter would fail again, with a traceback, when it exits.
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
        raise
