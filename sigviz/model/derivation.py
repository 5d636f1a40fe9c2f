r"""The derivation of σ′ = σ(1 − σ), line by line: as LaTeX, with its reason, and evaluated at x as it is written.

In the LaTeX, ``\textcolor{sigma}{…}``, ``{complement}`` and ``{slope}`` mark the parts in a quantity's colour, and
``\textcolor{new}{…}`` marks the part that the line changes, and ``{old}`` the part that the next line will change. The
view replaces these names with the theme's colours.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from sigviz.maths.number_format import significant
from sigviz.maths.sigmoid import activation
from sigviz.model.scene import LAST_STEP

_FACTOR = r" \cdot \left("
_AGREE = 5e-5  # relative: half a unit in the last of the four digits shown


class Line(NamedTuple):
    """One line: its LaTeX, the same in words for a screen reader, the rule applied, the reason, and its value at x."""

    latex: str
    spoken: str
    rule: str
    why: str
    value: Callable[[float], float] | None = None
    failing: str = ""  # why float64 cannot evaluate the line as written, for the x at which it cannot
    about: str = ""  # how the value is computed, if not by evaluating the line

    @property
    def left(self) -> str:
        r"""The LaTeX before the first equals sign.

        >>> LINES[8].left
        "\\textcolor{slope}{\\sigma'(x)}"
        """
        return self.latex.partition("=")[0].strip()

    @property
    def pieces(self) -> tuple[str, ...]:
        r"""The LaTeX from the first equals sign on, in pieces that may stand in rows of their own.

        >>> Line(r"a = b \cdot \left(c\right) = d", "", "", "").pieces
        ('= b', '\\cdot \\left(c\\right)', '= d')
        """
        _, *sides = self.latex.split("=")
        factors = (f"= {side.strip()}".split(_FACTOR) for side in sides)
        return tuple(
            part if at == 0 else f"{_FACTOR.strip()}{part}" for side in factors for at, part in enumerate(side)
        )


class LineValue(NamedTuple):
    """The value of a line at x as text, and why it is wrong if float64 cannot evaluate the line as written."""

    text: str
    problem: str


def _tail(x: float) -> float:
    return math.exp(-x)


def _difference(x: float) -> float:
    h = 6e-6 * max(1.0, abs(x))  # the cube root of the rounding error, where the total error is least
    return (activation(x + h).sigma - activation(x - h).sigma) / (2 * h)


def _chain(x: float) -> float:
    return -1 * (1 + _tail(x)) ** -2 * -_tail(x)


def _quotient(x: float) -> float:
    return _tail(x) / ((1 + _tail(x)) * (1 + _tail(x)))


def _product(x: float) -> float:
    return 1 / (1 + _tail(x)) * (_tail(x) / (1 + _tail(x)))


def _added(x: float) -> float:
    return 1 / (1 + _tail(x)) * ((1 + _tail(x) - 1) / (1 + _tail(x)))


def _split(x: float) -> float:
    return 1 / (1 + _tail(x)) * (1 - 1 / (1 + _tail(x)))


def _identity(x: float) -> float:
    here = activation(x)
    return here.sigma * here.complement


_E = r"1+e^{-x}"
_S = rf"\frac{{1}}{{{_E}}}"
_SIGMA = r"\textcolor{sigma}{\sigma(x)}"
_REST = r"\textcolor{complement}{1-\sigma(x)}"
_UNIT = (
    r"\textcolor{slope}{\frac{\partial\,\mathrm{output}}{\partial\,\mathrm{sum}}} = "
    r"\textcolor{sigma}{\mathrm{output}} \cdot (\textcolor{complement}{1-\mathrm{output}})"
)

_E_SPOKEN = "one plus e to the minus x"
_S_SPOKEN = f"one over the quantity {_E_SPOKEN}"
_UNIT_SPOKEN = "the derivative of the output by the sum equals the output times the quantity one minus the output"

LINES = (
    Line(
        _UNIT,
        _UNIT_SPOKEN,
        "the question",
        "When the weighted sum of a neural unit grows a little, how fast does its output grow? "
        "Why can its output alone tell?",
    ),
    Line(
        rf"{_SIGMA} = \textcolor{{old}}{{{_S}}}",
        f"sigma of x equals {_S_SPOKEN}",
        "definition",
        "The unit's output is the logistic sigmoid of its weighted sum, x.",
    ),
    Line(
        rf"\frac{{d}}{{dx}} {_SIGMA} = \textcolor{{old}}{{\frac{{d}}{{dx}} \textcolor{{new}}{{({_E})^{{-1}}}}}}",
        f"the derivative of sigma of x equals the derivative of the quantity {_E_SPOKEN}, to the power minus one",
        "a fraction is a power",
        "One over a number is that number to the power −1, which is easy to differentiate.",
        _difference,
        "both round to 1",
        "central difference",
    ),
    Line(
        rf"= \textcolor{{old}}{{\textcolor{{new}}{{-1 \cdot ({_E})^{{-2}} \cdot ({{-}}e^{{-x}})}}}}",
        f"minus one times the quantity {_E_SPOKEN}, to the power minus two, times minus e to the minus x",
        "chain rule",
        "The power comes down as −1, and the inside, 1 + e⁻ˣ, has the derivative −e⁻ˣ.",
        _chain,
        "the power underflows",
    ),
    Line(
        rf"= \textcolor{{old}}{{\textcolor{{new}}{{\frac{{e^{{-x}}}}{{({_E})^2}}}}}}",
        f"e to the minus x over the square of the quantity {_E_SPOKEN}",
        "simplify",
        "The two minus signs cancel, and the power −2 moves to the denominator.",
        _quotient,
        "the square overflows",
    ),
    Line(
        rf"= \textcolor{{new}}{{{_S} \cdot \frac{{\textcolor{{old}}{{e^{{-x}}}}}}{{{_E}}}}}",
        f"{_S_SPOKEN}, times e to the minus x over the quantity {_E_SPOKEN}",
        "as a product",
        "The square in the denominator is split into two factors; the first fraction is σ(x).",
        _product,
        "a factor overflows",
    ),
    Line(
        rf"= {_S} \cdot \textcolor{{old}}{{\frac{{\textcolor{{new}}{{{_E}-1}}}}{{{_E}}}}}",
        f"{_S_SPOKEN}, times the quantity {_E_SPOKEN} minus one, over the quantity {_E_SPOKEN}",
        "add and subtract 1",
        "The value does not change, but the numerator now contains the denominator.",
        _added,
        "e⁻ˣ lost beside 1",
    ),
    Line(
        rf"= {_S} \cdot \left(\textcolor{{new}}{{\frac{{{_E}}}{{{_E}}} - {_S}}}\right)"
        rf" = {_S} \cdot \left(\textcolor{{old}}{{\textcolor{{new}}{{1 - {_S}}}}}\right)",
        f"{_S_SPOKEN}, times the difference of {_E_SPOKEN} over itself and {_S_SPOKEN}; "
        f"which is {_S_SPOKEN}, times the difference of one and {_S_SPOKEN}",
        "split the fraction",
        "The first fraction is 1, and the fraction that is subtracted is σ(x).",
        _split,
        "1 − … cancels",
    ),
    Line(
        rf"\textcolor{{slope}}{{\sigma'(x)}} = {_SIGMA} \cdot (\textcolor{{new}}{{{_REST}}})",
        "sigma prime of x equals sigma of x times the quantity one minus sigma of x",
        "substitute σ(x)",
        "The slope of the sigmoid is its value times one minus its value.",
        _identity,
    ),
    Line(
        _UNIT,
        _UNIT_SPOKEN,
        "back to the unit",
        "The slope of a unit follows from its output alone.",
        _identity,
    ),
)
if len(LINES) != LAST_STEP:
    raise RuntimeError("LAST_STEP must be the number of lines of the derivation")


def line_value(line: Line, x: float) -> LineValue | None:
    """Return the value of a line at x, evaluated in float64 as it is written; None if it has no value.

    >>> line_value(LINES[7], 1.0)
    LineValue(text='0.1966', problem='')
    >>> line_value(LINES[7], 40.0)
    LineValue(text='0', problem='1 − … cancels')
    """
    if line.value is None:
        return None
    value, true = line.value(x), activation(x).slope
    wrong = not abs(value - true) <= _AGREE * true
    return LineValue(significant(value) if value else "0", line.failing if wrong else "")
