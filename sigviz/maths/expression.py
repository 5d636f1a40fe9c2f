"""Expressions that people type instead of a number: ``2/3``, ``ln 3``, ``-e``, ``logit(0.9)``.

They are parsed by recursive descent over this grammar, and never run as code:

    sum      = product { ("+" | "-") product }
    product  = factor { ("*" | "/") factor }
    factor   = ("+" | "-") factor | power
    power    = atom [ "^" factor | superscript ]
    atom     = number | constant | function factor | "(" sum ")"

So ``-2^2`` is −4, ``2^3^2`` is 512, and ``ln 3/2`` is half of ln 3. There is no multiplication without a sign. Text and
nesting are limited, and all arithmetic is that of floats, so that no text takes long.
"""

import math
import re
from collections.abc import Callable

from sigviz.maths.number_format import parse
from sigviz.maths.sigmoid import activation, logit

_LONGEST, _DEEPEST = 200, 40
_CONSTANTS = {"e": math.e, "pi": math.pi, "π": math.pi, "½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "ln": math.log,
    "log": math.log10,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "√": math.sqrt,
    "logit": logit,
    "sigmoid": lambda x: activation(x).sigma,
    "σ": lambda x: activation(x).sigma,
}
_SIGNS = str.maketrans({"−": "-", "×": "*", "·": "*", "÷": "/", ":": "/"})
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?)|(?P<name>[a-zA-Zπσ√½¼¾⅓⅔]+)"
    r"|(?P<superscript>[⁺⁻]?[⁰¹²³⁴-⁹]+)|(?P<sign>\*\*|[-+*/^()]))",
    re.ASCII,
)


def evaluate(text: str) -> float:
    """Return the finite value of a number or an expression.

    Raises `ValueError`, with one sentence for the user, if ``text`` is neither or has no finite value.

    >>> evaluate("2/3") == 2 / 3, evaluate("ln 3") == math.log(3), evaluate("-2^2"), evaluate("4.5×10⁻⁵")
    (True, True, -4.0, 4.5e-05)
    >>> evaluate("2/0")
    Traceback (most recent call last):
    ...
    ValueError: “2/0” divides by 0.
    """
    shown = text.strip()
    if len(shown) > _LONGEST:
        raise ValueError(f"An expression has at most {_LONGEST} characters.")
    try:
        return parse(shown)
    except ValueError:
        pass
    try:
        value = _Reader(shown).whole()
    except ZeroDivisionError:
        raise ValueError(f"“{shown}” divides by 0.") from None
    except (OverflowError, RecursionError):
        raise ValueError(f"“{shown}” is too large.") from None
    if not math.isfinite(value):
        raise ValueError(f"“{shown}” is too large.")
    return value


class _Reader:
    """Reads the tokens of one text, and evaluates it on the way."""

    def __init__(self, text: str) -> None:
        self._text, self._depth, self._at = text, 0, 0
        self._tokens = self._split(text.translate(_SIGNS))

    def _split(self, text: str) -> list[tuple[str, str]]:
        tokens, at = [], 0
        while at < len(text.rstrip()):
            found = _TOKEN.match(text, at)
            if not found or found.lastgroup is None:
                raise self._not_understood()
            tokens.append((found.lastgroup, found[found.lastgroup]))
            at = found.end()
        return tokens

    def _not_understood(self) -> ValueError:
        if not self._text:
            return ValueError("Type a number, or an expression such as 2/3 or ln 3.")
        return ValueError(f"“{self._text}” is not a number or an expression such as 2/3 or ln 3.")

    def whole(self) -> float:
        """Return the value of the whole text."""
        value = self._sum()
        if self._at < len(self._tokens):
            raise self._not_understood()
        return value

    def _next(self, *wanted: str) -> str:
        """Return the next token and move on if it is one of these signs, otherwise an empty string."""
        if self._at < len(self._tokens) and self._tokens[self._at] in (("sign", sign) for sign in wanted):
            self._at += 1
            return self._tokens[self._at - 1][1]
        return ""

    def _sum(self) -> float:
        value = self._product()
        while sign := self._next("+", "-"):
            value += self._product() if sign == "+" else -self._product()
        return value

    def _product(self) -> float:
        value = self._factor()
        while sign := self._next("*", "/"):
            other = self._factor()
            value = value * other if sign == "*" else value / other
        return value

    def _factor(self) -> float:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._not_understood()
        sign = self._next("+", "-")
        value = self._factor() if sign else self._power()
        self._depth -= 1
        return -value if sign == "-" else value

    def _power(self) -> float:
        base = self._atom()
        if self._next("^", "**"):
            return self._raised(base, self._factor())
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "superscript":
            self._at += 1
            return self._raised(base, float(self._tokens[self._at - 1][1].translate(_LOWERED)))
        return base

    def _raised(self, base: float, exponent: float) -> float:
        if base < 0 and not exponent.is_integer():
            raise ValueError(f"“{self._text}” is not a real number.")
        return float(base**exponent)

    def _atom(self) -> float:
        if self._next("("):
            value = self._sum()
            if not self._next(")"):
                raise self._not_understood()
            return value
        kind, token = self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")
        self._at += 1
        if kind == "number":
            return parse(token)
        name = token if token in _CONSTANTS else token.lower()
        if kind == "name" and name in _CONSTANTS:
            return _CONSTANTS[name]
        if kind == "name" and name in _FUNCTIONS:
            return self._applied(name, self._factor())
        raise self._not_understood()

    def _applied(self, name: str, argument: float) -> float:
        try:
            return _FUNCTIONS[name](argument)
        except ValueError:
            raise ValueError(f"{name} is not defined at {argument:.4g}.".replace("-", "−")) from None
