"""The kind of a text in one line, such as a caption."""

import unicodedata
from dataclasses import dataclass

from sigviz.model.fields.validators import Kind, brief

_BREAKING = {"Cc", "Cs", "Zl", "Zp"}  # categories of Unicode: control characters, halves of pairs, line separators


@dataclass(frozen=True)
class Text(Kind):
    r"""One line of at most ``most`` characters, or None. Line breaks and other control characters are not accepted.

    >>> Text(300).check("caption", "σ′ = σ(1 − σ)"), Text(300).check("caption", None)
    ('σ′ = σ(1 − σ)', None)
    >>> Text(300).check("caption", "two\nlines")
    Traceback (most recent call last):
    ...
    ValueError: caption must be one line of at most 300 characters, not 'two\nlines'
    """

    most: int

    @property
    def accepts(self) -> str:
        """What is accepted."""
        return f"one line of at most {self.most} characters"

    def check(self, name: str, value: object) -> str | None:
        """Return the text."""
        if value is None:
            return None
        if not isinstance(value, str) or len(value) > self.most or _breaks(value):
            raise ValueError(f"{name} must be {self.accepts}, not {brief(value)}")
        return value


def _breaks(value: str) -> bool:
    return any(unicodedata.category(letter) in _BREAKING for letter in value)
