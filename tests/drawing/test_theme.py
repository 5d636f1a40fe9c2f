"""In every theme, everyone can distinguish the three colours and read text in them. The tests compute both."""

from dataclasses import fields
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPalette

from sigviz.drawing.theme import THEMES, Stroke, palette
from sigviz.model import scene

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), the matrices for severity 1.0, which
# apply to linear RGB.
DEFICIENCIES = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# IEC 61966-2-1: linear sRGB to CIE XYZ, and the white it is relative to, D65.
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = XYZ @ np.ones(3)
GREY = np.array([[0.2126, 0.7152, 0.0722]] * 3)  # linear RGB to the grey of the same luminance

QUANTITIES = ("sigma", "complement", "slope")

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def linear(colour: str) -> np.ndarray:
    """Return a colour such as #RRGGBB as linear RGB, by the transfer curve of sRGB."""
    encoded = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(XYZ[1] @ linear(colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """Return linear RGB as CIE L*a*b*."""
    ratio = XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def seen(colour: str, vision: str) -> np.ndarray:
    return lab(np.asarray(DEFICIENCIES[vision]) @ linear(colour))


def pairs(theme):
    return combinations([theme.stroke(name).colour for name in QUANTITIES], 2)


def test_the_arithmetic_is_right_on_colours_whose_values_are_known():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert lab(linear("#FFFFFF")) == pytest.approx([100, 0, 0], abs=1e-9)
    assert lab(linear("#FF0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    # Red and a dark green of equal lightness look the same to a protanope, and very different to others.
    assert np.linalg.norm(seen("#FF0000", "normal") - seen("#5B5500", "normal")) > 60
    assert np.linalg.norm(seen("#FF0000", "protanopia") - seen("#5B5500", "protanopia")) < 20


def test_every_theme_of_a_scene_is_defined():
    assert tuple(THEMES) == scene.THEMES
    assert all(theme.name == name for name, theme in THEMES.items())


@themes
def test_lines_contrast_with_the_background(theme):
    for stroke in (theme.sigma, theme.complement, theme.slope, theme.tangent):
        assert contrast(stroke.colour, theme.ground) >= 3


@themes
@pytest.mark.parametrize("under", ["band", "mark"])
def test_text_is_legible_on_every_background(theme, under):
    ground = getattr(theme, under)
    for colour in (theme.ink, theme.quiet):
        assert contrast(colour, ground) >= 4.5, (colour, ground)


@themes
def test_text_is_legible(theme):
    for name in QUANTITIES:  # numbers, formulas and names of curves have the colour of their quantity
        assert contrast(theme.stroke(name).colour, theme.ground) >= 4.5
    for ground in (theme.ground, theme.chrome):
        assert contrast(theme.ink, ground) >= 4.5
        assert contrast(theme.quiet, ground) >= 4.5


@themes
@pytest.mark.parametrize("vision", DEFICIENCIES)
def test_the_three_colours_differ_in_every_kind_of_vision(theme, vision):
    for one, other in pairs(theme):
        assert np.linalg.norm(seen(one, vision) - seen(other, vision)) >= 20  # ΔE76


@themes
def test_the_three_colours_differ_in_greyscale(theme):
    for one, other in pairs(theme):
        grey_one, grey_other = lab(GREY @ linear(one)), lab(GREY @ linear(other))
        assert abs(grey_one[0] - grey_other[0]) >= 12  # greys differ only in L*
        assert grey_one[1:] == pytest.approx(grey_other[1:], abs=1e-9)


@themes
def test_line_style_repeats_colour(theme):
    styles = {(stroke.width, stroke.dash) for stroke in (theme.sigma, theme.complement, theme.slope)}
    assert len(styles) == 3
    assert theme.sigma.dash == ()
    assert theme.complement.dash
    assert theme.slope.width > theme.sigma.width


@themes
def test_a_quantity_has_one_colour_under_all_its_names(theme):
    assert theme.tangent.colour == theme.slope.colour
    assert {theme.stroke(name) for name in ("slope", "product", "derivative")} == {theme.slope}
    assert (theme.stroke("sigma"), theme.stroke("complement")) == (theme.sigma, theme.complement)


def test_print_is_grey():
    for field in fields(THEMES["print"]):
        value = getattr(THEMES["print"], field.name)
        colour = value.colour if isinstance(value, Stroke) else value
        if isinstance(colour, str) and colour.startswith("#"):
            assert colour[1:3] == colour[3:5] == colour[5:7]


@themes
def test_controls_have_the_colours_of_the_theme_and_are_legible(theme):
    colours = palette(theme)
    role = QPalette.ColorRole
    for text, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
    ):
        assert contrast(colours.color(text).name(), colours.color(ground).name()) >= 4.5
    assert colours.color(role.Base) == QColor(theme.ground)
    assert colours.color(role.Window) == QColor(theme.chrome)
    assert colours.color(QPalette.ColorGroup.Disabled, role.Text) != colours.color(role.Text)
