"""What can be shown, as one table: it makes menus, keys, options and help, and says what draws each layer."""

from typing import Literal, NamedTuple

Drawing = Literal["overlay", "card"]


class Layer(NamedTuple):
    """Something that can be shown or hidden; its place in `LAYERS` is its place in every menu and text.

    An *overlay* draws it in the plot and is a file in ``sigviz/plot/overlays``; a *card* draws it beside the plot and
    is a file in ``sigviz/views/cards``. Both folders are searched: a new layer needs its file and its line here.

    Its ``options`` can be set while it is shown: each is the name of a scene's field, or of an action.
    """

    name: str
    title: str
    group: str
    key: str
    shown: bool  # in a new scene
    about: str
    drawn_by: tuple[Drawing, ...] = ()
    options: tuple[str, ...] = ()
    shows_slope: bool = False  # so it is not drawn while the slope is to be guessed


# fmt: off
LAYERS = (
    Layer("sigma", "σ(x)", "Curves", "1", True, "The logistic sigmoid, from 0 to 1."),
    Layer("derivative", "σ′(x)", "Curves", "2", True, "The derivative: the slope of σ at every x, at most ¼.",
          shows_slope=True),
    Layer("complement", "1 − σ(x)", "Curves", "3", False, "What σ lacks to 1: the other factor of the slope."),
    Layer("tangent", "Tangent", "Curves", "4", True, "The line that touches σ at the point; its slope is σ′(x).",
          shows_slope=True),
    Layer("point", "Point", "Curves", "5", True, "The point on σ, and the mark on σ′ at the same x."),
    Layer("projection", "Projection lines", "Curves", "6", True, "Thin lines from the point to the axes and to σ′."),
    Layer("labels", "Curve names", "Curves", "7", True, "Each curve's name, written on the curve."),
    Layer("grid", "Grid", "Curves", "8", True, "A faint grid at the axes' numbers."),
    Layer("values", "Values", "Curves", "9", True, "σ(x), 1 − σ(x) and their product, in numbers."),
    Layer("derivation", "Derivation", "Insight", "D", False, "Why σ′ = σ(1 − σ), line by line, live at the point."),
    Layer("area", "Area", "Insight", "A", False, "A rectangle with the sides σ and 1 − σ: its area is the slope.",
          drawn_by=("card",)),
    Layer("secant", "Secant", "Insight", "S", False, "The chord to x + h, and how its slope nears σ′ until rounding.",
          drawn_by=("overlay", "card"), options=("h", "secant")),
    Layer("trace", "Trace", "Insight", "T", False, "A dot at (x, slope) wherever the point is dragged: they draw σ′.",
          drawn_by=("overlay",), options=("clear_trace",), shows_slope=True),
    Layer("mirror", "Mirror", "Insight", "M", False, "The point at −x: the same slope, σ and 1 − σ trade places.",
          drawn_by=("overlay",)),
    Layer("saturation", "Saturation", "Insight", "U", False, "Bands where σ′ is under a threshold, and their edges.",
          drawn_by=("overlay",), options=("threshold",)),
    Layer("true-slope", "True slope", "Insight", "E", False, "Equal axes: the tangent's angle on the screen is real.",
          drawn_by=("overlay",)),
    Layer("predict", "Predict", "Insight", "G", False, "Hide σ′ and the slope, guess the tangent, then reveal it.",
          drawn_by=("overlay",), options=("guess", "answer")),
    Layer("float64", "float64", "Insight", "F", False, "What naive float64 code gives, its wrong digits marked."),
    Layer("neuron", "Neuron", "Unit", "N", False, "The unit that σ is for: its sum is x; one step of learning.",
          drawn_by=("card",), options=("inputs", "weights", "target", "loss", "learning_rate", "learn")),
    Layer("chain", "Chain", "Unit", "C", False, "Units in a row: the product of their slopes, at most ¼ⁿ.",
          drawn_by=("card",), options=("units",)),
)
# fmt: on
LAYER_NAMES = tuple(layer.name for layer in LAYERS)
