"""Setting the range with pyqtgraph's methods: it changes the scene, within its limits, and can be undone."""

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication

from sigviz.model.navigation import HOME
from sigviz.model.scene import Scene


def test_a_range_from_code_changes_the_scene_and_can_be_undone(make_window, qtbot, monkeypatch):
    now = 0.0
    monkeypatch.setattr("sigviz.plot.gestures.monotonic", lambda: now)
    window = make_window()
    plot = window.plot
    with qtbot.waitSignals([plot.sigRangeChanged, plot.getViewBox().sigXRangeChanged]):
        plot.setXRange(-1, 1, padding=0)
    assert window.scene.x_range == (-1.0, 1.0)
    assert plot.viewRange()[0] == [-1.0, 1.0]
    now += 0.3
    plot.setYRange(0, 2)
    padded = window.scene.y_range
    assert padded[0] < 0 < 2 < padded[1]
    assert padded[1] - padded[0] == pytest.approx(2 * (1 + 2 * plot.getViewBox().suggestPadding(1)))
    now += 1.0
    plot.setRange(QRectF(2, 3, 4, 5), padding=0)
    assert (window.scene.x_range, window.scene.y_range) == ((2.0, 6.0), (3.0, 8.0))
    window.table["undo"].trigger()
    assert (window.scene.x_range, window.scene.y_range) == ((-1.0, 1.0), padded)
    window.table["undo"].trigger()
    assert window.scene == Scene(), "calls in quick succession are one undo step"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [((-2000, 2000), (-750, 750)), ((740, 800), (690, 750)), ((5, -5), (-5, 5)), ((3, 3), (-5, 11))],
)
def test_ranges_from_code_keep_the_limits(make_window, asked, shown):
    window = make_window()
    window.plot.setXRange(*asked, padding=0)
    assert window.scene.x_range == pytest.approx(shown)
    assert window.plot.viewRange()[0] == pytest.approx(shown)


@pytest.mark.parametrize("asked", [(0, float("inf")), (float("nan"), 1)])
def test_invalid_ranges_change_nothing(make_window, asked):
    window = make_window()
    with pytest.raises(ValueError, match="range"):
        window.plot.setXRange(*asked)
    with pytest.raises(ValueError, match="setRange"):
        window.plot.setRange()
    assert window.scene == Scene()


def test_with_equal_axes_setting_y_changes_only_y_in_the_scene(make_window):
    window = make_window(layers=Scene().layers | {"true-slope"})
    window.plot.setYRange(0.4, 0.8, padding=0)
    assert (window.scene.x_range, window.scene.y_range) == (HOME["x_range"], (0.4, 0.8))
    assert window.plot.coordinates.equal
    low, high = window.plot.viewRange()[1]
    assert (low + high) / 2 == pytest.approx(0.6)


def test_auto_range_fits_foreign_items_and_a_second_call_changes_nothing(make_window):
    window = make_window()
    plot = window.plot
    plot.setXRange(30, 40)
    plot.autoRange()
    assert (window.scene.x_range, window.scene.y_range) == (HOME["x_range"], HOME["y_range"])
    plot.plot([10, 20], [3, 4])
    plot.autoRange()
    framed = window.scene.x_range, window.scene.y_range
    assert framed != (HOME["x_range"], HOME["y_range"])
    assert framed[0] == pytest.approx((10, 20), abs=1)
    assert framed[1] == pytest.approx((3, 4), abs=0.1)
    plot.autoRange()
    assert window.scene.x_range == pytest.approx(framed[0])
    assert window.scene.y_range == pytest.approx(framed[1])
    plot.clear()
    plot.addItem(pg.InfiniteLine(5.0))
    plot.autoRange()
    first = window.scene.y_range
    plot.autoRange()
    assert window.scene.y_range == first == pytest.approx(framed[1]), "items without height do not change y"


@pytest.mark.parametrize("call", ["enableAutoRange", "setAspectLocked", "setLogMode"])
def test_what_is_off_stays_off(make_window, call):
    window = make_window()
    plot = window.plot
    plot.plot([100, 200], [30, 40])
    getattr(plot, call)(*((True, True) if call == "setLogMode" else ()))
    QApplication.processEvents()
    assert window.scene == Scene()
    assert plot.viewRange()[0] == list(Scene().x_range)


@pytest.mark.parametrize("view", [{}, {"x_range": (499.0, 501.0)}, {"y_range": (0.5, 0.5001)}])
def test_points_are_mapped_to_half_a_pixel(make_window, view):
    plot = make_window(**view).plot
    box, frame = plot.getViewBox(), plot.coordinates
    for px, py in ((frame.left + 3, frame.top + 3), (frame.right - 40, frame.bottom - 9)):
        place = box.mapSceneToView(QPointF(px, py))
        assert abs(frame.x_to_px(place.x()) - px) < 0.5
        assert abs(frame.y_to_px(place.y()) - py) < 0.5
