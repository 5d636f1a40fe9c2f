"""The ticks of the axes are round, far enough apart, and at the right place in every view."""

import math
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sigviz.maths.number_format import MINUS, parse
from sigviz.maths.ticks import LANDMARKS, landmarks, ticks, y_ticks
from sigviz.model.scene import LEAST_HEIGHT
from tests.model.test_navigation import SLACK, ranges, width


def texts(shown):
    return [tick.text for tick in shown]


@given(ranges(LEAST_HEIGHT), st.floats(0.01, 2), st.sampled_from([ticks, y_ticks]))
def test_are_apart_in_order_in_the_range_and_have_the_right_text(visible, share, make):
    least = width(visible) * share
    shown = make(visible, least)
    step = min((b.value - a.value for a, b in pairwise(shown)), default=math.inf)
    assert step >= least - SLACK
    for tick in shown:
        assert visible[0] - 1e-6 * least - SLACK <= tick.value <= visible[1] + 1e-6 * least + SLACK
        number = unicodedata.numeric(tick.text) if tick.text in "¼½" else parse(tick.text)
        assert number == pytest.approx(tick.value, rel=0, abs=min(1e-3 * least, 1e-6) + SLACK)
    assert len({tick.text for tick in shown}) == len(shown)


@given(ranges(LEAST_HEIGHT), st.floats(0.01, 0.2))
def test_are_no_sparser_than_necessary(visible, share):
    # Each of 1, 2, 5 and 10 is at most 2.5 times the one before, so no step is longer than 2.5 times `least`.
    least = width(visible) * share
    marks = [visible[0], *(tick.value for tick in ticks(visible, least)), visible[1]]
    step = marks[2] - marks[1]
    assert step <= 2.5 * least * (1 + 1e-6) + SLACK
    assert all(b - a <= step * (1 + 1e-6) + SLACK for a, b in pairwise(marks))


@given(ranges(LEAST_HEIGHT), st.floats(0.01, 0.5))
def test_are_round_numbers(visible, share):
    shown = ticks(visible, width(visible) * share)
    assume(len(shown) > 1)
    step = shown[1].value - shown[0].value
    leading = float(f"{step:.3e}"[0])
    assert leading in (1, 2, 5) or abs(visible[0]) / step > 1e9  # far from 0, the difference itself is rounded


def test_landmarks_are_shown_where_they_fit():
    assert y_ticks((-0.1, 1.1), 0.1) == list(LANDMARKS)
    assert [tick.text for tick in y_ticks((-0.1, 1.1), 0.3)] == ["0", "½", "1"]
    assert [tick.text for tick in y_ticks((-0.1, 1.1), 0.6)] == ["0", "1"]


def test_numbers_at_both_ends_of_the_view_are_included():
    # 0.3 / 0.1 is not 3 in float64.
    assert texts(ticks((-0.3, 0.3), 0.1)) == [f"{MINUS}0.3", f"{MINUS}0.2", f"{MINUS}0.1", "0.0", "0.1", "0.2", "0.3"]
    assert texts(ticks((-8, 8), 4)) == [f"{MINUS}5", "0", "5"]
    assert texts(ticks((-8, 8), 8)) == ["0"]
    assert y_ticks((0, 1), 0.1) == landmarks((0, 1), 0.1) == list(LANDMARKS)


@pytest.mark.parametrize("exponent", range(-10, 3))
@pytest.mark.parametrize("factor", [1, 2, 5])
def test_round_numbers_that_are_just_far_enough_apart_are_used(factor, exponent):
    least = float(f"{factor}e{exponent}")
    assert texts(ticks((0, 3 * least), least))[1] == f"{least:.{max(-exponent, 0)}f}"


def test_in_a_high_view_there_are_numbers_all_the_way_up():
    assert texts(y_ticks((-1.9, 1.9), 0.9)) == ["0", "1"]
    assert texts(y_ticks((-2, 2), 0.9)) == [f"{MINUS}2", f"{MINUS}1", "0", "1", "2"]
    assert texts(y_ticks((-2, 2), 0.5)) == ["0", "½", "1"]


def test_where_only_some_landmarks_are_in_view_there_are_plain_numbers():
    assert texts(y_ticks((0.2, 0.3), 0.02)) == ["0.20", "0.22", "0.24", "0.26", "0.28", "0.30"]
    assert texts(y_ticks((-0.1, 0.6), 0.2)) == ["0.0", "0.2", "0.4", "0.6"]
    assert texts(y_ticks((0.1, 1.1), 0.4)) == ["0.5", "1.0"]


@pytest.mark.parametrize(
    ("visible", "least", "shown"),
    [
        ((-0.1, 1.1), 0.25, "0 ¼ ½ 1"), ((-0.1, 1.1), 0.3, "0 ½ 1"), ((-0.1, 1.1), 0.5, "0 ½ 1"),
        ((-0.1, 1.1), 0.6, "0 1"), ((-0.1, 1.1), 1.5, "0"), ((0.2, 0.7), 0.1, "¼ ½"), ((0.2, 0.7), 0.3, "½"),
        ((0.1, 1.0), 0.3, "½ 1"), ((0.6, 2.0), 3.0, "1"), ((1.5, 2.0), 0.1, ""),
    ],
)  # fmt: skip
def test_where_values_are_hidden_only_landmarks_in_view_are_named(visible, least, shown):
    assert texts(landmarks(visible, least)) == shown.split()
