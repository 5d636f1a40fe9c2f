"""The sigmoid as code usually computes it in float64: ``1/(1 + exp(-x))``, and 1 minus that.

The sigmoid itself is correct to about the last digit. Its complement, computed by subtraction, is not: just below 1,
consecutive float64 numbers are 2⁻⁵³ apart, so anything smaller is lost.
"""

import math
from decimal import Decimal
from typing import NamedTuple

from sigviz.maths.number_format import scientific
from sigviz.maths.sigmoid import Activation

# For this x and above, e^(−x) is at most half a step of float64 at 1: 1 + e^(−x) rounds to 1, and 1 − σ to 0.
ZERO_FROM = math.nextafter(53 * math.log(2), math.inf)
# The sum is wrong by up to half a step, 2⁻⁵³, and the quotient by hardly more. Relative to e^(−x), this error can reach
# 5·10⁻⁵, half a unit of the fourth digit, for this x and above.
WRONG_FROM = math.log(5e-5 / 2.0**-53)


_TRUSTED = 15  # a value with this many correct digits counts as correct: a float64 guarantees no more


class NaiveText(NamedTuple):
    """All digits of a float64, in three parts: the correct digits, the wrong digits, and the power of ten."""

    right: str
    wrong: str
    power: str


def activation(x: float) -> Activation:
    """Return σ, 1 − σ and their product for |x| ≤ 700, with 1 − σ computed by subtraction.

    >>> activation(40.0)
    Activation(sigma=1.0, complement=0.0, slope=0.0)
    """
    sigma = 1 / (1 + math.exp(-x))
    return Activation(sigma, 1 - sigma, sigma * (1 - sigma))


def right_digits(value: float, true: float) -> int:
    """Return the number of correct significant digits of a value, at most 17: −log₁₀ of its error relative to ``true``.

    >>> right_digits(0.0, 4e-18), right_digits(0.1, 0.1), right_digits(0.1234, 0.12345)
    (0, 17, 3)
    """
    if value == true:
        return 17
    if true == 0:
        return 0
    relative_error = abs((Decimal(value) - Decimal(true)) / Decimal(true))
    return min(max(math.floor(-relative_error.log10()), 0), 17)


def naive_text(value: float, true: float) -> NaiveText:
    """Return all digits of a value, split after its last correct digit.

    >>> naive_text(0.0, 4e-18), naive_text(0.25, 0.25)
    (NaiveText(right='', wrong='0.0', power=''), NaiveText(right='0.25', wrong='', power=''))
    """
    mantissa, _, exponent = repr(value).partition("e")
    power = scientific("", int(exponent)) if exponent else ""
    digits = right_digits(value, true)
    if digits >= _TRUSTED:
        return NaiveText(mantissa, "", power)
    counted, at = 0, 0
    while at < len(mantissa) and (counted < digits or (mantissa[at] in "0." and not counted)):
        counted += mantissa[at].isdigit() and (counted > 0 or mantissa[at] != "0")
        at += 1
    at = 0 if not digits else at
    return NaiveText(mantissa[:at], mantissa[at:], power)
