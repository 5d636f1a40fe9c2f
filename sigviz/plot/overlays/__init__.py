"""The overlays: one file for each layer that is drawn in the plot. They are discovered, not listed."""

from sigviz.drawing.discovery import find_drawings
from sigviz.plot.overlay import Overlay

OVERLAYS: tuple[type[Overlay], ...] = find_drawings(__name__, Overlay, "overlay")
