"""The layer float64: each value as plain code prints it, with its wrong digits highlighted, and all of it fits."""

import re
from math import exp

import mpmath
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from sigviz.drawing.theme import THEMES
from sigviz.maths.number_format import scientific
from sigviz.model.readout import resolve
from sigviz.model.scene import HIDEABLE, Scene
from sigviz.views.values.float64_values import LIMITS, naive_texts
from tests.overlap import assert_apart
from tests.pictures_alike import assert_alike
from tests.pixels import covered, picture
from tests.truth import true_values

LAYERS = {*Scene().layers, "float64"}
PLAIN = {"sigma": "1/(1+exp(-x))", "complement": "1 - 1/(1+exp(-x))", "product": "1/(1+exp(-x)) * (1 - 1/(1+exp(-x)))"}
XS = st.floats(-700, 700) | st.floats(20, 40) | st.floats(-8, 8)
OWN = 5e-16  # the relative error of the reference value itself
LIGHT = THEMES["light"]


def printed(quantity, x):
    """Return the output of the plain code in Python."""
    return repr(eval(PLAIN[quantity], {"exp": exp, "x": x}))  # the code is defined above


def written_out(number):
    """Return what Python prints, with a power of ten as the program writes it."""
    mantissa, found, exponent = number.partition("e")
    return scientific(mantissa, int(exponent)) if found else number


def on(**fields):
    return Scene(layers=LAYERS, **fields)


def true_value(quantity, x):
    return dict(zip(HIDEABLE, true_values(x).values(), strict=True))[quantity]


@given(XS)
@example(700.0)
@example(-700.0)
@example(0.0)
@example(30.0)
def test_each_value_has_the_digits_that_python_prints(x):
    for quantity, parts in naive_texts(resolve(on(x=x))).items():
        assert "".join(parts) == f"float64: {written_out(printed(quantity, x))}"


@given(XS)
@example(26.5)
@example(36.5)
@example(36.8)
def test_the_wrong_digits_begin_where_the_right_ones_end(x):
    for quantity, parts in naive_texts(resolve(on(x=x))).items():
        true, got = true_value(quantity, x), mpmath.mpf(float(printed(quantity, x)))
        digits = len(parts.right.removeprefix("float64: ").replace(".", "").lstrip("0"))
        off = abs(got - true) / true
        if parts.wrong:
            assert 10.0 ** (-digits - 1) - OWN < off < 10.0**-digits + OWN
            assert digits or parts.right == "float64: "
        else:
            assert off < 10.0 ** -min(digits, 15) + OWN


def test_correct_values_have_no_highlight_and_a_wrong_zero_is_all_highlighted():
    for x in (-700.0, -3.0, 0.0, 1.0):
        assert {parts.wrong for parts in naive_texts(resolve(on(x=x))).values()} == {""}
    assert naive_texts(resolve(on(x=40.0)))["complement"][:2] == ("float64: ", "0.0")
    assert naive_texts(resolve(on(x=30.0)))["complement"] == ("float64: 9.3", "48077867343818", "×10⁻¹⁴")


@pytest.mark.parametrize("x", [-2.0, 1.0, 30.0, 40.0, 700.0])
def test_the_panel_writes_the_float64_output_under_each_value(make_figure, written, x):
    values = make_figure(on(x=x), 1280, 800).values
    written.clear()
    picture(values, 1)
    words = written.words
    assert words.count(LIMITS) == 1
    for reading in values.readings:
        begin = [place for place, word in enumerate(words) if word.startswith("float64: ")]
        line = next(
            "".join(words[place : place + 3]) for place in begin if reading.y() < written[place][2] < bottom(reading)
        )
        assert line == f"float64: {written_out(printed(reading.objectName(), x))}"


def bottom(reading):
    return reading.y() + reading.height()


@pytest.mark.parametrize(("x", "marked"), [(1.0, 0), (-20.0, 0), (30.0, 2), (40.0, 2)])
def test_only_wrong_digits_are_highlighted(make_figure, x, marked):
    values = make_figure(on(x=x), 1280, 800).values
    ground = covered(picture(values, 2), LIGHT.mark)
    found = 0
    for reading in values.readings:
        part = ground[2 * reading.y() : 2 * bottom(reading)]
        found += part.sum() > 100
    assert found == marked
    assert ground.any() == bool(marked)


def test_the_limits_are_where_the_panel_says(make_window):
    words = make_window(on()).findChild(QLabel, "naive").text()
    assert words == LIMITS
    wrong, zero = (float(number) for number in re.findall(r"from (?:x = )?([\d.]+)", words))
    assert (printed("complement", zero), printed("complement", zero - 0.01) == "0.0") == ("0.0", False)

    def worst(first, last):
        """Return the largest relative error of 1 − σ in a range of x."""
        places = np.arange(first, last, 0.003).tolist()
        true = (float(true_value("complement", x)) for x in places)
        return max(abs(float(printed("complement", x)) / exact - 1) for x, exact in zip(places, true, strict=True))

    assert worst(20, wrong) < 5e-5 < worst(wrong, wrong + 0.5), "half a unit of the fourth digit"


def test_nothing_is_shown_while_the_layer_is_off(make_window, qtbot):
    window = make_window(x=30.0)
    before, values = picture(window.figure.values, 1), window.figure.values
    label = window.findChild(QLabel, "naive")
    assert not label.isVisible()
    qtbot.keyClicks(window.focusWidget(), "f")
    QApplication.processEvents()
    assert label.isVisible()
    assert (picture(values, 1) != before).any()
    qtbot.keyClicks(window.focusWidget(), "f")
    QApplication.processEvents()
    assert not label.isVisible()
    assert_alike(picture(values, 1), before, off=0)


def test_h_hides_the_float64_output(make_window, qtbot, written):
    window = make_window(on(x=30.0))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_H)
    written.clear()
    picture(window.figure.values, 1)
    words = written.words
    assert words.count("float64: ?") == 3
    assert [word for word in words if word.startswith("float64") and word != "float64: ?"] == []
    assert set(map("".join, naive_texts(resolve(window.scene)).values())) == {"float64: ?"}
    window.commands.reveal("sigma")
    assert naive_texts(resolve(window.scene))["sigma"].right == "float64: 0.9999999999999065"
    assert naive_texts(resolve(window.scene))["complement"].right == "float64: ?"


@given(st.frozensets(st.sampled_from(HIDEABLE)))
def test_each_output_is_hidden_with_its_value(hidden):
    texts = naive_texts(resolve(on(hidden=hidden)))
    assert {name for name, parts in texts.items() if "?" in parts.right} == hidden


def test_all_of_it_fits(make_figure, written):
    figure = make_figure(on(), 1280, 800)
    values = figure.values

    @given(st.integers(480, 3840), st.integers(337, 2137), st.floats(0.75, 3), st.sampled_from([-700.0, 1.0, 30.0]))
    @example(640, 457, 3.0, 30.0)
    @example(480, 337, 1.0, 30.0)
    @example(480, 800, 1.0, -700.0)
    def fits(width, height, scale, x):
        figure.resize(width, height)
        figure.show_readout(resolve(on(x=x, text_scale=scale)))
        clear(values)
        written.clear()
        picture(values, 1)
        begins = [place for place, (word, *_) in enumerate(written) if word.startswith("float64")]
        for place, reading in zip(begins, values.readings, strict=True):
            for word, end, row in written[place : place + 3]:
                assert end <= reading.x() + 1.08 * reading.width(), word
                assert reading.y() < row < bottom(reading)
        (limits,) = (row for word, _, row in written if word == LIMITS)
        assert max(map(bottom, values.readings)) < limits < values.height()

    fits()


def clear(values):
    """Assert that all labels, including those of float64, are inside the panel and do not overlap."""
    labels = [label for label in values.findChildren(QLabel) if not label.isHidden()]
    assert {"naive", *HIDEABLE} <= {label.objectName() for label in labels}
    assert_apart([(label.objectName(), label.geometry()) for label in labels], values.rect())
