"""The cards: one file or folder for each layer that is drawn beside the plot. They are discovered, not listed."""

from sigviz.drawing.discovery import find_drawings
from sigviz.views.card import Card

CARDS: tuple[Card, ...] = tuple(card() for card in find_drawings(__name__, Card, "card"))
