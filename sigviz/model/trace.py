"""The dots that a dragged point leaves: their x, for the slope follows from it."""

from typing import Any

from sigviz.model.validators import Check, several

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


def traced(place: Check) -> Check:
    """Return a check for at most `MOST` places, each with a check of its own.

    >>> from sigviz.model.validators import finite
    >>> traced(finite)("trace", [0, 0.5])
    (0.0, 0.5)
    """
    places = several(0, MOST, place)

    def check(name: str, value: Any) -> Trace:
        return value if type(value) is Trace else Trace(places(name, value))

    return check
