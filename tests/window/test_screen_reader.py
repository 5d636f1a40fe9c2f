"""Screen reader support: the slider value, the focused element, the help, and the end of a sweep."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from sigviz.model.readout import resolve
from sigviz.window.dialogs.help import ShortcutHelp
from tests.conftest import show


def value_of(widget):
    """Return the accessible value, minimum, maximum and step of a slider."""
    interface = QAccessible.queryAccessibleInterface(widget).valueInterface()
    parts = interface.currentValue(), interface.minimumValue(), interface.maximumValue(), interface.minimumStepSize()
    return tuple(float(part) for part in parts)


@pytest.mark.parametrize("x", [7.8, -8.0, 0.0, 1.0])
def test_the_slider_value_is_in_hundredths_of_x(make_window, x):
    window = make_window(x=x)
    assert value_of(window.controls.slider) == pytest.approx((100 * x, -800, 800, 10))


@pytest.mark.parametrize("x_range", [(-2.0, 3.0), (0.5, 0.51), (300.0, 700.0), (1.0, 1.0 + 1e-6)])
def test_in_every_view_the_slider_value_is_in_a_decimal_fraction_of_x(make_window, x_range):
    low, high = x_range
    x = low + 0.25 * (high - low)
    window = make_window(x=x, x_range=x_range)
    value, least, largest, _ = value_of(window.controls.slider)
    assert (value - least) / (largest - least) == pytest.approx(0.25, abs=0.01)
    assert largest - least >= 400
    # AND a screen reader that sets the value moves the point there
    window.controls.slider.setValue(round(least + 0.75 * (largest - least)))
    assert window.scene.x == pytest.approx(low + 0.75 * (high - low), abs=0.01 * (high - low))


def test_only_one_element_has_the_focus(make_window):
    window = make_window()
    focused = [
        widget
        for widget in window.findChildren(object)
        if widget.isWidgetType() and QAccessible.queryAccessibleInterface(widget).state().focused
    ]
    assert focused == [window.plot]


def test_a_layer_switched_by_a_key_changes_the_description_of_the_plot(make_window, qtbot):
    window = make_window()
    for wanted in ("Area shown", "Area hidden"):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_A)
        assert window.plot.accessibleDescription().startswith(f"{wanted}; x = 1,")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert window.plot.accessibleDescription().startswith("x = 1.1,")


def test_a_sweep_announces_nothing_until_it_stops(make_window, qtbot):
    window = make_window()
    window.controls.slider.setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_P)
    before, heard = window.plot.accessibleDescription(), []
    for _ in range(20):
        window.player._on_frame()
        heard.append(window.plot.accessibleDescription())
    assert window.focusWidget() is window.plot
    assert set(heard) == {before}
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_P)
    assert window.plot.accessibleDescription() == resolve(window.scene).description


def test_the_help_has_a_text_cursor_for_screen_readers(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    browser = window.findChild(ShortcutHelp).browser
    qtbot.waitUntil(lambda: browser.hasFocus())
    read = []
    for _ in range(200):
        read.append(browser.textCursor().block().text())
        qtbot.keyClick(browser, Qt.Key.Key_Down)
    assert {"Mouse", "Ctrl+Z"} <= set(read)
    browser.window().close()


def test_while_presenting_the_help_is_a_part_of_the_window(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F5)
    for close in (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_PageDown):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F1)
        page = window.focusWidget()
        assert {"PgDown: next line", "Esc: leave"} <= set(page.accessibleDescription().split("; "))
        assert page.window() is window
        scene = window.scene
        qtbot.keyClick(page, close)
        assert window.scene == scene, "a remote control closes the page before it goes on"
        assert window.focusWidget() is window.plot
        assert window.presentation.active
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F11)
    assert window.focusWidget() is window.plot
    assert not window.presentation.active
    show(qtbot, window)
