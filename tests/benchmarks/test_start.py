"""Start and memory: sigviz against a bare pyqtgraph window, as whole processes, in turn."""

import statistics
import subprocess
import sys
from time import perf_counter

import pytest

from .table import Row

_PAINTED = """
import sys
from PySide6.QtCore import QObject, QEvent, QTimer
from PySide6.QtWidgets import QApplication
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, QApplication.quit)
        return False
"""
_REPORT = """
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
sys.stdout.flush()
import os; os._exit(0)
"""
BARE = f"""{_PAINTED}
import numpy as np, pyqtgraph as pg
app = QApplication([])
window = pg.PlotWidget()
window.resize(1280, 800)
x = np.linspace(-8, 8, 500)
window.plot(x, 1 / (1 + np.exp(-x)))
painted = Painted(); window.viewport().installEventFilter(painted)
window.show()
app.exec()
{_REPORT}"""
OURS = f"""
from sigviz.request.command_line import parse
request = parse([])
{_PAINTED}
from sigviz import app
window = app.build(request=request)
painted = Painted(); window.plot.viewport().installEventFilter(painted)
window.show()
QApplication.exec()
{_REPORT}"""
HELP = "from sigviz.cli import main; main(['--help'])"


def _run(code: str) -> tuple[float, int]:
    began = perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    last = done.stdout.split()[-1]
    return perf_counter() - began, int(last) if last.isdigit() else 0


def test_start_and_memory(benchmark, report, rounds) -> None:
    measured: dict[str, list[tuple[float, int]]] = {"bare": [], "ours": [], "help": []}

    def round_of_all() -> None:
        for name, code in (("bare", BARE), ("ours", OURS), ("help", HELP)):
            measured[name].append(_run(code))

    benchmark.pedantic(round_of_all, rounds=rounds(12), warmup_rounds=1)
    time = {name: min(each[0] for each in runs[1:]) for name, runs in measured.items()}  # what else runs only adds
    peak = {name: statistics.median(each[1] for each in runs[1:]) / 1024 for name, runs in measured.items()}
    for what, ours, bare, unit, wanted in (
        ("start to first painted frame, bare pyqtgraph window", time["ours"], time["bare"], "s", "≤ 1.15"),
        ("peak memory, bare pyqtgraph window", peak["ours"], peak["bare"], "MB", "≤ 1.15"),
        ("`sigviz --help`, bare pyqtgraph window", time["help"], time["bare"], "s", ""),
    ):
        benchmark.extra_info[what] = ours / bare
        values = f"{ours:.3g} {unit}", f"{bare:.3g} {unit}"
        report.append(Row(what, *values, ours / bare, wanted, more_is_better=False))
    assert time["ours"] == pytest.approx(time["bare"], rel=0.5)
