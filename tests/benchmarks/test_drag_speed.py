"""One drag step: from a mouse move sent to the window until it is painted, all peers in turn in one run."""

import statistics
from time import perf_counter

import pytest
from PySide6.QtWidgets import QApplication

from . import peers
from .table import Row

_WANTED = {
    peers.MatplotlibBlit: ("matplotlib, blitting tuned by hand", "≥ 8"),
    peers.MatplotlibIdle: ("matplotlib, draw_idle", ""),
    peers.PlainPyqtgraph: ("pyqtgraph as in its examples", "≥ 2.2"),
    peers.Handwritten: ("QPainter widget by hand: the limit", "≥ 0.4"),
}
_DERIVATION = "drag step with the derivation open, without it"
_TURN = 3  # moves of one peer before it is the next one's turn


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms"


@pytest.mark.filterwarnings("default")
def test_drag_step(benchmark, report, rounds, qapp: QApplication) -> None:
    windows = [peer() for peer in (*peers.PEERS, peers.SigvizDerivation)]
    for window in windows:
        window.start()
    times: dict[type, list[float]] = {type(window): [] for window in windows}
    step = 0

    def round_of_all() -> None:
        nonlocal step
        for window in windows:
            for move in range(1, _TURN + 1):
                began = perf_counter()
                window.drag(step + move)
                times[type(window)].append(perf_counter() - began)
        step += _TURN

    benchmark.pedantic(round_of_all, rounds=rounds(200), warmup_rounds=10)
    median = {peer: statistics.median(taken[10 * _TURN :]) for peer, taken in times.items()}
    ours = median[peers.Sigviz]
    for peer, (name, wanted) in _WANTED.items():
        ratio = median[peer] / ours
        benchmark.extra_info[name] = ratio
        report.append(Row(f"drag step, {name}", _ms(ours), _ms(median[peer]), ratio, wanted))
    with_lines = median[peers.SigvizDerivation]
    report.append(Row(_DERIVATION, _ms(with_lines), _ms(ours), with_lines / ours, "≤ 1.5", more_is_better=False))
    for window in windows:
        window.window.close()
    assert ours < median[peers.PlainPyqtgraph]
