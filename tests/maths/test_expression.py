"""Expressions that people type instead of a number."""

import math
import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sigviz.maths.expression import evaluate
from sigviz.maths.sigmoid import logit
from tests.truth import ulps

SIGNS = st.text(st.sampled_from("0123456789.,+-−*/^×·()eπ lnsqrtogi⁻²³"), max_size=30)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2/3", 2 / 3),
        ("ln 3", math.log(3)),
        ("-e", -math.e),
        ("logit(0.9)", math.log(9)),
        ("ln 3/2", math.log(3) / 2),
        ("-2^2", -4.0),
        ("2^-1", 0.5),
        ("2^3^2", 512.0),
        ("2**3", 8.0),
        ("10⁻³", 1e-3),
        ("4.5×10⁻⁵", 4.5e-5),
        ("1,5·2", 3.0),
        ("½ + ¼", 0.75),
        ("√2", math.sqrt(2)),
        ("sqrt(2)*π", math.sqrt(2) * math.pi),
        ("exp(1)", math.e),
        ("σ(0)", 0.5),
        ("log 1000", 3.0),
        ("(1 + 2)·(3 − 4)", -3.0),
        ("--1", None),
        ("1 - -1", 2.0),
        ("2e3", 2000.0),
        ("1e-2/4", 0.0025),
    ],
)
def test_has_its_value_on_paper(text, value):
    assert evaluate(text) == (pytest.approx(value, rel=4e-16) if value is not None else 1.0)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1/0", "“1/0” divides by 0."),
        ("0^-1", "“0^-1” divides by 0."),
        ("ln 0", "ln is not defined at 0."),
        ("ln -1", "ln is not defined at −1."),
        ("logit(1.5)", "logit is not defined at 1.5."),
        ("sqrt(-4)", "sqrt is not defined at −4."),
        ("(-8)^0.5", "“(-8)^0.5” is not a real number."),
        ("10^400", "“10^400” is too large."),
        ("exp(1000)", "“exp(1000)” is too large."),
        ("1e308*10", "“1e308*10” is too large."),
        ("abc", "“abc” is not a number or an expression such as 2/3 or ln 3."),
        ("2 3", "“2 3” is not a number or an expression such as 2/3 or ln 3."),
        ("(1", "“(1” is not a number or an expression such as 2/3 or ln 3."),
        ("1)", "“1)” is not a number or an expression such as 2/3 or ln 3."),
        ("__import__('os')", "“__import__('os')” is not a number or an expression such as 2/3 or ln 3."),
        ("", "Type a number, or an expression such as 2/3 or ln 3."),
        ("1+" * 150 + "1", "An expression has at most 200 characters."),
    ],
)
def test_what_has_no_value_is_answered_by_one_sentence(text, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)) as refused:
        evaluate(text)
    assert str(refused.value) == sentence


@given(SIGNS | st.text(max_size=250))
@example("(" * 200)
@example("-" * 200)
@example("9^" * 99 + "9")
@example("ln" * 100)
@example("9" * 200)
def test_any_text_is_a_finite_number_or_a_value_error_and_quickly(text):
    begun = time.perf_counter()
    try:
        value, problem = evaluate(text), "."
    except ValueError as refused:
        value, problem = 0.0, str(refused)
    assert math.isfinite(value)
    assert problem.endswith(".")
    assert time.perf_counter() - begun < 0.5


def joined(inner):
    return st.builds("({}{}{})".format, inner, st.sampled_from("+-*"), inner)


@given(st.recursive(st.integers(1, 9).map(str), joined))
def test_sums_and_products_are_those_of_python(text):
    if len(text) <= 200 and text.count("(") < 20:
        assert evaluate(text) == eval(text)  # integers and three signs


@given(st.floats(1e-300, 1 - 1e-16))
def test_logit_is_the_inverse_to_a_few_units_in_the_last_place(p):
    import mpmath

    with mpmath.workprec(200):
        true = mpmath.log(mpmath.mpf(p)) - mpmath.log1p(-mpmath.mpf(p))
    assert ulps(logit(p), true) <= 4 or abs(logit(p) - float(true)) < 1e-16
