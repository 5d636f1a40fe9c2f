"""A long day of dragging: memory stays flat, and no reference to None is lost."""

import gc
import sys

import psutil
from PySide6.QtWidgets import QApplication

from . import peers
from .table import Row

_STEPS = 100_000


def test_a_hundred_thousand_drag_steps(benchmark, report, rounds, qapp: QApplication) -> None:
    window = peers.Sigviz()
    window.start()
    for step in range(1, 5_000):
        window.drag(step)
    gc.collect()
    process = psutil.Process()
    memory, references = process.memory_info().rss, sys.getrefcount(None)

    def drag_on() -> None:
        for step in range(1, rounds(_STEPS) + 1):
            window.drag(step)

    benchmark.pedantic(drag_on, rounds=1)
    gc.collect()
    grown = (process.memory_info().rss - memory) / 2**20
    report.append(Row(f"memory grown over {_STEPS:,} drag steps", f"{grown:.1f} MB", "", None, "flat"))
    window.window.close()
    assert grown < 4
    assert sys.getrefcount(None) >= references - 100
