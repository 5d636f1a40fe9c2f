"""The choices in the export dialog, stored for the next time. No Qt."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Self

from sigviz.formats.picture_size import DEFAULT_SIZE, SCALES
from sigviz.formats.registry import FORMATS
from sigviz.model.scene import FIELDS
from sigviz.model.validators import Number, Truth, Word

EXPORT_FORMATS = tuple(kind.name for kind in FORMATS.values() if kind.read_scene)  # those that contain the scene
_LONGEST = 4096  # characters of a folder; no system has longer paths


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices as they were entered; the size may be invalid."""

    format: str = EXPORT_FORMATS[0]
    size: str = str(DEFAULT_SIZE)
    scale: float = 2.0
    theme: str = "light"
    transparent: bool = False
    folder: str = ""

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
}
