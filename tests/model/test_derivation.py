"""The derivation: each line is true as written, agrees with the others, and says where float64 cannot evaluate it."""

import re

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigviz.maths.number_format import parse
from sigviz.model.derivation import LINES, line_value
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from tests.truth import true_values

xs = st.floats(-700, 700)
VALUED = [number for number, line in enumerate(LINES, 1) if line.value]


def evaluated(latex: str, x: float) -> list[mpmath.mpf]:
    """Evaluate each side of a line's LaTeX with high precision, independent of the function that the line stores."""
    plain = (
        re.sub(r"\\textcolor\{\w+\}", "", latex)
        .replace("{-}", "-")
        .replace(r"\left", "")
        .replace(r"\right", "")
        .replace(r"\,", "")
    )
    plain = plain.replace(r"\sigma(x)", "S").replace("e^{-x}", "T").replace(r"\cdot", "*")
    while r"\frac" in plain:
        plain = re.sub(r"\\frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}", r"((\1)/(\2))", plain)
    plain = re.sub(r"\^\{?(-?\d)\}?", r"**(\1)", plain).replace("{", "(").replace("}", ")")
    with mpmath.workdps(400):
        tail = mpmath.exp(-mpmath.mpf(x))
        names = {"T": tail, "S": 1 / (1 + tail)}
        return [eval(side, names) for side in plain.split("=") if side.strip()]


@pytest.mark.parametrize("number", [4, 5, 6, 7, 8])
@pytest.mark.parametrize("x", [-400.0, -3.0, 0.0, 1.0, 40.0, 650.0])
def test_what_is_written_is_the_slope(number, x):
    for side in evaluated(LINES[number - 1].latex, x):
        assert mpmath.almosteq(side, true_values(x)["slope"], rel_eps=mpmath.mpf(10) ** -15)


def test_the_lines_around_them_are_the_definition_and_the_identity():
    assert evaluated(LINES[1].latex.split("=")[1], 1.0)[0] == pytest.approx(0.7310585786300049)
    assert evaluated(LINES[8].latex.split("=")[1], 1.0)[0] == pytest.approx(0.19661193324148185)
    assert [bool(line.value) for line in LINES] == [False, False, *[True] * 8]


@given(xs, st.sampled_from(VALUED))
def test_a_value_agrees_with_the_slope_or_says_why_not(x, number):
    value = line_value(LINES[number - 1], x)
    with mpmath.workdps(30):
        error = abs(mpmath.mpf(parse(value.text)) / true_values(x)["slope"] - 1)
    if value.problem:
        assert error > 4e-5
    else:
        assert error < 6e-4  # half a unit of the fourth digit, for a number whose first digit is 1


@pytest.mark.parametrize(
    ("x", "failing"),
    [(1.0, []), (-3.3, []), (-400.0, [4, 5]), (18.0, []), (40.0, [3, 7, 8]), (-40.0, []), (0.0, [])],
)
def test_just_these_lines_fail_in_float64(x, failing):
    values = {number: line_value(LINES[number - 1], x) for number in VALUED}
    assert [number for number, value in values.items() if value.problem] == failing
    assert all(values[number].text == "0" for number in failing)


@given(xs)
def test_hidden_values_are_hidden_in_every_line(x):
    values = resolve(Scene(x=x, hidden={"product"})).line_values
    assert {value.text for value in values if value} == {"?"}
    assert not any(value.problem for value in values if value)
