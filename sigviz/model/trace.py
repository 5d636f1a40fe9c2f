"""The dots that a dragged point leaves: their x, for the slope follows from it."""

from dataclasses import dataclass
from typing import Any

from sigviz.model.validators import Numbers

MOST = 2000


class Trace(tuple[float, ...]):
    """A tuple of places, known to be valid: a drag adds to it a hundred times a second, and checks only what is new.

    >>> Trace().plus(1.0).plus(2.0).plus(2.0)
    (1.0, 2.0)
    >>> full = Trace(range(MOST))
    >>> len(full.plus(-1.0))
    1001
    """

    __slots__ = ()

    def plus(self, x: float) -> "Trace":
        """Return the trace with one place more. A full one is thinned to every second place first."""
        if self and self[-1] == x:
            return self
        return Trace((*(self[::2] if len(self) >= MOST else self), float(x) + 0.0))  # −0 and 0 are the same place


@dataclass(frozen=True)
class Places(Numbers):
    """The kind of a trace: at most `MOST` places.

    >>> from sigviz.model.validators import Number
    >>> Places(0, MOST, Number(-700.0, 700.0)).check("trace", [0, 0.5])
    (0.0, 0.5)
    """

    def check(self, name: str, value: Any) -> Trace:
        """Return the trace: itself if it is one, because that is known to be valid."""
        return value if type(value) is Trace else Trace(Numbers.check(self, name, value))

    def to_plain(self, value: Trace) -> tuple[float, ...]:
        """Return a plain tuple, which `repr` shows as one."""
        return tuple(value)
