"""The layer ``float64``: the output of naive code for each quantity, and the x at which it becomes wrong."""

from sigviz.maths import float64
from sigviz.maths.float64 import NaiveText
from sigviz.model.readout import HIDDEN, Readout
from sigviz.model.scene import HIDEABLE

LAYER = "float64"
LIMITS = f"1 − σ by subtraction: 4th digit wrong from x = {float64.WRONG_FROM:.1f}, 0 from {float64.ZERO_FROM:.2f}"
_VALUE = "float64: {digits}"


def naive_texts(readout: Readout) -> dict[str, NaiveText]:
    """Return the output of naive float64 code for each quantity, prefixed with ``float64:``.

    >>> from sigviz.model.readout import resolve
    >>> from sigviz.model.scene import Scene
    >>> naive_texts(resolve(Scene(x=20.0)))["complement"]
    NaiveText(right='float64: 2.061153', wrong='69216775', power='×10⁻⁹')
    """
    texts = {}
    for name, value, true in zip(HIDEABLE, float64.activation(readout.scene.x), readout.value, strict=True):
        concealed = name in readout.scene.concealed
        text = NaiveText(HIDDEN, "", "") if concealed else float64.naive_text(value, true)
        texts[name] = text._replace(right=_VALUE.format(digits=text.right))
    return texts
