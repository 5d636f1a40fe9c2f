"""The descriptions of the overlays for screen readers. They reveal no hidden value."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sigviz.maths.number_format import parse
from sigviz.model.layer_texts import signed
from sigviz.model.readout import resolve
from sigviz.model.scene import HIDEABLE, Scene
from sigviz.plot.widget import Plot

DESCRIPTIONS = {
    "secant": "secant to x + 0.5: slope 0.1730, off by 0.024",
    "mirror": "mirrored point at x = −1.000: σ(−x) = 1 − σ(x) = 0.2689",
    "saturation": "saturated beyond ±4.585",
    "true-slope": "angle 11.1°",
    "predict": "guess 0.25: 0.053 too steep",
}
AT = Scene(x=1, h=0.5, guess=0.25, threshold=0.01, revealed=True)


@pytest.fixture
def describe(unseen):
    """A function that returns a plot's description of layers, without the point and its slope."""
    plot = unseen(Plot(), 500, 400)

    def tell(layers, **changes):
        readout = resolve(AT.evolve(layers=layers, **changes))
        plot.show_readout(readout)
        return plot.accessibleDescription().removeprefix(readout.description).removeprefix("; ")

    return tell


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.frozensets(st.sampled_from([*DESCRIPTIONS, "sigma", "trace", "neuron"])))
def test_each_layer_that_is_on_is_described(describe, layers):
    assert describe(layers) == "; ".join(text for layer, text in DESCRIPTIONS.items() if layer in layers)


def test_a_symmetric_secant_is_described_from_end_to_end(describe):
    # σ(1.5) − σ(0.5) = 0.817574 − 0.622459, and σ′(1) = 0.196612.
    assert describe(["secant"], secant="symmetric") == "secant from x − 0.5 to x + 0.5: slope 0.1951, off by 0.0015"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"revealed": False}, "guess 0.25"), ({"revealed": False, "hidden": HIDEABLE}, "guess 0.25"),
        ({"guess": 0.1}, "guess 0.1: 0.097 too flat"), ({"guess": 5}, "guess 5: 4.8 too steep"),
        ({"hidden": ["product"]}, "guess 0.25: ?"),
    ],
)  # fmt: skip
def test_a_guess_is_described_and_its_error_once_the_slope_is_revealed(describe, changes, expected):
    assert describe(["predict"], **changes) == expected


def test_no_hidden_slope_is_described(describe):
    away = "secant to x + 0.5: slope ?, off by ?", DESCRIPTIONS["mirror"], "saturated beyond ±{}", "angle ?°"
    assert describe(DESCRIPTIONS, hidden=["product"]) == "; ".join([*away, "guess 0.25: ?"]).format("?")
    asked = "; ".join([*away, "guess 0.25"]).format("4.585").replace("0.2689", "?")
    assert describe(DESCRIPTIONS, revealed=False) == asked, "the same at every x"
    assert describe(["mirror"], hidden=["complement"]).endswith(" = ?")


@given(st.floats(-5, 5).filter(bool))
def test_a_difference_has_its_sign(value):
    assert signed(value)[0] == ("+" if value > 0 else "−")
    assert parse(signed(value)) == pytest.approx(value, rel=6e-3)
    assert math.isclose(parse(signed(-value)), -parse(signed(value)))
