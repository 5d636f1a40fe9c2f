"""The slope field: its strokes have the slope of their height, and the parabola's mark moves the point."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from sigviz.drawing.theme import THEMES
from sigviz.maths.sigmoid import activation, logit
from sigviz.model.scene import Scene
from tests.events import drag
from tests.pixels import covered, picture

LAYERS = frozenset({"sigma", "point", "slope-field"})


def field(window):
    return window.plot.overlays["slope-field"]


@pytest.mark.parametrize("y_range", [(-0.1, 1.1), (0.2, 0.4), (-3.0, 4.0)])
def test_each_stroke_has_the_slope_of_its_height_and_rows_are_alike(make_window, y_range):
    window = make_window(layers=LAYERS, y_range=y_range)
    frame, rows = window.plot.coordinates, {}
    for line in field(window).strokes.lines():
        y = frame.px_to_y(line.center().y())
        drawn = (frame.px_to_y(line.y2()) - frame.px_to_y(line.y1())) / (
            frame.px_to_x(line.x2()) - frame.px_to_x(line.x1())
        )
        assert 0 <= round(y, 9) <= 1
        assert drawn == pytest.approx(y * (1 - y), abs=1e-9)
        rows.setdefault(round(y, 6), set()).add(round(drawn, 6))
    assert all(len(slopes) == 1 for slopes in rows.values())
    assert len(rows) >= 3


def test_the_parabola_is_the_slope_over_the_height(make_window):
    window = make_window(layers=LAYERS, x=-3.0)
    pixels, strip, frame = picture(window.plot, 1), field(window)._strip, window.plot.coordinates
    green = covered(pixels, THEMES["light"].slope.colour)
    for y in (0.1, 0.25, 0.5, 0.8):
        row = green[round(frame.y_to_px(y)), round(strip.left()) + 3 : round(strip.right()) + 3]
        reach = (np.flatnonzero(row).mean() + 3) / strip.width() / 4
        assert reach == pytest.approx(y * (1 - y), abs=0.006)


@pytest.mark.parametrize("x", [-4.0, -0.5, 0.0, 2.0, 6.0])
def test_the_mark_is_at_the_height_of_the_point_and_at_its_slope(make_window, x):
    window = make_window(layers=LAYERS, x=x)
    mark, strip, value = field(window).mark.pixel, field(window)._strip, activation(x)
    assert mark.y() == pytest.approx(window.plot.coordinates.y_to_px(value.sigma))
    assert (mark.x() - strip.left()) / strip.width() / 4 == pytest.approx(value.slope)


@pytest.mark.parametrize("height", [0.1, 0.5, 0.9, 0.99])
def test_dragging_the_mark_moves_the_point_to_that_height_as_one_step(make_window, qtbot, height):
    window = make_window(layers=LAYERS, x=1.0)
    begin, there = window.scene, window.plot.coordinates.at(0, height)
    mark = field(window).mark.pixel
    drag(qtbot, window.plot.viewport(), mark, mark + QPointF(20, 30), QPointF(mark.x(), there.y()))
    pixel = 1 / window.plot.coordinates.y_scale
    assert activation(window.scene.x).sigma == pytest.approx(height, abs=1.1 * pixel)
    assert window.scene.x == pytest.approx(logit(height), abs=1.1 * pixel / activation(logit(height)).slope)
    qtbot.keyClick(window.plot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.scene == begin


def test_dragging_it_out_of_the_plot_leaves_the_point_at_a_finite_x(make_window, qtbot):
    window = make_window(layers=LAYERS, x=1.0)
    mark = field(window).mark.pixel
    drag(qtbot, window.plot.viewport(), mark, mark + QPointF(0, -400))
    assert 1.0 < window.scene.x <= 8.0
    drag(qtbot, window.plot.viewport(), field(window).mark.pixel, mark + QPointF(0, 3000))
    assert math.isfinite(window.scene.x)


def test_it_is_not_drawn_while_the_slope_is_guessed(make_window):
    window = make_window(layers=LAYERS | {"predict"})
    assert not field(window).strokes.shown
    assert not field(window).mark.shown
    window.store.update(revealed=True)
    assert field(window).strokes.shown


def test_names_and_labels_keep_clear_of_the_parabola(make_window):
    window = make_window(layers={*Scene().layers, "slope-field", "complement"})
    for x in np.arange(-8, 8.1, 0.5):
        window.store.update(x=float(x))
        strip = field(window)._strip
        names = [label.name.box for label in window.plot._items.names.values() if label.shown]
        assert not any(strip.intersects(box) for box in names)


def test_a_small_plot_has_only_the_strokes(make_figure):
    figure = make_figure(Scene(layers=LAYERS), 240, 240)
    QApplication.processEvents()
    overlay = figure.plot.overlays["slope-field"]
    assert overlay.strokes.shown
    assert not overlay.parabola.shown
    assert not overlay.mark.shown
