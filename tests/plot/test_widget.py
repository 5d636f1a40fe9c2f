"""The plot in both directions: showing a readout emits nothing, and the user's actions are reported.

Its appearance is tested in `test_pixels.py`.
"""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication

from sigviz.model.readout import resolve
from sigviz.model.scene import LEAST_HEIGHT, LEAST_WIDTH, VIEW_LIMIT, Scene
from sigviz.plot.widget import Plot
from tests.events import LEFT, MIDDLE, NONE, RIGHT, SHIFT, drag, pinch, wheel

TINY = {"x": 500.0, "x_range": (500 - 5e-9, 500 + 5e-9), "y_range": (1 - 5e-11, 1 + 5e-11)}
VIEWS = [{}, TINY, {"x_range": (-750.0, 750.0), "y_range": (-750.0, 750.0)}, {"x_range": (3.0, 3.5)}]


@pytest.fixture
def plot(qtbot):
    plot = Plot()
    qtbot.addWidget(plot)
    plot.resize(900, 600)
    return plot


def heard(plot):
    """Return a list that collects all signals of the plot's gestures."""
    signals = []
    for name in ("x_requested", "pan_requested", "zoom_requested", "pressed"):
        getattr(plot.gestures, name).connect(lambda *values, name=name: signals.append((name, *values)))
    return signals


@pytest.mark.parametrize("view", VIEWS)
def test_showing_a_readout_emits_nothing(plot, view):
    signals = heard(plot)
    for x in (499.999999998, 1.0, -700.0):
        plot.show_readout(resolve(Scene(**{**view, "x": x})))
        QApplication.processEvents()
    assert signals == []


@pytest.mark.parametrize("view", VIEWS)
def test_shows_exactly_the_visible_range_of_the_scene(make_window, view):
    window = make_window(**view)
    for _ in range(2):
        for shown, asked in zip(
            window.plot.getViewBox().viewRange(), (window.scene.x_range, window.scene.y_range), strict=True
        ):
            assert shown == pytest.approx(asked, abs=1e-6 * (asked[1] - asked[0]), rel=0)
        window.resize(700, 900)
        QApplication.processEvents()


def test_the_view_box_maps_points_as_the_picture_does(make_window):
    """pyqtgraph maps a point of the plane to the pixel at which the picture draws it."""
    plot = make_window().plot
    for x, y in ((1.0, 0.5), (-7.9, 0.0), (7.9, 1.0)):
        place = plot.getViewBox().mapViewToScene(QPointF(x, y))
        assert (place.x(), place.y()) == pytest.approx(
            (plot.coordinates.x_to_px(x), plot.coordinates.y_to_px(y)), abs=0.6
        )


def column(window):
    """Return the pixel column of the point."""
    return window.plot.coordinates.x_to_px(window.scene.x)


def test_no_press_is_missed(make_window, qtbot):
    window = make_window()
    plot, signals, chance = window.plot, heard(window.plot), random.Random(2)
    for count in range(200):
        at = QPoint(chance.randint(1, plot.viewport().width()), chance.randint(1, plot.viewport().height()))
        (qtbot.mouseDClick if count % 2 else qtbot.mousePress)(plot.viewport(), LEFT, pos=at)
        qtbot.mouseRelease(plot.viewport(), LEFT, pos=at)
        frame = plot.coordinates
        assert abs(column(window) - min(max(at.x(), frame.left), frame.right)) <= 1, (count, at)
    assert [name for name, *_ in signals].count("x_requested") == 200


@pytest.mark.parametrize("view", [*VIEWS[:2], VIEWS[3]])
def test_a_press_moves_the_point_there_and_moves_drag_it(make_window, qtbot, view):
    window = make_window(**view)
    target, frame = window.plot.viewport(), window.plot.coordinates
    qtbot.mousePress(target, LEFT, pos=QPoint(300, 400))
    assert abs(column(window) - 300) <= 1
    for px in (301, 444, 620, 150):
        qtbot.mouseMove(target, QPoint(px, 60))
        assert abs(column(window) - px) <= 1
    qtbot.mouseRelease(target, LEFT, pos=QPoint(150, 60))
    qtbot.mouseMove(target, QPoint(500, 60))
    assert abs(column(window) - 150) <= 1, "a move without a button is not a drag"
    assert window.plot.coordinates == frame, "a drag does not move the view"


def test_every_move_is_applied(make_window, qtbot):
    window = make_window()
    seen = []
    window.store.changed.connect(lambda scene: seen.append(scene.x))
    qtbot.mousePress(window.plot.viewport(), LEFT, pos=QPoint(200, 300))
    places = [200 + (step * 37) % 401 for step in range(1, 401)]
    for px in places:
        qtbot.mouseMove(window.plot.viewport(), QPoint(px, 300))
    qtbot.mouseRelease(window.plot.viewport(), LEFT, pos=QPoint(places[-1], 300))
    assert len(seen) == 1 + len(places)
    assert np.abs(window.plot.coordinates.x_to_px(np.array(seen[1:])) - places).max() <= 1


def test_a_quick_second_press_is_a_press(make_window, qtbot):
    window = make_window()
    target = window.plot.viewport()
    drag(qtbot, target, (300, 300), (310, 300))
    qtbot.mouseDClick(target, LEFT, pos=QPoint(600, 300))
    assert abs(column(window) - 600) <= 1
    qtbot.mouseMove(target, QPoint(650, 300))
    qtbot.mouseRelease(target, LEFT, pos=QPoint(650, 300))
    assert abs(column(window) - 650) <= 1
    assert window.scene.x_range == (-8, 8)


@pytest.mark.parametrize(("px", "x"), [(-300, -8.0), (0, -8.0), (5000, 8.0)])
def test_a_drag_beyond_an_edge_stays_at_the_edge(make_window, qtbot, px, x):
    window = make_window()
    drag(qtbot, window.plot.viewport(), (400, 300), (px, 300))
    assert window.scene.x == x
    assert window.scene.x_range == (-8, 8)


def test_a_drag_goes_no_farther_than_x_can(make_window, qtbot):
    window = make_window(x_range=(690.0, 750.0), x=695.0)
    drag(qtbot, window.plot.viewport(), (200, 300), (800, 300))
    assert window.scene.x == 700
    assert window.scene.x_range == (690, 750)


def test_other_buttons_leave_the_point_alone(make_window, qtbot):
    window = make_window()
    drag(qtbot, window.plot.viewport(), (300, 300), (400, 300), button=RIGHT)
    assert window.scene == Scene()


def test_a_second_button_does_not_end_a_drag(make_window, qtbot):
    window = make_window()
    target = window.plot.viewport()
    qtbot.mousePress(target, LEFT, pos=QPoint(300, 300))
    qtbot.mousePress(target, RIGHT, pos=QPoint(300, 300))
    qtbot.mouseMove(target, QPoint(420, 300))
    assert abs(column(window) - 420) <= 1
    for button in (RIGHT, LEFT):
        qtbot.mouseRelease(target, button, pos=QPoint(420, 300))


@pytest.mark.parametrize("view", [*VIEWS[:2], VIEWS[3]])
@pytest.mark.parametrize("how", [(LEFT, SHIFT), (MIDDLE, NONE)])
def test_a_pan_keeps_the_plane_under_the_pointer(make_window, qtbot, how, view):
    window = make_window(**view)
    target, before = window.plot.viewport(), window.scene
    x, y = window.plot.coordinates.px_to_x(300.0), window.plot.coordinates.px_to_y(250.0)
    qtbot.mousePress(target, *how, QPoint(300, 250))
    for at in ((310, 240), (500, 100), (200, 400)):
        qtbot.mouseMove(target, QPoint(*at))
        assert (window.plot.coordinates.x_to_px(x), window.plot.coordinates.y_to_px(y)) == pytest.approx(at, abs=1)
    qtbot.mouseRelease(target, *how, QPoint(200, 400))
    assert window.scene.x == before.x
    assert np.ptp(window.scene.x_range) == pytest.approx(np.ptp(before.x_range), rel=1e-4)


def test_pans_no_farther_than_the_limit(make_window, qtbot):
    window = make_window(x_range=(-740.0, 740.0))
    drag(qtbot, window.plot.viewport(), (200, 300), (800, 300), (100, 300), (800, 300), modifiers=SHIFT)
    low, high = window.scene.x_range
    assert low == -VIEW_LIMIT
    assert high - low == pytest.approx(1480)


@pytest.mark.parametrize("at", [(300, 250), (620.5, 110)])
@pytest.mark.parametrize("turn", [1, -1, 0.25, 3])
def test_the_wheel_zooms_around_the_pointer(make_window, at, turn):
    window = make_window()
    frame = window.plot.coordinates
    x, y = frame.px_to_x(at[0]), frame.px_to_y(at[1])
    wheel(window.plot.viewport(), at, turn)
    after = window.plot.coordinates
    assert (after.x_to_px(x), after.y_to_px(y)) == pytest.approx(at, abs=1)
    factor = np.ptp(window.scene.x_range) / 16
    assert (factor < 1) == (turn > 0)
    assert np.ptp(window.scene.y_range) / 1.2 == pytest.approx(factor)
    assert window.scene.x == 1


def test_the_wheel_beside_the_plot_zooms_one_axis(make_window):
    window = make_window()
    wheel(window.plot.viewport(), (window.plot.coordinates.left - 10, 300))
    assert window.scene.x_range == (-8, 8)
    assert window.scene.y_range != (-0.1, 1.1)
    window.store.update(y_range=(-0.1, 1.1))
    wheel(window.plot.viewport(), (300, window.plot.coordinates.bottom + 10))
    assert window.scene.y_range == (-0.1, 1.1)
    assert window.scene.x_range != (-8, 8)


@pytest.mark.slow
@pytest.mark.parametrize("x_range", [(-8.0, 8.0), (495.0, 510.0), (-750.0, -600.0)])
def test_zooms_to_the_limits_and_no_farther(make_window, x_range):
    window = make_window(x_range=x_range, x=x_range[0] / 2 + x_range[1] / 2)
    for _ in range(90):
        wheel(window.plot.viewport(), (300, 300), 3)
    assert np.ptp(window.scene.x_range) == pytest.approx(LEAST_WIDTH, rel=1e-3)
    assert np.ptp(window.scene.y_range) == pytest.approx(LEAST_HEIGHT, rel=1e-3)
    deepest = window.scene
    wheel(window.plot.viewport(), (700, 500), 3)
    assert window.scene.x_range == pytest.approx(deepest.x_range, abs=LEAST_WIDTH * 1e-3, rel=0), (
        "no drift at the limit"
    )
    for _ in range(120):
        wheel(window.plot.viewport(), (300, 300), -3)
    for widest in (window.scene.x_range, window.scene.y_range):
        assert widest == pytest.approx((-VIEW_LIMIT, VIEW_LIMIT))


@pytest.mark.parametrize("value", [0.2, -0.2])
def test_a_pinch_zooms_around_the_fingers(make_window, value):
    window = make_window()
    x = window.plot.coordinates.px_to_x(400.0)
    pinch(window.plot.viewport(), (400, 300), value)
    assert np.ptp(window.scene.x_range) == pytest.approx(16 / (1 + value), rel=0.01)
    assert window.plot.coordinates.x_to_px(x) == pytest.approx(400, abs=1)


def test_any_walk_of_wheel_and_pan_keeps_the_plane_where_it_is(make_window, qtbot):
    """At any zoom, a press still moves the point to the pixel under the pointer."""
    window = make_window()
    target = window.plot.viewport()

    @given(st.lists(st.tuples(st.integers(60, 880), st.integers(60, 700), st.floats(-12, 12)), max_size=12))
    def walk(turns):
        window.store.update(x_range=(-8.0, 8.0), y_range=(-0.1, 1.1))
        for x, y, turn in turns:
            wheel(target, (x, y), turn)
        qtbot.mousePress(target, LEFT, pos=QPoint(437, 200))
        qtbot.mouseRelease(target, LEFT, pos=QPoint(437, 200))
        inside = max(abs(bound) for bound in window.scene.x_range) <= 700
        assert not inside or abs(column(window) - 437) <= 1

    walk()
