"""Where the cards of a scene stand in the view that shows them."""

from sigviz.views.card import Look
from sigviz.views.insets import plan, shown
from sigviz.views.theme import THEMES, scale_of


def planned(scene, insets):
    """Return how the cards of a scene stand in a view of the size of this one."""
    return plan(shown(scene), insets.width(), insets.height(), scale_of(scene))


def look(scene, insets, layer):
    """Return what the card of a layer is drawn with there."""
    made = planned(scene, insets)
    return Look(made.boxes[layer], made.unit, THEMES[scene.theme])
