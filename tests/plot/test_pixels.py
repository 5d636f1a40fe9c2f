"""The pixels of the plot: the positions and colours of curves, point and tangent."""

import os
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from sigviz.drawing.theme import THEMES
from sigviz.maths.sampling import CURVES
from sigviz.maths.sigmoid import derivative, sigmoid
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from sigviz.plot.items.point_marks import POINT_RADIUS, SLOPE_RADIUS
from tests.events import drag, wheel
from tests.pictures_alike import assert_alike
from tests.pixels import centroids, colour, covered, ink, picture, rgb

LIGHT = THEMES["light"]


@pytest.fixture
def make_small(make_window):
    """Like ``make_window``, but with a small window, whose pictures are analysed quickly."""

    def make(**scene_fields):
        window = make_window(**scene_fields)
        window.resize(820, 520)
        QApplication.processEvents()
        return window

    return make


def only(*layers):
    return frozenset(layers)


def inside(plot, pixels, scale=1):
    """Crop a picture of the plot to the view box."""
    frame = plot.coordinates
    rows = slice(round(frame.top * scale), round(frame.bottom * scale))
    return pixels[rows, round(frame.left * scale) : round(frame.right * scale)]


def distances(plot, pixels, name, scale=1):
    """Return the distance between the drawn line and the function, in pixels, in each column where it is flat."""
    frame, amount = plot.coordinates, ink(inside(plot, pixels, scale), LIGHT.ground)
    middle, total = centroids(amount)
    column = round(frame.left * scale) + np.arange(amount.shape[1]) + 0.5
    x = frame.px_to_x(column / scale)
    wanted = frame.y_to_px(CURVES[name].function(x)) - round(frame.top * scale) / scale
    slope = np.gradient(wanted) * scale
    inner = (wanted > 6) & (wanted < frame.height - 6)
    for shift in range(
        -8 * scale, 8 * scale + 1, scale
    ):  # a steep part of the curve leaves ink in neighbouring columns
        inner &= np.abs(np.roll(slope, shift)) < 1.5
    inner[: 8 * scale] = inner[-8 * scale :] = False  # the edges cut the line off
    assert (total[inner] > 0).all(), "the curve has a hole"
    off = (middle / scale - wanted) / np.hypot(1, slope)
    return np.abs(off[inner])


ZOOMS = [
    {},
    {"x_range": (-750.0, 750.0)},
    {"x_range": (-80.0, 80.0), "y_range": (-3.0, 3.0)},
    {"x_range": (0.9, 1.1), "y_range": (0.71, 0.75)},
    {"x_range": (-2.0, 2.0), "y_range": (0.0, 0.3)},
    {"x_range": (22.0, 23.0), "y_range": (1 - 3e-10, 1.0)},
    {"x_range": (1 - 5e-9, 1 + 5e-9), "y_range": (0.7310585786 - 1e-9, 0.7310585786 + 1e-9)},
]


@pytest.mark.slow
@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("name", ["sigma", "derivative"])
def test_a_drawn_curve_is_the_function(make_small, name, zoom):
    if name == "derivative" and zoom in (ZOOMS[3], *ZOOMS[5:]):
        zoom = {"x_range": zoom["x_range"], "y_range": derivative_range(zoom["x_range"])}
    plot = make_small(**zoom, layers=only(name)).plot
    for pixels, scale, most in ((rgb(plot.grab().toImage()), 1, 0.75), (picture(plot, 4), 4, 0.3)):
        off = distances(plot, pixels, name, scale)
        assert len(off) > 20
        assert off.max() <= most, (scale, off.max())


def derivative_range(x_range):
    """Return a range of y that σ′ crosses diagonally over a narrow range of x."""
    ends = sorted(float(derivative(np.array(x))) for x in x_range)
    return ends[0] - 0.2 * (ends[1] - ends[0]), ends[1] + 0.2 * (ends[1] - ends[0])


def test_a_steep_curve_is_the_function_too(make_small):
    """Where σ is almost vertical, its rows are compared instead of its columns."""
    plot = make_small(x_range=(-300.0, 300.0), layers=only("sigma")).plot
    middle, total = centroids(ink(inside(plot, picture(plot, 4), 4), LIGHT.ground), axis=1)
    row = round(plot.coordinates.top * 4) + np.arange(len(middle)) + 0.5
    y = plot.coordinates.px_to_y(row / 4)
    steep = (y > 0.2) & (y < 0.8)
    wanted = plot.coordinates.x_to_px(np.log(y[steep] / (1 - y[steep]))) - round(plot.coordinates.left * 4) / 4
    assert (total[steep] > 0).all()
    assert np.abs(middle[steep] / 4 - wanted).max() <= 0.3


def centre(mask):
    rows, columns = np.nonzero(mask)
    return columns.mean() + 0.5, rows.mean() + 0.5


@pytest.mark.slow
@pytest.mark.parametrize("x", [1.0, -1.2, 0.0, 2.7])
def test_the_point_is_a_disc_on_the_curve_and_so_is_the_mark_on_the_slope(make_small, x):
    plot = make_small(x=x, layers=only("point", "derivative")).plot
    pixels = picture(plot, 4)
    at = plot.coordinates.x_to_px(x)
    disc = covered(pixels, LIGHT.sigma.colour)
    assert centre(disc) == pytest.approx((4 * at, 4 * plot.coordinates.y_to_px(float(sigmoid(x)))), abs=1)
    assert disc.sum() == pytest.approx(np.pi * (4 * POINT_RADIUS) ** 2, rel=0.06)
    assert np.ptp(np.nonzero(disc)[0]) == pytest.approx(np.ptp(np.nonzero(disc)[1]), abs=2)
    mark_y = plot.coordinates.y_to_px(float(derivative(x)))
    around = slice(round(4 * (mark_y - 1)), round(4 * (mark_y + 1)))
    mark = covered(pixels, LIGHT.slope.colour)[around, round(4 * (at - SLOPE_RADIUS)) : round(4 * (at + SLOPE_RADIUS))]
    assert mark.mean() > 0.9


@pytest.mark.slow
@pytest.mark.parametrize(
    ("x", "view"),
    [(1.0, {}), (0.0, {}), (-2.5, {}), (6.0, {}), (0.7, {"x_range": (0.5, 0.9), "y_range": (0.6, 0.75)})],
)
def test_the_tangent_has_the_slope_of_the_function_and_touches_it(make_small, x, view):
    wide = {"x_range": (-12, 12)}  # without the triangle
    plot = make_small(x=x, layers=only("tangent"), **{**wide, **view}).plot
    frame = plot.coordinates
    middle, total = centroids(ink(inside(plot, picture(plot, 4), 4), LIGHT.ground))
    usual = np.median(total[total > 0])
    whole = np.abs(total - usual) < 0.1 * usual  # without columns where an edge cuts the line off
    columns = (round(frame.left * 4) + np.nonzero(whole)[0] + 0.5) / 4
    rows = (round(frame.top * 4) + middle[whole]) / 4
    slope, height = np.polyfit(frame.px_to_x(columns) - x, frame.px_to_y(rows), 1)
    a_pixel = np.ptp(frame.y_range) / frame.height
    assert slope == pytest.approx(float(derivative(x)), abs=0.1 * a_pixel / np.ptp(frame.px_to_x(columns)) + 1e-9)
    assert height == pytest.approx(float(sigmoid(x)), abs=0.3 * a_pixel)


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_names_are_on_the_curves_in_the_same_colours(make_small, theme):
    curves, look = only("sigma", "derivative", "complement"), THEMES[theme]
    window = make_small(layers=curves, theme=theme)
    bare = picture(window.plot, 2)
    window.store.update(layers=curves | {"labels"})
    named = picture(window.plot, 2)
    changed = (np.abs(named - bare) > 3).any(axis=2)
    for curve in curves:
        written = covered(named, look.stroke(curve).colour) & changed
        assert written.sum() > 100, curve
        at, row = centre(written)
        gap = abs(
            row / 2 - window.plot.coordinates.y_to_px(CURVES[curve].function(window.plot.coordinates.px_to_x(at / 2)))
        )
        assert gap < 60, (curve, gap)
    window.store.update(layers=only("labels"))
    assert (picture(window.plot, 2) == picture(make_small(layers=only(), theme=theme).plot, 2)).all()


def test_the_complement_is_off_by_default(make_small):
    window = make_small()
    assert not covered(picture(window.plot, 2), LIGHT.complement.colour).any()
    window.store.update(layers=window.scene.layers | {"complement"})
    assert covered(picture(window.plot, 2), LIGHT.complement.colour).sum() > 200


@pytest.mark.slow
@pytest.mark.parametrize(("x", "x_range", "y_range", "side"), [
    (20.0, (-8.0, 8.0), (-0.1, 1.1), "right"), (-20.0, (-8.0, 8.0), (-0.1, 1.1), "left"),
    (1.0, (-8.0, 8.0), (0.0, 0.3), "top"), (1.0, (-8.0, 8.0), (0.9, 1.1), "bottom"),
])  # fmt: skip
def test_an_arrow_points_to_a_point_out_of_view(make_small, x, x_range, y_range, side):
    window = make_small(x=x, x_range=x_range, y_range=y_range, layers=only("point"))
    plot, frame = window.plot, window.plot.coordinates
    pixels = picture(plot, 2)
    at, row = (each / 2 for each in centre(covered(pixels, LIGHT.sigma.colour)))
    gaps = {"left": at - frame.left, "right": frame.right - at, "top": row - frame.top, "bottom": frame.bottom - row}
    assert min(gaps, key=gaps.get) == side
    assert 0 < gaps[side] < 30
    text = covered(pixels, LIGHT.ink)
    assert text.sum() > 50, "x is written beside it"
    assert not text[:, : round(2 * frame.left)].any()
    assert not text[:, round(2 * frame.right) :].any()
    window.store.update(layers=only())
    assert not covered(picture(plot, 2), LIGHT.ink).any()


def thickness(plot, pixels, scale):
    """Return the thickness of the horizontal end of σ in pixels of the picture."""
    strip = inside(plot, pixels, scale)[: round(plot.coordinates.height * scale / 4), -40 * scale : -20 * scale]
    return (np.abs(strip - colour("#FFFFFF")).sum(axis=2) / (3 * 255 - colour(LIGHT.sigma.colour).sum())).sum(0).mean()


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_lines_grow_with_the_scale_of_the_picture(make_small, text_scale):
    plot = make_small(layers=only("sigma"), x_range=(-30.0, 30.0), text_scale=text_scale).plot
    for scale in (1, 2, 4):
        wanted = LIGHT.sigma.width * scale * text_scale
        assert thickness(plot, picture(plot, scale), scale) == pytest.approx(wanted, rel=0.05)


TWICE = """
import sys; sys.path.insert(0, ".")
import sigviz, sigviz.app
from tests.pictures_alike import assert_alike
from tests.pixels import picture, rgb
from tests.plot.test_pixels import thickness
window = sigviz.app.build(sigviz.Scene(layers=["sigma"], x_range=(-30, 30)))
window.show()
image = window.plot.grab().toImage()
shown, painted = rgb(image), picture(window.plot, 2)
print(image.devicePixelRatio(), thickness(window.plot, shown, 2), (abs(shown - painted) > 60).sum())
"""


@pytest.mark.slow
def test_lines_keep_their_thickness_on_a_screen_of_twice_the_pixels():
    twice = {**os.environ, "QT_SCALE_FACTOR": "2"}
    run = subprocess.run([sys.executable, "-c", TWICE], env=twice, capture_output=True, text=True, check=True)
    ratio, thick, differing = map(float, run.stdout.split())
    assert ratio == 2
    assert differing < 30, "the screen is as sharp as a picture with twice the pixels"
    assert thick == pytest.approx(2 * LIGHT.sigma.width, rel=0.05)


@pytest.mark.slow
@pytest.mark.parametrize("scene", [Scene(layers=LAYER_NAMES), Scene(x=20, theme="dark"), Scene(theme="print")])
def test_the_screen_matches_a_picture(make_window, qtbot, scene):
    """After drags with partial repaints, the screen matches both a full repaint and a picture."""
    window = make_window(scene)
    target = window.plot.viewport()
    for px in (300, 310, 600, 200, 205):
        drag(qtbot, target, (px, 300), (px + 30, 300))
        QApplication.processEvents()
    wheel(target, (400, 300), 0.5)
    for _ in range(20):  # the lines of the derivation are typeset one by one when the event loop is idle
        QApplication.processEvents()
    drag(qtbot, target, (500, 200), (520, 210))
    QApplication.processEvents()
    screen = rgb(window.screen().grabWindow(window.winId()).toImage())
    assert_alike(screen, rgb(window.grab().toImage()))
    # On the screen, the name of a curve starts at a whole pixel. Only there may the picture differ.
    window.store.update(layers=window.scene.layers - {"labels"})
    QApplication.processEvents()
    screen = rgb(window.screen().grabWindow(window.winId()).toImage())
    corner, size = window.figure.mapTo(window, QPoint()), window.figure.size()
    held = picture(window.figure, 1)
    controls = window.controls.geometry()
    held[controls.top() : controls.bottom() + 1, controls.left() : controls.right() + 1] = 0
    screen = screen[corner.y() : corner.y() + size.height(), corner.x() : corner.x() + size.width()]
    screen[controls.top() : controls.bottom() + 1, controls.left() : controls.right() + 1] = 0
    for part in (window.figure.derivation.header, window.figure.overflow):  # they are not in a picture
        if part.isVisible():
            at = part.mapTo(window.figure, QPoint())
            box = np.s_[at.y() : at.y() + part.height(), at.x() : at.x() + part.width()]
            held[box] = screen[box] = 0
    differing = (np.abs(screen - held) > 60).any(axis=2)
    assert differing.sum() <= 30
