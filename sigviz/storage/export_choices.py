"""The choices in the export dialog, stored for the next time. No Qt."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Self

from sigviz.formats.picture_size import PRESETS, SCALES
from sigviz.formats.registry import FORMATS
from sigviz.model.fields.validators import Number, Truth, Word
from sigviz.model.scene import FIELDS

EXPORT_FORMATS = tuple(kind.name for kind in FORMATS.values())
ANIMATED = "gif"  # the format that is an animation
TEXT_SIZES = (0.75, 3.0)
SECONDS = (0.1, 60.0)  # of an animation
_LONGEST = 4096  # characters of a folder; no system has longer paths


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices as they were entered; the size may be invalid. By default, they make a slide.

    ``values`` is whether the picture shows the layer of that name. ``first``, ``last`` and ``seconds`` are of an
    animation. ``details`` is whether the details are unfolded.
    """

    format: str = EXPORT_FORMATS[0]
    size: str = str(PRESETS["slide"].size)
    scale: float = 1.0
    theme: str = "light"
    transparent: bool = False
    folder: str = ""
    text_scale: float = 1.0
    values: bool = True
    first: float = -6.0
    last: float = 6.0
    seconds: float = 4.0
    details: bool = False

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return stored choices, with defaults for missing and invalid ones.

        >>> Choices.from_dict({"format": "svg", "scale": "large", "colour": "red"}).to_dict()["format"]
        'svg'
        """
        choices: dict[str, Any] = {}
        for name, check in _CHECKS.items():
            if name in plain:
                with suppress(ValueError):
                    choices[name] = check(name, plain[name])
        return cls(**choices)

    def to_dict(self) -> dict[str, Any]:
        """Return the choices as JSON types."""
        return asdict(self)


def _short(name: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError(f"{name} must be text of at most {_LONGEST} characters")
    return value


_CHECKS: dict[str, Callable[[str, Any], Any]] = {
    "format": Word(EXPORT_FORMATS).check,
    "size": _short,
    "scale": Number(*SCALES).check,
    "theme": FIELDS["theme"].kind.check,
    "transparent": Truth().check,
    "folder": _short,
    "text_scale": Number(*TEXT_SIZES).check,
    "values": Truth().check,
    "first": FIELDS["x"].kind.check,
    "last": FIELDS["x"].kind.check,
    "seconds": Number(*SECONDS).check,
    "details": Truth().check,
}
