"""What each layer of insight adds to a drag step of the whole window, all of them in turn in one run."""

import statistics
from time import perf_counter

from PySide6.QtWidgets import QApplication

import sigviz
from sigviz.model.layers import LAYERS

from . import peers
from .table import Row

PLAIN = "plain"
# A layer that draws in the plot or the panel may add a fifth of a drag step; one with a drawing of its own more.
OWN_DRAWING = {"secant": "0.6 ms more", "neuron": "0.6 ms more", "chain": "0.6 ms more"}
LATE = [layer.name for layer in LAYERS if not layer.shown and layer.name not in ("complement", "derivation")]
_ROUNDS, _WARM = 150, 20


def _window(*layers: str) -> peers.Sigviz:
    class Window(peers.Sigviz):
        scene = sigviz.Scene(layers=[*sigviz.Scene().layers, *layers])

    window = Window()
    window.start()
    return window


def test_layers(report, rounds, qapp: QApplication) -> None:
    windows = {PLAIN: _window(), **{name: _window(name) for name in LATE}, "all": _window(*LATE)}
    times: dict[str, list[float]] = {name: [] for name in windows}
    for step in range(rounds(_ROUNDS) + _WARM):
        for name, window in windows.items():
            began = perf_counter()
            window.drag(step + 1)
            if step >= _WARM:
                times[name].append(perf_counter() - began)
    plain = statistics.median(times[PLAIN])
    for name in LATE:
        added = statistics.median(times[name]) - plain
        wanted = OWN_DRAWING.get(name, "≤ 1.2")
        both = f"{(plain + added) * 1e3:.2f} ms", f"{plain * 1e3:.2f} ms"
        report.append(
            Row(f"drag step with `{name}`, without it", *both, 1 + added / plain, wanted, more_is_better=False)
        )
    slowest = statistics.quantiles(times["all"], n=100)[98]
    report.append(Row("drag step with all of them, 99th percentile", f"{slowest * 1e3:.2f} ms", "", None, "< 8 ms"))
    for window in windows.values():
        window.window.close()
