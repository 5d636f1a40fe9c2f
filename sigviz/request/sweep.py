"""A series of x in exact decimal numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sigviz.maths.number_format import parse

MOST_FRAMES = 10_000


@dataclass(frozen=True, slots=True)
class Sweep:
    """A series of x in exact decimals: first, first + step, … up to at most half a step beyond last.

    Raises `ValueError` if the steps do not lead from first to last, or if there are too many.

    >>> list(Sweep(Decimal("0"), Decimal("1"), Decimal("0.3"))), len(Sweep(Decimal("0"), Decimal("1"), Decimal("0.4")))
    ([0.0, 0.3, 0.6, 0.9], 4)
    """

    first: Decimal
    last: Decimal
    step: Decimal

    def __post_init__(self) -> None:
        if not self.step:
            raise ValueError("the step of a series must not be 0")
        if (self.last - self.first) * self.step < 0:
            raise ValueError(f"steps of {self.step} do not lead from {self.first} to {self.last}")
        if (self.last - self.first) / self.step >= MOST_FRAMES - Decimal("0.5"):
            raise ValueError(f"a series can have at most {MOST_FRAMES} frames: choose a larger step")

    def __len__(self) -> int:
        return int((self.last - self.first) / self.step + Decimal("0.5")) + 1

    def __iter__(self) -> Iterator[float]:
        return (float(self.first + index * self.step) for index in range(len(self)))

    @property
    def ends(self) -> tuple[float, float]:
        """The first and the last x of the series."""
        return float(self.first), float(self.first + (len(self) - 1) * self.step)


def parse_sweep(text: str) -> Sweep:
    """Return the series in ``FROM:TO:STEP``. Raises `ValueError` if ``text`` is not a series.

    >>> list(parse_sweep("-0.2:0.1:0.1"))
    [-0.2, -0.1, 0.0, 0.1]
    """
    parts = text.split(":")
    if len(parts) != 3:
        raise ValueError(f"{text!r} is not a series: write it as FROM:TO:STEP, such as -4:4:0.5")
    first, last, step = (Decimal(repr(parse(part))) for part in parts)
    return Sweep(first, last, step)
