"""The field and the slider of x in a window: input reaches the scene unrounded, and only real input changes it."""

import math

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from sigviz.maths.expression import evaluate
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.window.controls.number_field import NumberField
from tests.events import LEFT, drag, type_text, wheel

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def start_typing(window):
    window.controls.field.setFocus()
    window.controls.field.selectAll()
    assert QApplication.focusWidget() is window.controls.field


@pytest.mark.parametrize("signal", ["x_typed", "x_dragged", "done"])
def test_showing_x_emits_nothing(controls, qtbot, signal):
    with qtbot.assertNotEmitted(getattr(controls, signal)):
        for x in (1.0, 0.123456789012345, -700.0, 1e-300, 0.0):
            controls.show_readout(resolve(Scene(x=x, x_range=(-8, 8), text_scale=2, theme="dark")))
            assert controls.field.value() == x


@pytest.mark.parametrize(
    ("x", "shown", "whole"),
    [
        (1.0, "1", "1"),
        (-2.5, "−2.5", "−2.5"),
        (0.1234567890123, "0.12", "0.1234567890123"),
        (2e-300, "2.00×10⁻³⁰⁰", "2×10⁻³⁰⁰"),
    ],
)
def test_x_is_rounded_for_the_eye_and_exact_in_the_tip_and_while_edited(make_window, qtbot, x, shown, whole):
    window = make_window(x=x)
    field = window.controls.field
    assert (field.text(), field.tip or field.text()) == (shown, whole)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_X)
    assert (field.text(), field.lineEdit().selectedText()) == (whole, whole)
    qtbot.keyClick(field, ENTER)
    assert (field.text(), window.scene.x, window.store.can_undo) == (shown, x, False)


@pytest.mark.parametrize("number", [0.1234567890123, -99.123456789, 1.23456e-12, 1 / 3])
@pytest.mark.parametrize("scale", [0.75, 1.0, 3.0])
def test_no_number_is_cut_in_its_field(make_window, number, scale):
    window = make_window(layers=["neuron"], weights=[number, 1.0, 2.0], text_scale=scale)
    field = window.findChild(NumberField, "option_weights1")
    line = field.lineEdit()
    assert line.fontMetrics().horizontalAdvance(field.text()) <= line.width()
    assert evaluate(field.text()) == pytest.approx(number, rel=0.05)
    assert evaluate(field.tip or field.text()) == number


@pytest.mark.parametrize(
    ("typed", "x"), [("2/3", 2 / 3), ("ln 3", math.log(3)), ("-e", -math.e), ("logit(0.9)", math.log(9))]
)
def test_an_expression_is_taken_as_its_value(make_window, qtbot, typed, x):
    window = make_window()
    start_typing(window)
    type_text(qtbot, window.focusWidget(), typed)
    qtbot.keyClick(window.focusWidget(), ENTER)
    assert window.scene.x == pytest.approx(x, rel=1e-15)
    assert window.controls.field.text() == resolve(window.scene).x_text


@pytest.mark.parametrize("ending", [ENTER, Qt.Key.Key_Enter])
@pytest.mark.parametrize(
    ("typed", "x"),
    [
        ("0.123456789012345", 0.123456789012345),
        ("0.1", 0.1),
        ("1e-300", 1e-300),
        ("-5e-324", -5e-324),
        ("699.9999999999999", 699.9999999999999),
        ("-700", -700.0),
        ("700", 700.0),
        ("2,5", 2.5),
        ("−3.25", -3.25),
        ("−1,5e−2", -0.015),
        (".5", 0.5),
        ("+4", 4.0),
        (" 7 ", 7.0),
    ],
)
def test_any_typed_x_is_taken_unrounded(make_window, qtbot, typed, x, ending):
    window = make_window()
    start_typing(window)
    type_text(qtbot, window.focusWidget(), typed)
    assert window.scene.x == 1, "nothing happens while the user types"
    qtbot.keyClick(window.focusWidget(), ending)
    assert window.scene.x == x
    # Qt's spin box has at most 323 decimals: only the scene stores the smallest subnormal numbers exactly.
    assert window.controls.field.value() == pytest.approx(x, rel=0, abs=0 if abs(x) > 1e-320 else 5e-324)
    assert QApplication.focusWidget() is window.plot


@pytest.mark.parametrize("typed", ["701", "-1e5"])
def test_an_x_beyond_the_limits_leaves_a_valid_scene(make_window, qtbot, typed):
    window = make_window()
    start_typing(window)
    qtbot.keyClicks(window.focusWidget(), typed)
    qtbot.keyClick(window.focusWidget(), ENTER)
    assert abs(window.scene.x) in (1, 700)
    assert window.controls.field.value() == window.scene.x


def test_an_unedited_value_is_not_rounded(make_window, qtbot):
    window = make_window(x=0.1234567890123456)
    start_typing(window)
    qtbot.keyClick(window.focusWidget(), ENTER)
    start_typing(window)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.scene.x == 0.1234567890123456
    assert not window.store.can_undo


def test_escape_leaves_the_field_and_restores_it(make_window, qtbot):
    window = make_window(x=1.25)
    before = window.controls.field.text()
    start_typing(window)
    qtbot.keyClicks(window.focusWidget(), "99")
    qtbot.keyClick(window.focusWidget(), ESCAPE)
    assert window.scene.x == 1.25
    assert window.controls.field.text() == before
    assert QApplication.focusWidget() is window.plot
    assert window.scene.x == 1.25


def test_a_click_on_the_plot_leaves_the_field(make_window, qtbot):
    window = make_window()
    start_typing(window)
    drag(qtbot, window.plot.viewport(), (500, 300), (510, 300))
    assert QApplication.focusWidget() is window.plot
    assert window.plot.coordinates.x_to_px(window.scene.x) == pytest.approx(510, abs=1)
    assert window.controls.field.value() == window.scene.x


def test_leaving_the_field_by_tab_enters_the_value(make_window, qtbot):
    window = make_window()
    start_typing(window)
    qtbot.keyClicks(window.focusWidget(), "2.5")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.scene.x == 2.5


@pytest.mark.parametrize(("which", "x"), [(Qt.Key.Key_Up, 0.4), (Qt.Key.Key_Down, 0.2), (Qt.Key.Key_PageUp, 1.3)])
def test_the_arrows_of_the_field_add_decimal_steps_exactly(make_window, qtbot, which, x):
    window = make_window(x=0.3)
    start_typing(window)
    qtbot.keyClick(window.focusWidget(), which)
    assert window.scene.x == x


@pytest.mark.parametrize("name", ["field", "slider"])
@pytest.mark.parametrize("focused", [True, False])
def test_the_wheel_over_a_control_changes_nothing(make_window, name, focused):
    window = make_window()
    control = getattr(window.controls, name)
    if focused:
        control.setFocus()
    before = window.scene, control.value()
    wheel(control, (60, 10), 1)
    wheel(control, (60, 10), -2)
    assert (window.scene, control.value()) == before


def place(slider, share):
    """Return the position on the slider for a fraction of the range."""
    left, right = slider._groove()
    return QPointF(left + share * (right - left), slider.height() / 2)


@pytest.mark.parametrize("x_range", [(-8.0, 8.0), (3.0, 3.5), (-750.0, 750.0)])
def test_the_slider_spans_the_visible_range(make_window, qtbot, x_range):
    window = make_window(x_range=x_range, x=x_range[0] / 2 + x_range[1] / 2)
    slider = window.controls.slider
    assert slider.value() == pytest.approx((slider.minimum() + slider.maximum()) / 2, abs=1)
    for share in (0.25, 0.5, 0.9):
        qtbot.mousePress(slider, LEFT, pos=place(slider, share).toPoint())
        qtbot.mouseRelease(slider, LEFT, pos=place(slider, share).toPoint())
        wanted = x_range[0] + share * (x_range[1] - x_range[0])
        assert window.scene.x == pytest.approx(min(max(wanted, -700), 700), abs=1e-3 * (x_range[1] - x_range[0]))
    assert window.scene.x_range == x_range


def test_the_slider_drags_and_stays_at_its_ends(make_window, qtbot):
    window = make_window()
    slider = window.controls.slider
    qtbot.mousePress(slider, LEFT, pos=place(slider, 0.5).toPoint())
    for share, x in ((0.75, 4.0), (0.1, -6.4), (1.4, 8.0), (-0.3, -8.0)):
        qtbot.mouseMove(slider, place(slider, share).toPoint())
        assert window.scene.x == pytest.approx(x, abs=0.02)
        at = slider.minimum() + (window.scene.x + 8) / 16 * (slider.maximum() - slider.minimum())
        assert slider.value() == pytest.approx(at, abs=1)
    qtbot.mouseRelease(slider, LEFT, pos=place(slider, -0.3).toPoint())
    window.table["undo"].trigger()
    assert window.scene.x == 1, "one drag is one step"


def test_two_quick_presses_on_the_slider_are_two_presses(make_window, qtbot):
    window = make_window()
    slider = window.controls.slider
    drag(qtbot, slider, place(slider, 0.25), place(slider, 0.25))
    qtbot.mouseDClick(slider, LEFT, pos=place(slider, 0.75).toPoint())
    qtbot.mouseRelease(slider, LEFT, pos=place(slider, 0.75).toPoint())
    assert window.scene.x == pytest.approx(4, abs=0.01)


def test_the_slider_leaves_the_keys_of_the_point_to_the_window(make_window, qtbot):
    window = make_window()
    window.controls.slider.setFocus()
    for which, x in ((Qt.Key.Key_Right, 1.1), (Qt.Key.Key_Left, 1.0), (Qt.Key.Key_Home, -8.0), (Qt.Key.Key_End, 8.0)):
        qtbot.keyClick(window.focusWidget(), which)
        assert window.scene.x == x
    for which in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Down):
        before = window.scene.x, window.controls.slider.value()
        qtbot.keyClick(window.focusWidget(), which)
        assert (window.scene.x, window.controls.slider.value()) == before
