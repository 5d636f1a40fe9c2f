"""Several overlays together: correct dots, texts that do not overlap, centred zooms, and no revealed guess."""

import itertools

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from sigviz.model.fields.trace import MOST
from sigviz.model.scene import Scene
from tests.events import wheel
from tests.pictures_alike import assert_alike
from tests.pixels import picture, rgb
from tests.plot.test_trace import BARE, TRACED, drag_over


def test_incremental_dots_are_exactly_those_of_a_fresh_window(make_window, qtbot):
    window = make_window(layers=BARE)
    drag_over(qtbot, window, [*range(45, 925, 16), 500])
    shown = rgb(window.plot.grab().toImage())
    assert_alike(shown, rgb(make_window(window.scene).plot.grab().toImage()), off=0)


def test_the_tangent_does_not_cross_out_the_mirrored_point(make_figure):
    scene = Scene(x=0.75, layers=Scene().layers | {"mirror"})
    plot = make_figure(scene, 1280, 777).plot
    at, colour = plot.overlays["mirror"].point.pixel, QColor(plot.coordinates.theme.complement.colour)
    seen = picture(plot, 1)[round(at.y()) - 4 : round(at.y()) + 5, round(at.x()) - 4 : round(at.x()) + 5]
    assert (np.abs(seen[..., :3].astype(int) - [colour.red(), colour.green(), colour.blue()]) <= 2).all()


def test_a_note_under_the_arrow_is_omitted(make_figure):
    scene = Scene(x=9.0, text_scale=1.5, layers=Scene().layers | {"saturation"})
    noted = make_figure(scene, 1280, 777).plot
    plain = make_figure(scene.evolve(layers=scene.layers - {"saturation"}), 1280, 777).plot
    box = noted.marks.arrow.drawn.box.toAlignedRect()
    assert any(note.box.intersects(noted.marks.arrow.drawn.box) for note in noted._items._noted)
    rows, columns = slice(box.top() + 3, box.bottom() - 3), slice(box.left() + 3, box.right() - 3)
    ink = [(picture(plot, 1)[rows, columns].min(axis=-1) < 90).sum() for plot in (noted, plain)]
    assert ink[0] <= 1.15 * ink[1]


def on_screen(window):
    QApplication.processEvents()
    return rgb(window.screen().grabWindow(window.winId()).toImage())


def test_a_cleared_trace_is_gone_from_the_screen(make_window, qtbot):
    window = make_window(layers=TRACED)
    drag_over(qtbot, window, [*range(100, 900, 7), 450])
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Delete)
    assert_alike(on_screen(window), rgb(window.grab().toImage()))


def test_a_thinned_trace_is_thinned_on_the_screen(make_window, qtbot):
    window = make_window(layers=TRACED, x=0.0, trace=[12 * turn / MOST - 6 for turn in range(MOST)])
    QApplication.processEvents()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert_alike(on_screen(window), rgb(window.grab().toImage()))


@pytest.mark.parametrize(("fields", "layer"), [({"x": -9.0}, "secant"), ({"x": 9.0, "text_scale": 1.5}, "saturation")])
def test_no_text_is_under_the_arrow(make_window, fields, layer):
    plot = make_window(layers=Scene().layers | {layer}, **fields).plot
    assert not [label.text for label in plot.labels if label.box.intersects(plot.marks.arrow.drawn.box)]


def test_equal_axes_zoom_beside_the_plot_around_the_pointer(make_window):
    plot = make_window(layers=Scene().layers | {"true-slope"}).plot
    at = plot.coordinates.left - 8, 200.0
    x, y = plot.coordinates.px_to_x(at[0]), plot.coordinates.px_to_y(at[1])
    for _ in range(12):
        wheel(plot.viewport(), at, 1)
        assert (plot.coordinates.x_to_px(x), plot.coordinates.y_to_px(y)) == pytest.approx(at, abs=1)


def test_equal_axes_zoom_by_key_around_the_point(make_window, qtbot):
    window = make_window(layers=Scene().layers | {"true-slope"}, y_range=(2, 3))
    at = window.plot.marks.point.pixel
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Plus)
    now = window.plot.marks.point.pixel
    assert (now.x(), now.y()) == pytest.approx((at.x(), at.y()), abs=1)


def test_the_chain_reveals_no_guess(make_figure):
    seen = [picture(make_figure(Scene(x=x, layers={"chain", "predict"}), 900, 600).cards_panel, 1) for x in (1.0, 1.6)]
    assert_alike(*seen, off=0)


def test_landmarks_do_not_overlap(make_window):
    window = make_window(layers=Scene().layers | {"true-slope", "predict"}, x_range=(-40, 40))
    frame, axis = window.plot.coordinates, window.plot.getAxis("left")
    rows = sorted(
        frame.y_to_px(value) for _, values in axis.tickValues(*frame.y_range, frame.height) for value in values
    )
    assert min((other - one for one, other in itertools.pairwise(rows)), default=99) > 12
