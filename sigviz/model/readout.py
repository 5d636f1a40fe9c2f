"""What follows from a scene: the values at the point, and every text that names them."""

from dataclasses import dataclass

from sigviz.model.navigation import places
from sigviz.model.numbers import exact, fixed, latex, significant
from sigviz.model.scene import Scene
from sigviz.model.sigmoid import Activation, activation


@dataclass(frozen=True, slots=True)
class Readout:
    """All that a view needs to show a scene; frozen, and a function of the scene alone."""

    scene: Scene
    value: Activation
    x_text: str
    sigma_text: str
    complement_text: str
    product_text: str

    def number(self, quantity: str) -> tuple[str, float]:
        """Return the text and the value of a quantity: ``sigma``, ``complement`` or ``product``."""
        texts = {"sigma": self.sigma_text, "complement": self.complement_text, "product": self.product_text}
        return texts[quantity], self.quantities[quantity]

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
        return f"x = {self.x_text}, slope {significant(self.value.slope, 3)}"

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
        """Each value under its name, in full precision."""
        return {
            "x": self.scene.x,
            "sigma": self.value.sigma,
            "complement": self.value.complement,
            "product": self.value.slope,
        }

    @property
    def table(self) -> str:
        """All values in full precision, name and value a line, parted by a tab: two columns of a spreadsheet."""
        return "\n".join(f"{NAMES[name]}\t{value!r}" for name, value in self.quantities.items())


NAMES = {"x": "x", "sigma": "σ(x)", "complement": "1 − σ(x)", "product": "σ′(x)"}


def resolve(scene: Scene) -> Readout:
    """Return what follows from a scene.

    >>> resolve(Scene(x=1.0)).formula
    'σ′(1.00) = 0.7311 × 0.2689 = 0.1966'
    """
    value = activation(scene.x)
    return Readout(
        scene,
        value,
        x_text(scene),
        significant(value.sigma),
        significant(value.complement),
        significant(value.slope),
    )


def x_text(scene: Scene) -> str:
    """Return x as fine as the visible range shows it; an x smaller than that keeps three significant digits."""
    return _x_text(scene.x, places(scene.x_range))


def _x_text(x: float, decimals: int) -> str:
    text = fixed(x, decimals)
    return significant(x, 3) if x and not text.strip("−0.") else text


def x_exact(scene: Scene) -> str:
    """Return x in full, so that reading it back gives the same x, with decimals that stay while dragging."""
    return exact(scene.x, places(scene.x_range) + 1)
