"""``sigviz render``: one picture, as a person or a program asks for it, and what is refused."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import sigviz
from sigviz import cli, files
from sigviz.model.scene import LAYER_NAMES, Scene
from sigviz.views.theme import THEMES
from tests.pixels import covered, ink

LIGHT = THEMES["light"]
STILLS = ("png", "webp", "svg", "pdf")
PLAIN = ("--show", "sigma", "--x-range", "-30:30")  # σ with level ends


def render(*arguments):
    """Run ``sigviz render`` in this process, and return its exit status."""
    try:
        return cli.main(["render", *map(str, arguments)])
    except SystemExit as end:
        return end.code


@pytest.fixture
def here(qapp, tmp_path, monkeypatch):
    """A folder to write to."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def made(*arguments, out="a.png"):
    """Return what a picture shows, as an array."""
    assert render(out, *arguments) == 0
    with Image.open(out) as image:
        return np.asarray(image, np.float32)


# Size and scale


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


@pytest.mark.parametrize("size", ["640x400", "240x160", "1001x703"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_of_scale_2_shrunk_to_half_looks_like_that_of_scale_1(here, size, theme):
    """Text and bars of scale 1 begin on whole pixels, those of scale 2 on halves: that much may differ."""
    what = ("--size", size, "--theme", theme, "--with", "complement")
    once, shrunk = made(*what), blocks(made(*what, "--scale", "2"), 2)
    assert once.shape == shrunk.shape
    assert np.abs(once - shrunk).mean() <= 0.8
    assert np.abs(blocks(once, 8) - blocks(shrunk, 8)).max() <= 20
    assert np.abs(np.roll(once, 1, axis=0) - shrunk).mean() > 1.5, "one pixel aside would be seen"


def thickness(pixels, scale):
    """Return how thick the level end of σ is, in pixels of the picture."""
    strip = ink(pixels, LIGHT.ground)[:, -60 * scale : -40 * scale]
    return strip[: len(strip) // 2].sum(axis=0).mean()


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_lines_are_as_thick_as_the_scale_says(here, scale):
    pixels = made(*PLAIN, "--size", "640x400", "--scale", scale)
    assert thickness(pixels, scale) == pytest.approx(scale * LIGHT.sigma.width, rel=0.05)


@pytest.mark.parametrize(
    "layers",
    ["sigma", "derivative", "complement", "tangent", "point", "projection", "grid", "values", "sigma,labels", ""],
)
def test_lines_text_marks_and_names_are_all_twice_as_large(here, layers):
    size = ("--size", "640x400", "--show", layers)
    amounts = [(255 - made(*size, "--scale", scale)).sum() for scale in (1, 2, 4)]
    assert amounts[1] / amounts[0] == pytest.approx(4, rel=0.06)
    assert amounts[2] / amounts[1] == pytest.approx(4, rel=0.06)


# The picture is the scene


@pytest.mark.parametrize("name", STILLS)
def test_a_picture_keeps_its_scene_and_the_default_is_light(here, name):
    assert render(f"a.{name}", "--size", "240x160") == 0
    assert files.read_scene(Path(f"a.{name}")) == Scene()


def test_the_ground_is_white_unless_asked_otherwise(here):
    assert covered(made("--size", "300x200"), "#FFFFFF").mean() > 0.8
    assert covered(made("--size", "300x200", "--theme", "dark"), THEMES["dark"].ground).mean() > 0.8


def test_it_shows_just_the_layers_asked_for(here):
    def seen(pixels):
        colours = {"σ": LIGHT.sigma.colour, "1 − σ": LIGHT.complement.colour, "σ′": LIGHT.slope.colour}
        colours |= {"grid": LIGHT.faint, "axis": LIGHT.axis}
        return {name for name, each in colours.items() if covered(pixels, each).sum() > 100}

    what = ("--size", "640x400", "--scale", "2")
    assert seen(made(*what, "--show", "sigma,tangent")) == {"σ", "σ′"}
    assert seen(made(*what, "--show", "")) == set()
    assert seen(made(*what, "--show", "sigma")) == {"σ"}
    assert seen(made(*what, "--with", "complement")) == {"σ", "1 − σ", "σ′", "grid", "axis"}
    # The green of ``sigma,tangent`` is one straight line of the tangent's width, not σ′.
    rows, columns = np.nonzero(covered(made(*what, "--show", "sigma,tangent"), LIGHT.slope.colour))
    off = np.polyval(np.polyfit(rows, columns, 1), rows) - columns
    assert np.abs(off).max() < 2 * LIGHT.tangent.width


def test_the_values_take_a_column_and_without_them_the_plot_fills_the_picture(here):
    def right_end(pixels):
        return np.nonzero(covered(pixels, LIGHT.sigma.colour).any(axis=0))[0].max() / pixels.shape[1]

    size = ("--size", "1280x800")
    beside = made(*size)
    assert covered(beside[:, 960:], LIGHT.complement.colour).sum() > 500, "1 − σ(x) is read there"
    assert right_end(made(*size, *PLAIN, "--with", "values")[:, :940]) < 0.999
    alone = made(*size, *PLAIN)
    assert right_end(alone) > 0.97
    assert not covered(made(*size, "--without", "values"), LIGHT.complement.colour).any()


@pytest.mark.parametrize("name", ["png", "webp"])
def test_a_transparent_picture_has_no_ground(here, name):
    size = ("--size", "640x400", "--scale", "2")
    clear, whole = made(*size, "--transparent", out=f"a.{name}"), made(*size)
    assert clear.shape[2] == 4
    assert (clear[..., 3] == 0).mean() > 0.8
    assert not clear[0, 0].any()
    assert (clear[covered(whole, LIGHT.sigma.colour), 3] >= 250).mean() > 0.99
    over = clear[..., :3] * clear[..., 3:] / 255 + 255 - clear[..., 3:]
    assert np.abs(over - whole).mean() < 0.5, "on white it is the other"


def test_webp_is_the_same_to_the_pixel(here):
    assert (made("--size", "640x400", out="a.webp") == made("--size", "640x400")).all()


def test_an_option_comes_before_the_file_and_that_before_the_defaults(here):
    kept = Scene(x=-2, theme="dark", layers=["sigma", "grid"], text_scale=1.5, y_range=(-1, 2))
    Path("kept.json").write_text(kept.to_json())
    size = ("--size", "240x160")
    for name in STILLS:
        assert render(f"1.{name}", *size, "--from", "kept.json") == 0
        assert render("2.png", *size, "--from", f"1.{name}", "--x", "3", "--with", "point") == 0
        assert files.read_scene(Path(f"1.{name}")) == kept
        assert files.read_scene(Path("2.png")) == kept.evolve(x=3, layers=["sigma", "grid", "point"])
    Path("part.json").write_text('{"x": 4}')
    assert render("3.png", *size, "--from", "part.json", "--set", "theme=print", "--set", "y_range=[0, 1]") == 0
    assert files.read_scene(Path("3.png")) == Scene(x=4, theme="print", y_range=(0, 1))


def test_a_point_out_of_view_shifts_the_view(here):
    assert render("a.png", "--size", "240x160", "--x", "500") == 0
    assert files.read_scene(Path("a.png")).x_range == (484, 500)


# The same everywhere, always

EVERY = [
    ["a.png"], ["b.png", "--transparent", "--scale", "2"], ["a.webp"], ["a.svg", "--theme", "print"],
    ["a.pdf", "--theme", "dark"], ["b.pdf", "--x", "-1:1:0.5"], ["a.gif", "--x", "-1:1:0.5", "--bounce"],
]  # fmt: skip
COMMON = ["--size", "400x300", "--show", ",".join(LAYER_NAMES)]
SCRIPT = "import sys, sigviz.cli as c; sys.exit(any([c.main(['render', *a]) for a in eval(sys.argv[1])]))"


def test_the_same_bytes_on_every_run_whatever_the_surroundings(here):
    """Without a display, a home or a language; and with another hash seed, and settings of another scene."""
    settings = here / "config" / "sigviz" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'{{"scene": {Scene(x=3, theme="dark").to_json()}, "export": {{"scale": 3.0}}}}')
    bare = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "1"}
    other = {"HOME": str(here), "XDG_CONFIG_HOME": str(here / "config"), "PYTHONHASHSEED": "2", "LANG": "de_DE.UTF-8"}
    commands = [[*each, *COMMON] for each in EVERY]
    for folder, surroundings in (("bare", bare), ("other", bare | other)):
        (here / folder).mkdir()
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, repr(commands)], env=surroundings, cwd=here / folder, capture_output=True
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    for name, *_ in commands:
        assert (here / "bare" / name).read_bytes() == (here / "other" / name).read_bytes(), name
    assert settings.parent.joinpath("settings.json").read_text().startswith('{"scene"')


def test_the_installed_command_needs_no_display_and_imports_no_more_than_it_uses(here):
    bare = {"PATH": os.environ["PATH"]}
    command = [sys.executable, "-X", "importtime", "-m", "sigviz", "render", "a.png"]
    done = subprocess.run(command, env=bare, capture_output=True, text=True)
    assert done.returncode == 0
    assert all(line.startswith("import time:") for line in done.stderr.splitlines())
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "PySide6" in imported
    assert not imported & {"PIL", "ziamath", "ziafont", "tqdm", "matplotlib"}
    with Image.open("a.png") as image:
        assert np.abs(made() - np.asarray(image, np.float32)).max() < 16


def test_a_picture_does_not_depend_on_what_was_painted_before(here):
    """A glyph may come out a hundredth of a pixel elsewhere after text of another size: nobody sees that."""
    alone = made("--size", "640x400")
    for before in (["--text-scale", "1.5"], ["--scale", "2", "--theme", "dark"], ["--x", "500"], ["--transparent"]):
        made("--size", "333x222", *before, out="b.png")
        assert np.abs(made("--size", "640x400") - alone).max() <= 12


@pytest.mark.parametrize(
    ("epoch", "stamp"), [(None, None), ("", None), ("0", b"19700101000000Z"), ("1700000000", b"20231114221320Z")]
)
def test_a_pdf_is_dated_only_if_asked(here, monkeypatch, epoch, stamp):
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert render("a.pdf", "--size", "240x160") == 0
    content = Path("a.pdf").read_bytes()
    assert content.count(b"Date (D:") == (2 if stamp else 0)
    assert content.count(b"(D:%b)" % stamp if stamp else b"(D:") == (2 if stamp else 0)


@pytest.mark.parametrize("epoch", ["yesterday", "²", "-1", "999999999999", "9" * 30])
def test_a_date_that_makes_no_sense_is_left_out_or_costs_one_line(here, monkeypatch, capsys, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    status = render("a.pdf", "--size", "240x160")
    assert len(capsys.readouterr().err.splitlines()) == (status != 0)
    assert status == 0 or not Path("a.pdf").exists()


# For programs


def test_a_program_makes_what_the_command_makes(here):
    scene = Scene(x=-1.5, theme="dark")
    for name in (*STILLS, "gif"):
        sigviz.render(scene, here / f"a {{x}}.{name}", size=(300, 200), scale=1.5)
        assert render(f"b.{name}", "--x=-1.5", "--theme=dark", "--size=300x200", "--scale=1.5") == 0
        assert Path(f"a {{x}}.{name}").read_bytes() == Path(f"b.{name}").read_bytes()
    for wrong in ({"size": (0, 1)}, {"size": (20000, 1)}, {"scale": 0}, {"scale": float("nan")}, {"size": (1e400, 1)}):
        with pytest.raises(ValueError):
            sigviz.render(scene, "c.png", **wrong)
    with pytest.raises(ValueError, match="did you mean"):
        sigviz.render(scene, "c.pgn")
    with pytest.raises(FileNotFoundError):
        sigviz.render(scene, "missing/c.png")
    assert not Path("c.png").exists()
