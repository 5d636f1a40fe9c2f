"""The plot consists of pyqtgraph items, which pyqtgraph's documented methods list, hide and move."""

import mpmath
import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QLineF, QPointF

from sigviz.model.layers import LAYERS
from sigviz.model.scene import Scene
from tests.own_items import seen

TITLES = {layer.name: layer.title for layer in LAYERS}


def value(name, x):
    x = mpmath.mpf(float(x))
    sigma = 1 / (1 + mpmath.exp(-x))
    return {"sigma": sigma, "derivative": sigma * (1 - sigma), "complement": 1 - sigma}[name]


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
        assert np.all((np.abs(far) * frame.y_scale < 0.25) | (step < 0.5)), (
            "a sample less than half a pixel away is close enough"
        )


@pytest.mark.parametrize("x", [-6.0, 0.3, 4.0])
def test_lines_are_in_data_coordinates(make_window, x):
    layers = Scene().layers | {"secant", "mirror", "predict"}
    plot = make_window(x=x, layers=layers, revealed=True, h=0.5, guess=0.3).plot
    sigma, slope, complement = (float(value(name, x)) for name in ("sigma", "derivative", "complement"))
    ahead = float(value("sigma", x + 0.5))
    marks, overlays = plot.marks, plot.overlays
    for line, through, steep in (
        (marks.tangent, (x, sigma), slope),
        (overlays["secant"].line, (x, sigma), (ahead - sigma) / 0.5),
        (overlays["mirror"].tangent, (-x, complement), slope),
        (overlays["predict"].line, (x, sigma), 0.3),
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


def test_handles_report_moves_and_setting_their_position_is_a_request(make_window, qtbot):
    window = make_window(layers=Scene().layers | {"secant", "predict"})
    plot = window.plot
    point, end, arm = plot.marks.point, plot.overlays["secant"].handle, plot.overlays["predict"].handle
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


def test_the_axes_are_axis_items_with_own_tick_labels(make_window):
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


def test_removing_an_own_curve_hides_its_layer(make_window):
    window = make_window()
    window.plot.removeItem(window.plot.curves["derivative"])
    assert not window.scene.shows("derivative")
    assert [item.name() for item in window.plot.listDataItems()] == [TITLES["sigma"]]


def test_adding_an_own_curve_again_shows_its_layer(make_window):
    window = make_window()
    curve = window.plot.curves["derivative"]
    window.plot.removeItem(curve)
    window.plot.addItem(curve)
    assert window.scene.shows("derivative")
    for _ in range(2):
        window.table["layer_derivative"].trigger()
    assert len(window.plot.listDataItems()) == 2


def test_hiding_an_own_item_is_visible(make_window):
    plot = make_window().plot
    before = seen(plot)
    for item in (plot.curves["sigma"], plot.marks.tangent):
        item.hide()
        assert (seen(plot) != before).any()
        item.show()
        assert (seen(plot) == before).all()


def test_own_curves_are_excluded_from_legends_and_from_operations_on_all_curves(make_window):
    window = make_window()
    plot = window.plot
    legend = plot.addLegend()
    for _ in range(2):
        window.table["layer_derivative"].trigger()
    assert not legend.items
    plot.setDownsampling(auto=True)
    plot.setLimits(xMin=-2, xMax=2)
    assert plot.viewRange()[0] == list(Scene().x_range)
