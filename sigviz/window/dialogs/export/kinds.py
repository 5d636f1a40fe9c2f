"""The kinds of pictures that the export dialog offers first, and what a click on each sets."""

from dataclasses import replace
from typing import NamedTuple

from sigviz.formats.picture_size import PRESETS, Preset, Size
from sigviz.storage.export_choices import ANIMATED, Choices

_PRINTED = 6.25  # pixels per CSS pixel: 600 per inch, if the picture is made of pixels after all


class Kind(NamedTuple):
    """A kind of picture: its name, its title, and the choices that it sets."""

    name: str
    title: str
    size: Size
    format: str
    scale: float

    def applied(self, choices: Choices, *, values: bool) -> Choices:
        """Return the choices with those of the kind. On a screen it has the values if the window has them."""
        values = values and not self.size.on_paper
        return replace(choices, size=str(self.size), format=self.format, scale=self.scale, values=values)


def _of_preset(name: str, preset: Preset) -> Kind:
    paper = preset.size.on_paper
    return Kind(name, preset.title, preset.size, "pdf" if paper else "png", _PRINTED if paper else 1.0)


KINDS = (
    *(_of_preset(name, preset) for name, preset in PRESETS.items()),
    Kind("animation", "Animation", Size(960, 540), ANIMATED, 1.0),
)
