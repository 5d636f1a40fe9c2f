"""The numbers where the projection lines meet the axes, and the slope triangle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication

from sigviz.drawing import text
from sigviz.maths.number_format import parse
from sigviz.maths.sigmoid import activation
from sigviz.model.readout import HIDDEN
from sigviz.model.scene import Scene

BOTH_ENDS = st.sampled_from([-8.0, -7.99, -3.3, 0.0, 1.25, 7.5, 8.0]) | st.floats(-8, 8)
SIZES = [(640, 480), (1280, 800), (1920, 1080)]


def flags(window):
    return {flag.text: flag for flag in window.plot._items.flags.written}


def room(window):
    return QRectF(window.plot.viewport().rect())


def test_the_axes_show_sigma_its_slope_and_x(make_window):
    window = make_window(x=1.0)
    theme, found = window.plot.coordinates.theme, flags(window)
    assert list(found) == ["0.731", "0.197", text.italic("x = 1")]
    assert [flag.colour for flag in found.values()] == [theme.sigma.colour, theme.slope.colour, theme.ink]
    value = activation(1.0)
    for words, y in (("0.731", value.sigma), ("0.197", value.slope)):
        box, frame = found[words].box, window.plot.coordinates
        assert box.center().y() == pytest.approx(frame.y_to_px(y), abs=1)
        assert box.right() < frame.left


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [0.75, 1.0, 3.0])
def test_no_flag_is_cut_or_covers_another_and_the_plot_stays(make_window, size, scale):
    window = make_window(text_scale=scale)
    window.resize(*size)
    QApplication.processEvents()
    frame = window.plot.coordinates

    @given(BOTH_ENDS)
    def fits(x):
        window.store.update(x=x)
        boxes = [flag.box for flag in flags(window).values()]
        assert all(room(window).contains(box) for box in boxes)
        assert not any(
            one.adjusted(0, 0.1, 0, -0.1).intersects(other) for one in boxes for other in boxes if one is not other
        )
        assert window.plot.coordinates == frame

    fits()


@given(st.floats(-700, 700), st.floats(-3, 0))
def test_a_number_is_never_shown_as_zero(x, log_height):
    from sigviz.plot.items.axis_flags import AxisFlags

    item = AxisFlags.__new__(AxisFlags)
    item._decimals = 3
    value = activation(x).slope
    words = item._number(value)
    assert parse(words.lstrip("<")) > 0
    assert value < 0.0005 if words.startswith("<") else abs(parse(words) - value) <= 0.0005


def test_h_hides_the_numbers_but_not_x_and_tells_no_height(make_window, qtbot):
    window = make_window(x=1.0)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_H)
    written = window.plot._items.flags.written
    assert [flag.text for flag in written] == [HIDDEN, HIDDEN, text.italic("x = 1")]
    places = [flag.box for flag in written[:2]]
    window.store.update(x=-2.0)
    assert [flag.box for flag in window.plot._items.flags.written[:2]] == places


def test_the_flags_belong_to_the_projection_lines(make_window):
    window = make_window(x=1.0)
    window.store.update(layers=window.scene.layers - {"projection"})
    assert flags(window) == {}


def test_x_does_not_jitter_while_its_decimals_come_and_go(make_window):
    window, starts = make_window(), []
    for x in (1.0, 1.2, 1.25):
        window.store.update(x=x)
        box = list(flags(window).values())[-1].box
        starts.append(box.left() - window.plot.coordinates.x_to_px(x))
    assert max(starts) - min(starts) < 1e-6


@pytest.mark.parametrize(("half", "drawn"), [(0.9, False), (1.1, True), (9.0, True), (11.0, False)])
def test_the_triangle_has_a_run_of_one_where_that_is_neither_short_nor_long(make_window, half, drawn):
    window = make_window(x=0.3, x_range=(-half, half))
    triangle, frame = window.plot.marks.triangle, window.plot.coordinates
    assert triangle.shown == drawn
    if drawn:
        run, rise = (stretch.line for stretch in triangle.stretches)
        assert run.length() == pytest.approx(frame.x_scale)
        assert rise.length() / frame.y_scale == pytest.approx(activation(0.3).slope)
        assert "0.244" in [label.text for label in window.plot.labels]


def test_the_triangle_tells_no_hidden_slope(make_window, qtbot):
    window = make_window(x=0.3)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_H)
    assert [label.text for label in window.plot.labels] == [HIDDEN]
    window.store.update(hidden=(), layers={*Scene().layers, "predict"})
    assert not window.plot.marks.triangle.shown


def test_the_triangle_is_in_the_plot_at_both_ends(make_window):
    window = make_window(x_range=(-2.0, 2.0))
    for x in (-2.0, -1.0, 1.5, 2.0):
        window.store.update(x=x)
        rect = window.plot.coordinates.rect.adjusted(-1, -1, 1, 1)
        lines = [stretch.line for stretch in window.plot.marks.triangle.stretches]
        assert lines
        assert all(rect.contains(end) for line in lines for end in (line.p1(), line.p2()))


@pytest.mark.parametrize("secant", ["forward", "symmetric"])
@pytest.mark.parametrize("x", [-7.5, -1.0, 0.0, 1.0])
def test_the_triangle_is_not_drawn_over_the_legs_of_the_secant(make_window, secant, x):
    window = make_window(x=x, h=1.0, secant=secant, x_range=(-8.0, 2.2), layers=Scene().layers | {"secant"})
    triangle = [stretch.line for stretch in window.plot.marks.triangle.stretches]
    legs = [stretch.line for stretch in window.plot.overlays["secant"].legs.stretches]
    assert legs
    for line in triangle:
        for leg in legs:
            both_level = line.dy() == leg.dy() == 0 and line.y1() == pytest.approx(leg.y1(), abs=2)
            beside = min(line.x1(), line.x2()) < max(leg.x1(), leg.x2()) - 1
            assert not (both_level and beside and max(line.x1(), line.x2()) > min(leg.x1(), leg.x2()) + 1)


def test_the_triangles_label_hides_no_name_and_rarely_the_tangent(make_window):
    window, missing, over = make_window(), [], []
    places = [0.05 * step for step in range(-60, 61)]
    for x in places:
        window.store.update(x=x)
        names = window.plot._items.names.values()
        assert all(name.shown for name in names if name.name is not None), f"at x = {x}"
        if not window.plot.labels:
            missing.append(x)
            continue
        box, tangent = window.plot.labels[0].box, window.plot.marks.tangent.stretches[0].line
        rows = [
            tangent.y1() + (at - tangent.x1()) * tangent.dy() / tangent.dx()
            for at in (box.left(), box.center().x(), box.right())
        ]
        if min(rows) < box.bottom() and max(rows) > box.top():
            over.append(x)
    assert len(missing) <= 1, "where σ′ is on all sides"
    assert len(over) < 0.1 * len(places)


@pytest.mark.parametrize("x", [1.35, 2.65, -1.3, -2.7])
def test_no_tick_label_stands_so_near_that_it_reads_as_a_part_of_x(make_window, x):
    window = make_window(x=x)
    flag = list(flags(window).values())[-1].box
    space = text.mathematical(15).width("n")
    axis = window.plot.plotItem.getAxis("bottom")
    covered = window.plot._items.flags.boxes()
    for tick in axis.label_boxes():
        gap = max(tick.left() - flag.right(), flag.left() - tick.right())
        assert gap > 0.7 * space or any(box.contains(tick) for box in covered)
