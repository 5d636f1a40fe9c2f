"""``sigviz render``: one picture, requested by a user or a program, and rejected requests."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sigviz import cli
from sigviz.drawing.theme import THEMES
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from sigviz.storage import scene_files
from tests.pixels import colour, covered, ink

LIGHT = THEMES["light"]
STILLS = ("png", "webp", "svg", "pdf")
PLAIN = ("--show", "sigma", "--x-range", "-30:30")  # σ with level ends


def render(*arguments):
    """Run ``sigviz render`` in this process, and return its exit status."""
    try:
        return cli.main(["render", *map(str, arguments)])
    except SystemExit as end:
        return end.code


def rendered(*arguments, out="a.png"):
    """Return the pixels of a picture as an array."""
    assert render(out, *arguments) == 0
    with Image.open(out) as image:
        return np.asarray(image, np.float32)


# Size and scale


@pytest.mark.slow
@pytest.mark.parametrize("name", ["png", "webp", "gif"])
@pytest.mark.parametrize(
    ("arguments", "pixels", "dots"),
    [
        ((), (1280, 800), 96),
        (("--size", "1600x1000", "--scale", "2"), (3200, 2000), 192),
        (("--size", "86mmx60mm"), (325, 227), 96),
        (("--size", "8.6cmx60mm", "--scale", "3.125"), (1016, 709), 300),
        (("--size", "2inx1.5in", "--scale", "0.5"), (96, 72), 48),
        (("--size", "240x160"), (240, 160), 96),
    ],
)
def test_a_picture_has_just_the_pixels_asked_for_and_a_png_says_its_dpi(here, capsys, name, arguments, pixels, dots):
    assert render(f"a.{name}", *arguments) == 0
    assert capsys.readouterr() == ("", "")
    with Image.open(f"a.{name}") as image:
        assert image.size == pixels
        if name == "png":
            assert image.info["dpi"] == pytest.approx((dots, dots), abs=0.02)
    assert os.listdir() == [f"a.{name}"]


def blocks(pixels, side):
    high, wide = (length // side for length in pixels.shape[:2])
    return pixels[: high * side, : wide * side].reshape(high, side, wide, side, 3).mean(axis=(1, 3))


@pytest.mark.slow
@pytest.mark.parametrize("size", ["640x400", "240x160", "1001x703"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_of_scale_2_shrunk_to_half_looks_like_that_of_scale_1(here, size, theme):
    """At scale 1, text and bars start on whole pixels, and at scale 2 on half pixels: so much may differ."""
    less = ("--without", "projection,labels") if size == "240x160" else ()  # texts are too large a part of it
    if THEMES[theme].hall and size == "240x160":
        size = "480x320"  # where the sizes of a hall are more than fractions of a pixel
    what = ("--size", size, "--theme", theme, "--with", "complement", *less)
    once, shrunk = rendered(*what), blocks(rendered(*what, "--scale", "2"), 2)
    assert once.shape == shrunk.shape
    assert np.abs(once - shrunk).mean() <= 0.8
    assert np.abs(blocks(once, 8) - blocks(shrunk, 8)).max() <= 20
    assert np.abs(np.roll(once, 1, axis=0) - shrunk).mean() > 1.5, "one pixel aside would be seen"


def thickness(pixels, scale):
    """Return the thickness of the level end of σ, in pixels of the picture."""
    strip = ink(pixels, LIGHT.ground)[:, -60 * scale : -40 * scale]
    return strip[: len(strip) // 2].sum(axis=0).mean()


@pytest.mark.slow
@pytest.mark.parametrize("scale", [1, 2, 4])
def test_lines_are_as_thick_as_the_scale_says(here, scale):
    pixels = rendered(*PLAIN, "--size", "640x400", "--scale", scale)
    assert thickness(pixels, scale) == pytest.approx(scale * LIGHT.sigma.width, rel=0.05)


@pytest.mark.slow
@pytest.mark.parametrize(
    "layers",
    ["sigma", "derivative", "complement", "tangent", "point", "projection", "grid", "values", "sigma,labels", ""],
)
def test_lines_text_marks_and_names_are_all_twice_as_large(here, layers):
    size = ("--size", "760x400", "--show", layers)  # wide enough for values at full size, on whole pixels
    amounts = [(255 - rendered(*size, "--scale", scale)).sum() for scale in (1, 2, 4)]
    assert amounts[1] / amounts[0] == pytest.approx(4, rel=0.06)
    assert amounts[2] / amounts[1] == pytest.approx(4, rel=0.06)


# The picture is the scene


@pytest.mark.parametrize("name", STILLS)
def test_a_picture_keeps_its_scene_and_the_default_is_light(here, name):
    assert render(f"a.{name}", "--size", "240x160") == 0
    assert scene_files.read_scene(Path(f"a.{name}")) == Scene()


def test_the_ground_is_white_unless_asked_otherwise(here):
    assert covered(rendered("--size", "300x200"), "#FFFFFF").mean() > 0.8
    assert covered(rendered("--size", "300x200", "--theme", "dark"), THEMES["dark"].ground).mean() > 0.8


@pytest.mark.slow
def test_it_shows_just_the_layers_asked_for(here):
    def seen(pixels):
        colours = {"σ": LIGHT.sigma.colour, "1 − σ": LIGHT.complement.colour, "σ′": LIGHT.slope.colour}
        colours |= {"grid": LIGHT.faint, "axis": LIGHT.axis}
        return {name for name, each in colours.items() if covered(pixels, each).sum() > 100}

    what = ("--size", "640x400", "--scale", "2")
    assert seen(rendered(*what, "--show", "sigma,tangent")) == {"σ", "σ′"}
    assert seen(rendered(*what, "--show", "")) == set()
    assert seen(rendered(*what, "--show", "sigma")) == {"σ"}
    assert seen(rendered(*what, "--with", "complement")) == {"σ", "1 − σ", "σ′", "grid", "axis"}
    # The green of ``sigma,tangent`` is one straight line of the tangent's width, not σ′.
    wide = ("--x-range=-12:12", "--show", "sigma,tangent")  # in a wider view, without the triangle
    rows, columns = np.nonzero(covered(rendered(*what, *wide), LIGHT.slope.colour))
    off = np.polyval(np.polyfit(rows, columns, 1), rows) - columns
    assert np.abs(off).max() < 2 * LIGHT.tangent.width


def test_the_values_take_a_column_and_without_them_the_plot_fills_the_picture(here):
    def right_end(pixels):
        return np.nonzero(covered(pixels, LIGHT.sigma.colour).any(axis=0))[0].max() / pixels.shape[1]

    size = ("--size", "1280x800")
    beside = rendered(*size)
    assert covered(beside[:, 960:], LIGHT.complement.colour).sum() > 500, "1 − σ(x) is read there"
    assert right_end(rendered(*size, *PLAIN, "--with", "values")[:, :940]) < 0.999
    alone = rendered(*size, *PLAIN)
    assert right_end(alone) > 0.97
    assert not covered(rendered(*size, "--without", "values"), LIGHT.complement.colour).any()


@pytest.mark.parametrize("name", ["png", "webp"])
def test_a_transparent_picture_has_no_ground(here, name):
    size = ("--size", "640x400", "--scale", "2")
    clear, whole = rendered(*size, "--transparent", out=f"a.{name}"), rendered(*size)
    assert clear.shape[2] == 4
    assert (clear[..., 3] == 0).mean() > 0.8
    assert not clear[0, 0].any()
    assert (clear[covered(whole, LIGHT.sigma.colour), 3] >= 250).mean() > 0.99
    over = clear[..., :3] * clear[..., 3:] / 255 + 255 - clear[..., 3:]
    assert np.abs(over - whole).mean() < 0.5, "on white it is the other"


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("x", ["1", "9"])
def test_nothing_in_a_transparent_picture_has_the_colour_of_the_ground(here, theme, x):
    """Labels, rims and rings have no background either, so that they show what is behind the picture."""
    every = ("--x", x, "--x-range=-8:8", "--show", ",".join(LAYER_NAMES), "--set", "revealed=true")
    clear = rendered("--transparent", "--theme", theme, "--size", "1100x700", *every)
    ground = (np.abs(clear[..., :3] - colour(THEMES[theme].ground)) < 2).all(axis=2)
    assert (ground & (clear[..., 3] > 200)).sum() < 30, "but where lines cross"
    assert (clear[..., 3] > 200).sum() > 10_000


def test_webp_is_the_same_to_the_pixel(here):
    assert (rendered("--size", "640x400", out="a.webp") == rendered("--size", "640x400")).all()


def test_an_option_comes_before_the_file_and_that_before_the_defaults(here):
    kept = Scene(x=-2, theme="dark", layers=["sigma", "grid"], text_scale=1.5, y_range=(-1, 2))
    Path("kept.json").write_text(kept.to_json())
    size = ("--size", "240x160")
    for name in STILLS:
        assert render(f"1.{name}", *size, "--from", "kept.json") == 0
        assert render("2.png", *size, "--from", f"1.{name}", "--x", "3", "--with", "point") == 0
        assert scene_files.read_scene(Path(f"1.{name}")) == kept
        assert scene_files.read_scene(Path("2.png")) == kept.evolve(x=3, layers=["sigma", "grid", "point"])
    Path("part.json").write_text('{"x": 4}')
    assert render("3.png", *size, "--from", "part.json", "--set", "theme=print", "--set", "y_range=[0, 1]") == 0
    assert scene_files.read_scene(Path("3.png")) == Scene(x=4, theme="print", y_range=(0, 1))


def test_a_point_out_of_view_shifts_the_view(here):
    assert render("a.png", "--size", "240x160", "--x", "500") == 0
    assert scene_files.read_scene(Path("a.png")).x_range == (484, 500)
