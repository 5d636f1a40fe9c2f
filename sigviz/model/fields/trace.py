"""What use leaves behind: the dots of a dragged point, guesses, and the errors of learning.

Of a dot only x is stored, because the slope follows from it.
"""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from sigviz.model.fields.validators import Kind, Number, Numbers

MOST = 2000  # dots
MOST_GUESSES, MOST_ERRORS = 50, 200  # the last ones are kept


class Trace(tuple[float, ...]):
    """A tuple of x values that are known to be valid: a drag adds a hundred a second, and only new ones are checked.

    >>> Trace().plus(1.0).plus(2.0).plus(2.0)
    (1.0, 2.0)
    >>> full = Trace(range(MOST))
    >>> len(full.plus(-1.0))
    1001
    """

    __slots__ = ()

    def plus(self, x: float) -> "Trace":
        """Return the trace with one more x. A full trace is first thinned to every second x."""
        if self and self[-1] == x:
            return self
        return Trace((*(self[::2] if len(self) >= MOST else self), float(x) + 0.0))  # + 0.0 turns −0 into 0


@dataclass(frozen=True)
class Places(Numbers):
    """The kind of the trace: at most `MOST` numbers.

    >>> from sigviz.model.fields.validators import Number
    >>> Places(0, MOST, Number(-700.0, 700.0)).check("trace", [0, 0.5])
    (0.0, 0.5)
    """

    def check(self, name: str, value: Any) -> Trace:
        """Return the trace. A value that is a `Trace` already is known to be valid, and returned unchanged."""
        return value if type(value) is Trace else Trace(Numbers.check(self, name, value))

    def to_plain(self, value: Trace) -> tuple[float, ...]:
        """Return a plain tuple."""
        return tuple(value)


@dataclass(frozen=True)
class Pairs(Kind):
    """The kind of the guesses: at most ``most`` pairs of numbers.

    >>> Pairs(2, Number(-1.0, 1.0), Number(0.0, 1.0)).check("guesses", [[0.5, 1]])
    ((0.5, 1.0),)
    """

    most: int
    first: Number
    second: Number

    @property
    def accepts(self) -> str:
        """What is accepted."""
        return f"at most {self.most} pairs of numbers"

    def check(self, name: str, value: Any) -> tuple[tuple[float, float], ...]:
        """Return the pairs."""
        try:
            given = [tuple(islice(pair, 3)) for pair in islice(value, self.most + 1)]
        except TypeError:
            given = [()]
        if len(given) > self.most or any(len(pair) != len("xy") for pair in given) or isinstance(value, (str, bytes)):
            raise ValueError(f"{name} must be {self.accepts}")
        return tuple((self.first.check(name, one), self.second.check(name, other)) for one, other in given)
