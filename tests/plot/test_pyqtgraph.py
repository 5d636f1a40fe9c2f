"""The plot is pyqtgraph's: what it shows is items of its scene, and its documented calls do what they say."""

import csv
import os
import subprocess
import sys

import mpmath
import numpy as np
import pyqtgraph as pg
import pytest
from pyqtgraph.exporters import CSVExporter, ImageExporter
from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF
from PySide6.QtWidgets import QApplication

from sigviz.drawing.theme import THEMES
from sigviz.model.layers import LAYER_NAMES, LAYERS
from sigviz.model.navigation import HOME
from sigviz.model.scene import Scene
from tests.events import LEFT, Fingers
from tests.pixels import colour, covered, rgb

TITLES = {layer.name: layer.title for layer in LAYERS}
RED = "#FF0000"
X = np.linspace(-20.0, 20.0, 60)


def value(name, x):
    x = mpmath.mpf(float(x))
    sigma = 1 / (1 + mpmath.exp(-x))
    return {"sigma": sigma, "derivative": sigma * (1 - sigma), "complement": 1 - sigma}[name]


def seen(plot):
    """Return the pixels of the plot on the screen."""
    QApplication.processEvents()
    return rgb(plot.grab().toImage())


def red(plot):
    return int((np.abs(seen(plot) - colour(RED)).sum(axis=2) < 60).sum())


def at(plot, x, y):
    return QPoint(round(plot.coordinates.x_to_px(x)), round(plot.coordinates.y_to_px(y)))


# The items


@pytest.mark.parametrize("hidden", [(), ("sigma",), ("derivative", "complement")])
def test_the_curves_shown_are_listed_by_their_titles_and_the_others_are_not(make_window, hidden):
    layers = (Scene().layers | {"complement"}) - {*hidden}
    plot = make_window(layers=layers).plot
    wanted = [TITLES[name] for name in ("sigma", "derivative", "complement") if name not in hidden]
    listed = plot.listDataItems()
    assert sorted(item.name() for item in listed) == sorted(wanted)
    assert all(isinstance(item, pg.PlotCurveItem) and item.isVisible() for item in listed)


def test_a_curve_switched_off_and_on_is_gone_and_listed_again(make_window, qtbot):
    window = make_window()
    for _ in range(2):
        for shown in (False, True):
            window.table["layer_sigma"].trigger()
            assert (TITLES["sigma"] in [item.name() for item in window.plot.listDataItems()]) == shown


VIEWS = [
    {},
    {"x_range": (-700.0, 700.0)},
    {"x_range": (1.0, 1.0 + 1e-8), "y_range": (0.7310585, 0.7310587)},
    {"x_range": (-3.0, 3.0), "y_range": (0.2, 0.24)},
    {"x_range": (690.0, 700.0), "y_range": (-1e-9, 1e-9)},
]


@pytest.mark.parametrize("view", VIEWS)
def test_the_samples_are_the_function_from_edge_to_edge(make_window, view):
    window = make_window(layers=Scene().layers | {"complement"}, **view)
    frame = window.plot.coordinates
    for name, curve in window.plot.curves.items():
        x, y = curve.getData()
        assert x.dtype == y.dtype == np.float64
        assert (x[0], x[-1]) == window.scene.x_range
        assert np.all(np.diff(x) > 0)
        with mpmath.workprec(200):
            off = max(abs(value(name, one) - other) for one, other in zip(x.tolist(), y.tolist(), strict=True))
            middle, chord = (x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2
            far = [float(value(name, one) - other) for one, other in zip(middle.tolist(), chord.tolist(), strict=True)]
        assert off * frame.y_scale < 0.25
        step = np.diff(x) * frame.x_scale
        assert np.all((np.abs(far) * frame.y_scale < 0.25) | (step < 0.5)), "a step of half a pixel is as near"


@pytest.mark.parametrize("x", [-6.0, 0.3, 4.0])
def test_lines_are_in_the_coordinates_of_the_data(make_window, x):
    layers = Scene().layers | {"secant", "mirror", "predict"}
    plot = make_window(x=x, layers=layers, revealed=True, h=0.5, guess=0.3).plot
    sigma, slope, complement = (float(value(name, x)) for name in ("sigma", "derivative", "complement"))
    ahead = float(value("sigma", x + 0.5))
    marks, overlays = plot.marks, plot.overlays
    for line, through, steep in (
        (marks.tangent, (x, sigma), slope),
        (overlays.secant, (x, sigma), (ahead - sigma) / 0.5),
        (overlays.mirrored_tangent, (-x, complement), slope),
        (overlays.guess, (x, sigma), 0.3),
    ):
        drawn: QLineF = line.line()
        assert line.isVisible()
        assert line in plot.plotItem.items
        assert drawn.dy() / drawn.dx() == pytest.approx(steep, rel=1e-9)
        assert drawn.y1() + (through[0] - drawn.x1()) * steep == pytest.approx(through[1], abs=1e-9)


def test_a_hidden_line_is_null(make_window):
    plot = make_window(layers={"sigma"}).plot
    assert plot.marks.tangent.line().isNull()
    assert not plot.marks.tangent.isVisible()


def test_handles_tell_when_they_move_and_setting_them_asks_for_it(make_window, qtbot):
    window = make_window(layers=Scene().layers | {"secant", "predict"})
    point, (end, arm) = window.plot.marks.point, window.plot.overlays.handles
    with qtbot.waitSignals([point.sigPositionChanged, end.sigPositionChanged, arm.sigPositionChanged]):
        point.setPos(2.0, -5.0)
    assert window.scene.x == 2.0
    assert (point.pos().x(), point.pos().y()) == pytest.approx((2.0, float(value("sigma", 2.0))))
    with qtbot.waitSignal(end.sigPositionChanged):
        end.setPos(QPointF(5.0, 0.0))
    assert window.scene.h == pytest.approx(3.0, abs=0.01)
    with qtbot.assertNotEmitted(point.sigPositionChanged):
        arm.setPos(arm.pos() + QPointF(0.0, 0.1))
    assert window.scene.guess != Scene().guess
    window.table["undo"].trigger()
    window.table["undo"].trigger()
    window.table["undo"].trigger()
    assert window.scene == Scene(layers=Scene().layers | {"secant", "predict"})


def test_the_axes_are_axis_items_with_our_numbers(make_window):
    plot = make_window().plot
    texts = {}
    for name in ("left", "bottom"):
        axis = plot.getAxis(name)
        low, high = axis.range
        ((spacing, values),) = axis.tickValues(
            low, high, plot.coordinates.height if name == "left" else plot.coordinates.width
        )
        texts[name] = axis.tickStrings(values, 1.0, spacing)
        assert isinstance(axis, pg.AxisItem)
        assert axis.isVisible()
    assert texts == {"left": ["0", "¼", "½", "1"], "bottom": ["−8", "−6", "−4", "−2", "0", "2", "4", "6", "8"]}


# What others add


def test_a_curve_of_ones_own_is_seen_over_ours_and_gone_again(make_window):
    plot = make_window().plot
    before = seen(plot)
    curve = plot.plot(X, 1 / (1 + np.exp(-X)), pen=pg.mkPen(RED, width=9))
    assert red(plot) > 2000
    assert covered(seen(plot), THEMES["light"].sigma.colour)[:, 600:740].sum() == 0, "it covers σ"
    disc = at(plot, 1.0, float(value("sigma", 1.0)))
    assert covered(seen(plot), THEMES["light"].sigma.colour)[
        disc.y() - 4 : disc.y() + 4, disc.x() - 4 : disc.x() + 4
    ].all()
    plot.removeItem(curve)
    assert (seen(plot) == before).all()


def test_any_item_is_seen_and_follows_the_range_and_clear_takes_only_those(make_window):
    window = make_window()
    plot, before = window.plot, seen(window.plot)
    plot.addItem(pg.InfiniteLine(3.0, pen=pg.mkPen(RED, width=5)))
    plot.plot([-2, 2], [0.9, 0.9], pen=pg.mkPen(RED, width=5))
    assert red(plot) > 5 * plot.coordinates.height * 0.9 + 5 * 4 * plot.coordinates.x_scale * 0.9
    here = red(plot)
    plot.setXRange(-1, 1, padding=0)
    assert red(plot) != here
    plot.clear()
    window.table["undo"].trigger()
    assert (seen(plot) == before).all()
    assert len(plot.listDataItems()) == 2


def test_a_long_drag_over_a_curve_of_ones_own_leaves_nothing_behind(make_window, qtbot):
    window = make_window()
    plot = window.plot
    plot.plot(X, np.sin(X) / 3 + 0.5, pen=RED)
    before = seen(plot)
    qtbot.mousePress(plot.viewport(), LEFT, pos=at(plot, 1.0, 0.5))
    for x in (*np.linspace(-7, 7, 30), 1.0):
        qtbot.mouseMove(plot.viewport(), at(plot, x, 0.5))
        QApplication.processEvents()
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=at(plot, 1.0, 0.5))
    window.set_x(1.0)
    QApplication.processEvents()
    shown = rgb(window.screen().grabWindow(window.winId()).toImage())
    corner = plot.viewport().mapTo(window, QPoint())
    rows = slice(corner.y(), corner.y() + plot.viewport().height())
    columns = slice(corner.x(), corner.x() + plot.viewport().width())
    assert (np.abs(shown[rows, columns] - before) <= 2).all()


def test_removing_one_of_our_curves_hides_its_layer(make_window):
    window = make_window()
    window.plot.removeItem(window.plot.curves["derivative"])
    assert not window.scene.shows("derivative")
    assert [item.name() for item in window.plot.listDataItems()] == [TITLES["sigma"]]


def test_titles_labels_and_the_legend_take_room_and_are_seen(make_window):
    plot = make_window(layers=Scene().layers - {"labels"}).plot  # where texts stand on fractions of pixels
    box = plot.getViewBox()
    plain, before = seen(plot), box.sceneBoundingRect()
    plot.setTitle("a title", color=RED)
    plot.setLabel("bottom", "a label", color=RED)
    plot.setLabel("left", "another", color=RED)
    QApplication.processEvents()
    after = box.sceneBoundingRect()
    assert after.top() > before.top() + 10
    assert after.bottom() < before.bottom() - 5
    assert after.left() > before.left() + 5
    assert (plot.coordinates.left, plot.coordinates.top) == pytest.approx((after.left(), after.top()))
    assert red(plot) > 100
    plot.addLegend(labelTextColor=RED)
    plot.plot([0, 1], [0, 1], name="one's own", pen=RED)
    assert len(plot.plotItem.legend.items) == 1
    plot.clear()
    plot.setTitle(None)
    for name in ("bottom", "left"):
        plot.getAxis(name).showLabel(False)
    plot.plotItem.legend.hide()
    assert (np.abs(seen(plot) - plain).max(axis=2) > 40).mean() < 2e-5


def test_the_grid_of_either_axis_can_be_shown(make_window):
    window = make_window()
    plot, faint = window.plot, THEMES["light"].faint

    def lines():
        """Return whether there are upright and level lines of the grid."""
        pixels = seen(plot)
        inner = np.abs(pixels - colour(faint)).sum(axis=2) < 40
        frame = plot.coordinates
        inner = inner[round(frame.top) + 3 : round(frame.bottom) - 3, round(frame.left) + 3 : round(frame.right) - 3]
        return bool((inner.mean(axis=0) > 0.8).any()), bool((inner.mean(axis=1) > 0.8).any())

    assert lines() == (True, True)
    plot.showGrid(y=False)
    assert lines() == (True, False)
    plot.showGrid(x=False)
    assert lines() == (False, False)
    assert not window.scene.shows("grid")
    plot.showGrid(y=True)
    assert lines() == (False, True)
    assert window.scene.shows("grid")
    plot.showGrid(x=True, alpha=0.0)
    assert lines() == (False, False)
    with pytest.raises(ValueError, match="showGrid"):
        plot.showGrid()


# The range


def test_a_range_from_code_is_the_scenes_and_can_be_undone(make_window, qtbot, monkeypatch):
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
    assert window.scene == Scene(), "calls in quick succession are one step"


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
def test_ranges_that_are_none_change_nothing(make_window, asked):
    window = make_window()
    with pytest.raises(ValueError, match="range"):
        window.plot.setXRange(*asked)
    with pytest.raises(ValueError, match="setRange"):
        window.plot.setRange()
    assert window.scene == Scene()


def test_with_equal_axes_setting_y_changes_only_that_of_the_scene(make_window):
    window = make_window(layers=Scene().layers | {"true-slope"})
    window.plot.setYRange(0.4, 0.8, padding=0)
    assert (window.scene.x_range, window.scene.y_range) == (HOME["x_range"], (0.4, 0.8))
    assert window.plot.coordinates.equal
    low, high = window.plot.viewRange()[1]
    assert (low + high) / 2 == pytest.approx(0.6)


def test_auto_range_frames_what_others_added_and_then_changes_nothing_more(make_window):
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
    assert window.scene.y_range == first == pytest.approx(framed[1]), "what has no extent up and down leaves y"


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
def test_places_are_mapped_to_half_a_pixel(make_window, view):
    plot = make_window(**view).plot
    box, frame = plot.getViewBox(), plot.coordinates
    for px, py in ((frame.left + 3, frame.top + 3), (frame.right - 40, frame.bottom - 9)):
        place = box.mapSceneToView(QPointF(px, py))
        assert abs(frame.x_to_px(place.x()) - px) < 0.5
        assert abs(frame.y_to_px(place.y()) - py) < 0.5


# The mouse


def test_every_move_is_told_and_a_click_too(make_window, qtbot):
    plot = make_window().plot
    moved, clicked = [], []
    plot.scene().sigMouseMoved.connect(moved.append)
    plot.scene().sigMouseClicked.connect(clicked.append)
    target = plot.viewport()
    for column in range(100, 150):
        qtbot.mouseMove(target, QPoint(column, 300))
    assert [place.x() for place in moved] == list(range(100, 150))
    qtbot.mouseClick(target, LEFT, pos=QPoint(200, 250))
    assert [(event.scenePos().x(), event.scenePos().y()) for event in clicked] == [(200, 250)]
    moved.clear()
    qtbot.mousePress(target, LEFT, pos=QPoint(300, 300))
    for column in range(301, 351):
        qtbot.mouseMove(target, QPoint(column, 300))
    qtbot.mouseRelease(target, LEFT, pos=QPoint(350, 300))
    assert [place.x() for place in moved] == list(range(301, 351))
    assert len(clicked) == 1, "a drag is no click"


def drag_through(qtbot, plot, *places):
    target = plot.viewport()
    for place in places[:1]:
        qtbot.mouseMove(target, place + QPoint(3, 0))
        qtbot.mouseMove(target, place)
        qtbot.mousePress(target, LEFT, pos=place)
    for place in places[1:]:
        qtbot.mouseMove(target, place)
    qtbot.mouseRelease(target, LEFT, pos=places[-1])


class Knob(pg.GraphicsObject):
    """An item that takes drags without having claimed them."""

    def boundingRect(self):  # noqa: N802
        return QRectF(-0.5, -0.05, 1, 0.1)

    def paint(self, *_):
        pass

    def mouseDragEvent(self, event):
        event.accept()
        self.setPos(self.mapToParent(event.pos()))


@pytest.mark.parametrize("kind", ["claims it while hovered", "takes it when it begins"])
def test_an_item_of_others_that_can_be_dragged_wins_over_the_point(make_window, qtbot, kind):
    window = make_window()
    plot = window.plot
    item = pg.InfiniteLine(3.0, movable=True) if kind.startswith("claims") else Knob()
    plot.addItem(item)
    item.setPos(3.0 if isinstance(item, pg.InfiniteLine) else QPointF(3.0, 0.2))
    QApplication.processEvents()
    begin, end = at(plot, 3.0, 0.2), at(plot, 5.0, 0.2)
    drag_through(qtbot, plot, begin, begin + QPoint(9, 0), end)
    assert item.pos().x() == pytest.approx(5.0, abs=0.2)
    assert window.scene == Scene()
    drag_through(qtbot, plot, at(plot, -3.0, 0.5), at(plot, -4.0, 0.5))
    assert window.scene.x == pytest.approx(-4.0, abs=0.05), "elsewhere the point is taken"


def test_an_item_that_cannot_be_dragged_is_in_no_ones_way(make_window, qtbot):
    window = make_window()
    plot = window.plot
    plot.addItem(pg.InfiniteLine(3.0))
    drag_through(qtbot, plot, at(plot, 3.0, 0.2), at(plot, 4.0, 0.2), at(plot, 5.0, 0.2))
    assert window.scene.x == pytest.approx(5.0, abs=0.05)
    qtbot.mouseClick(plot.viewport(), LEFT, pos=at(plot, 3.0, 0.2))
    assert window.scene.x == pytest.approx(3.0, abs=0.05)


# Pictures


def test_the_exporters_see_what_is_shown(make_window, tmp_path):
    plot = make_window(layers=Scene().layers - {"derivative"}).plot
    plot.plot([0, 1], [0.2, 0.3], name="mine", pen=pg.mkPen(RED, width=6))
    picture = ImageExporter(plot.plotItem).export(toBytes=True)
    pixels = rgb(picture)
    assert (np.abs(pixels - colour(RED)).sum(axis=2) < 60).sum() > 100
    assert covered(pixels, THEMES["light"].sigma.colour).sum() > 1000
    target = tmp_path / "data.csv"
    CSVExporter(plot.plotItem).export(str(target))
    head, *rows = list(csv.reader(target.read_text("utf-8").splitlines()))
    assert head == ["σ(x)_x", "σ(x)_y", "mine_x", "mine_y"]
    assert (float(rows[0][0]), float(rows[0][2]), float(rows[1][3])) == (-8.0, 0.0, 0.3)


@pytest.mark.parametrize("layer", [name for name in LAYER_NAMES if name not in Scene().layers])
def test_a_picture_of_the_items_is_what_the_screen_shows(make_window, layer):
    plot = make_window(x=0.7, layers=(Scene().layers | {layer}) - {"labels"}, trace=[-2.0, 0.0, 1.5]).plot
    picture = rgb(ImageExporter(plot.plotItem).export(toBytes=True))
    shown = seen(plot)
    assert picture.shape == shown.shape
    assert (np.abs(picture - shown).max(axis=2) > 40).mean() < 2e-5


# What is easily overlooked


def test_an_exporter_draws_a_curve_of_ones_own_however_far_it_is_zoomed_in(make_window):
    plot = make_window().plot
    plot.plot(np.linspace(-20, 20, 2000), 0.5 + np.linspace(-5, 5, 2000), pen=pg.mkPen(RED, width=6))
    plot.setRange(QRectF(-0.005, 0.495, 0.01, 0.01), padding=0)
    shown = red(plot)
    picture = rgb(ImageExporter(plot.plotItem).export(toBytes=True))
    assert (np.abs(picture - colour(RED)).sum(axis=2) < 60).sum() == pytest.approx(shown, rel=0.2)
    assert shown > 1000


def test_one_of_our_curves_can_be_added_again_and_its_layer_goes_on(make_window):
    window = make_window()
    curve = window.plot.curves["derivative"]
    window.plot.removeItem(curve)
    window.plot.addItem(curve)
    assert window.scene.shows("derivative")
    for _ in range(2):
        window.table["layer_derivative"].trigger()
    assert len(window.plot.listDataItems()) == 2


def test_hiding_one_of_our_items_is_seen(make_window):
    plot = make_window().plot
    before = seen(plot)
    for item in (plot.curves["sigma"], plot.marks.tangent):
        item.hide()
        assert (seen(plot) != before).any()
        item.show()
        assert (seen(plot) == before).all()


def test_a_click_that_an_item_of_others_takes_does_not_move_the_point(make_window, qtbot):
    window = make_window()
    plot, clicked = window.plot, []
    spots = pg.ScatterPlotItem([4.0], [0.5], size=20)
    spots.sigClicked.connect(lambda *_: clicked.append(1))
    plot.addItem(spots)
    QApplication.processEvents()
    qtbot.mouseClick(plot.viewport(), LEFT, pos=at(plot, 4.0, 0.5))
    assert (clicked, window.scene) == ([1], Scene())
    drag_through(qtbot, plot, at(plot, 4.0, 0.5), at(plot, 4.5, 0.5), at(plot, 5.0, 0.5))
    assert window.scene.x == pytest.approx(5.0, abs=0.05), "a drag is not the spot's"


def test_a_finger_on_an_item_of_others_drags_that(make_window, qtbot):
    window = make_window()
    plot, target = window.plot, pg.TargetItem((4.0, 0.5), size=30)
    plot.addItem(target)
    QApplication.processEvents()
    fingers = Fingers(plot.viewport())
    for place in (at(plot, 4.0, 0.5), at(plot, 4.4, 0.5), at(plot, 5.0, 0.5)):
        fingers.to(place)
    fingers.lift()
    assert window.scene == Scene()
    assert target.pos().x() == pytest.approx(5.0, abs=0.1)


@pytest.mark.parametrize("words", ["a title " * 8, "a title " * 40])
def test_a_long_title_makes_the_plot_no_wider(make_window, words):
    window = make_window()
    window.resize(640, 480)
    QApplication.processEvents()
    plot = window.plot
    right = plot.coordinates.right
    plot.setTitle(words)
    QApplication.processEvents()
    assert plot.coordinates.right == right
    plot.setTitle(None)
    QApplication.processEvents()
    assert plot.coordinates.right == right


def test_a_label_keeps_its_colour_in_every_theme(make_window):
    window = make_window()
    window.plot.setLabel("bottom", "abc", color=RED)
    window.set_scene(Scene(theme="dark", text_scale=1.5))
    assert red(window.plot) > 20


def test_our_curves_stay_out_of_a_legend_and_of_what_is_done_to_all_curves(make_window):
    window = make_window()
    plot = window.plot
    legend = plot.addLegend()
    for _ in range(2):
        window.table["layer_derivative"].trigger()
    assert not legend.items
    plot.setDownsampling(auto=True)
    plot.setLimits(xMin=-2, xMax=2)
    assert plot.viewRange()[0] == list(Scene().x_range)


PARTS = """
import sys, numpy as np, sigviz, sigviz.app
from PySide6.QtWidgets import QApplication
window = sigviz.app.build()
window.resize(700, 520)
window.show()
def seen():
    QApplication.processEvents()
    picture = window.screen().grabWindow(window.winId()).toImage()
    picture.convertTo(picture.Format.Format_RGB32)
    return np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1).astype(int)
for layers in sys.argv[1:]:
    window.store.update(layers=layers.split(","))
    first = seen()
    for x in (1.2, -0.4, 2.0, 1.0):
        window.set_x(x)
        QApplication.processEvents()
    print((np.abs(seen() - first) > 8).sum())
"""


@pytest.mark.slow
@pytest.mark.parametrize("factor", ["1", "1.25", "1.5", "1.75", "2"])
def test_what_is_painted_in_parts_is_what_is_painted_at_once(factor):
    first, every = ",".join(Scene().layers), ",".join({*LAYER_NAMES} - {"trace", "derivation"})
    settings = {**os.environ, "QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"}
    line = [sys.executable, "-c", PARTS, first, every]
    done = subprocess.run(line, capture_output=True, text=True, env=settings, check=True)
    assert done.stdout.split() == ["0", "0"]
