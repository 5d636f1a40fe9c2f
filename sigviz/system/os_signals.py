"""Signals that ask the program to end. They are recorded at once but raised later, because Qt swallows exceptions."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class SignalReceived(Exception):
    """A signal asked the program to end; ``status`` is the corresponding exit status."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def _asking() -> list[signal.Signals]:
    """Return the signals that ask the program to end, including SIGHUP unless it is ignored, as under ``nohup``."""
    found = [signal.SIGINT, signal.SIGTERM]
    hangup = getattr(signal, "SIGHUP", None)  # not on Windows
    if hangup is not None and signal.getsignal(hangup) is not signal.SIG_IGN:
        found.insert(0, hangup)
    return found


@contextmanager
def noted() -> Iterator[Callable[[], None]]:
    """Record signals that ask the program to end, and yield a function that raises `SignalReceived` if one arrived.

    Python handles signals only in the main thread, so in any other thread nothing is recorded.
    """
    caught: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        caught.append(number)

    def check() -> None:
        if caught:
            raise SignalReceived(caught[0])

    in_main = threading.current_thread() is threading.main_thread()
    previous = {number: signal.signal(number, note) for number in _asking() if in_main}
    try:
        yield check
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
