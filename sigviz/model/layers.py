"""The table of layers. Menus, keys, options and help are derived from it, and so is what draws each layer."""

from typing import Literal, NamedTuple

Drawing = Literal["overlay", "card"]


class Layer(NamedTuple):
    """Something that can be shown or hidden; menus and texts list layers in the order of `LAYERS`.

    An *overlay* draws the layer in the plot and is a file in ``sigviz/plot/overlays``. A *card* draws it beside the
    plot and is a file in ``sigviz/views/cards``. Both folders are searched, so a new layer needs only its file and its
    record here.

    The ``options`` of a layer can be set while it is shown; each is the name of a field of the scene, or of an action.
    """

    name: str
    title: str
    group: str
    key: str
    shown: bool  # in a new scene
    about: str
    drawn_by: tuple[Drawing, ...] = ()
    options: tuple[str, ...] = ()
    shows_slope: bool = False  # such a layer is not drawn while the user guesses the slope


# fmt: off
LAYERS = (
    Layer("sigma", "σ(x)", "Curves", "1", True, "The logistic sigmoid, from 0 to 1."),
    Layer("derivative", "σ′(x)", "Curves", "2", True, "The derivative: the slope of σ at every x, at most ¼.",
          shows_slope=True),
    Layer("complement", "1 − σ(x)", "Curves", "3", False, "The complement of σ: the other factor of the slope."),
    Layer("tangent", "Tangent", "Curves", "4", True, "The line that touches σ at the point; its slope is σ′(x).",
          shows_slope=True),
    Layer("point", "Point", "Curves", "5", True, "The point on σ, and the mark on σ′ at the same x."),
    Layer("projection", "Projection lines", "Curves", "6", True, "Thin lines from the point to the axes and to σ′."),
    Layer("labels", "Curve names", "Curves", "7", True, "Each curve's name, written on the curve."),
    Layer("grid", "Grid", "Curves", "8", True, "A faint grid at the numbers on the axes."),
    Layer("values", "Values", "Curves", "9", True, "σ(x), 1 − σ(x) and their product as numbers."),
    Layer("derivation", "Derivation", "Insight", "D", False, "Why σ′ = σ(1 − σ), line by line, with values at x."),
    Layer("area", "Area", "Insight", "A", False, "A rectangle with sides σ and 1 − σ; its area is the slope.",
          drawn_by=("card",)),
    Layer("secant", "Secant", "Insight", "S", False, "A chord of step h, and how close its slope comes to σ′.",
          drawn_by=("overlay", "card"), options=("h", "secant")),
    Layer("trace", "Trace", "Insight", "T", False, "Dots at (x, slope) wherever the point is dragged; they draw σ′.",
          drawn_by=("overlay",), options=("clear_trace",), shows_slope=True),
    Layer("mirror", "Mirror", "Insight", "M", False, "The point at −x: the same slope, with σ and 1 − σ swapped.",
          drawn_by=("overlay",)),
    Layer("saturation", "Saturation", "Insight", "U", False, "Bands where σ′ is below a threshold, and their edges.",
          drawn_by=("overlay",), options=("threshold",)),
    Layer("true-slope", "True slope", "Insight", "E", False, "Equal axes, so that the tangent's angle is true.",
          drawn_by=("overlay",)),
    Layer("predict", "Predict", "Insight", "G", False, "Hide σ′ and the slope, guess the tangent, then reveal it.",
          drawn_by=("overlay",), options=("guess", "answer")),
    Layer("float64", "float64", "Insight", "F", False, "The results of naive float64 code, with wrong digits marked."),
    Layer("neuron", "Neuron", "Unit", "N", False, "A neural unit with weighted sum x, and one step of learning.",
          drawn_by=("card",), options=("inputs", "weights", "target", "loss", "learning_rate", "learn")),
    Layer("chain", "Chain", "Unit", "C", False, "Units in a row: the product of their slopes, at most ¼ⁿ.",
          drawn_by=("card",), options=("units",)),
)
# fmt: on
LAYER_NAMES = tuple(layer.name for layer in LAYERS)
