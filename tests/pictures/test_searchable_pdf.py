"""A PDF can be searched, and text copied from it is the text that it shows, including formulas."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigviz.drawing import latex, text
from sigviz.drawing.theme import THEMES
from sigviz.model.derivation import LINES
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import LAST_STEP
from tests.pictures.test_render import render
from tests.pictures.test_vectors import run, shown

pytestmark = pytest.mark.usefixtures("here")
SCENES = {
    "all layers": ("--show", ",".join(LAYER_NAMES), "--size", "1600x1200"),
    "large text": ("--text-scale", "2", "--theme", "dark"),
    "secant": ("--with", "secant,area,mirror", "--set", "h=0.5"),
    "unit": ("--with", "neuron,chain,float64"),
    "an arrow": ("--x=30", "--x-range=-8:8"),
    "the derivation": ("--step", "8", "--size", "1000x700"),
}


@pytest.fixture
def drawn(monkeypatch):
    """The texts that are drawn during the test."""
    texts = []

    def noted(draw, at):
        def note(*arguments, **options):
            texts.append(arguments[at])
            return draw(*arguments, **options)

        return note

    for name, at in (("draw", 4), ("draw_with_halo", 3), ("draw_unseen", 3)):
        monkeypatch.setattr(text.Face, name, noted(getattr(text.Face, name), at))
    return texts


def bare(words):
    """Return a text without spaces, because the PDF contains none."""
    return re.sub(r"\s", "", words)


@pytest.mark.client
@pytest.mark.parametrize("case", SCENES)
def test_all_that_is_written_can_be_found(case, drawn):
    assert render("a.pdf", "--x=1.5", *SCENES[case]) == 0
    found = bare(run("pdftotext", "-raw", "a.pdf", "-"))
    assert drawn
    missing = {words for words in drawn if bare(text.plain(words)) not in found}
    assert missing == set()
    assert bare("σ(x)") in found
    assert not re.search(r"[\U0001d400-\U0001d7ffℎ\ufffd]", found)


@pytest.mark.client
@pytest.mark.parametrize("step", range(1, LAST_STEP + 1))
def test_a_line_of_the_derivation_can_be_found(step):
    assert render("a.pdf", "--step", step, "--size", "1000x700") == 0
    line = latex.formula(LINES[step - 1].latex, 30, THEMES["light"]).text
    assert re.search(r"σ|output|x", line)
    assert not re.search(r"[\\{}]|mathcolor", line)
    assert bare(line) in bare(run("pdftotext", "-raw", "a.pdf", "-"))


def test_a_formula_as_a_line_says_what_it_means():
    lines = [latex.formula(line.latex, 30, THEMES["light"]).text for line in LINES]
    assert lines[1] == "σ(x) = 1/(1+e^(−x))"
    assert lines[4] == "= e^(−x)/(1+e^(−x))^2"
    assert lines[8] == "σ′(x) = σ(x) · (1−σ(x))"


@pytest.mark.client
def test_nothing_of_it_is_seen(monkeypatch):
    """The invisible text does not change the page, and is at the position of the letters."""
    what = ("--size", "640x400", "--step", "8", "--theme", "dark")
    assert render("a.pdf", *what) == 0
    with_text = shown("a.pdf", 2)
    boxes = run("pdftotext", "-bbox", "a.pdf", "-")
    monkeypatch.setattr(text.Face, "draw_unseen", lambda *_: None)
    assert render("b.pdf", *what) == 0
    assert np.abs(with_text - shown("b.pdf", 2)).max() <= 2
    places = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">σ', boxes)
    assert places
    for place in places:
        left, top, right, bottom = (round(float(side) * 96 / 72 * 2) for side in place)
        assert np.ptp(with_text[top:bottom, left:right]) > 60, "there is ink"


def test_a_picture_of_pixels_has_no_unseen_text(monkeypatch):
    monkeypatch.setattr(text, "_UNSEEN", text.paint("#FF0000"))
    assert render("a.svg", "--size", "640x400") == 0
    assert b"<text" not in Path("a.svg").read_bytes()
    assert b"#ff0000" not in Path("a.svg").read_bytes().lower()


@given(st.text(st.characters(max_codepoint=0x20FF)))
def test_ordinary_letters_stay(words):
    assert text.plain(words) == words
    assert text.plain(text.italic("σ(x)") + text.letter("h") + words) == f"σ(x)h{words}"
