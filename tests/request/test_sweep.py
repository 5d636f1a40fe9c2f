"""A series of x in exact decimal numbers."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigviz.request.sweep import MOST_FRAMES, parse_sweep

decimals = st.decimals(-700, 700, places=3, allow_nan=False)
steps = st.decimals(-50, 50, places=3).filter(bool)


@given(decimals, decimals, steps)
def test_a_series_is_a_plus_i_s_in_exact_decimals_as_long_as_it_is_within_half_a_step_of_b(first, last, step):
    a, b, s = (Fraction(part) for part in (first, last, step))
    whole = f"{first}:{last}:{step}"
    if (b - a) * s < 0:
        with pytest.raises(ValueError, match="do not lead from"):
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
