"""SVG and PDF as other renderers than Qt show them: librsvg and poppler."""

import re
import subprocess
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from sigviz.drawing.theme import THEMES
from sigviz.formats.picture_size import parse_size
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.pictures.renderer import Renderer
from sigviz.storage import scene_files
from tests.clients import need
from tests.pictures.test_render import blocks, render, rendered
from tests.pictures_alike import save_strip
from tests.pixels import colour, covered

SVG = "{http://www.w3.org/2000/svg}"
CURVES = "sigma,derivative,complement"
EVERYTHING = ("--show", ",".join(name for name in LAYER_NAMES if name != "derivation"))
SCENES = {
    **{theme: ("--theme", theme, *EVERYTHING) for theme in THEMES},
    "large text": ("--text-scale", "2", *EVERYTHING),
    "a plot alone": (*EVERYTHING, "--without", "values"),
    "far out": ("--x=500", "--x-range", "499:501", *EVERYTHING),
    "curves leave": ("--y-range", "0.2:0.24", "--x-range=-3:3", *EVERYTHING),
    "steep": ("--x-range=-700:700", "--y-range", "0.3:0.6", *EVERYTHING),
    "deep": ("--x=1", "--x-range", "0.999999:1.000001", "--y-range", "0.7310583:0.7310589", *EVERYTHING),
    "below": ("--y-range=-5:-4", *EVERYTHING),
    "the derivation": ("--step", "8", "--size", "1000x700"),
    "an arrow": ("--x=30", "--x-range=-8:8", *EVERYTHING),
}


def run(name, *arguments):
    need(name)
    done = subprocess.run([name, *map(str, arguments)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def shown(path, scale, page=1):
    """Return an SVG or a PDF rendered by another program, as an array, with ``scale`` pixels per CSS pixel."""
    if path.endswith("svg"):
        run("rsvg-convert", path, "-z", scale, "-o", "shown.png")
    else:
        run("pdftoppm", "-r", 96 * scale, "-png", "-f", page, "-l", page, "-singlefile", path, "shown")
    with Image.open("shown.png") as image:
        return np.asarray(image.convert("RGB"), np.float32)


def description_of(scene):
    with closing(Renderer(parse_size("640x400"))) as renderer:
        return renderer.describe(scene)


def differ(one, other):
    """Return the mean difference of two pictures, and the largest in any square of 8 by 8 pixels.

    A ground may be one or two of 255 darker or lighter: renderers round colours as they like.
    """
    assert one.shape == other.shape
    off = np.maximum(np.abs(one - other) - 2, 0)
    return off.mean(), np.abs(blocks(one, 8) - blocks(other, 8)).max()


@pytest.mark.client
@pytest.mark.parametrize("name", ["svg", "pdf"])
@pytest.mark.parametrize("case", SCENES)
def test_it_looks_like_the_png_of_the_same_scene(here, case, name):
    what = ("--size", "640x400", *SCENES[case])
    assert render(f"a.{name}", *what) == 0
    picture, wanted = shown(f"a.{name}", 2), rendered(*what, "--scale", "2")
    mean, worst = differ(picture, wanted)
    aside, _ = differ(np.roll(picture, 2, axis=1), wanted)
    # In a bitmap, text starts on whole pixels; everything else is much closer than a CSS pixel.
    assert mean <= aside / 3, f"see {save_strip(picture, wanted)}"
    assert worst <= 50, f"see {save_strip(picture, wanted)}"


@pytest.mark.client
@pytest.mark.parametrize("name", ["svg", "pdf"])
@pytest.mark.parametrize("case", ["far out", "curves leave", "steep", "deep", "below"])
def test_curves_end_at_the_axes(here, case, name):
    what = [*SCENES[case], "--size", "640x400", "--show", CURVES + ",tangent"]
    assert render(f"a.{name}", *what) == 0
    with_curves = shown(f"a.{name}", 2)
    assert render(f"a.{name}", *what, "--show", "") == 0
    changed = np.abs(with_curves - shown(f"a.{name}", 2)).max(axis=2) > 30
    frame = framed(*what)
    margin = 5  # half of the line's width, and its edge
    inside = np.zeros_like(changed)
    left, top, right, bottom = (round(2 * side) for side in frame)
    inside[top - margin : bottom + margin, left - margin : right + margin] = True
    assert not (changed & ~inside).any()
    assert changed.any() or case == "below"


def framed(*what):
    """Return the sides of the plane in CSS pixels."""
    from sigviz.pictures.renderer import Renderer
    from sigviz.request.command_line import parse_render

    wanted = parse_render(["a.png", *what])[0]
    renderer = Renderer(wanted.size)
    renderer.image(next(wanted.scenes(Scene())))
    frame = renderer._figure.plot.coordinates
    renderer.close()
    return frame.left, frame.top, frame.right, frame.bottom


@pytest.mark.client
@pytest.mark.parametrize("name", ["svg", "pdf"])
def test_lines_are_as_thick_as_in_the_png(here, name):
    assert render(f"a.{name}", "--size", "640x400", "--show", "sigma", "--x-range=-30:30") == 0
    strip = 255 - shown(f"a.{name}", 4)[:800, -240:-160]
    amount = strip.sum(axis=2) / (255 - colour(THEMES["light"].sigma.colour)).sum()
    assert amount.sum(axis=0).mean() == pytest.approx(4 * THEMES["light"].sigma.width, rel=0.05)


# The content of the files


@pytest.mark.slow
@pytest.mark.parametrize("case", SCENES)
def test_an_svg_is_well_formed_and_vectors_throughout(here, case):
    assert render("a.svg", "--size", "86mmx60mm", *SCENES[case]) == 0
    text = Path("a.svg").read_text("utf-8")
    root = ElementTree.fromstring(text)
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert {"svg", "title", "desc", "metadata", "path", "clipPath"} <= kinds
    assert not kinds & {"image", "text", "tspan", "foreignObject", "style", "pattern", "mask", "filter"}
    assert "non-scaling-stroke" not in text
    defined = {element.get("id") for element in root.iter() if element.get("id")}
    used = [element.get("{http://www.w3.org/1999/xlink}href") for element in root.iter(f"{SVG}use")]
    assert {target[1:] for target in used} <= defined
    assert text.count("href=") == len(used), "nothing outside of the file"
    outlines = [path.get("d") for path in root.iter(f"{SVG}path") if len(path.get("d")) > 200]
    clips = [path.get("d") for clip in root.iter(f"{SVG}clipPath") for path in clip]
    assert len(outlines) == len(set(outlines) - set(clips)), "each outline is stored once"
    scene = scene_files.read_scene(Path("a.svg"))
    children = [child.tag for child in root]
    assert children[:2] == [f"{SVG}title", f"{SVG}desc"], "where a screen reader looks for them"
    assert root.findtext(f"{SVG}title").strip()
    assert resolve(scene).description in root.findtext(f"{SVG}desc")


@pytest.mark.client
@pytest.mark.parametrize("case", SCENES)
def test_a_pdf_is_vectors_throughout_and_brings_its_fonts(here, case):
    assert render("a.pdf", *SCENES[case]) == 0
    assert len(run("pdfimages", "-list", "a.pdf").splitlines()) == 2, "a head and no image"
    for font in run("pdffonts", "a.pdf").splitlines()[2:]:
        assert re.search(r" yes +(yes|no) +(yes|no) +\d+ +\d+$", font), font
        assert "Type 3" not in font
    description = description_of(scene_files.read_scene(Path("a.pdf")))
    assert re.search(r"^Title: +\S", run("pdfinfo", "a.pdf"), re.MULTILINE)
    metadata = ElementTree.fromstring(run("pdfinfo", "-meta", "a.pdf"))
    dublin = "{http://purl.org/dc/elements/1.1/}"
    title, described = ("".join(metadata.find(f".//{dublin}{name}").itertext()) for name in ("title", "description"))
    assert title.strip()
    assert described == description


def test_title_and_description_can_be_told_from_markup(here):
    Path("hostile.json").write_text(Scene(x=-0.0625).to_json())
    for name in ("svg", "webp", "pdf"):
        assert render(f"a.{name}", "--from", "hostile.json", "--size", "240x160") == 0
        content = Path(f"a.{name}").read_bytes().decode("utf-8", "ignore")
        found = re.findall(r"<sigviz:scene.*?</sigviz:scene>", content)
        assert len(found) == 1
        assert ElementTree.fromstring(found[0]).text == Scene(x=-0.0625).to_json()


MM = 72 / 25.4
PAGES = {
    "1280x800": (960, 600),
    "86mmx60mm": (86 * MM, 60 * MM),
    "8.53cmx2.5in": (85.3 * MM, 180),
    "101x77": (75.75, 57.75),
}


@pytest.mark.client
@pytest.mark.parametrize("size", PAGES)
def test_the_page_is_just_as_large_as_asked_for(here, size):
    """The size is exact to a hundredth of a millimetre, and so are the width and height of an SVG, in CSS pixels."""
    assert render("a.pdf", "--size", size, "--x", "0:1:1") == 0
    found = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+) pts", run("pdfinfo", "-l", 9, "a.pdf"))
    assert len(found) == 2
    for page in found:
        assert [float(side) for side in page] == pytest.approx(PAGES[size], abs=0.01 * MM)
    for scale in ("1", "2"):
        assert render("a.svg", "--size", size, "--scale", scale) == 0
        root = ElementTree.parse("a.svg").getroot()
        sides = [float(root.get(side)) * 0.75 for side in ("width", "height")]
        assert sides == pytest.approx([int(scale) * side for side in PAGES[size]], abs=0.01 * MM)
        box = [float(side) * 0.75 for side in root.get("viewBox").split()]
        assert box == pytest.approx([0, 0, *PAGES[size]], abs=0.01 * MM)


@pytest.mark.client
def test_the_picture_fills_its_page(here):
    """On a dark background, an unpainted strip at the edge would be visible."""
    for size in ("86mmx60mm", "101x77"):
        assert render("a.pdf", "--size", size, "--theme", "dark", "--show", "") == 0
        page = shown("a.pdf", 2)
        assert covered(page[1:-1, 1:-1], THEMES["dark"].ground).mean() > 0.9
        edges = np.concatenate([page[1, 1:-1], page[-2, 1:-1], page[1:-1, 1], page[1:-1, -2]])
        assert np.abs(edges - colour(THEMES["dark"].ground)).max() <= 8


@pytest.mark.client
@pytest.mark.parametrize("page", [1, 3])
def test_each_page_is_the_picture_of_its_x(here, page):
    assert render("a.pdf", "--size", "640x400", "--x", "-2:2:2") == 0
    mean, worst = differ(shown("a.pdf", 2, page), rendered("--size", "640x400", "--scale", "2", f"--x={2 * page - 4}"))
    assert mean <= 1.0
    assert worst <= 45


@pytest.mark.client
@pytest.mark.parametrize("name", ["svg", "pdf"])
def test_a_transparent_picture_has_no_ground(here, name):
    assert render(f"a.{name}", "--size", "320x200", "--theme", "dark", "--transparent") == 0
    if name == "svg":
        run("rsvg-convert", "a.svg", "-o", "shown.png")
        with Image.open("shown.png") as image:
            assert image.getpixel((1, 1)) == (0, 0, 0, 0)
            assert (np.asarray(image)[..., 3] == 0).mean() > 0.7
    else:
        assert (shown("a.pdf", 1)[1, 1] == 255).all(), "the paper is seen"
        assert not covered(shown("a.pdf", 1), THEMES["dark"].ground).mean() > 0.05
