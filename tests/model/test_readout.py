"""The values and texts that follow from a scene."""

import dataclasses
import math
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sigviz.maths.number_format import MINUS, latex, parse
from sigviz.maths.ranges import places
from sigviz.maths.sigmoid import activation
from sigviz.model.readout import HIDDEN, NAMES, resolve, x_text
from sigviz.model.scene import HIDEABLE, THEMES, Scene
from tests.truth import in_ascii

xs = st.floats(-700, 700)
widths = st.floats(-8, 3).map(lambda power: 10**power)


def around(x: float, width: float) -> Scene:
    return Scene(x=x, x_range=(x - width / 2, x + width / 2) if width < 100 else (-width / 2, width / 2))


def significant_digits(text: str) -> int:
    return len(text.partition("×")[0].replace(MINUS, "").replace(".", "").lstrip("0"))


def test_the_latex_and_the_description_contain_the_rounded_values():
    readout = resolve(Scene(x=1.0))
    assert readout.description == "x = 1, slope 0.197"
    assert readout.latex == r"\sigma'(1) = 0.7311 \cdot 0.2689 = 0.1966"


def test_at_large_x_the_small_factor_is_not_shown_as_zero():
    readout = resolve(Scene(x=40))
    assert readout.complement_text == "4.248×10⁻¹⁸"
    assert readout.latex == r"\sigma'(40) = 1.000 \cdot 4.248 \times 10^{-18} = 4.248 \times 10^{-18}"
    assert resolve(Scene(x=-40)).sigma_text == "4.248×10⁻¹⁸"


def test_minus_signs_are_true_in_text_and_plain_in_latex():
    readout = resolve(Scene(x=-1))
    assert readout.latex.startswith(r"\sigma'(-1) = ")
    assert "-" not in readout.description


@given(xs)
def test_the_values_are_those_of_the_sigmoid_and_every_text_matches_its_value(x):
    readout = resolve(Scene(x=x))
    assert readout.value == activation(x)
    for quantity in ("sigma", "complement", "product"):
        text, value = readout.number(quantity)
        assert value == readout.quantities[quantity]
        unit = Decimal(10) ** (Decimal(value).adjusted() - 3)
        assert abs(Decimal(in_ascii(text)) - Decimal(value)) <= unit / 2
        assert significant_digits(text) == 4


@given(xs)
def test_the_latex_holds_the_numbers_shown_elsewhere(x):
    readout = resolve(Scene(x=x))
    head, product, last = readout.latex.split(" = ")
    assert head == rf"\sigma'({latex(readout.x_text)})"
    assert product == rf"{latex(readout.sigma_text)} \cdot {latex(readout.complement_text)}"
    assert last == latex(readout.product_text)
    factors = parse(readout.sigma_text), parse(readout.complement_text)
    assert parse(readout.product_text) == pytest.approx(math.prod(factors), rel=2e-3)


@given(xs)
def test_the_table_has_every_value_in_full(x):
    readout = resolve(Scene(x=x))
    rows = [row.split("\t") for row in readout.table.split("\n")]
    assert [row[0] for row in rows] == [NAMES[name] for name in readout.quantities]
    assert [float(row[1]) for row in rows] == list(readout.quantities.values())


@given(xs, widths)
@example(-1e-9, 16)
@example(1e-300, 16)
@example(0.0, 16)
def test_x_has_the_precision_of_the_view_and_a_small_x_is_not_shown_as_zero(x, width):
    scene = around(min(max(x, -650), 650), width)
    text = x_text(scene)
    shown = parse(text)
    if "×" in text or abs(scene.x) < 10.0 ** -places(scene.x_range) / 2:
        assert shown == pytest.approx(scene.x, rel=6e-3)
    else:
        assert abs(shown - scene.x) <= 10.0 ** -places(scene.x_range) / 2 * (1 + 1e-9) + math.ulp(scene.x)
    assert (shown == 0) == (scene.x == 0)
    assert text in resolve(scene).description


@given(xs, st.sampled_from(THEMES), st.floats(0.75, 3), st.booleans())
def test_the_readout_depends_only_on_x_and_the_view(x, theme, scale, grid):
    plain = resolve(Scene(x=x))
    other = resolve(Scene(x=x, theme=theme, text_scale=scale, layers=["grid"] if grid else []))
    assert dataclasses.replace(other, scene=plain.scene) == plain
    assert (other.latex, other.description, other.table) == (plain.latex, plain.description, plain.table)


def test_it_is_frozen_and_a_function_of_the_scene():
    readout = resolve(Scene(x=2))
    assert readout == resolve(Scene(x=2))
    with pytest.raises(dataclasses.FrozenInstanceError):
        readout.sigma_text = "0"


@given(xs, st.frozensets(st.sampled_from(HIDEABLE)), st.booleans())
def test_no_text_contains_a_hidden_or_guessed_value(x, hidden, guessing):
    scene = Scene(x=x, hidden=hidden, layers=["predict"] if guessing else [])
    plain, readout = resolve(Scene(x=x)), resolve(scene)
    concealed = hidden | {"complement", "product"} if guessing else hidden
    for quantity in HIDEABLE:
        assert readout.number(quantity) == ((HIDDEN, 0.0) if quantity in concealed else plain.number(quantity))
    assert readout.latex.count(HIDDEN) == len(concealed)
    assert list(readout.quantities) == [name for name in NAMES if name not in concealed]
    without_slope = f"x = {readout.x_text}, slope hidden"
    assert readout.description == (without_slope if "product" in concealed else plain.description)
    lines = list(zip(readout.line_values, plain.line_values, strict=True))
    if "product" in concealed:
        assert all((line and line.text) == (other and HIDDEN) for line, other in lines)
    else:
        assert all(line == other for line, other in lines)


@pytest.mark.parametrize(
    ("x", "half", "text"),
    [
        (0.0, 8, "0"),
        (0.0, 1e-3, "0"),
        (1e-9, 8, "1.00×10⁻⁹"),
        (-0.00123, 8, "−0.00123"),
        (0.01, 8, "0.01"),
        (40.0, 64, "40"),
    ],
)
def test_near_zero_x_keeps_three_digits_and_no_zero_trails(x, half, text):
    assert x_text(Scene(x=x, x_range=(-half, half))) == text
