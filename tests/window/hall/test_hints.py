"""The strip of hints: there when presenting begins, back on ?, and never over anything else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel

from sigviz.model.scene import Scene
from sigviz.window.actions import ACTIONS
from sigviz.window.dialogs.help import ShortcutHelp, spell
from sigviz.window.hall.keys import HINTS
from tests.cards import presented
from tests.overlap import assert_nothing_overlaps

Key = Qt.Key
SCREENS = [(1024, 768), (1280, 720), (1920, 1080), (3840, 2160)]
LAYERS = [(), ("derivation",), ("area", "secant", "neuron", "chain")]


def strip(window):
    return window.findChild(QLabel, "hints")


def rest(window):
    """Let the time pass for which hints are shown."""
    strip(window)._rest.timeout.emit()
    QApplication.processEvents()


def test_hints_are_shown_when_presenting_begins_and_not_with_each_key(make_window, qtbot):
    window = make_window()
    assert not strip(window).isVisible()
    for _ in range(2):
        qtbot.keyClick(window.focusWidget(), Key.Key_F5)
        assert strip(window).isVisible()
        assert "PgDown next" in strip(window).text()
        rest(window)
        for key in (Key.Key_PageDown, Key.Key_PageDown, Key.Key_H, Key.Key_Right, Key.Key_N):
            qtbot.keyClick(window.focusWidget(), key)
            QApplication.processEvents()
            assert strip(window).text() == ""
        qtbot.keyClick(window.focusWidget(), Key.Key_Question)
        assert "PgDown next" in strip(window).text()
        qtbot.keyClick(window.focusWidget(), Key.Key_Escape)
        assert not strip(window).isVisible()


def test_hints_disappear_by_themselves(make_window, qtbot, monkeypatch):
    window = make_window()
    strip(window)._rest.setInterval(1)
    window.toggle_presentation()
    assert strip(window).text()
    qtbot.waitUntil(lambda: not strip(window).text())


@pytest.mark.parametrize("layers", LAYERS, ids=" ".join)
@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_hints_cover_nothing_and_nothing_moves_when_they_go(make_window, size, layers):
    window = presented(make_window(layers=Scene().layers | {*layers}), size)
    figure, label = window.figure, strip(window)
    assert label.text()
    assert_nothing_overlaps(window)
    assert (label.geometry().top(), label.geometry().bottom()) == (figure.geometry().bottom() + 1, size[1] - 1)
    views = (figure, figure.plot, figure.values, figure.derivation, figure.cards_panel)
    before = [view.geometry() for view in views]
    rest(window)
    assert [view.geometry() for view in views] == before


@pytest.mark.parametrize("size", [*SCREENS, (640, 480), (768, 1024)], ids=str)
def test_hints_are_large_and_whole_in_a_low_strip(make_window, size):
    window = presented(make_window(), size)
    label, side = strip(window), min(size)
    assert label.height() <= 0.046 * side
    assert 0.028 * side <= label.font().pixelSize()
    metrics = QFontMetricsF(label.font())
    assert metrics.height() <= label.height()
    assert metrics.horizontalAdvance(label.text()) <= label.width()


def test_hints_that_do_not_fit_are_left_out_from_the_end(make_window):
    keys = {action.name: spell(action.keys[:1]) for action in ACTIONS}
    every = [f"{keys[name]} {word}" for name, word in HINTS.items()]
    shown = [strip(presented(make_window(), size)).text().split("  ·  ") for size in ((700, 900), *SCREENS)]
    assert all(words == every[: len(words)] for words in shown)
    assert 3 <= len(shown[0]) < len(shown[1]) < len(shown[-1]) == len(every)


def test_at_the_desk_the_key_of_the_hints_shows_the_list_of_keys(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_Question)
    dialog = window.findChild(ShortcutHelp)
    assert dialog.isVisible()
    assert not strip(window).isVisible()
    dialog.reject()
