"""Plot items added by scripts: their position on the screen and the number of their visible pixels."""

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from tests.pixels import colour, rgb

RED = "#FF0000"  # sigviz draws nothing in this colour
X = np.linspace(-20.0, 20.0, 60)


def seen(plot):
    """Return the pixels of the plot on the screen."""
    QApplication.processEvents()
    return rgb(plot.grab().toImage())


def red(plot):
    """Return the number of red pixels of the plot."""
    return int((np.abs(seen(plot) - colour(RED)).sum(axis=2) < 60).sum())


def at(plot, x, y):
    """Return the pixel of a position in data coordinates."""
    return QPoint(round(plot.coordinates.x_to_px(x)), round(plot.coordinates.y_to_px(y)))
