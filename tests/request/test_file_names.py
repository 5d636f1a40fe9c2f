"""The file names of a series."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigviz.request.file_names import fill, is_pattern


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
def test_an_unknown_field_is_rejected_with_the_known_ones(pattern):
    with pytest.raises(ValueError, match=r"use \{x\}, \{i:03\} or \{step:02\}"):
        fill(f"a-{pattern}.png", 0, 0.0)
