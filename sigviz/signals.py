"""Signals that ask to end: noted at once, acted on between pictures, for Qt's callbacks would swallow an exception."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupted(Exception):
    """A signal asked to end; ``status`` is the exit status that says so."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


@contextmanager
def noted() -> Iterator[Callable[[], None]]:
    """Note SIGINT and SIGTERM during the body, and give a check that raises `Interrupted` if one came."""
    caught: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        caught.append(number)

    def check() -> None:
        if caught:
            raise Interrupted(caught[0])

    former = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield check
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
