"""What the table of actions names: each command reads the scene and gives its intent to the store."""

from sigviz.window.commands.exploring import Exploring
from sigviz.window.commands.lecture import Lecture
from sigviz.window.commands.sharing import Sharing


class Commands(Exploring, Lecture, Sharing):
    """All that a person can do to a window by menu or key."""
