"""The values at the point that follow from a scene, and their texts."""

from dataclasses import dataclass

from sigviz.maths.number_format import fixed, latex, significant
from sigviz.maths.ranges import places
from sigviz.maths.sigmoid import Activation, activation
from sigviz.model.derivation import LINES, LineValue, line_value
from sigviz.model.scene import HIDEABLE, Scene


@dataclass(frozen=True, slots=True)
class Readout:
    """The values at the point and their texts, with the scene as it is seen; frozen, and a function of the scene alone.

    Views show it. Values of a single layer are not in it: the layer's view computes them from the scene.

    >>> there = resolve(Scene(x=0.0, hidden={"product"}))
    >>> there.number("sigma"), there.number("product")
    (('0.5000', 0.5), ('?', 0.0))
    >>> there.quantities
    {'x': 0.0, 'sigma': 0.5, 'complement': 0.5}
    """

    scene: Scene
    value: Activation
    x_text: str
    sigma_text: str
    complement_text: str
    product_text: str

    def number(self, quantity: str) -> tuple[str, float]:
        """Return the text of ``sigma``, ``complement`` or ``product``, and the length of its bar: 0 if hidden."""
        texts = {"sigma": self.sigma_text, "complement": self.complement_text, "product": self.product_text}
        return texts[quantity], self.quantities.get(quantity, 0.0)

    @property
    def description(self) -> str:
        """The point and its slope, as a short description for screen readers and metadata."""
        slope = "hidden" if "product" in self.scene.concealed else significant(self.value.slope, 3)
        return f"x = {self.x_text}, slope {slope}"

    @property
    def latex(self) -> str:
        r"""The identity with the numbers inserted, as LaTeX.

        >>> resolve(Scene(x=1.0)).latex
        "\\sigma'(1) = 0.7311 \\cdot 0.2689 = 0.1966"
        """
        x, sigma, complement, product = (
            latex(text) for text in (self.x_text, self.sigma_text, self.complement_text, self.product_text)
        )
        return rf"\sigma'({x}) = {sigma} \cdot {complement} = {product}"

    @property
    def quantities(self) -> dict[str, float]:
        """The values that are not hidden, by name, in full precision."""
        value = self.value
        values = {"x": self.scene.x, "sigma": value.sigma, "complement": value.complement, "product": value.slope}
        return {name: number for name, number in values.items() if name not in self.scene.concealed}

    @property
    def line_values(self) -> tuple[LineValue | None, ...]:
        """The value of each line of the derivation at x; None for a line without one."""
        if "product" in self.scene.concealed:
            return tuple(LineValue(HIDDEN, "") if line.value else None for line in LINES)
        return tuple(line_value(line, self.scene.x) for line in LINES)

    @property
    def spoken_lines(self) -> tuple[str, ...]:
        """The rule, the value and the reason of each line of the derivation, for screen readers.

        >>> resolve(Scene(x=0.0)).spoken_lines[8]
        'substitute σ(x), 0.2500. The slope of the sigmoid is its value times one minus its value.'
        """
        return tuple(
            f"{line.rule}, {value.text}. {line.why}" if value else f"{line.rule}. {line.why}"
            for line, value in zip(LINES, self.line_values, strict=True)
        )

    @property
    def line(self) -> str:
        """The current line of the derivation, from `spoken_lines`."""
        return self.spoken_lines[self.scene.step - 1]

    @property
    def table(self) -> str:
        r"""All values in full precision: one name and value per line, separated by a tab as in a spreadsheet.

        >>> resolve(Scene(x=0.0)).table.splitlines()[:2]
        ['x\t0.0', 'σ(x)\t0.5']
        """
        return "\n".join(f"{NAMES[name]}\t{value!r}" for name, value in self.quantities.items())


HIDDEN = "?"
NAMES = {"x": "x", "sigma": "σ(x)", "complement": "1 − σ(x)", "product": "σ′(x)"}


def resolve(scene: Scene) -> Readout:
    """Return the readout of a scene.

    >>> resolve(Scene(x=1.0)).product_text
    '0.1966'
    """
    scene = scene.seen
    value = activation(scene.x)
    numbers = zip(HIDEABLE, value, strict=True)
    texts = (HIDDEN if name in scene.concealed else significant(number) for name, number in numbers)
    return Readout(scene, value, x_text(scene), *texts)


def x_text(scene: Scene) -> str:
    """Return x with the precision of the visible range, without trailing zeros.

    An x that would round to 0 has three significant digits.

    >>> x_text(Scene(x=1.23456)), x_text(Scene(x=40.0)), x_text(Scene(x=1e-7))
    ('1.23', '40', '1.00×10⁻⁷')
    """
    text = fixed(scene.x, places(scene.x_range))
    if scene.x and not text.strip("−0."):
        return significant(scene.x, 3)
    return text.rstrip("0").rstrip(".") if "." in text else text
