"""Numbers as people read and write them: significant digits, a true minus sign, a decimal point or comma."""

import math
import re
from decimal import Decimal
from functools import lru_cache

MINUS = "−"
_SHORT = 5  # characters
_TEN = "×10"
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_POWER = re.compile(rf"{_TEN}(⁻?[⁰¹²³⁴-⁹]+)$")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def parse(text: str) -> float:
    """Return the finite number in ``text``, with ``.`` or ``,`` before the decimals and ``-`` or ``−`` as the minus.

    A power of ten is written as ``e2`` or ``×10²``. Raises `ValueError` if ``text`` is not a number, or is too large
    for a float.

    >>> parse("−1,5e2"), parse("4.5×10⁻⁵")
    (-150.0, 4.5e-05)
    """
    plain = _POWER.sub(lambda power: f"e{power[1].translate(_LOWERED)}", text.strip().replace(MINUS, "-"))
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"{text!r} is not a number")
    value = float(plain.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is too large")
    return value


def significant(value: float, digits: int = 4) -> str:
    """Return ``value`` with at least this many significant digits, as a power of ten below 0.001 and from 10⁶ up.

    >>> significant(0.7310585786), significant(4.248354e-18), significant(-12.0, 3)
    ('0.7311', '4.248×10⁻¹⁸', '−12.0')
    """
    mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
    exponent = int(power)
    if not -3 <= exponent < 6:
        return scientific(mantissa, exponent)
    return fixed(value, max(digits - 1 - exponent, 0))


def power_of_ten(exponent: int) -> str:
    """Return a power of ten, with a superscript.

    >>> power_of_ten(-12)
    '10⁻¹²'
    """
    return "10" + str(exponent).translate(_RAISED)


def scientific(mantissa: str, exponent: int) -> str:
    """Return a number as the product of a mantissa and a power of ten.

    >>> scientific("-4.5", -5)
    '−4.5×10⁻⁵'
    """
    return f"{mantissa.replace('-', MINUS)}×{power_of_ten(exponent)}"


def fixed(value: float, places: int) -> str:
    """Return ``value`` with this many decimal places; zero has no sign.

    >>> fixed(-1.5, 2), fixed(-0.001, 2)
    ('−1.50', '0.00')
    """
    return f"{value:z.{places}f}".replace("-", MINUS)


@lru_cache(maxsize=256)
def exact(value: float, places: int = 0) -> str:
    """Return the shortest decimal that parses to ``value``, padded with zeros to at least ``places`` decimals.

    >>> exact(0.123456), exact(1.0, 3), exact(-1e-7)
    ('0.123456', '1.000', '−1×10⁻⁷')
    """
    decimal = Decimal(repr(value))
    if value and abs(value) < 1e-6:
        mantissa, _, exponent = f"{decimal.normalize():e}".partition("e")
        return scientific(mantissa, int(exponent))
    needed = -int(decimal.normalize().as_tuple().exponent)
    return f"{decimal:z.{max(needed, places)}f}".replace("-", MINUS)


def short(value: float) -> str:
    """Return ``value`` in full if that is short, otherwise with three significant digits.

    >>> short(-0.25), short(1.6241636847)
    ('−0.25', '1.62')
    """
    whole = exact(value)
    return whole if len(whole) <= _SHORT else significant(value, 3)


def add(value: float, step: str) -> float:
    """Return ``value`` + ``step`` in decimal arithmetic: ten steps of 0.1 from 0 give 1, not 0.9999999999999999.

    >>> add(0.2, "0.1")
    0.3
    """
    return float(Decimal(repr(value)) + Decimal(step))


def latex(text: str) -> str:
    r"""Return a number formatted by this module as LaTeX.

    >>> latex("−4.248×10⁻¹⁸")
    '-4.248 \\times 10^{-18}'
    """
    mantissa, found, power = text.replace(MINUS, "-").partition(_TEN)
    return rf"{mantissa} \times 10^{{{power.translate(_LOWERED)}}}" if found else mantissa


def round_step(value: float, steps: int) -> float:
    """Return the number that is ``steps`` steps from a positive ``value``, along 1, 2 and 5 times the powers of ten.

    >>> round_step(0.01, 1), round_step(0.03, -1), round_step(5.0, 1)
    (0.02, 0.02, 10.0)
    """
    for _ in range(abs(steps)):
        exponent = math.floor(math.log10(value))
        nearby = [float(f"{factor}e{power}") for power in range(exponent - 1, exponent + 2) for factor in (1, 2, 5)]
        value = min(n for n in nearby if n > value) if steps > 0 else max(n for n in nearby if n < value)
    return value
