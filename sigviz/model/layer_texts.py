"""What the layers of insight say about a scene, as texts: each number hidden where the scene conceals it."""

import math
from typing import NamedTuple

from sigviz.maths import float64, saturation, secant, unit_chain
from sigviz.maths.number_format import MINUS, exact, significant
from sigviz.model.readout import HIDDEN, Readout
from sigviz.model.scene import HIDEABLE, Scene

_SUPERSCRIPT = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class NaiveText(NamedTuple):
    """What float64 gives, in three parts: up to its last right digit, the wrong ones, and the power of ten."""

    right: str
    wrong: str
    power: str


NAIVE_LIMITS = (
    f"1 − σ by subtraction: 4th digit wrong from x = {float64.WRONG_FROM:.1f}, 0 from {float64.ZERO_FROM:.2f}"
)
_TRUSTED = 15  # digits that count as all: a float64 has no more


def naive_texts(readout: Readout) -> dict[str, NaiveText]:
    """Return what naive float64 code prints for each quantity, its wrong digits apart.

    >>> from sigviz.model.readout import resolve
    >>> naive_texts(resolve(Scene(x=20.0)))["complement"]
    NaiveText(right='float64: 2.061153', wrong='69216775', power='e−09')
    """
    values = zip(HIDEABLE, float64.activation(readout.scene.x), readout.value, strict=True)
    return {
        name: NaiveText(f"float64: {HIDDEN}", "", "") if name in readout.scene.concealed else _naive_text(value, true)
        for name, value, true in values
    }


def _naive_text(value: float, true: float) -> NaiveText:
    """Return a value as Python prints it, parted after its last right digit.

    >>> _naive_text(0.0, 4e-18), _naive_text(0.25, 0.25).right
    (NaiveText(right='float64: ', wrong='0.0', power=''), 'float64: 0.25')
    """
    mantissa, e, exponent = repr(value).partition("e")
    power = f"{e}{exponent}".replace("-", MINUS)
    digits = float64.right_digits(value, true)
    if digits >= _TRUSTED:
        return NaiveText(f"float64: {mantissa}", "", power)
    counted, at = 0, 0
    while at < len(mantissa) and (counted < digits or (mantissa[at] in "0." and not counted)):
        counted += mantissa[at].isdigit() and (counted > 0 or mantissa[at] != "0")
        at += 1
    at = 0 if not digits else at
    return NaiveText(f"float64: {mantissa[:at]}", mantissa[at:], power)


def number(scene: Scene, value: float, digits: int = 4) -> str:
    """Return a number that follows from the slope, unless the scene conceals that.

    >>> number(Scene(), 0.25), number(Scene(hidden={"product"}), 0.25)
    ('0.2500', '?')
    """
    return HIDDEN if "product" in scene.concealed else significant(value, digits)


def signed(value: float, digits: int = 3) -> str:
    """Return a number with its sign, also a plus.

    >>> signed(0.25), signed(-0.25)
    ('+0.250', '−0.250')
    """
    return significant(value, digits) if value < 0 else f"+{significant(value, digits)}"


def power(logarithm: float) -> str:
    """Return the number of this decimal logarithm, also one that no float holds.

    >>> power(math.log10(0.25)), power(-15200.5)
    ('0.2500', '3.162e−15201')
    """
    if logarithm > -300:
        return significant(10.0**logarithm)
    exponent = math.floor(logarithm)
    mantissa = f"{10 ** (logarithm - exponent):.3f}"
    return f"1.000e{MINUS}{-exponent - 1}" if mantissa == "10.000" else f"{mantissa}e{MINUS}{-exponent}"


def superscript(exponent: int) -> str:
    """Return a power of ten as it is written at an axis.

    >>> superscript(-12), superscript(0)
    ('10⁻¹²', '1')
    """
    return "10" + str(exponent).replace("-", MINUS).translate(_SUPERSCRIPT) if exponent else "1"


def secant_slope(scene: Scene) -> str:
    """Return the slope of the chord, and what float64 makes of it where that is something else.

    >>> secant_slope(Scene(x=0.0, h=1.0)), secant_slope(Scene(x=1.0, h=1e-16))  # 1 + 1e−16 is 1
    ('0.2311', '0.1966, in float64 0.000')
    """
    exact = number(scene, secant.chord(scene.x, scene.h, symmetric=scene.symmetric).slope)
    measured = number(scene, secant.measured_at(scene.x, scene.h, symmetric=scene.symmetric))
    return exact if measured == exact else f"{exact}, in float64 {measured}"


def secant_error(scene: Scene) -> str:
    """Return how far float64's slope of the chord is from the tangent's.

    >>> secant_error(Scene(x=1.0, h=0.001)), secant_error(Scene(x=1.0, h=1e-16))  # 1 + 1e−16 is 1
    ('4.5e−5', '0.20')
    """
    return number(scene, secant.error_at(scene.x, scene.h, symmetric=scene.symmetric), 2)


def guess(readout: Readout) -> str:
    """Return the guess, and once it is answered by how much it is off.

    >>> from sigviz.model.readout import resolve
    >>> guess(resolve(Scene(x=0.0, layers={"predict"}, guess=0.2)))
    'guess 0.2'
    >>> guess(resolve(Scene(x=0.0, layers={"predict"}, guess=0.2, revealed=True)))
    'guess 0.2, off by −0.0500'
    """
    scene = readout.scene
    own = exact(scene.guess)
    if scene.guessing:
        return f"guess {own}"
    if "product" in scene.concealed:
        return f"guess {own}, off by {HIDDEN}"
    return f"guess {own}, off by {signed(scene.guess - readout.value.slope)}"


def angle(readout: Readout) -> str:
    """Return the angle of the tangent with equal axes, in degrees.

    >>> from sigviz.model.readout import resolve
    >>> angle(resolve(Scene(x=0.0)))
    '14.0°'
    """
    return number(readout.scene, math.degrees(math.atan(readout.value.slope)), 3) + "°"


def mirror(readout: Readout) -> str:
    """Return σ(−x) as what it is: the complement at x.

    >>> from sigviz.model.readout import resolve
    >>> mirror(resolve(Scene(x=2.0)))
    'σ(−x) = 1 − σ(x) = 0.1192'
    """
    return f"σ(−x) = 1 − σ(x) = {readout.complement_text}"


def chain_product(scene: Scene) -> str:
    """Return the product of the local gradients of the units in a row.

    >>> chain_product(Scene(x=0.0, units=5)), chain_product(Scene(x=700.0, units=50))
    ('9.766e−4', '4.933e−15201')
    """
    hidden = "product" in scene.concealed
    return HIDDEN if hidden else power(unit_chain.log_product(scene.x, scene.units))


def description(readout: Readout) -> str:
    """Return what the layers of insight show in the plot, as a sentence for those who do not see it; or nothing.

    >>> from sigviz.model.readout import resolve
    >>> description(resolve(Scene(x=0.0, layers={"sigma", "secant", "true-slope"})))
    'secant to x + 1: slope 0.2311, off by 0.019; angle 14.0°'
    """
    scene = readout.scene
    return "; ".join(tell(readout) for layer, tell in _TOLD.items() if layer in scene.layers)


def _told_secant(readout: Readout) -> str:
    scene, h = readout.scene, exact(readout.scene.h)
    begin = f"from x − {h} " if scene.symmetric else ""
    return f"secant {begin}to x + {h}: slope {secant_slope(scene)}, off by {secant_error(scene)}"


def _told_mirror(readout: Readout) -> str:
    return f"mirrored point at x = {significant(-readout.scene.x)}: {mirror(readout)}"


def _told_saturation(readout: Readout) -> str:
    edge = saturation.edge(readout.scene.threshold)
    return f"saturated beyond ±{HIDDEN if 'product' in readout.scene.hidden else significant(edge)}"


def _told_angle(readout: Readout) -> str:
    return f"angle {angle(readout)}"


_TOLD = {
    "secant": _told_secant,
    "mirror": _told_mirror,
    "saturation": _told_saturation,
    "true-slope": _told_angle,
    "predict": guess,
}
