"""What the usual code for the sigmoid gives in float64: ``1/(1 + exp(-x))``, and 1 minus that.

The sigmoid itself is right to the last digits or so. Its complement by subtraction is not: near 1, float64 has steps of
2⁻⁵³, and what is left below is lost.
"""

import math
from decimal import Decimal
from typing import NamedTuple

from sigviz.maths.number_format import MINUS
from sigviz.maths.sigmoid import Activation

# From here on, e^(−x) is half a step of float64 at 1 or less: 1 + e^(−x) is 1, and nothing is left of 1 − σ.
ZERO_FROM = math.nextafter(53 * math.log(2), math.inf)
# The sum is off by up to half a step, 2⁻⁵³, and the quotient by next to nothing more; against e^(−x) this is 5·10⁻⁵ at
# the worst, half a unit of the fourth digit, from here on.
WRONG_FROM = math.log(5e-5 / 2.0**-53)


_TRUSTED = 15  # right digits that count as all: a float64 has no more


class NaiveText(NamedTuple):
    """A float64 as Python prints it, in three parts: the right digits, the wrong ones, and the power of ten."""

    right: str
    wrong: str
    power: str


def activation(x: float) -> Activation:
    """Return σ, 1 − σ and their product at |x| ≤ 700, as code that subtracts computes them.

    >>> activation(40.0)
    Activation(sigma=1.0, complement=0.0, slope=0.0)
    """
    sigma = 1 / (1 + math.exp(-x))
    return Activation(sigma, 1 - sigma, sigma * (1 - sigma))


def right_digits(value: float, true: float) -> int:
    """Return how many significant digits of ``true`` a value has right, at most 17: −log₁₀ of the relative error.

    >>> right_digits(0.0, 4e-18), right_digits(0.1, 0.1), right_digits(0.1234, 0.12345)
    (0, 17, 3)
    """
    if value == true:
        return 17
    if true == 0:
        return 0
    off = abs((Decimal(value) - Decimal(true)) / Decimal(true))
    return min(max(math.floor(-off.log10()), 0), 17)


def naive_text(value: float, true: float) -> NaiveText:
    """Return a value as Python prints it, with a true minus, split after its last right digit.

    >>> naive_text(0.0, 4e-18), naive_text(0.25, 0.25)
    (NaiveText(right='', wrong='0.0', power=''), NaiveText(right='0.25', wrong='', power=''))
    """
    mantissa, e, exponent = repr(value).partition("e")
    power = f"{e}{exponent}".replace("-", MINUS)
    digits = right_digits(value, true)
    if digits >= _TRUSTED:
        return NaiveText(mantissa, "", power)
    counted, at = 0, 0
    while at < len(mantissa) and (counted < digits or (mantissa[at] in "0." and not counted)):
        counted += mantissa[at].isdigit() and (counted > 0 or mantissa[at] != "0")
        at += 1
    at = 0 if not digits else at
    return NaiveText(mantissa[:at], mantissa[at:], power)
