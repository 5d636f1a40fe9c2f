"""What follows from a scene: the values at the point, and every text that names them."""

from dataclasses import dataclass

from sigviz.maths.number_format import exact, fixed, latex, significant
from sigviz.maths.ranges import places
from sigviz.maths.sigmoid import Activation, activation
from sigviz.model.derivation import LINES, LineValue, line_value
from sigviz.model.scene import HIDEABLE, Scene


@dataclass(frozen=True, slots=True)
class Readout:
    """The values at the point and their texts, with the scene as it is seen; frozen, and a function of the scene alone.

    It is what a view is shown. What a single layer has to add, its view asks of that layer's module, by the scene.

    >>> there = resolve(Scene(x=0.0, hidden={"product"}))
    >>> there.number("sigma"), there.number("product")
    (('0.5000', 0.5), ('?', 0.0))
    >>> there.formula
    'σ′(0.00) = 0.5000 × 0.5000 = ?'
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
        """Return the text of ``sigma``, ``complement`` or ``product``, and how much of a bar it fills: 0 if hidden."""
        texts = {"sigma": self.sigma_text, "complement": self.complement_text, "product": self.product_text}
        return texts[quantity], self.quantities.get(quantity, 0.0)

    @property
    def x_short(self) -> str:
        """x with two decimals, for the formula: as fine as its other numbers are."""
        return _x_text(self.scene.x, 2)

    @property
    def formula(self) -> str:
        """The identity with the numbers in place, on one line."""
        return f"σ′({self.x_short}) = {self.sigma_text} × {self.complement_text} = {self.product_text}"

    @property
    def description(self) -> str:
        """The point and its slope, as a short sentence for those who do not see the plot."""
        slope = "hidden" if "product" in self.scene.concealed else significant(self.value.slope, 3)
        return f"x = {self.x_text}, slope {slope}"

    @property
    def latex(self) -> str:
        r"""The identity with the numbers in place, as LaTeX.

        >>> resolve(Scene(x=1.0)).latex
        "\\sigma'(1.00) = 0.7311 \\cdot 0.2689 = 0.1966"
        """
        x, sigma, complement, product = (
            latex(text) for text in (self.x_short, self.sigma_text, self.complement_text, self.product_text)
        )
        return rf"\sigma'({x}) = {sigma} \cdot {complement} = {product}"

    @property
    def quantities(self) -> dict[str, float]:
        """Each value that is not hidden under its name, in full precision."""
        value = self.value
        every = {"x": self.scene.x, "sigma": value.sigma, "complement": value.complement, "product": value.slope}
        return {name: number for name, number in every.items() if name not in self.scene.concealed}

    @property
    def line_values(self) -> tuple[LineValue | None, ...]:
        """What each line of the derivation is at x."""
        if "product" in self.scene.concealed:
            return tuple(LineValue(HIDDEN, "") if line.value else None for line in LINES)
        return tuple(line_value(line, self.scene.x) for line in LINES)

    @property
    def spoken_lines(self) -> tuple[str, ...]:
        """The rule, the value and the reason of each line of the derivation, for those who do not see it.

        >>> resolve(Scene(x=0.0)).spoken_lines[8]
        'put σ(x) back, 0.2500. The slope of the sigmoid is its value times what that lacks to 1.'
        """
        return tuple(
            f"{line.rule}, {value.text}. {line.why}" if value else f"{line.rule}. {line.why}"
            for line, value in zip(LINES, self.line_values, strict=True)
        )

    @property
    def line(self) -> str:
        """The derivation's line at hand, as `spoken_lines` have it."""
        return self.spoken_lines[self.scene.step - 1]

    @property
    def table(self) -> str:
        r"""All values in full precision, name and value a line, parted by a tab: two columns of a spreadsheet.

        >>> resolve(Scene(x=0.0)).table.splitlines()[:2]
        ['x\t0.0', 'σ(x)\t0.5']
        """
        return "\n".join(f"{NAMES[name]}\t{value!r}" for name, value in self.quantities.items())


HIDDEN = "?"
NAMES = {"x": "x", "sigma": "σ(x)", "complement": "1 − σ(x)", "product": "σ′(x)"}


def resolve(scene: Scene) -> Readout:
    """Return what follows from a scene.

    >>> resolve(Scene(x=1.0)).formula
    'σ′(1.00) = 0.7311 × 0.2689 = 0.1966'
    """
    scene = scene.seen
    value = activation(scene.x)
    numbers = zip(HIDEABLE, value, strict=True)
    texts = (HIDDEN if name in scene.concealed else significant(number) for name, number in numbers)
    return Readout(scene, value, x_text(scene), *texts)


def x_text(scene: Scene) -> str:
    """Return x as fine as the visible range shows it; an x smaller than that keeps three significant digits.

    >>> x_text(Scene(x=1.23456)), x_text(Scene(x=1e-7))
    ('1.23', '1.00e−7')
    """
    return _x_text(scene.x, places(scene.x_range))


def _x_text(x: float, decimals: int) -> str:
    text = fixed(x, decimals)
    return significant(x, 3) if x and not text.strip("−0.") else text


def x_exact(scene: Scene) -> str:
    """Return x in full, so that reading it back gives the same x, with decimals that stay while dragging.

    >>> x_exact(Scene(x=1.0)), x_exact(Scene(x=1.23456789))
    ('1.000', '1.23456789')
    """
    return exact(scene.x, places(scene.x_range) + 1)
