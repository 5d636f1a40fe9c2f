"""What the program says: on stdout what was asked for, on stderr what is the matter. Either may be closed, or full."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from sigviz.system.atomic_files import FileAccessError
from sigviz.system.os_signals import SignalReceived

_PIPE = 13  # the number of SIGPIPE, which not every system has


def prepare() -> None:
    """Let the streams take any letter, and keep the place of a closed one: a file opened there would get its words."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the first place that is free
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks σ gets a question mark, not a traceback


def write_out(text: str) -> None:
    """Write to stdout. Raises `SignalReceived` if its reader is gone, and `FileAccessError` if it cannot take all."""
    try:
        _write(sys.stdout, text)
    except BrokenPipeError:
        raise SignalReceived(_PIPE) from None
    except OSError as error:
        raise FileAccessError(Path("stdout"), "written", error) from None


def write_err(text: str) -> None:
    """Write to stderr, where that can be: there is no other place to say that it cannot."""
    with suppress(OSError):
        _write(sys.stderr, text)


def complain(sentence: str) -> None:
    """Write what is the matter to stderr, as one line."""
    write_err(f"sigviz: {' '.join(sentence.split())}\n")


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except OSError:
        # What it holds back goes nowhere: else the interpreter, at its end, would fail once more in its own words.
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
        raise
