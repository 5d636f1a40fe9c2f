"""Partial repaints while the point moves give the same picture as one full repaint."""

import os
import subprocess
import sys

import pytest

from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene

PARTS = """
import sys, numpy as np, sigviz, sigviz.app
from PySide6.QtWidgets import QApplication
window = sigviz.app.build()
window.resize(700, 520)
window.show()
def seen():
    QApplication.processEvents()
    picture = window.screen().grabWindow(window.winId()).toImage()
    picture.convertTo(picture.Format.Format_RGB32)
    return np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1).astype(int)
for layers in sys.argv[1:]:
    window.store.update(layers=layers.split(","))
    seen()  # formulas are typeset when the event loop is idle
    first = seen()
    for x in (1.2, -0.4, 2.0, 1.0):
        window.set_x(x)
        QApplication.processEvents()
    print((np.abs(seen() - first) > 8).sum())
"""


@pytest.mark.slow
@pytest.mark.parametrize("factor", ["1", "1.25", "1.5", "1.75", "2"])
def test_partial_repaints_match_a_full_repaint(factor):
    first, every = ",".join(Scene().layers), ",".join({*LAYER_NAMES} - {"trace", "derivation"})
    settings = {**os.environ, "QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"}
    line = [sys.executable, "-c", PARTS, first, every]
    done = subprocess.run(line, capture_output=True, text=True, env=settings, check=True)
    assert done.stdout.split() == ["0", "0"]
