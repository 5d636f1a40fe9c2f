"""Series of pictures: numbered files, pages and animations; and requests that are rejected at the start."""

import os
import re
import subprocess
import sys
import termios
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sigviz.model.scene import Scene
from sigviz.pictures import series
from sigviz.request.sweep import parse_sweep
from sigviz.storage import scene_files
from tests.pictures.test_render import render, rendered

SMALL = ("--size", "240x160")


# The pictures of a series


@pytest.mark.slow
@pytest.mark.parametrize("name", ["png", "svg"])
def test_numbered_files_are_the_pictures_that_each_x_gives_alone(here, name):
    """The bytes are the same, although one is the first picture of its process and the other follows others."""
    process = [sys.executable, "-m", "sigviz", "render", "--size", "640x400"]
    assert subprocess.run([*process, f"n-{{i:03}}-{{x}}.{name}", "--x", "-1:9:5"]).returncode == 0
    assert sorted(os.listdir()) == [f"n-000--1.{name}", f"n-001-4.{name}", f"n-002-9.{name}"]
    assert scene_files.read_scene(Path(f"n-001-4.{name}")) == Scene(x=4)
    assert scene_files.read_scene(Path(f"n-002-9.{name}")) == Scene(x=9, x_range=(-7, 9))
    assert subprocess.run([*process, f"alone.{name}", "--x", "4"]).returncode == 0
    assert Path(f"alone.{name}").read_bytes() == Path(f"n-001-4.{name}").read_bytes()


@pytest.mark.parametrize("name", ["webp", "svg", "pdf", "gif"])
def test_every_format_can_be_numbered(here, name):
    Path("frames").mkdir()
    assert render(f"frames/{{i}}.{name}", *SMALL, "--x=0:1:0.5", "--bounce") == 0
    assert sorted(os.listdir("frames")) == [f"{index}.{name}" for index in range(3)]
    contents = {path.read_bytes() for path in Path("frames").iterdir()}
    assert len(contents) == 3


def test_a_series_of_one_is_a_picture(here):
    for name in ("png", "svg", "pdf", "webp", "gif"):
        assert render(f"a.{name}", *SMALL, "--x", "2:2:0.5", "--bounce") == 0
        assert render(f"b.{name}", *SMALL, "--x", "2") == 0
        assert Path(f"a.{name}").read_bytes() == Path(f"b.{name}").read_bytes()


def test_a_pdf_has_a_page_for_each_x(here):
    assert render("a.pdf", *SMALL, "--x", "-4:4:0.5") == 0
    content = Path("a.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == 17
    assert content.count(b"/MediaBox [0 0 180.") + content.count(b"/MediaBox [0 0 180 ") == 17
    assert scene_files.read_scene(Path("a.pdf")) == Scene(x=-4)


@pytest.mark.slow
@pytest.mark.parametrize("bounce", [False, True])
@pytest.mark.parametrize("fps", [None, 30, 7.5, 50])
def test_a_gif_is_the_sweep_in_time_and_endless(here, bounce, fps):
    size = ("--size", "320x200", "--without", "values")
    rate = [] if fps is None else ["--fps", str(fps)]
    assert render("a.gif", *size, "--x", "-2:2:0.5", *rate, *["--bounce"] * bounce) == 0
    sweep = list(parse_sweep("-2:2:0.5"))
    wanted = sweep + (sweep[-2:0:-1] if bounce else [])
    with Image.open("a.gif") as gif:
        assert gif.n_frames == len(wanted) == (16 if bounce else 9)
        assert gif.info["loop"] == 0
        durations, seen = [], []
        for index in range(gif.n_frames):
            gif.seek(index)
            durations.append(gif.info["duration"])
            seen.append(np.asarray(gif.convert("RGB"), np.float32))
    assert sum(durations) == pytest.approx(1000 * len(wanted) / (fps or 25), abs=5.1)
    assert max(durations) - min(durations) <= 10
    stills = {x: rendered(*size, f"--x={x}") for x in sweep}
    for x, frame in zip(wanted, seen, strict=True):
        off = {other: np.abs(still - frame).mean() for other, still in stills.items()}
        assert min(off, key=off.get) == x
        assert off[x] < 0.5


def test_a_gif_of_identical_frames_has_its_full_duration(here):
    assert render("a.gif", *SMALL, "--show", "sigma,grid", "--x", "0:1:0.1", "--x-range", "-4:4") == 0
    with Image.open("a.gif") as gif:
        shown = 0
        for index in range(gif.n_frames):
            gif.seek(index)
            shown += gif.info["duration"]
    assert shown == 440


GROWTH = """
import resource, sys, sigviz.cli
for out, x in (("{i}.png", "0:5:0.1"), ("{i}.png", "0:3:0.01"), ("a.pdf", "0:5:0.1"), ("a.pdf", "0:3:0.01")):
    assert sigviz.cli.main(["render", out, "--x", x, "--size", "320x200"]) == 0
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_frames(here):
    """If 250 more pictures of 256 kB were kept in memory, they would take 64 MB."""
    done = subprocess.run([sys.executable, "-c", GROWTH], capture_output=True, text=True, check=True)
    few, many, few_pages, many_pages = map(int, done.stdout.split())
    assert many - few <= 10
    assert many_pages - few_pages <= 10
    assert len(os.listdir()) == 302


def shown(*arguments):
    """Return the output for a series on a terminal of 80 columns."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    command = [sys.executable, "-m", "sigviz", "render", "{i}.png", *SMALL, *arguments]
    with subprocess.Popen(command, stderr=theirs) as process:
        os.close(theirs)
        text = b""
        try:
            while read := os.read(ours, 4096):
                text += read
        except OSError:  # the process has closed its end of the terminal
            pass
        os.close(ours)
    assert process.returncode == 0
    return text.decode()


@pytest.mark.slow
def test_a_terminal_shows_a_progress_bar_unless_quiet(here):
    assert re.search(r"\d+%.*\d+/21.*picture/s", shown("--x", "0:2:0.1"))
    assert shown("--x", "0:2:0.1", "--quiet") == ""
    assert shown("--x", "1") == ""


# Requests that are rejected at the start

BAD = {
    "no file": ("", "OUT"), "unknown extension": ("a.pgn", "did you mean '.png'?"), "no extension": ("a", ".webp"),
    "a photograph": ("a.jpg", ".png"), "size 0": ("a.png --size 0x5", "1280x800"), "two": ("a.png b.png", "b.png"),
    "negative size": ("a.png --size -5x5", "1280x800"), "no size": ("a.png --size big", "86mmx60mm"),
    "a side too long": ("a.svg --size 16384x5", "16383"), "too large": ("a.png --size 16383x16359", "268"),
    "too long unscaled": ("a.pdf --size 16384x5 --scale 0.5", "16383"), "scale 0": ("a.png --scale 0", "0.1 and 16"),
    "too large by scale": ("a.png --size 1100x1000 --scale 16", "16383"), "scale": ("a.png --scale nan", "--scale"),
    "endless size": (f"a.png --size {'9' * 400}x5", "many"), "negative scale": ("a.png --scale -1", "0.1 and 16"),
    "a series in one PNG": ("a.png --x 0:1:0.1", "{i:03}"), "in one SVG": ("a.svg --x 0:1:0.1", ".pdf"),
    "in one WebP": ("a.webp --x 0:1:0.1", ".gif"), "step 0": ("{i}.png --x 0:1:0", "step"),
    "wrong sign": ("{i}.png --x 0:1:-0.1", "do not lead from"), "too many": ("{i}.png --x 0:10:0.001", "10000"),
    "half a series": ("{i}.png --x 0:1", "FROM:TO:STEP"), "a series beyond": ("{i}.png --x 0:701:1", "700"),
    "a tiny step": ("{i}.png --x 0:1:1e-9999999", "step"), "deep JSON": ("a.png --set x=" + "[" * 100000, "x"),
    "unknown place": ("{y}.png --x 0:1:0.1", "{i:03}"), "no place": ("{}.png", "{x}"), "fps": ("a.gif --fps 51", "50"),
    "fps 0": ("a.gif --fps 0", "between 1 and 50"), "a clear GIF": ("a.gif --transparent", ".png"),
    "a GIF too large": ("a.gif --size 2000x1000 --x 0:30.1:0.1", "frame-{i:03}.png"),
    "there and back": ("a.gif --size 2000x1000 --x 0:15.1:0.1 --bounce", "600 million"),
    "unknown field": ("a.png --set theem=dark", "'theme'"), "no value": ("a.png --set x", "x"),
    "NaN": ("a.png --set x=NaN", "x"),
    "unknown option": ("a.png --sizes 5x5", "--sizes"), "cut option": ("a.png --trans", "--trans"),
    "a range": ("a.png --x-range 4:-4", "x_range"), "value of a flag": ("a.png --bounce=1", "--bounce"),
}  # fmt: skip


@pytest.mark.parametrize("why", BAD)
def test_a_wrong_request_costs_one_line_and_status_2_and_leaves_no_file(here, capsys, why):
    arguments, said = BAD[why]
    assert render(*arguments.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"sigviz: error: .+\n", err)
    assert len(err) < 500
    assert said in err
    assert os.listdir() == []


def test_the_largest_gif_is_not_refused():
    for frames in (300, 301):
        sweep = parse_sweep(f"0:{frames - 1}:1")
        wanted = series.PictureRequest(series.Request(), "a.gif", sweep, series.Size(2000, 1000))
        if frames == 300:
            wanted.check()
        else:
            with pytest.raises(ValueError, match="600 million"):
                wanted.check()
