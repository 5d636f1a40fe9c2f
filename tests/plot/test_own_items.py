"""Items, titles, labels and grids that a script adds to the plot: they are visible, and removed without a trace."""

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from sigviz.drawing.theme import THEMES
from sigviz.model.scene import Scene
from tests.events import LEFT
from tests.own_items import RED, X, at, red, seen
from tests.pixels import colour, covered, rgb
from tests.truth import true_values


def test_a_foreign_curve_is_visible_over_own_curves_and_can_be_removed(make_window):
    plot = make_window().plot
    before = seen(plot)
    curve = plot.plot(X, 1 / (1 + np.exp(-X)), pen=pg.mkPen(RED, width=9))
    assert red(plot) > 2000
    assert covered(seen(plot), THEMES["light"].sigma.colour)[:, 600:740].sum() == 0, "it covers σ"
    disc = at(plot, 1.0, float(true_values(1.0)["sigma"]))
    assert covered(seen(plot), THEMES["light"].sigma.colour)[
        disc.y() - 4 : disc.y() + 4, disc.x() - 4 : disc.x() + 4
    ].all()
    plot.removeItem(curve)
    assert (seen(plot) == before).all()


def test_foreign_items_follow_the_range_and_clear_removes_only_them(make_window):
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


def test_a_long_drag_over_a_foreign_curve_leaves_no_residue(make_window, qtbot):
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


def test_titles_labels_and_the_legend_are_visible_and_take_space(make_window):
    plot = make_window(layers=Scene().layers - {"labels"}).plot  # names of curves are drawn at fractions of pixels
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
        """Return whether there are vertical and horizontal grid lines."""
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


@pytest.mark.parametrize("words", ["a title " * 8, "a title " * 40])
def test_a_long_title_does_not_widen_the_plot(make_window, words):
    window = make_window()
    window.resize(640, 480)
    QApplication.processEvents()
    plot = window.plot
    right = plot.coordinates.right
    plot.setTitle(words)
    QApplication.processEvents()
    assert plot.coordinates.right == pytest.approx(right)
    plot.setTitle(None)
    QApplication.processEvents()
    assert plot.coordinates.right == pytest.approx(right)


def test_a_label_keeps_its_colour_in_every_theme(make_window):
    window = make_window()
    window.plot.setLabel("bottom", "abc", color=RED)
    window.set_scene(Scene(theme="dark", text_scale=1.5))
    assert red(window.plot) > 20
