"""The description of a figure in words: for screen readers, for metadata, and for the text that replaces a picture."""

from sigviz.maths.sampling import CURVES
from sigviz.model.layers import LAYERS
from sigviz.model.readout import Readout
from sigviz.views import cards_panel

_TANGENT = "the tangent"


def describe(readout: Readout, plot: str, line: str = "") -> str:
    """Return the description of the figure of a readout, from those of its plot and of a line of the derivation.

    It tells what the scene shows, whatever the size of the figure, and no value that is hidden.

    >>> from sigviz.model.readout import resolve
    >>> from sigviz.model.scene import Scene
    >>> describe(resolve(Scene()), "x = 1, slope 0.197")
    'Plot of σ(x), σ′(x) and the tangent. x = 1, slope 0.197.'
    """
    scene = readout.scene
    drawn = [layer.title for layer in LAYERS if layer.name in CURVES and scene.draws(layer.name)]
    drawn += [_TANGENT] if scene.draws("tangent") else []
    parts = [scene.caption or "", f"Plot of {_listed(drawn)}" if drawn else "Plot", plot]
    parts += [f"{card.title}: {card.describe(readout)}" for card in cards_panel.shown(scene)]
    parts.append(line)
    return " ".join(f"{part.removesuffix('.')}." for part in parts if part)


def _listed(names: list[str]) -> str:
    """Return names as a phrase.

    >>> _listed(["a"]), _listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
