"""The overlays in the plot: they draw in the right places while their layers are on, and nothing while they are off.

Their handles are tested in `test_handles.py`, the dots of a drag in `test_trace.py`.
"""

import math
import re

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from sigviz.drawing.theme import THEMES
from sigviz.maths.number_format import parse
from sigviz.maths.sigmoid import activation, derivative
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.plot.widget import Plot
from tests.events import SHIFT, drag, wheel
from tests.overlap import assert_labels_apart
from tests.pixels import covered, picture

LIGHT = THEMES["light"]
SCALE = 2  # of the pictures
ONE_PLOT = [HealthCheck.function_scoped_fixture]  # one plot is used for all examples
SIZES = [(820, 520), (460, 400), (1100, 300), (300, 700)]


@pytest.fixture
def plot(unseen):
    return unseen(Plot(), 820, 520)


def shown(plot, layers, **fields):
    """Show a scene with layers and return its picture."""
    plot.show_readout(resolve(Scene(layers=layers, **fields)))
    return picture(plot, SCALE)


def switched_on(plot, layer, others=(), **fields):
    """Return a mask of the pixels that a layer changes, after checking that switching it off restores them."""
    without, drawn, after = (shown(plot, layers, **fields) for layers in (others, {*others, layer}, others))
    assert (after == without).all()
    shown(plot, {*others, layer}, **fields)
    return (np.abs(drawn - without) > 8).any(axis=2)


def share(mask, plot, at, slope, beside=0.0, ends=(-math.inf, math.inf)):
    """Return the fraction of the line through a point that is in a mask. ``beside`` shifts the line in pixels."""
    frame = plot.coordinates
    columns = np.arange(frame.left + 1, frame.right - 1, 0.25)
    xs = frame.px_to_x(columns)
    rows = frame.y_to_px(at[1] + slope * (xs - at[0])) + beside * math.hypot(1, frame.steepness(slope))
    seen = (rows > frame.top + 1) & (rows < frame.bottom - 1) & (xs > ends[0]) & (xs < ends[1])
    assert seen.sum() > 20, "the line is visible"
    return mask[(SCALE * rows[seen]).astype(int), (SCALE * columns[seen]).astype(int)].mean()


def around(pixels, plot, at, reach):
    """Return the square of a picture of the plot around a point of the plane."""
    px, py, reach = SCALE * plot.coordinates.x_to_px(at[0]), SCALE * plot.coordinates.y_to_px(at[1]), SCALE * reach
    return pixels[round(py - reach) : round(py + reach), round(px - reach) : round(px + reach)]


def written(plot):
    return [label.text for label in plot.labels]


@pytest.mark.slow
@pytest.mark.parametrize(("x", "h", "kind"), [(-1, 2.5, "forward"), (-5, 10, "forward"), (0.5, 2, "symmetric")])
def test_the_chord_runs_through_both_its_ends(plot, x, h, kind):
    changed = switched_on(plot, "secant", {"sigma"}, x=x, h=h, secant=kind)
    left, right = (x - h if kind == "symmetric" else x), x + h
    ends = [(end, activation(end).sigma) for end in (left, right)]
    slope = (ends[1][1] - ends[0][1]) / (right - left)
    assert share(changed, plot, ends[0], slope) > 0.85
    assert share(changed, plot, ends[0], slope, ends=(left, right)) > 0.9
    assert all(share(changed, plot, ends[0], slope, beside) < 0.25 for beside in (-6, 6))
    assert 0.4 < around(covered(picture(plot, SCALE), LIGHT.ink), plot, ends[1], 7).mean() < 0.7, "the handle is a ring"
    (told,) = (text for text in written(plot) if " = " in text)
    assert parse(told.rpartition(" ")[2]) == pytest.approx(slope, rel=1e-3)


@pytest.mark.slow
@pytest.mark.parametrize("x", [1.5, -2.0, 3.0])
def test_the_mirrored_point_is_at_the_complement_with_a_parallel_tangent(plot, x):
    changed = switched_on(plot, "mirror", {"tangent"}, x=x)
    place, slope = (-x, activation(x).complement), activation(x).slope
    disc = covered(around(picture(plot, SCALE), plot, place, 9), LIGHT.complement.colour)
    assert disc.sum() == pytest.approx(math.pi * (8 * SCALE) ** 2, rel=0.08)
    assert np.argwhere(disc).mean(axis=0) + 0.5 == pytest.approx([9 * SCALE] * 2, abs=1)
    assert 0.5 < share(changed, plot, place, slope) < 0.85, "the line is dashed"
    assert all(share(changed, plot, place, slope, beside) < 0.2 for beside in (-6, 6))
    assert share(switched_on(plot, "mirror", x=x), plot, place, slope) < 0.2, (
        "without the layer tangent there is no parallel"
    )


@pytest.mark.slow
@pytest.mark.parametrize(("x", "guess"), [(0.8, 0.12), (-1, -0.3), (0, 0), (2, 5), (-3, 0.05)])
def test_the_guessed_line_has_the_guessed_slope(plot, x, guess):
    place = x, activation(x).sigma
    changed = switched_on(plot, "predict", {"sigma"}, x=x, guess=guess)
    assert 0.5 < share(changed, plot, place, guess) < 0.9
    assert all(share(changed, plot, place, guess, beside) < 0.25 for beside in (-6, 6))
    how = {"turn the dashed line", "H shows the answer", "turn the", "dashed line:", "H shows", "the answer"}
    assert [words for words in written(plot) if words not in how] == [f"guess {guess:g}".replace("-", "−")]
    shown(plot, {"sigma", "predict"}, x=x, guess=guess, revealed=True)
    (answer,) = written(plot)
    if "right to" in answer:
        assert abs(guess - activation(x).slope) < 0.005
        return
    off, how = re.search(r": (\S+) too (steep|flat), \d+° apart", answer).groups()
    error = parse(off) if how == "steep" else -parse(off)
    assert error == pytest.approx(guess - activation(x).slope, rel=5e-2)


def equal_axes(frame):
    """Return whether a unit of x has as many pixels as a unit of y."""
    return frame.x_to_px(3.0) - frame.x_to_px(2.0) == pytest.approx(frame.y_to_px(2.0) - frame.y_to_px(3.0), rel=1e-6)


@pytest.mark.parametrize("size", [(820, 520), (640, 480), (1100, 500), (700, 900)])
def test_with_true_slope_a_unit_of_x_is_as_long_as_one_of_y(make_window, qtbot, size):
    plot = (window := make_window()).plot
    window.resize(*size)
    QApplication.processEvents()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_E)
    frame = plot.coordinates
    assert equal_axes(plot.coordinates)
    for at in ((frame.left + 150, frame.top + 90), (frame.left - 8, 90), (frame.left + 100, frame.bottom + 9)):
        for notches in (2, -3, 0.5):
            before = window.scene.x_range
            wheel(plot.viewport(), at, notches)
            assert np.ptp(window.scene.x_range) / np.ptp(before) == pytest.approx(0.85**notches)
            assert equal_axes(plot.coordinates), (at, notches)
    drag(qtbot, plot.viewport(), (200, 150), (230, 90), modifiers=SHIFT)
    assert equal_axes(plot.coordinates)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_R)
    assert equal_axes(plot.coordinates)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_E)
    assert not equal_axes(plot.coordinates)
    assert window.scene == Scene()


@pytest.mark.parametrize(("x", "told"), [(0.0, "14.0°"), (1.0, "11.1°"), (-1.7, "7.44°")])
def test_with_true_slope_the_tangent_has_its_angle_on_the_screen(plot, x, told):
    pixels = shown(plot, {"tangent", "true-slope"}, x=x, x_range=(-12, 12))  # no triangle: a run of 1 is too short
    slope = activation(x).slope
    rows, columns = np.nonzero(covered(pixels, LIGHT.tangent.colour))
    assert -np.polyfit(columns, rows, 1)[0] == pytest.approx(slope, abs=2e-3)
    assert written(plot) == [told]
    assert float(told[:-1]) == pytest.approx(math.degrees(math.atan(slope)), abs=0.05)
    unit = 56 / (plot.coordinates.x_to_px(1.0) - plot.coordinates.x_to_px(0.0))  # the radius of the arc
    for angle, drawn in ((-slope, False), (1.7 * slope, False), (slope / 2, True)):
        at = x + unit * math.cos(angle), activation(x).sigma + unit * math.sin(angle)
        assert covered(around(pixels, plot, at, 2), LIGHT.ink, 60).any() == drawn, angle
    pixels = shown(plot, {"tangent", "true-slope", "predict"}, x=x, x_range=(-12, 12), guess=-1)
    assert not covered(around(pixels, plot, at, 2), LIGHT.ink, 60).any(), "the slope is to be guessed"


@pytest.mark.qt_log_ignore("This plugin does not support")
@settings(suppress_health_check=ONE_PLOT)
@given(st.data())
def test_a_tip_of_the_y_axis_says_how_much_unequal_axes_are_stretched(plot, data):
    wide, high = data.draw(st.floats(-1, 2.5)), data.draw(st.floats(-2, 2))
    plot.resize(*data.draw(st.sampled_from(SIZES)))
    fields = {"x_range": (1 - 10**wide, 1 + 10**wide), "y_range": (0.9 - 10**high, 0.9 + 10**high)}
    shown(plot, {"tangent", "labels"}, **fields)
    assert not any("equal" in words or "stretched" in words for words in written(plot))
    at = QPoint(5, 50)
    QApplication.sendEvent(plot.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, plot.viewport().mapToGlobal(at)))
    axis, _, _, factor, *_, other = QToolTip.text().rstrip(".").split()
    times = 10 ** (wide - high) * plot.coordinates.height / plot.coordinates.width
    assert {axis, other} == {"x", "y"}
    assert parse(factor) == pytest.approx(times if axis == "y" else 1 / times, rel=0.06)
    assert times >= 0.99 if axis == "y" else times <= 1.01


@pytest.mark.slow
@settings(suppress_health_check=ONE_PLOT)
@given(st.floats(-6, math.log10(0.24)).map(lambda power: 10**power), st.sampled_from(SIZES), st.floats(-3, 3))
def test_bands_begin_where_the_slope_is_the_threshold(plot, threshold, size, shift):
    plot.resize(*size)
    changed = switched_on(plot, "saturation", x_range=(shift - 8, shift + 8), threshold=threshold)
    frame, pixel = plot.coordinates, 16 / plot.coordinates.width
    first, last = round(SCALE * frame.left) + 2, round(SCALE * frame.right) - 2
    row = changed[round(SCALE * (frame.bottom - 20)), first:last]
    for end in np.flatnonzero(np.diff(row)) + 1 + first:
        x = abs(frame.px_to_x(end / SCALE)) + LIGHT.hair / 2 * pixel  # a line is drawn on the edge
        assert derivative(np.array(x + pixel)) < threshold < derivative(np.array(max(x - pixel, 0)))
    flat = derivative(np.linspace(shift - 8, shift + 8, 4000)) < threshold
    assert row.mean() == pytest.approx(flat.mean(), abs=0.02)
    edges = [parse(text.rpartition("= ")[2]) for text in written(plot) if text.startswith("𝑥")]
    assert derivative(np.array(edges)) == pytest.approx([threshold] * len(edges), rel=2e-3)  # from four digits
    limits = [parse(text.rpartition("< ")[2]) for text in written(plot) if "<" in text]
    assert limits == [threshold] * len(limits)


def test_each_band_has_its_x_and_the_threshold_beside_its_edge(plot):
    shown(plot, {"saturation"})
    assert written(plot) == ["𝑥 = −4.585", "𝜎′(𝑥) < 0.01", "𝑥 = 4.585", "𝜎′(𝑥) < 0.01"]


POINTS = st.fixed_dictionaries({"x": st.floats(-9, 9), "guess": st.floats(-2, 2), "revealed": st.booleans()})
CHORDS = st.fixed_dictionaries({"h": st.floats(0.01, 10), "secant": st.sampled_from(["forward", "symmetric"])})
WIDTHS = st.just((-8.0, 8.0)) | st.tuples(st.floats(-9, 0), st.floats(0.5, 90))
HEIGHTS = st.just((-0.1, 1.1)) | st.tuples(st.floats(-2, 0.4), st.floats(0.6, 5))
LOOKS = st.fixed_dictionaries({"threshold": st.floats(1e-6, 0.25), "text_scale": st.sampled_from([0.75, 1, 1.5, 2, 3])})


@settings(suppress_health_check=ONE_PLOT)
@given(POINTS, CHORDS, LOOKS, WIDTHS, HEIGHTS, st.sets(st.sampled_from(LAYER_NAMES)), st.sampled_from(SIZES))
def test_no_text_overlaps_another_or_leaves_the_plot(plot, point, chord, look, x_range, y_range, layers, size):
    plot.resize(*size)
    scene = Scene(**point, **chord, **look, x_range=x_range, y_range=y_range, layers=layers | {"labels", "tangent"})
    plot.show_readout(resolve(scene))
    assert_labels_apart(plot)


def test_every_text_is_shown_if_it_fits(plot):
    shown(plot, {*Scene().layers, "secant", "mirror", "predict", "true-slope", "saturation"}, h=3, revealed=True)
    assert (len(written(plot)), written(plot)[-1]) == (11, "equal axes")
