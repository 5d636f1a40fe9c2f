"""What a picture is to be: sizes and their limits, formats, series in exact decimals, file names, times of frames."""

import math
import re
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sigviz.formats.formats import (
    FORMATS,
    LARGEST_AREA,
    LARGEST_GIF,
    LARGEST_SIDE,
    MOST_FRAMES,
    Size,
    check_gif,
    completed,
    fill,
    format_of,
    frame_times,
    is_pattern,
    parse_size,
    parse_sweep,
    with_format,
)

PER_UNIT = {"": 1, "in": 96, "cm": Fraction(9600, 254), "mm": Fraction(960, 254)}

# Sizes


@given(st.integers(1, 16383), st.integers(0, 999), st.sampled_from(list(PER_UNIT)), st.sampled_from(["x", "X", "×"]))
def test_a_length_in_any_unit_is_its_number_of_css_pixels(whole, thousandths, unit, cross):
    length = Fraction(whole) + Fraction(thousandths, 1000)
    spelt = f"{whole}.{thousandths:03}{unit}"
    size = parse_size(f" {spelt} {cross} {spelt.upper()} ")
    assert size.width == size.height == pytest.approx(float(length * PER_UNIT[unit]), rel=1e-15)


def test_units_may_differ_and_say_what_they_are():
    assert parse_size("1280x800") == Size(1280, 800)
    assert parse_size("1inx2.54cm") == Size(96, 96)
    assert parse_size(".5inx25.4mm") == Size(48, 96)
    assert parse_size("86mmx60mm").pixels(1) == (325, 227)
    assert parse_size("100pxx50px") == Size(100, 50)


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
    with pytest.raises(ValueError, match="wider and higher than 0"):
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


# Formats


@pytest.mark.parametrize("name", ["png", "webp", "svg", "pdf", "gif"])
def test_the_extension_is_the_format_in_any_case_and_folder(name):
    for path in (f"a.{name}", f"A.{name.upper()}", f"/some.png/b.c.{name}", f"{{x}}.{name}"):
        assert format_of(path) is FORMATS[f".{name}"]


@pytest.mark.parametrize(
    ("path", "meant"), [("a.pgn", "png"), ("a.wepb", "webp"), ("a.svgz", "svg"), ("a.pfd", "pdf"), ("a.giff", "gif")]
)
def test_a_slip_in_the_extension_gets_the_right_one(path, meant):
    with pytest.raises(ValueError, match=rf"did you mean '\.{meant}'\?"):
        format_of(path)


@pytest.mark.parametrize("path", ["a", "", ".png", "a.", "png", "a.xyz", "folder.png/a", "a.png.zip", "a.png{x}"])
def test_what_has_no_extension_of_a_picture_is_refused(path):
    with pytest.raises(ValueError, match="no extension of a picture"):
        format_of(path)


# Series

decimals = st.decimals(-700, 700, places=3, allow_nan=False)
steps = st.decimals(-50, 50, places=3).filter(bool)


@given(decimals, decimals, steps)
def test_a_series_is_a_plus_i_s_in_exact_decimals_as_long_as_it_is_within_half_a_step_of_b(first, last, step):
    a, b, s = (Fraction(part) for part in (first, last, step))
    whole = f"{first}:{last}:{step}"
    if (b - a) * s < 0:
        with pytest.raises(ValueError, match="never gets there"):
            parse_sweep(whole)
        return
    count = math.floor((b - a) / s + Fraction(1, 2)) + 1
    if count > MOST_FRAMES:
        with pytest.raises(ValueError, match="10000 frames"):
            parse_sweep(whole)
        return
    sweep = parse_sweep(whole)
    assert len(sweep) == count
    assert list(sweep)[:300] == [float(a + i * s) for i in range(min(count, 300))]
    end = list(sweep)[-1]
    assert end == float(a + (count - 1) * s)
    assert abs(Fraction(end) - b) <= abs(s) / 2 + Fraction(1, 10**12)


@pytest.mark.parametrize(("text", "wanted"), [
    ("0:0.3:0.1", [0.0, 0.1, 0.2, 0.3]), ("0:1:0.4", [0.0, 0.4, 0.8, 1.2]), ("0:1:0.41", [0.0, 0.41, 0.82]),
    ("2:2:0.5", [2.0]), ("2:2:-0.5", [2.0]), ("1:-1:-1", [1.0, 0.0, -1.0]),
    (" −0,2 : 0,1 : 1e-1 ", [-0.2, -0.1, 0.0, 0.1]),
])  # fmt: skip
def test_series_as_they_are_written(text, wanted):
    assert list(parse_sweep(text)) == wanted


def test_a_series_of_as_many_frames_as_there_may_be():
    assert len(parse_sweep("0:9.999:0.001")) == MOST_FRAMES == 10_000
    assert len(parse_sweep("0:9.9994:0.001")) == MOST_FRAMES
    for last in ("9.9995", "10", "700"):
        with pytest.raises(ValueError, match="at most 10000 frames"):
            parse_sweep(f"0:{last}:0.001")


BAD_SWEEPS = ["0:1:0", "0:0:0", "0:1:-0.1", "1:0:0.1", "0:1", "0:1:1:1", "::", "a:1:1", "0:nan:1", "0:inf:1", "0:1:"]
EXTREME = [
    "0:1:1e-9999999",
    "0:1:1e-400",
    "0:1e308:1e-308",
]


@pytest.mark.parametrize("text", BAD_SWEEPS + EXTREME)
def test_a_series_that_makes_no_sense_costs_one_sentence(text):
    with pytest.raises(ValueError) as refused:
        list(parse_sweep(text))
    assert len(str(refused.value).splitlines()) == 1
    assert len(str(refused.value)) < 200


# Names of files


@pytest.mark.parametrize(
    ("pattern", "index", "x", "name"),
    [
        ("a-{x}.png", 0, 0.5, "a-0.5.png"), ("{x}.png", 0, -2.0, "-2.png"), ("{x}.png", 3, 1e-7, "1e-7.png"),
        ("{i}.png", 12, 0, "12.png"), ("{i:03}.png", 7, 0, "007.png"), ("{i:03}.png", 1234, 0, "1234.png"),
        ("{i:3}.png", 7, 0, "007.png"), ("{i}/{x}-{i:02}.png", 4, 0.1, "4/0.1-04.png"), ("a.png", 1, 1.0, "a.png"),
        ("{x}.png", 0, 0.1 + 0.2, "0.30000000000000004.png"), ("{x}.png", 0, -0.0, "0.png"),
    ],
)  # fmt: skip
def test_places_in_a_name_are_filled(pattern, index, x, name):
    assert fill(pattern, index, x) == name
    assert is_pattern(pattern) == (pattern != name)


@given(st.floats(-700, 700))
def test_an_x_in_a_name_is_the_shortest_decimal_that_reads_back_as_it(x):
    name = fill("{x}", 0, x)
    assert float(name) == x
    assert re.fullmatch(r"-?\d+(\.\d+)?(e-\d+)?", name)
    assert len(re.sub(r"\D", "", name.partition("e")[0]).strip("0")) <= 17


@pytest.mark.parametrize(
    "pattern", ["{}", "{y}", "{X}", "{i:}", "{i:x}", "{i:-3}", "{i:1000}", "{x:.2f}", "{ i }", "{i!r}"]
)
def test_a_place_that_is_not_known_is_refused_with_those_that_are(pattern):
    with pytest.raises(ValueError, match=r"\{x\}, \{i:03\} and \{step:02\} are known"):
        fill(f"a-{pattern}.png", 0, 0.0)


# Animations


@given(st.integers(1, 2000), st.floats(1, 50))
def test_frames_stand_for_whole_hundredths_that_add_up_to_the_rate(frames, fps):
    times = frame_times(frames, fps)
    assert len(times) == frames
    assert all(time % 10 == 0 and abs(time - 1000 / fps) <= 10 for time in times)
    for shown in (frames, frames // 2):
        assert abs(sum(times[:shown]) - 1000 * shown / fps) <= 5 + 1e-6


def test_a_gif_has_a_largest_number_of_pixels_in_all():
    assert LARGEST_GIF == 600_000_000
    check_gif((1000, 1000), 600)  # just that many
    with pytest.raises(ValueError, match=r"numbered files, such as frame-\{i:03\}\.png"):
        check_gif((1000, 1000), 601)


@pytest.mark.parametrize(
    "name", ["slope at 0.25", "x=1.5", "v1.2.3", "a", ".hidden", "Dr. X", "σ 0.5", "a.json", "3.14"]
)
@pytest.mark.parametrize("folder", ["", "/tmp/", "plots 1.5/", "../"])
def test_only_a_known_extension_of_a_name_is_replaced(name, folder):
    path = folder + name
    for first in FORMATS:
        for shown in (first, first.upper()):
            assert with_format(path + shown, "svg") == f"{path}.svg"
    assert with_format(path, "pdf") == f"{path}.pdf"


@pytest.mark.parametrize("path", ["slope at 0.25", "x=1.5", "a", "plots.d/a", "Dr. X", "v1.2"])
def test_a_name_without_an_extension_gets_one(path):
    assert completed(path, "svg") == f"{path}.svg"


@pytest.mark.parametrize("path", ["a.png", "a.SVG", "a.pgn", "0.25.eps", "", ".", "..", "/", "folder/"])
def test_a_name_that_has_an_extension_or_is_none_stays(path):
    assert completed(path, "svg") == path
