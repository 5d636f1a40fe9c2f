"""The layout: at every size and text scale, no boxes overlap, have negative sizes, or leave the figure."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication

from sigviz.model.layers import LAYER_NAMES
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.views.figure_layout import arrange
from tests.overlap import assert_apart, assert_nothing_overlaps

WIDTHS, HEIGHTS, SCALES = st.integers(240, 3840), st.integers(160, 2160), st.floats(0.75, 3)


def laid_out(width, height, scale=1.0, *, values=True, head=None):
    layers = Scene().layers if values else Scene().layers - {"values"}
    return arrange(Scene(text_scale=scale, layers=layers), QSize(width, height), head)


def check(boxes, whole, head):
    parts = boxes.plot, boxes.head, boxes.values
    assert all(min(box.width(), box.height()) >= 0 for box in parts)
    assert_apart(enumerate(parts), whole, slack=(0, 0))
    assert boxes.plot.width() >= 100, boxes
    assert boxes.plot.height() >= 60, boxes
    if head is not None:
        assert 0 < boxes.head.height() <= round(0.4 * whole.height())
        assert head(boxes.head.width(), boxes.head.height()) == boxes.head.height(), "the controls fill their box"


@given(width=WIDTHS, height=HEIGHTS, scale=SCALES, values=st.booleans())
def test_everything_has_space_in_a_picture(width, height, scale, values):
    boxes = laid_out(width, height, scale, values=values)
    check(boxes, QRect(0, 0, width, height), None)
    assert boxes.head.isEmpty()
    assert boxes.values.isEmpty() or values


def test_everything_has_space_in_a_window(controls):
    @given(width=WIDTHS, height=HEIGHTS, scale=SCALES, values=st.booleans())
    @example(width=240, height=160, scale=3.0, values=True)
    @example(width=3840, height=160, scale=3.0, values=True)
    def fits(width, height, scale, values):
        controls.show_readout(resolve(Scene(text_scale=scale)))
        head = controls.height_in
        check(laid_out(width, height, scale, values=values, head=head), QRect(0, 0, width, height), head)

    fits()


def test_values_are_shown_where_they_are_legible(qapp):
    assert laid_out(1280, 777).values.width() == 330
    assert laid_out(640, 457).values.height() > 100
    assert laid_out(280, 180).values.isEmpty()
    assert laid_out(1280, 777, values=False).values.isEmpty()
    assert laid_out(1280, 777, values=False).plot.size() == QSize(1280, 777)


@pytest.mark.parametrize("text_scale", [0.75, 1.0, 1.75, 3.0])
def test_the_controls_of_a_window_are_large_enough(make_window, text_scale):
    window = make_window(text_scale=text_scale, layers=LAYER_NAMES)
    controls = window.controls
    for size in ((640, 480), (480, 360), (1280, 800), (1920, 400), (500, 1400), (3840, 2160)):
        window.resize(*size)
        QApplication.processEvents()
        assert_nothing_overlaps(window)
        for part in (controls.field, controls.slider):
            assert part.height() >= 16, size
            assert part.width() >= 80, size
        assert controls.field.lineEdit().height() >= controls.field.fontMetrics().height() - 2, size


def test_shows_a_readout_and_hides_the_values_with_their_layer(make_figure):
    figure = make_figure(Scene(), 1280, 777)
    assert not figure.values.isHidden()
    figure.show_readout(resolve(Scene(layers=["sigma"])))
    assert figure.values.isHidden()
    assert figure.plot.width() == 1280
