"""The size of a picture: lengths in any unit, and limits in the pixels of the file."""

import math
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sigviz.formats.picture_size import LARGEST_AREA, LARGEST_SIDE, Size, parse_size

PER_UNIT = {"": 1, "in": 96, "cm": Fraction(9600, 254), "mm": Fraction(960, 254)}


@given(st.integers(1, 16383), st.integers(0, 999), st.sampled_from(list(PER_UNIT)), st.sampled_from(["x", "X", "×"]))
def test_a_length_in_any_unit_is_its_number_of_css_pixels(whole, thousandths, unit, cross):
    length = Fraction(whole) + Fraction(thousandths, 1000)
    spelt = f"{whole}.{thousandths:03}{unit}"
    size = parse_size(f" {spelt} {cross} {spelt.upper()} ")
    assert size.width == size.height == pytest.approx(float(length * PER_UNIT[unit]), rel=1e-15)


def test_units_may_differ_and_say_what_they_are():
    assert parse_size("1280x800") == Size(1280, 800)
    assert parse_size("1inx2.54cm") == Size(96, 96, ("in", "cm"))
    assert parse_size(".5inx25.4mm") == Size(48, 96, ("in", "mm"))
    assert parse_size("86mmx60mm").pixels(1) == (325, 227)
    assert parse_size("100pxx50px") == Size(100, 50, ("px", "px"))


@given(st.integers(1, 16383), st.integers(0, 999), st.sampled_from(list(PER_UNIT)), st.sampled_from(list(PER_UNIT)))
def test_a_size_is_written_as_it_was_given(whole, thousandths, unit, other):
    length = f"{whole}.{thousandths:03}".rstrip("0").rstrip(".")
    spelt = f"{length}{unit}x{length}{other}"
    assert str(parse_size(spelt)) == spelt
    assert parse_size(str(parse_size(spelt))) == parse_size(spelt)


@pytest.mark.parametrize(
    "text",
    [
        *["", "x", "1280", "1280x", "x800", "1280x800x1", "1280*800", "1e3x800", "-5x5", "5x-5", "+5x5", "nanx5"],
        *["infx5", "5 5", "5ptx5pt", "5mm", "0x1_0", "５x５", "1280x800\n1", "0x0x0", "5x5%", "١x٢"],
    ],
)
def test_what_is_no_size_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match=r"1280x800"):
        parse_size(text)


@pytest.mark.parametrize("text", ["0x800", "1280x0", "0mmx5mm", "0.0x5", "5x.0in"])
def test_a_picture_of_no_width_or_height_is_refused(text):
    with pytest.raises(ValueError, match="must be above 0"):
        parse_size(text)


@pytest.mark.parametrize("sides", [(0, 5), (5, -0.5), (math.nan, 5), (5, math.nan), (-math.inf, 5)])
def test_a_program_can_ask_for_no_such_size_either(sides):
    with pytest.raises(ValueError):
        Size(*sides)


LIMITS = [
    ((LARGEST_SIDE, 1), 1, True), ((1, LARGEST_SIDE), 1, True), ((LARGEST_SIDE + 1, 1), 1, False),
    ((1, LARGEST_SIDE + 1), 1, False), ((LARGEST_SIDE / 2, 10), 2, True), ((LARGEST_SIDE / 2 + 1, 10), 2, False),
    ((16383, 16358), 1, True), ((16383, 16359), 1, False), ((4095, 4090.25), 4, True), ((4095, 4090.5), 4, False),
    ((0.4, 100), 1, False), ((0.4, 100), 2, True), ((1e9, 1e9), 1, False),
]  # fmt: skip


@pytest.mark.parametrize(("sides", "scale", "fits"), LIMITS)
def test_the_limits_are_in_pixels_of_the_file(sides, scale, fits):
    if fits:
        assert Size(*sides).pixels(scale) == (round(sides[0] * scale), round(sides[1] * scale))
        assert LARGEST_AREA == 268_000_000
    else:
        with pytest.raises(ValueError, match=r"too many|at least one pixel"):
            Size(*sides).pixels(scale)


@given(st.integers(1, 9), st.integers(1, 400))
@example(9, 308)  # the largest number of nines that a float holds
@example(9, 309)
def test_a_side_of_any_number_of_digits_is_a_size_or_a_sentence(digit, digits):
    side = str(digit) * digits
    if int(side) <= LARGEST_SIDE:
        assert parse_size(f"{side}x5").pixels(1) == (int(side), 5)
        return
    for text in (f"{side}x5", f"5x{side}mm"):
        with pytest.raises(ValueError, match=r"\A[^\n]+\Z"):
            parse_size(text).pixels(1)


@given(st.floats(0.001, 20000), st.floats(0.001, 20000), st.floats(0.1, 16))
def test_pixels_are_whole_and_the_nearest(width, height, scale):
    try:
        pixels = Size(width, height).pixels(scale)
    except ValueError:
        most = max(width, height) * scale
        assert most > LARGEST_SIDE or min(width, height) * scale <= 0.5 or width * height * scale**2 > 0.99 * 268e6
    else:
        for whole, side in zip(pixels, (width, height), strict=True):
            assert isinstance(whole, int)
            assert abs(whole - side * scale) <= 0.5
