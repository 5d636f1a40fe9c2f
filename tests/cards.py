"""Where the cards of a scene stand in the view that shows them."""

from sigviz.drawing.theme import THEMES, scale_of
from sigviz.views.card import Look
from sigviz.views.cards_panel import plan, shown


def planned(scene, cards_panel):
    """Return how the cards of a scene stand in a view of the size of this one."""
    return plan(shown(scene), cards_panel.width(), cards_panel.height(), scale_of(scene))


def look(scene, cards_panel, layer):
    """Return what the card of a layer is drawn with there."""
    made = planned(scene, cards_panel)
    return Look(made.boxes[layer], made.unit, THEMES[scene.theme])
