"""The cards of a figure as they are placed, for tests of the view that shows them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sigviz.drawing.theme import THEMES
from sigviz.views.card import Look


def look(scene, cards_panel, layer):
    """Return the `Look` with which the card of a layer is drawn in a panel that shows it."""
    return Look(cards_panel._boxes[layer], cards_panel.medium.scale(scene), THEMES[scene.theme])


def presented(window, size):
    """Let a window present on a screen of this size, and return it."""
    window.toggle_presentation()
    QApplication.processEvents()
    window.setWindowState(Qt.WindowState.WindowNoState)  # the test screen has another size
    QApplication.processEvents()
    window.resize(*size)
    QApplication.processEvents()
    return window
