"""pyqtgraph's exporters write what the screen shows."""

import csv

import numpy as np
import pyqtgraph as pg
import pytest
from pyqtgraph.exporters import CSVExporter, ImageExporter
from PySide6.QtCore import QRectF

from sigviz.drawing.theme import THEMES
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from tests.own_items import RED, red, seen
from tests.pixels import colour, covered, rgb


def test_the_exporters_write_the_visible_items(make_window, tmp_path):
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


def test_an_exporter_draws_a_foreign_curve_at_any_zoom(make_window):
    plot = make_window().plot
    plot.plot(np.linspace(-20, 20, 2000), 0.5 + np.linspace(-5, 5, 2000), pen=pg.mkPen(RED, width=6))
    plot.setRange(QRectF(-0.005, 0.495, 0.01, 0.01), padding=0)
    shown = red(plot)
    picture = rgb(ImageExporter(plot.plotItem).export(toBytes=True))
    assert (np.abs(picture - colour(RED)).sum(axis=2) < 60).sum() == pytest.approx(shown, rel=0.2)
    assert shown > 1000


@pytest.mark.slow
@pytest.mark.parametrize("layer", [name for name in LAYER_NAMES if name not in Scene().layers])
def test_a_picture_of_the_items_matches_the_screen(make_window, layer):
    plot = make_window(x=0.7, layers=(Scene().layers | {layer}) - {"labels"}, trace=[-2.0, 0.0, 1.5]).plot
    picture = rgb(ImageExporter(plot.plotItem).export(toBytes=True))
    shown = seen(plot)
    assert picture.shape == shown.shape
    assert (np.abs(picture - shown).max(axis=2) > 40).mean() < 2e-5
