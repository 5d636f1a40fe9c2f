"""Figures for print: the sizes of text and lines, measured in the PDF, and what is drawn without being asked for."""

from itertools import pairwise
from pathlib import Path

import pytest

from sigviz.drawing.medium import PAPER
from sigviz.drawing.theme import THEMES
from sigviz.formats.picture_size import PRESETS, parse_size
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from sigviz.pictures.renderer import Renderer
from sigviz.request.command_line import command, parse_render
from tests.pdf_marks import read_marks
from tests.pictures.test_render import render

PAPERS = ["86mmx60mm", "8.6cmx6cm", "3.39inx2.36in", "178mmx90mm", "60mmx45mm"]
INCH = 25.4


def marks(*arguments):
    assert render("a.pdf", *arguments) == 0
    return read_marks(Path("a.pdf").read_bytes())


def rgb(colour):
    return tuple(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))


def widths(found, colour):
    return {round(stroke.width, 2) for stroke in found.strokes if stroke.colour == pytest.approx(rgb(colour), abs=1e-6)}


@pytest.mark.parametrize("layer", LAYER_NAMES)
def test_the_dashes_of_every_layer_have_a_period_of_4_to_6_points(here, layer):
    found = marks("--preset", "column", "--theme", "print", "--with", layer)
    for stroke in found.strokes:
        assert not stroke.dashes or 4 <= sum(stroke.dashes) <= 6


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", PAPERS)
def test_on_paper_text_and_lines_have_the_sizes_of_print(here, theme, size):
    found, look = marks("--size", size, "--theme", theme), THEMES[theme]
    assert {round(text, 1) for text in found.sizes} == {7.5, 9.0}
    assert max(stroke.width for stroke in found.strokes) == pytest.approx(1.0, rel=0.01)
    assert 1.0 in widths(found, look.sigma.colour)
    assert {1.0, 0.75} <= widths(found, look.slope.colour)
    assert widths(found, look.quiet) >= {0.5}
    assert widths(found, look.faint) == {0.25}
    for stroke in found.strokes:
        assert not stroke.dashes or 4 <= sum(stroke.dashes) <= 6


def test_the_text_scale_scales_all_of_it(here):
    one, other = marks("--size", "86mmx60mm"), marks("--size", "86mmx60mm", "--text-scale", "1.2")
    assert sorted(set(other.sizes)) == pytest.approx([1.2 * size for size in sorted(set(one.sizes))], abs=0.4)
    assert max(stroke.width for stroke in other.strokes) == pytest.approx(1.2, rel=0.01)


@pytest.mark.parametrize("size", PAPERS)
def test_the_curves_take_most_of_the_height_and_the_landmarks_are_on_the_axis(qapp, size):
    renderer = Renderer(parse_size(size))
    try:
        renderer.image(Scene().evolve(layers=Scene().layers - {"values"}))
        plot = renderer._figure.plot
        high = plot.coordinates.y_scale / renderer._figure.height()
        ticks = [tick.text for tick in plot.getAxis("left").ticks((-0.1, 1.1), plot.coordinates.height)]
        disc = 2 * plot.marks.point._radius * plot.coordinates.disc_scale / 96 * INCH
    finally:
        renderer.close()
    assert high >= 0.6
    assert ticks == ["0", "¼", "½", "1"]
    assert disc == pytest.approx(1.6, abs=0.05)


def asked(*arguments):
    wanted, _ = parse_render(["a.pdf", *arguments])
    return next(wanted.scenes(Scene()))


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("--size", "86mmx60mm"), False),
        (("--preset", "full"), False),
        (("--preset", "slide"), True),
        (("--size", "325x227"), True),
        (("--preset", "column", "--with", "values"), True),
        (("--preset", "column", "--with", "float64"), True),
        (("--preset", "column", "--show", "sigma,values"), True),
        (("--preset", "column", "--set", 'layers=["values"]'), True),
        (("--preset", "column", "--step", "3"), False),
    ],
)
def test_values_are_on_paper_only_if_they_are_asked_for(arguments, shown):
    assert asked(*arguments).shows("values") is shown


def test_values_of_a_file_are_kept_on_paper(here):
    assert render("a.png", "--x", "2") == 0
    wanted, source = parse_render(["b.pdf", "--preset", "column", "--from", "a.png"])
    assert next(wanted.scenes(Scene(x=2))).shows("values")
    assert str(source) == "a.png"


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_a_size_with_a_name(here, capsys, name):
    size = str(PRESETS[name].size)
    assert render("a.svg", "--preset", name) == render("b.svg", "--size", size) == 0
    assert Path("a.svg").read_bytes() == Path("b.svg").read_bytes()
    assert render("c.svg", "--preset", name, "--size", "100x100") == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not Path("c.svg").exists()


def test_an_unknown_preset_is_refused_with_the_known_ones(here, capsys):
    assert render("a.svg", "--preset", "poster") == 2
    said = capsys.readouterr().err
    assert all(name in said for name in PRESETS)


@pytest.mark.parametrize("size", PAPERS)
def test_a_copied_command_keeps_the_unit_of_the_size(size):
    words = command(Scene(), "a.pdf", parse_size(size), 1.0).split()
    assert words[words.index("--size") + 1] == size


def test_no_size_of_paper_depends_on_the_theme():
    sizes = {(theme.size, theme.medium, theme.large, theme.hair, theme.grid) for theme in PAPER.themes.values()}
    assert len(sizes) == 1


@pytest.mark.parametrize("size", [(640, 480), (1280, 800), (1920, 1080), (1080, 1920), (1300, 1300), (3840, 2160)])
def test_text_of_a_picture_is_at_least_1_8_percent_of_its_shorter_side(here, size):
    found = marks("--size", "{}x{}".format(*size))
    assert min(found.sizes) * 96 / 72 >= 0.018 * min(size)
    assert all(one != other for one, other in pairwise(sorted(set(found.sizes))))
