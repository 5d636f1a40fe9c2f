"""The medium of a figure: a window, a picture measured in pixels, or paper. It decides how large everything is drawn.

On paper, sizes are those of printed mathematics: small text of 7.5 pt and names of 9 pt beside text of 9 to 10 pt, and
lines from ¼ to 1 pt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sigviz.drawing.theme import SMALL, THEMES, Stroke, Theme, growth, hall_unit
from sigviz.model.scene import Scene

_POINT = 96 / 72  # CSS pixels
_SMALL_TEXT, _NAMES = 7.5, 9.0  # points
_CURVE, _TANGENT, _HAIR, _GRID = 1.0, 0.75, 0.5, 0.25  # points
_PERIOD = 4.5, 5.5  # points: the periods of dashes
_DISC = 1.6 / 25.4 * 72  # points: the diameter of the point
_DISC_ON_SCREEN = 16.0  # units: the same in a window
_UNIT = _SMALL_TEXT * _POINT / SMALL  # CSS pixels: a unit of length on paper


@dataclass(frozen=True, slots=True)
class Medium:
    """What a figure is drawn for: the themes by name, and the factor by which its size lets everything grow.

    In a hall, sizes follow instead from the shorter ``side`` of the screen, in logical pixels.

    >>> PAPER.scale(Scene(text_scale=2.0)), SCREEN.scale(Scene(text_scale=2.0))
    (1.3333333333333333, 2.0)
    """

    themes: Mapping[str, Theme]
    growth: float = 1.0
    side: float = 800.0

    def theme(self, scene: Scene) -> Theme:
        """Return the theme of a scene in this medium."""
        return self.themes[scene.theme]

    def scale(self, scene: Scene) -> float:
        """Return the length of a unit in logical pixels."""
        theme = self.theme(scene)
        return scene.text_scale * (hall_unit(self.side) if theme.hall else theme.size * self.growth)


def _in_picture(theme: Theme) -> Theme:
    """Return a theme without what only helps a user who can drag."""
    return replace(theme, hints=False, interactive=False)


def _on_paper(theme: Theme) -> Theme:
    """Return a theme with the sizes of print."""
    sized = replace(_in_picture(theme), period=(_PERIOD[0] * _POINT / _UNIT, _PERIOD[1] * _POINT / _UNIT))

    def wide(stroke: Stroke, points: float) -> Stroke:
        width = points * _POINT / _UNIT
        return sized.line(stroke.colour, width, stroke.dash) if stroke.dash else replace(stroke, width=width)

    names = _NAMES * _POINT / _UNIT
    return replace(
        sized,
        sigma=wide(theme.sigma, _CURVE),
        complement=wide(theme.complement, _CURVE),
        slope=wide(theme.slope, _CURVE),
        tangent=wide(theme.tangent, _TANGENT),
        hair=_HAIR * _POINT / _UNIT,
        grid=_GRID * _POINT / _UNIT,
        disc=_DISC * _POINT / _UNIT / _DISC_ON_SCREEN,
        size=_UNIT,
        medium=names,
        large=names,
        note=1.0,
        bold=1.0,
        shrink=0.99,
        row=2 * SMALL,
        hall=False,
    )


SCREEN = Medium(THEMES)
PAPER = Medium(MappingProxyType({name: _on_paper(theme) for name, theme in THEMES.items()}))
_PICTURES = MappingProxyType({name: _in_picture(theme) for name, theme in THEMES.items()})


def picture(width: float, height: float) -> Medium:
    """Return the medium of a picture of a size in CSS pixels, in which text grows as it does in a window."""
    return Medium(_PICTURES, growth(width, height), min(width, height))
