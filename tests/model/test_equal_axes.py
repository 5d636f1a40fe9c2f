"""Equal axes: the visible range of y, and how the view moves while the axes are equal."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sigviz.model.navigation import pan, seen_y_range, zoom
from sigviz.model.scene import LEAST_HEIGHT, Scene

EQUAL = Scene(layers=["sigma", "true-slope"])

middles = st.floats(-100, 100)
widths = st.floats(1e-6, 500)
ratios = st.floats(0.05, 20)
factors = st.floats(0.2, 5)


def view(x: float, wide: float, y: float, high: float) -> Scene:
    return EQUAL.evolve(x_range=(x - wide / 2, x + wide / 2), y_range=(y - high / 2, y + high / 2))


def share(at: float, seen: tuple[float, float]) -> float:
    """Return the relative position of a value in a range, from 0 to 1."""
    return (at - seen[0]) / (seen[1] - seen[0])


@given(middles, widths, middles, ratios)
def test_a_unit_of_y_is_as_long_as_one_of_x_about_the_same_middle(x, wide, y, ratio):
    scene = view(x, wide, y, 1.0)
    low, high = seen_y_range(scene, ratio)
    assert high - low == pytest.approx((scene.x_range[1] - scene.x_range[0]) * ratio, rel=1e-6, abs=1e-10)
    assert (low + high) / 2 == pytest.approx(y, abs=1e-9)


def test_the_least_height_is_seen_at_least():
    scene = EQUAL.evolve(x_range=(0.0, 1e-8))
    low, high = seen_y_range(scene, 1e-6)
    assert high - low == pytest.approx(LEAST_HEIGHT, rel=1e-4)


@given(ratios)
def test_other_axes_are_left_alone(ratio):
    assert seen_y_range(Scene(), ratio) == Scene().y_range


@given(
    st.floats(-9, 9),
    st.floats(0.1, 20),
    st.floats(-9, 9),
    st.floats(0.1, 4),
    st.floats(0, 1),
    st.floats(0, 1),
    factors,
    st.sampled_from("xyb"),
)
@example(0.0, 16.0, 0.5, 0.6, 0.25, 0.75, 0.85, "y")
def test_a_zoom_leaves_its_centre_where_it_is_and_the_axes_equal(x, wide, y, ratio, across, up, factor, axes):
    # GIVEN a centre somewhere in the visible ranges
    scene = view(x, wide, y, 1.0)
    seen = seen_y_range(scene, ratio)
    centre = (scene.x_range[0] + across * wide, seen[0] + up * (seen[1] - seen[0]))
    # WHEN one axis or both are zoomed
    both = {"x": (factor, 1.0), "y": (1.0, factor), "b": (factor, factor)}[axes]
    after = scene.evolve(**zoom(scene, both, centre))
    # THEN the centre stays where it is, both axes are zoomed, and the height of the scene is unchanged
    zoomed = seen_y_range(after, ratio)
    assert after.x_range[1] - after.x_range[0] == pytest.approx(factor * wide, rel=1e-6)
    assert share(centre[0], after.x_range) == pytest.approx(across, abs=1e-6)
    assert share(centre[1], zoomed) == pytest.approx(up, abs=1e-6)
    assert after.y_range[1] - after.y_range[0] == pytest.approx(1.0)


@given(middles, middles)
def test_a_pan_moves_what_is_seen(by_x, by_y):
    before, after = EQUAL, EQUAL.evolve(**pan(EQUAL, (by_x, by_y)))
    assert after.x_range[0] - before.x_range[0] == pytest.approx(by_x)
    assert seen_y_range(after, 0.5)[0] - seen_y_range(before, 0.5)[0] == pytest.approx(by_y)
