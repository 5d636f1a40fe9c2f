"""The layout of the cards of a scene, for tests of the view that shows them."""

from sigviz.drawing.theme import THEMES, scale_of
from sigviz.views.card import Look
from sigviz.views.cards_panel import plan, shown


def planned(scene, cards_panel):
    """Return the layout of the cards of a scene in a view of the same size as ``cards_panel``."""
    return plan(shown(scene), cards_panel.width(), cards_panel.height(), scale_of(scene))


def look(scene, cards_panel, layer):
    """Return the `Look` with which the card of a layer is drawn in that layout."""
    layout = planned(scene, cards_panel)
    return Look(layout.boxes[layer], layout.unit, THEMES[scene.theme])
