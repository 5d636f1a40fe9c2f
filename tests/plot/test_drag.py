"""Thousands of drag steps leak nothing: no memory, objects, references or closed windows.

To run a hundred thousand:

    SIGVIZ_LONG=100000 python -m pytest tests/plot/test_drag.py -s
"""

import gc
import os
import sys
import weakref

import psutil
import pytest
from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import sigviz.app
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from tests.conftest import delete_later, show
from tests.events import LEFT, SHIFT, drag, wheel

WARM_UP, STEPS = 400, int(os.environ.get("SIGVIZ_LONG", "3000"))


def drag_about(qtbot, window, steps):
    """Drag the point back and forth, and paint each step."""
    target = window.plot.viewport()
    qtbot.mousePress(target, LEFT, pos=QPoint(300, 300))
    for step in range(steps):
        qtbot.mouseMove(target, QPoint(100 + (step * 37) % 700, 300))
        QApplication.processEvents()
    qtbot.mouseRelease(target, LEFT, pos=QPoint(300, 300))


@pytest.mark.slow
def test_drags_lose_no_reference_to_none(make_window, qtbot):
    """PySide6 6.12.0 on Python before 3.12 lost a reference in each call that returns None, until Python aborted."""
    window = make_window()
    drag_about(qtbot, window, WARM_UP)
    gc.collect()  # else what earlier tests left gives its references back meanwhile
    before = sys.getrefcount(None)
    drag_about(qtbot, window, STEPS)
    assert sys.getrefcount(None) >= before - 50


def count(window):
    """Return the numbers of objects that must not grow."""
    return {
        "objects": len(window.findChildren(QObject)),
        "items": len(window.plot.scene().items()),
        "top levels": len(QApplication.topLevelWidgets()),
        "running timers": sum(timer.isActive() for timer in window.findChildren(QTimer)),
        "descriptors": psutil.Process().num_fds(),
    }


@pytest.mark.slow
def test_drags_leave_memory_and_objects_as_they_were(make_window, qtbot):
    window = make_window(layers=set(LAYER_NAMES) - {"trace"})  # the trace grows by design, up to 2000 dots
    drag_about(qtbot, window, WARM_UP)
    gc.collect()
    objects, tracked, memory = count(window), len(gc.get_objects()), psutil.Process().memory_info().rss
    drag_about(qtbot, window, STEPS)
    gc.collect()
    assert count(window) == objects
    grown = psutil.Process().memory_info().rss - memory
    sys.stdout.write(f"\n{STEPS} steps: {objects}, {grown / 1e6:.1f} MB grown\n")
    assert len(gc.get_objects()) - tracked < 300
    assert grown < 2e6


@pytest.mark.slow
def test_pans_and_zooms_leave_no_objects(make_window, qtbot):
    window = make_window(layers=LAYER_NAMES)
    target = window.plot.viewport()

    def wander():
        for step in range(60):
            wheel(target, (200 + step * 5, 300), 1 if step % 2 else -1)
            drag(qtbot, target, (300, 300), (310 + step, 300 - step), (300, 300), modifiers=SHIFT)
            QApplication.processEvents()

    wander()
    before = count(window)
    wander()
    assert count(window) == before


@pytest.mark.slow
def test_a_closed_window_is_forgotten(qtbot):
    window = sigviz.app.build(Scene())
    qtbot.addWidget(window)
    show(qtbot, window)
    drag_about(qtbot, window, 5)
    window.close()
    forgotten = weakref.ref(window), weakref.ref(window.store), weakref.ref(window.plot)
    del window
    delete_later()
    for _ in range(2):  # Python finds objects held by pyqtgraph's items through Qt only after the items are gone
        gc.collect()
    for reference in forgotten:
        held = (
            [type(referrer).__name__ for referrer in gc.get_referrers(reference())] if reference() is not None else []
        )
        assert reference() is None, f"held by {held}"


def test_a_deleted_window_is_forgotten(qtbot):
    window = sigviz.app.build(Scene())
    qtbot.addWidget(window)
    show(qtbot, window)
    drag_about(qtbot, window, 5)
    forgotten = weakref.ref(window)
    window.close()
    window.deleteLater()
    delete_later()
    del window
    gc.collect()
    assert forgotten() is None, [type(referrer).__name__ for referrer in gc.get_referrers(forgotten())]


@pytest.mark.slow
def test_windows_that_were_presented_leave_the_screen_to_the_next(qtbot):
    for _ in range(4):
        window = sigviz.app.build(Scene())
        qtbot.addWidget(window)
        show(qtbot, window)
        for _ in range(2):
            window.toggle_presentation()
            QApplication.processEvents()
        window.close()
        del window
        delete_later()
        gc.collect()
    assert QGuiApplication.screens()
