"""Numbers as people read and write them."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sigviz.maths.number_format import MINUS, add, exact, fixed, latex, parse, round_step, short, significant
from sigviz.maths.sigmoid import activation
from tests.truth import in_ascii

finite = st.floats(allow_nan=False, allow_infinity=False)
in_scene = st.floats(-700, 700)
# All orders of magnitude are equally likely; st.floats() hardly ever draws a number between 0.0001 and 10 million.
ordinary = st.builds(lambda power, sign: sign * 10**power, st.floats(-9, 9), st.sampled_from([-1, 1]))


def decimal_of(text: str) -> Decimal:
    return Decimal(in_ascii(text))


def mantissa_of(text: str) -> str:
    return text.partition("×")[0]


def digits_of(text: str) -> str:
    """Return the significant digits of a number that is not 0, trailing zeros included."""
    return mantissa_of(text).replace(MINUS, "").replace(".", "").lstrip("0")


class TestParse:
    @given(finite)
    def test_reads_what_python_writes_with_either_point_and_either_minus(self, value):
        text = repr(value)
        for spelled in (text, text.replace(".", ","), text.replace("-", MINUS), f" \t{text}\n", text.upper()):
            assert parse(spelled) == value

    @given(st.text() | st.from_regex(r"[-−+]?[0-9.,]*([eE][-−+]?[0-9]*)?", fullmatch=True))
    @example("1e309")
    @example("9" * 400)
    def test_returns_a_finite_number_or_raises_an_error_that_quotes_the_text(self, text):
        problem = None
        try:
            value = parse(text)
        except ValueError as error:
            problem = str(error)
        assert repr(text) in problem if problem else math.isfinite(value)

    @pytest.mark.parametrize(
        "text",
        [
            *[
                "",
                " ",
                "-",
                MINUS,
                ".",
                ",",
                "e5",
                "1e",
                "1e+",
                "nan",
                "NaN",
                "inf",
                "-Infinity",
                "0x10",
                "1_000",
                "1 000",
            ],
            *[
                "1.2.3",
                "1,000.5",
                "1.000,5",
                "--1",
                "+-1",
                "−-1",
                "1-",
                "٣",
                "１",
                "½",
                "1e1.5",
                "one",
                "1\n2",
                "1e400",
                "×10⁵",
                "1×10",
                "1×10⁻",
                "1e5×10⁵",
            ],
        ],
    )
    def test_rejects_text_that_is_not_a_finite_number(self, text):
        with pytest.raises(ValueError, match=r"is not a number|is too large"):
            parse(text)

    @pytest.mark.parametrize(
        ("text", "value"),
        [(".5", 0.5), ("5.", 5), ("+1,5", 1.5), ("−1e−3", -0.001), ("1E3", 1000), ("-0", 0), ("−4.5×10⁻⁵", -4.5e-5)],
    )
    def test_accepts_numbers_as_people_type_them(self, text, value):
        assert parse(text) == value


class TestSignificant:
    @given(finite.filter(bool) | ordinary, st.integers(2, 17))
    def test_is_the_nearest_number_with_these_digits(self, value, digits):
        # GIVEN any number except 0, WHEN it is written with this many digits
        text = significant(value, digits)
        # THEN no other number with this many digits is nearer,
        unit = Decimal(10) ** (Decimal(value).adjusted() - digits + 1)
        assert abs(decimal_of(text) - Decimal(value)) <= unit / 2
        # and it has this many digits, except a whole number below a million, which shows all its digits
        if 10**digits <= abs(decimal_of(text)) < 10**6:
            assert mantissa_of(text).replace(MINUS, "").isdigit()
            assert "×" not in text
        else:
            assert len(digits_of(text)) == digits

    @given(finite.filter(bool) | ordinary, st.integers(2, 17))
    def test_uses_powers_of_ten_where_zeros_would_hide_the_digits(self, value, digits):
        text = significant(value, digits)
        assert ("×" in text) == (not Decimal("0.001") <= abs(decimal_of(text)) < 10**6)
        assert "-" not in text

    def test_never_shows_a_small_value_as_zero(self):
        assert significant(activation(40.0).complement) == "4.248×10⁻¹⁸"
        assert decimal_of(significant(5e-324)) > 0

    @pytest.mark.parametrize("zero", [0.0, -0.0])
    def test_zero_has_no_sign(self, zero):
        assert decimal_of(significant(zero)) == 0
        assert MINUS not in significant(zero)

    @pytest.mark.parametrize(("value", "text"), [(0.99996, "1.000"), (0.00099999, "0.001000"), (9.99996, "10.00")])
    def test_rounding_up_to_a_power_of_ten_keeps_the_digits(self, value, text):
        assert significant(value) == text


class TestFixed:
    @given(st.floats(-1e6, 1e6), st.integers(0, 15))
    def test_has_these_places_and_is_nearest(self, value, places):
        text = fixed(value, places)
        assert len(text.partition(".")[2]) == places
        assert abs(decimal_of(text) - Decimal(value)) <= Decimal(10) ** -places / 2

    @given(st.floats(-0.0049, 0.0049))
    def test_zero_has_no_sign(self, value):
        assert fixed(value, 2) == "0.00"


class TestExact:
    @given(finite | ordinary, st.integers(0, 20))
    @example(-0.0, 0)
    @example(5e-324, 3)
    @example(1.7976931348623157e308, 0)
    @example(9.999999999999999e-7, 0)
    @example(1e22, 2)
    def test_reads_back_as_the_same_number(self, value, places):
        assert parse(exact(value, places)) == value

    @given(finite.filter(bool) | ordinary)
    def test_is_the_shortest_text_that_reads_back(self, value):
        kept = len(digits_of(exact(value)).rstrip("0"))
        assume(kept > 1)
        assert float(f"{value:.{kept - 2}e}") != value

    @given(in_scene, st.integers(0, 20))
    def test_is_padded_unless_in_powers_of_ten(self, value, places):
        text = exact(value, places)
        if "×" in text:
            assert 0 < abs(value) < 1e-6
        else:
            assert len(text.partition(".")[2]) >= places

    @given(in_scene)
    def test_uses_the_true_minus_sign(self, value):
        assert "-" not in exact(value)
        assert exact(value).startswith(MINUS) == (value < 0)


class TestAdd:
    @given(in_scene, st.sampled_from(["0.1", "-0.1", "0.01", "-0.01", "1", "-1"]))
    def test_is_the_sum_as_on_paper(self, value, step):
        # The sum of the decimal forms is exact, and rounded once to a float.
        assert add(value, step) == float(Fraction(repr(value)) + Fraction(step))

    @given(st.integers(-70000, 70000), st.sampled_from([("0.1", 10), ("0.01", 100), ("1", 1)]))
    def test_steps_back_and_forth_end_where_they_began_and_n_of_them_add_up_to_one(self, hundredths, stepping):
        step, count = stepping
        start = x = hundredths / 100
        for _ in range(count):
            x = add(x, step)
        assert x == (hundredths + 100) / 100
        for _ in range(count):
            x = add(x, f"-{step}")
        assert x == start


class TestLatex:
    @given(finite | ordinary, st.integers(2, 17))
    def test_is_the_same_number(self, value, digits):
        for text in (significant(value, digits), exact(value)):
            formula = latex(text)
            mantissa, times, power = formula.partition(r" \times 10^{")
            assert MINUS not in formula
            assert bool(times) == ("×" in text)
            back = f"{mantissa}e{power.removesuffix('}')}" if times else mantissa
            assert Decimal(back) == decimal_of(text)


@given(st.floats(1e-290, 1e290), st.integers(1, 6))
def test_round_steps_go_through_one_two_and_five_in_both_directions(value, steps):
    up, down = round_step(value, steps), round_step(value, -steps)
    assert down < value < up
    for reached in (up, down):
        assert repr(reached).replace("0", "").replace(".", "")[0] in "125"
        assert float(f"{reached:.0e}") == reached
    # The same number of steps back leads to the nearest round number on the same side, or to the value itself.
    assert round_step(up, -steps) <= value <= round_step(down, steps)
    assert round_step(round_step(up, -1), 1) == up


def test_round_steps_skip_no_round_number():
    walk = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0]
    assert [round_step(0.01, steps) for steps in range(10)] == walk
    assert [round_step(10.0, -steps) for steps in range(10)] == walk[::-1]


@given(finite)
def test_a_short_number_is_exact_or_has_three_digits(value):
    shown = short(value)
    assert shown == exact(value) if len(exact(value)) <= 5 else shown == significant(value, 3)
    assert short(-12.5) == "−12.5"
