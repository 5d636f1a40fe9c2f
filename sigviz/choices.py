"""What was chosen in the export dialog, to be chosen again the next time; no Qt."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from sigviz.model.output import FORMATS, SCALES
from sigviz.model.scene import THEMES

STILLS = tuple(kind.name for kind in FORMATS.values() if kind.scene)  # an animation is a matter of the command line
_LONGEST = 4096  # characters of a folder; no system knows a longer path


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen, as it was entered: a size may not make sense yet."""

    format: str = "png"
    size: str = "1280x800"
    scale: float = 2.0
    theme: str = "light"
    transparent: bool = False
    folder: str = ""

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return remembered choices, and defaults for what is missing or makes no sense.

        >>> Choices.from_dict({"format": "svg", "scale": "large", "colour": "red"}).to_dict()["format"]
        'svg'
        """
        defaults = asdict(cls()).items()
        return cls(**{name: plain[name] for name, default in defaults if _makes_sense(name, plain.get(name), default)})

    def to_dict(self) -> dict[str, Any]:
        """Return the choices as JSON can hold them."""
        return asdict(self)


_KNOWN = {"format": STILLS, "theme": THEMES}


def _makes_sense(name: str, value: object, default: object) -> bool:
    if not isinstance(value, type(default)):
        return False
    if isinstance(value, float):
        return SCALES[0] <= value <= SCALES[1]
    return not isinstance(value, str) or (len(value) <= _LONGEST and value in _KNOWN.get(name, (value,)))
