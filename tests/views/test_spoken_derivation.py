"""The derivation for screen readers: ten lines in words, reached by keys, each with its value."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from sigviz.model.derivation import LINES
from sigviz.model.scene import Scene


@pytest.fixture
def window(make_window):
    window = make_window(layers=[*Scene().layers, "derivation"], x=1.0, suspense=False)
    window.resize(1500, 900)
    QApplication.processEvents()
    return window


def lines(window):
    """Return the names and descriptions of the lines that are children of the derivation, in order."""
    derivation = QAccessible.queryAccessibleInterface(window.figure.derivation)
    children = [derivation.child(index) for index in range(derivation.childCount())]
    children = [child for child in children if child.text(QAccessible.Text.Name).startswith("Line")]
    texts = [(child.text(QAccessible.Text.Name), child.text(QAccessible.Text.Description)) for child in children]
    return sorted(texts, key=lambda each: int(re.search(r"\d+", each[0])[0]))


def test_each_line_is_an_element_with_formula_rule_reason_and_value(window, qtbot):
    qtbot.waitUntil(lambda: all(about for _, about in lines(window)))
    for number, ((name, about), line) in enumerate(zip(lines(window), LINES, strict=True), 1):
        assert name == f"Line {number}: {line.spoken}"
        assert line.rule in about
        assert line.why in about
        assert ("0.1966" in about) == (line.value is not None)


def test_formulas_are_words_only():
    for line in LINES:
        assert re.fullmatch(r"[a-z ,;]+", line.spoken), line.spoken
        # the quantities of the formula are spoken
        assert ("e to the minus x" in line.spoken) == ("e^{-x}" in line.latex)
        assert line.spoken.startswith("sigma prime") == (r"\sigma'" in line.latex)


def tab_to_the_line(window, qtbot):
    for _ in range(40):
        if window.focusWidget().objectName().startswith("line_"):
            return
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)


def test_tab_reaches_the_current_line_and_the_arrow_keys_the_others(window, qtbot):
    # WHEN Tab is pressed until a line has the focus
    tab_to_the_line(window, qtbot)
    assert window.focusWidget().objectName() == f"line_{window.scene.step}"
    # THEN the arrow keys go through all ten lines and stop at the first and last
    heard = []
    for _ in range(12):
        heard.append(window.focusWidget().accessibleName())
        assert window.focusWidget().accessibleDescription()
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert [int(re.search(r"\d+", name)[0]) for name in heard] == [*range(1, 11), 10, 10]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    assert window.scene.step == 9
    assert window.focusWidget().objectName() == "line_9"


def test_all_lines_are_reached_if_only_two_fit(window, qtbot):
    window.resize(640, 480)
    QApplication.processEvents()
    window.figure.derivation.findChild(object, "line_1").setFocus()
    for step in range(2, 11):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
        assert (window.scene.step, window.focusWidget().objectName()) == (step, f"line_{step}")
        assert window.focusWidget().isVisible()


def test_hidden_values_are_not_spoken(window, qtbot):
    window.store.update(hidden={"product"})
    qtbot.waitUntil(lambda: all("0.1966" not in about for _, about in lines(window)))
    assert any("?" in about for _, about in lines(window))


def test_the_line_with_the_focus_is_marked(window, qtbot):
    derivation = window.figure.derivation
    before = derivation.grab().toImage()
    tab_to_the_line(window, qtbot)
    assert derivation.grab().toImage() != before
