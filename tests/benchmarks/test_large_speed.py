"""Where most pixels change: moving the view of a maximised window, and dragging before a hall in 3840×2160."""

import statistics
from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

import sigviz
import sigviz.app
from sigviz.model.layers import LAYER_NAMES

from .peers import Paints
from .table import Row

_ROUNDS, _WARM = 300, 20


def _times(window, modifiers: Qt.KeyboardModifier, rounds: int) -> list[float]:
    """Drag to and fro in the plot, and return how long each move took, in milliseconds, until it was painted."""
    target = window.plot.viewport()
    paints, times = Paints(target), []

    def send(kind: QEvent.Type, at: QPointF) -> None:
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, target.mapToGlobal(at), button, Qt.MouseButton.LeftButton, modifiers)
        QApplication.sendEvent(target, event)

    middle = QPointF(0.4 * target.width(), 0.5 * target.height())
    send(QEvent.Type.MouseButtonPress, middle)
    for step in range(rounds + _WARM):
        painted, began = paints.count, perf_counter()
        send(QEvent.Type.MouseMove, middle + QPointF((step * 7) % 211, (step * 3) % 53))
        QApplication.processEvents()
        times.append((perf_counter() - began) * 1e3)
        assert paints.count > painted or step == 0, f"move {step} was not painted"
    return times[_WARM:]


def _window(qtbot, scene: sigviz.Scene, width: int, height: int):
    window = sigviz.app.build(scene)
    qtbot.addWidget(window)
    window.resize(QSize(width, height))
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_a_pan_step(report, rounds, qtbot) -> None:
    window = _window(qtbot, sigviz.Scene(), 1920, 1080)
    times = _times(window, Qt.KeyboardModifier.ShiftModifier, rounds(_ROUNDS))
    slow = statistics.quantiles(times, n=100)[98]
    report.append(Row("pan step at 1920×1080", f"{statistics.median(times):.1f} ms", "", None, "≤ 8 ms"))
    report.append(Row("pan step at 1920×1080, 99th percentile", f"{slow:.1f} ms", "", None, "≤ 12 ms"))


@pytest.mark.parametrize(
    ("what", "layers", "wanted"), [("", sigviz.Scene().layers, 8), (", all layers", LAYER_NAMES, 14)]
)
def test_a_drag_step_presented(report, rounds, qtbot, what, layers, wanted) -> None:
    # GIVEN the theme that a presentation has, and with it its sizes
    scene = sigviz.Scene(layers=layers, theme="projector")
    # WHEN the point is dragged on the whole of it
    window = _window(qtbot, scene, 3840, 2160)
    times = _times(window, Qt.KeyboardModifier.NoModifier, rounds(_ROUNDS))
    took = f"{statistics.median(times):.1f} ms"
    report.append(Row(f"drag step presented at 3840×2160{what}", took, "", None, f"≤ {wanted} ms"))
