"""A batch of stills, from scenes to files on disk: sigviz against matplotlib's savefig, in turn in one run."""

import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from sigviz import Scene
from sigviz.formats.picture_size import Size
from sigviz.pictures.series import make
from sigviz.request.request import PictureRequest, Request
from sigviz.request.sweep import parse_sweep

from .table import Row
from .test_start import BARE

_COUNT = 12
_SIZES = ((1.0, "1280×800"), (2.0, "2560×1600"))


def _ours(folder: Path, scale: float) -> None:
    wanted = PictureRequest(
        Request(), str(folder / "{i:03}.png"), parse_sweep("-2.75:2.75:0.5"), Size(1280, 800), scale
    )
    make(wanted, wanted.scenes(Scene()))


def _matplotlib(folder: Path, scale: float) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12.8, 8.0), dpi=100 * scale)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.05, 0.07, 0.68, 0.9))
    xs = np.linspace(-8, 8, 500)
    sigma = 1 / (1 + np.exp(-xs))
    axes.plot(xs, sigma)
    axes.plot(xs, sigma * (1 - sigma))
    axes.grid(visible=True)
    (tangent,) = axes.plot([], [])
    (point,) = axes.plot([], [], "o")
    texts = [figure.text(0.76, 0.8 - 0.15 * row, "", fontsize=20) for row in range(4)]
    for index, x in enumerate(parse_sweep("-2.75:2.75:0.5")):
        value = 1 / (1 + np.exp(-x))
        slope = value * (1 - value)
        tangent.set_data([-8, 8], [value + slope * (-8 - x), value + slope * (8 - x)])
        point.set_data([x], [value])
        for text, number in zip(texts, (x, value, 1 - value, slope), strict=True):
            text.set_text(f"{number:.4f}")
        figure.savefig(folder / f"mpl-{index:03}.png")


@pytest.mark.parametrize(("scale", "pixels"), _SIZES)
def test_a_batch_of_stills(
    benchmark, report, rounds, qapp: QApplication, tmp_path: Path, scale: float, pixels: str
) -> None:
    times: dict[str, list[float]] = {"ours": [], "matplotlib": []}

    def in_turn() -> None:
        for name, work in (("ours", _ours), ("matplotlib", _matplotlib)):
            began = perf_counter()
            work(tmp_path, scale)
            times[name].append(perf_counter() - began)

    benchmark.pedantic(in_turn, rounds=rounds(5), warmup_rounds=1)
    ours, peer = (_COUNT / statistics.median(times[name][1:]) for name in ("ours", "matplotlib"))
    assert len(list(tmp_path.glob("[0-9]*.png"))) == _COUNT
    sizes = [statistics.mean(file.stat().st_size for file in tmp_path.glob(names)) / 1000 for names in ("0*", "mpl-*")]
    report.append(Row(f"stills of {pixels}, matplotlib savefig", f"{ours:.1f}/s", f"{peer:.1f}/s", ours / peer, "≥ 2"))
    ratio, kilobytes = sizes[0] / sizes[1], [f"{size:.0f} kB" for size in sizes]
    report.append(Row(f"a still of {pixels}", kilobytes[0], kilobytes[1], ratio, more_is_better=False))


def test_a_single_render(benchmark, report, rounds, tmp_path: Path) -> None:
    command = "import sys; from sigviz.cli import main; sys.exit(main(['render', sys.argv[1], '--x', '1.5']))"
    times: dict[str, list[float]] = {"ours": [], "bare": []}

    def in_turn() -> None:
        for name, words in (("ours", [command, str(tmp_path / "one.png")]), ("bare", [BARE])):
            began = perf_counter()
            subprocess.run([sys.executable, "-c", *words], check=True, capture_output=True)
            times[name].append(perf_counter() - began)

    benchmark.pedantic(in_turn, rounds=rounds(12), warmup_rounds=1)
    ours, bare = (min(times[name][1:]) for name in ("ours", "bare"))  # what else runs only adds
    what, ratio = "one `sigviz render`, bare pyqtgraph window", ours / bare
    report.append(Row(what, f"{ours:.3g} s", f"{bare:.3g} s", ratio, "≤ 1.3", more_is_better=False))
