"""Texts that several layers share. They hide each number that the scene conceals."""

import math

from sigviz.maths import secant
from sigviz.maths.number_format import power_of_ten, scientific, significant
from sigviz.maths.sigmoid import activation
from sigviz.model.neuron import learning
from sigviz.model.readout import HIDDEN
from sigviz.model.scene import Scene

_CLOSE = 0.005  # an error that does not count
_RIGHT, _TOO_STEEP, _TOO_FLAT = "right to 0.01", "{error} too steep", "{error} too flat"
_FLOAT64_SLOPE = "{slope}, in float64 {measured}"
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def number(scene: Scene, value: float, digits: int = 4) -> str:
    """Return the text of a number that follows from the slope, or ``?`` if the scene conceals the slope.

    >>> number(Scene(), 0.25), number(Scene(hidden={"product"}), 0.25)
    ('0.2500', '?')
    """
    return HIDDEN if "product" in scene.concealed else significant(value, digits)


def signed(value: float, digits: int = 3) -> str:
    """Return the text of a number with its sign, even if that is a plus.

    >>> signed(0.25), signed(-0.25)
    ('+0.250', '−0.250')
    """
    return significant(value, digits) if value < 0 else f"+{significant(value, digits)}"


def guess_error(scene: Scene) -> str:
    """Return in words how far a guess is off, or ``?`` if the scene conceals the slope.

    >>> [guess_error(Scene(x=0.0, guess=guess)) for guess in (0.3, 0.2, 0.251)]
    ['0.050 too steep', '0.050 too flat', 'right to 0.01']
    """
    if "product" in scene.concealed:
        return HIDDEN
    error = scene.guess - activation(scene.x).slope
    words = _RIGHT if abs(error) < _CLOSE else _TOO_STEEP if error > 0 else _TOO_FLAT
    return words.format(error=significant(abs(error), 2) if error else "0")


def power(logarithm: float) -> str:
    """Return the text of the number with this decimal logarithm, even if the number underflows float64.

    >>> power(math.log10(0.25)), power(-15200.5)
    ('0.2500', '3.162×10⁻¹⁵²⁰¹')
    """
    if logarithm > -300:
        return significant(10.0**logarithm)
    exponent = math.floor(logarithm)
    mantissa = f"{10 ** (logarithm - exponent):.3f}"
    return scientific("1.000", exponent + 1) if mantissa == "10.000" else scientific(mantissa, exponent)


def superscript(exponent: int) -> str:
    """Return a power of ten as it is written at an axis, with a superscript.

    >>> superscript(-12), superscript(0)
    ('10⁻¹²', '1')
    """
    return power_of_ten(exponent) if exponent else "1"


def indexed(name: str, index: int) -> str:
    """Return a name with its index, which starts at 0, as a subscript that starts at 1.

    >>> indexed("w", 0)
    'w₁'
    """
    return name + str(index + 1).translate(_SUBSCRIPT)


def secant_slope(scene: Scene) -> str:
    """Return the slope of the chord, and its value in float64 where that differs.

    >>> secant_slope(Scene(x=0.0, h=1.0)), secant_slope(Scene(x=1.0, h=1e-16))  # 1 + 1e−16 is 1
    ('0.2311', '0.1966, in float64 0.000')
    """
    slope = number(scene, secant.chord(scene.x, scene.h, symmetric=scene.symmetric).slope)
    measured = number(scene, secant.measured_at(scene.x, scene.h, symmetric=scene.symmetric))
    return slope if measured == slope else _FLOAT64_SLOPE.format(slope=slope, measured=measured)


def secant_error(scene: Scene) -> str:
    """Return the difference between the chord's slope in float64 and the tangent's slope.

    >>> secant_error(Scene(x=1.0, h=0.001)), secant_error(Scene(x=1.0, h=1e-16))  # 1 + 1e−16 is 1
    ('4.5×10⁻⁵', '0.20')
    """
    return number(scene, secant.error_at(scene.x, scene.h, symmetric=scene.symmetric), 2)


def learning_error(scene: Scene) -> str:
    """Return the error of the unit's output.

    >>> learning_error(Scene(x=0.0, target=1.0)), learning_error(Scene(hidden={"sigma"}))
    ('0.125', '?')
    """
    return HIDDEN if scene.concealed else significant(learning(scene).error, 3)
