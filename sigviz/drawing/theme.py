"""Colours, lines and sizes, as data.

Three colours have a fixed meaning: σ, 1 − σ, and the slope, which is their product. They differ in lightness and under
each kind of colour blindness, and line style repeats the difference (`tests/drawing/test_theme.py` checks it).
All sizes are in logical pixels at text scale 1.
"""

import math
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from sigviz.model.scene import Scene

SANS = "DejaVu Sans"
MATHEMATICAL = "STIX Two Math"

SMALL, MEDIUM, LARGE = 15.0, 26.0, 48.0  # the three type sizes
_HALL = 0.043  # the size of small text in a hall, as a fraction of the shorter side of the screen
_USUAL, _STEP = 800.0, 0.05  # the shorter side for which sizes are made, and the steps in which they grow
AIRY = 1.3  # the most by which rows grow in height when there is space

Dash = tuple[float, ...]  # lengths of dashes and gaps, in line widths; empty for a solid line


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a curve is drawn: its colour, its width, and its dashes."""

    colour: str
    width: float
    dash: Dash = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """One look. ``ground`` is the background of the picture, ``chrome`` that of the controls beside it."""

    name: str
    ground: str
    chrome: str
    ink: str  # main text
    quiet: str  # captions, ticks
    faint: str  # grid, empty bars
    sigma: Stroke
    complement: Stroke
    slope: Stroke
    tangent: Stroke
    mark: str  # the highlight behind the new part of a formula
    axis: str  # the lines x = 0 and y = 0, disabled text
    edge: str  # the edges of controls, menus and tips
    band: str  # the background where σ is saturated
    hair: float = 1.3  # the width of projection lines
    grid: float = 1.0  # the width of grid lines
    disc: float = 1.0  # the size of discs, relative to use at a desk
    size: float = 1.0  # the scale of everything, relative to use at a desk
    medium: float = MEDIUM  # the size of the names of curves, and of σ and 1 − σ among the values
    large: float = LARGE  # the size of the slope among the values
    row: float = 44.0  # the smallest distance between ticks of the y axis
    bold: float = 1.4  # the width of the sides of a rectangle, relative to the curves of the same colour
    period: tuple[float, float] = (0.0, math.inf)  # the shortest and the longest period of dashes
    interactive: bool = True  # whether the point can be dragged; a picture has no flags, and its texts cross nothing
    note: float = 0.75  # the size of notes, relative to the text
    hints: bool = True  # whether hints on what the user can do are shown
    shrink: float = 0.7  # how far text may shrink to fit before parts are omitted
    hall: bool = False  # whether sizes and arrangement are those of a lecture hall, readable from the last row
    presented: str = "projector"  # the theme in which it is presented

    def line(self, colour: str, width: float, dash: Dash) -> Stroke:
        """Return the stroke of a dashed line, with dashes that are neither too short nor too long for the medium."""
        period = width * sum(dash)
        fitted = min(max(period, self.period[0]), self.period[1]) / period
        return Stroke(colour, width, tuple(part * fitted for part in dash))

    def stroke(self, quantity: str) -> Stroke:
        """Return the stroke of a quantity: ``sigma``, ``complement``, or any name of the slope."""
        return {"sigma": self.sigma, "complement": self.complement}.get(quantity, self.slope)


_LIGHT = Theme(
    name="light",
    ground="#FFFFFF",
    chrome="#F4F5F7",
    ink="#1B1E24",
    quiet="#5A6270",
    faint="#E3E6EB",
    sigma=Stroke("#003B74", 2.6),
    complement=Stroke("#9C3400", 2.6, (4.0, 2.4)),
    slope=Stroke("#208462", 3.4),
    tangent=Stroke("#208462", 2.2),
    mark="#FFF0BF",
    axis="#8A93A1",
    edge="#747D8A",
    band="#F1F3F6",
)
_DARK = Theme(
    name="dark",
    ground="#14171C",
    chrome="#1C2027",
    ink="#ECEFF4",
    quiet="#A3ACBA",
    faint="#2C323C",
    sigma=Stroke("#298BFC", 2.6),
    complement=Stroke("#FDA129", 2.6, (4.0, 2.4)),
    slope=Stroke("#66FCC4", 3.4),
    tangent=Stroke("#66FCC4", 2.2),
    mark="#46411F",
    axis="#7C8696",
    edge="#7C8696",
    band="#1E232B",
    presented="projector-dark",
)
_PRINT = Theme(
    name="print",
    ground="#FFFFFF",
    chrome="#F5F5F5",
    ink="#000000",
    quiet="#555555",
    faint="#E2E2E2",
    sigma=Stroke("#000000", 2.6),
    complement=Stroke("#696969", 2.6, (4.0, 2.4)),
    slope=Stroke("#353535", 3.4, (7.0, 1.6, 1.2, 1.6)),
    tangent=Stroke("#353535", 2.0, (9.0, 2.4)),
    mark="#EEEEEE",
    axis="#8E8E8E",
    edge="#7A7A7A",
    band="#F0F0F0",
)
_PROJECTOR = Theme(
    name="projector",
    ground="#FFFFFF",
    chrome="#F1F3F5",
    ink="#000000",
    quiet="#3F4650",
    faint="#DCE0E6",
    sigma=replace(_LIGHT.sigma, width=3.4),
    complement=replace(_LIGHT.complement, width=3.4),
    slope=replace(_LIGHT.slope, width=4.4),
    tangent=replace(_LIGHT.tangent, width=3.0),
    mark="#FFE89A",
    axis="#5D6672",
    edge="#5D6672",
    band="#EDF0F4",
    hair=1.8,
    size=1.5,
    medium=20.0,
    large=32.0,
    hints=False,
    shrink=0.99,
    note=1.0,
    hall=True,
)
_PROJECTOR_DARK = replace(
    _PROJECTOR,
    name="projector-dark",
    ground="#000000",
    chrome="#15181D",
    ink="#FFFFFF",
    quiet="#C3CAD5",
    faint="#31373F",
    sigma=replace(_DARK.sigma, width=_PROJECTOR.sigma.width),
    complement=replace(_DARK.complement, width=_PROJECTOR.complement.width),
    slope=replace(_DARK.slope, width=_PROJECTOR.slope.width),
    tangent=replace(_DARK.tangent, width=_PROJECTOR.tangent.width),
    mark="#544C1C",
    axis="#98A3B3",
    edge="#98A3B3",
    band="#1B2027",
    presented="projector-dark",
)

THEMES = MappingProxyType({theme.name: theme for theme in (_LIGHT, _DARK, _PRINT, _PROJECTOR, _PROJECTOR_DARK)})


def hall_unit(side: float) -> float:
    """Return the length of a unit in a hall, for the shorter side of the screen in logical pixels."""
    return _HALL * side / SMALL


def scale_of(scene: Scene) -> float:
    """Return the size of a unit in logical pixels, from the text scale and the theme of a scene.

    >>> scale_of(Scene(text_scale=2.0)), scale_of(Scene(text_scale=2.0, theme="projector"))
    (2.0, 3.0)
    """
    return scene.text_scale * THEMES[scene.theme].size


def growth(width: float, height: float) -> float:
    """Return how much larger text and lines are in a large window or picture.

    Small text is at least 1.8 % of the shorter side, so that it can be read from afar.

    >>> growth(1280, 800), growth(1920, 1080), growth(800, 600)
    (1.0, 1.35, 1.0)
    """
    return max(round(min(width, height) / _USUAL / _STEP) * _STEP, 1.0)


def theme_of(scheme: Qt.ColorScheme) -> str:
    """Return the name of the theme that fits a desktop's color scheme."""
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def palette(theme: Theme) -> QPalette:
    """Return the palette that gives Qt's controls the colours of a theme."""
    role = QPalette.ColorRole
    result = QPalette()
    colours = {
        role.Window: theme.chrome,
        role.WindowText: theme.ink,
        role.Base: theme.ground,
        role.AlternateBase: theme.chrome,
        role.Text: theme.ink,
        role.Button: theme.chrome,
        role.ButtonText: theme.ink,
        role.ToolTipBase: theme.chrome,
        role.ToolTipText: theme.ink,
        role.PlaceholderText: theme.quiet,
        role.Highlight: theme.sigma.colour,
        role.HighlightedText: theme.ground,
        role.Link: theme.sigma.colour,
        role.Mid: theme.edge,  # of all controls, see `sigviz.window.controls.style`
        role.BrightText: theme.mark,  # the background of rejected input, for which Qt has no role
    }
    for name, colour in colours.items():
        result.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.axis))
    return result
