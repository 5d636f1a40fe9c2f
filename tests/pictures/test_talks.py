"""Pictures of a talk: pages, slides, the animation, and the handout."""

import re
import subprocess

import pytest
from PIL import Image

from sigviz import cli
from sigviz.model.scene import Scene
from sigviz.storage.scene_files import read_scene
from tests.clients import need
from tests.talks import EXAMPLE, talk_of, written


@pytest.fixture
def render(tmp_path, monkeypatch, qapp):
    """A function that makes pictures of a talk in an own folder."""
    monkeypatch.chdir(tmp_path)

    def make(*arguments, text=EXAMPLE):
        written(tmp_path, text)
        assert cli.main(["render", *arguments, "--from", "talk.toml"]) == 0
        return tmp_path / arguments[0]

    return make


def pages(path):
    """Return the texts of the pages of a PDF."""
    need("pdftotext")
    out = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True).stdout
    return [re.sub(r"\s+", " ", page) for page in out.split("\f")[:-1]]


def heights(path):
    """Return the heights of the pages of a PDF, in points."""
    return {
        float(box.split()[3]) - float(box.split()[1])
        for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", path.read_bytes())
    }


def test_a_slide_opens_as_its_scene(render, tmp_path):
    render("slide-{scene}.png")
    scenes = [read_scene(tmp_path / f"slide-{number}.png") for number in (1, 2, 3)]
    assert scenes == [build.scene for build in talk_of(tmp_path).builds if build.last]


@pytest.mark.client
def test_page_n_of_the_pdf_is_build_n(render, tmp_path):
    path = render("talk.pdf")
    shown, builds = pages(path), talk_of(tmp_path).builds
    assert len(shown) == len(builds) == 12
    for page, build in zip(shown, builds, strict=True):
        assert build.scene.caption in page
        assert ("Simplify" in page) == (build.scene.step == 5)


@pytest.mark.client
def test_the_handout_has_the_notes_under_each_page(render, tmp_path):
    words = " ".join(f"word{number}" for number in range(300)) + " " + "w" * 500
    text = EXAMPLE.replace("Ask: where is it steepest?", words)
    plain, handout = render("talk.pdf", text=text), render("handout.pdf", "--notes", text=text)
    (low,), (high,) = heights(plain), heights(handout)  # all pages of a file have the same size
    assert high > 1.3 * low
    first, second, *_ = pages(handout)
    assert [word for word in words.split()[:-1] if word not in first] == []  # however long: nothing is lost
    assert first.count("w" * 20) >= 1
    assert "word1" not in second
    assert len(pages(handout)) == len(pages(plain))


def test_the_animation_holds_each_build(render):
    path = render("talk.gif", "--size", "640x400", "--fps", "10")
    with Image.open(path) as animation:
        times = []
        for frame in range(animation.n_frames):
            animation.seek(frame)
            times.append(animation.info["duration"])
    assert sum(time >= 2000 for time in times) == 12
    assert sum(times) == pytest.approx(12 * 2000 + 12 * 100 + 600 + 10 * 200, abs=200)  # 0.6 s, and ten usual glides


def test_a_talk_with_captions_keeps_the_place_of_its_plot(render, tmp_path):
    render("{scene}.svg", text='[[scene]]\ncaption = "One"\n[[scene]]\nx = 1\n[[scene]]\ncaption = "Two"')
    clips = [
        re.findall(r'<rect[^>]*y="([\d.]+)"', (tmp_path / f"{number}.svg").read_text("utf-8"))[:1]
        for number in (1, 2, 3)
    ]
    assert clips[0] == clips[1] == clips[2]


def test_values_are_shown_on_paper_as_the_talk_says(render, tmp_path):
    path = render("{scene}.png", "--size", "86mmx60mm")
    assert path.name
    assert read_scene(tmp_path / "2.png").shows("values")
    assert not read_scene(tmp_path / "1.png").shows("values")
    assert read_scene(tmp_path / "1.png") != Scene()
