"""The layer ``float64``: what naive code prints for each quantity, and from where on that is wrong."""

from sigviz.maths import float64
from sigviz.maths.float64 import NaiveText
from sigviz.model.readout import HIDDEN, Readout
from sigviz.model.scene import HIDEABLE

LAYER = "float64"
LIMITS = f"1 − σ by subtraction: 4th digit wrong from x = {float64.WRONG_FROM:.1f}, 0 from {float64.ZERO_FROM:.2f}"
_VALUE = "float64: {digits}"


def naive_texts(readout: Readout) -> dict[str, NaiveText]:
    """Return what naive float64 code prints for each quantity, after a word that says so.

    >>> from sigviz.model.readout import resolve
    >>> from sigviz.model.scene import Scene
    >>> naive_texts(resolve(Scene(x=20.0)))["complement"]
    NaiveText(right='float64: 2.061153', wrong='69216775', power='e−09')
    """
    texts = {}
    for name, value, true in zip(HIDEABLE, float64.activation(readout.scene.x), readout.value, strict=True):
        concealed = name in readout.scene.concealed
        text = NaiveText(HIDDEN, "", "") if concealed else float64.naive_text(value, true)
        texts[name] = text._replace(right=_VALUE.format(digits=text.right))
    return texts
