"""Items of one's own in the plot, as a script adds them: where they are on the screen, and how much of them is seen."""

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from tests.pixels import colour, rgb

RED = "#FF0000"  # of nothing that sigviz draws
X = np.linspace(-20.0, 20.0, 60)


def seen(plot):
    """Return the pixels of the plot on the screen."""
    QApplication.processEvents()
    return rgb(plot.grab().toImage())


def red(plot):
    """Return how many of them are red."""
    return int((np.abs(seen(plot) - colour(RED)).sum(axis=2) < 60).sum())


def at(plot, x, y):
    """Return the pixel of a place of the data."""
    return QPoint(round(plot.coordinates.x_to_px(x)), round(plot.coordinates.y_to_px(y)))
