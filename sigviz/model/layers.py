"""The table of layers. Menus, keys, options and help are made from it; it also says what draws each layer."""

from typing import Literal, NamedTuple

Drawing = Literal["overlay", "card"]


class Layer(NamedTuple):
    """Something that can be shown or hidden. Its position in `LAYERS` is its position in every menu and text.

    An *overlay* draws the layer in the plot and is a file in ``sigviz/plot/overlays``. A *card* draws it beside the
    plot and is a file in ``sigviz/views/cards``. Both folders are searched: a new layer needs its file and a line here.

    The ``options`` can be set while the layer is shown. Each is the name of a scene field or of an action. A layer with
    ``words`` has a button of its own on the shelf, with these words below its picture. Some pictures tell more without
    another layer, which the button hides meanwhile: ``instead_of``.
    """

    name: str
    title: str
    group: str
    key: str
    shown: bool  # in a new scene
    about: str
    drawn_by: tuple[Drawing, ...] = ()
    options: tuple[str, ...] = ()
    shows_slope: bool = False  # if so, it is not drawn while the user guesses the slope
    words: str = ""
    instead_of: str = ""
    inside: str = ""  # the layer that it is drawn in, without which it is not seen
    hint: str = ""  # what to do while nothing is drawn yet
    board: bool = False  # whether it is a board of lines, which takes as much space as a card

    @property
    def focusable(self) -> bool:
        """Whether it is drawn beside the plot, and can be in focus there.

        >>> [layer.name for layer in LAYERS if layer.focusable]
        ['derivation', 'area', 'secant', 'neuron', 'chain']
        """
        return self.board or "card" in self.drawn_by


# fmt: off
LAYERS = (
    Layer("sigma", "σ(x)", "Curves", "1", True, "The logistic sigmoid, from 0 to 1."),
    Layer("derivative", "σ′(x)", "Curves", "2", True, "The derivative: the slope of σ at every x, at most ¼.",
          shows_slope=True),
    Layer("complement", "1 − σ(x)", "Curves", "3", False, "The complement of σ: the other factor of the slope.",
          shows_slope=True),
    Layer("tangent", "Tangent", "Curves", "4", True, "The line that touches σ at the point; its slope is σ′(x).",
          shows_slope=True),
    Layer("point", "Point", "Curves", "5", True, "The point on σ and the mark on σ′ at the same x."),
    Layer("projection", "Projection lines", "Curves", "6", True, "Thin lines from the point to the axes and to σ′."),
    Layer("labels", "Curve names", "Curves", "7", True, "The name of each curve, written on the curve."),
    Layer("grid", "Grid", "Curves", "8", True, "A faint grid at the axis ticks."),
    Layer("values", "Values", "Curves", "9", True, "The numbers σ(x), 1 − σ(x) and their product."),
    Layer("derivation", "Derivation", "Insight", "D", False, "Why σ′ = σ(1 − σ), line by line, with live numbers.",
          words="Why?", board=True),
    Layer("area", "Area", "Insight", "A", False, "A rectangle with sides σ and 1 − σ: its area is the slope.",
          drawn_by=("card",), words="Rectangle"),
    Layer("secant", "Secant", "Insight", "S", False, "The chord to x + h. Its slope nears σ′ until rounding spoils it.",
          drawn_by=("overlay", "card"), options=("h", "secant"), words="Slope by hand"),
    Layer("trace", "Trace", "Insight", "T", False, "Dots at (x, slope) where the point was dragged: they draw σ′.",
          drawn_by=("overlay",), options=("clear_trace",), shows_slope=True, words="Draw σ′",
          instead_of="derivative", hint="drag the point: its slope draws σ′"),
    Layer("mirror", "Mirror", "Insight", "M", False, "The point at −x: the slope is the same, σ and 1 − σ swap.",
          drawn_by=("overlay",)),
    Layer("saturation", "Saturation", "Insight", "U", False, "Bands where σ′ is below a threshold, and their edges.",
          drawn_by=("overlay",), options=("threshold",)),
    Layer("slope-field", "Slope field", "Insight", "W", False, "Strokes of slope y(1 − y): height alone sets it.",
          drawn_by=("overlay",), shows_slope=True, words="Slope field"),
    Layer("true-slope", "True slope", "Insight", "E", False, "Equal axes: the tangent has its true angle.",
          drawn_by=("overlay",)),
    Layer("predict", "Predict", "Insight", "G", False, "Hide σ′ and the slope, guess the tangent, then reveal it.",
          drawn_by=("overlay",), options=("guess", "answer"), words="Guess"),
    Layer("float64", "float64", "Insight", "F", False, "Results of naive float64 code, with wrong digits marked.",
          inside="values"),
    Layer("neuron", "Neuron", "Unit", "N", False, "A unit whose weighted sum is x. It can learn step by step.",
          drawn_by=("card",), options=("inputs", "weights", "target", "loss", "learning_rate", "learn"),
          words="A neuron"),
    Layer("chain", "Chain", "Unit", "C", False, "n units in a row: the product of their slopes is at most ¼ⁿ.",
          drawn_by=("card",), options=("units",), words="Many layers"),
)
# fmt: on
LAYER_NAMES = tuple(layer.name for layer in LAYERS)
