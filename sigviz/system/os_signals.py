"""Signals that ask to end: noted at once, acted on between pictures, for Qt's callbacks would swallow an exception."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class SignalReceived(Exception):
    """A signal asked to end; ``status`` is the exit status that says so."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def _asking() -> list[signal.Signals]:
    """Return the signals that ask to end: also that a terminal was closed, unless the program was started to stay."""
    found = [signal.SIGINT, signal.SIGTERM]
    hangup = getattr(signal, "SIGHUP", None)  # not on Windows
    if hangup is not None and signal.getsignal(hangup) is not signal.SIG_IGN:
        found.insert(0, hangup)
    return found


@contextmanager
def noted() -> Iterator[Callable[[], None]]:
    """Note signals that ask to end during the body, and give a check that raises `SignalReceived` if one came.

    Only the main thread is told of signals: in any other, none comes.
    """
    caught: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        caught.append(number)

    def check() -> None:
        if caught:
            raise SignalReceived(caught[0])

    told = threading.current_thread() is threading.main_thread()
    former = {number: signal.signal(number, note) for number in _asking() if told}
    try:
        yield check
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
