"""Moving the point and the view stays within the limits at every zoom."""

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sigviz.maths.number_format import exact
from sigviz.maths.ranges import follow, places
from sigviz.model.navigation import HOME, aim, clamp_x, pan, zoom
from sigviz.model.scene import LEAST_HEIGHT, LEAST_WIDTH, VIEW_LIMIT, X_LIMIT, Scene
from tests.model.test_scene import ranges

LEAST = {"x_range": LEAST_WIDTH, "y_range": LEAST_HEIGHT}
SLACK = 4 * math.ulp(VIEW_LIMIT)  # the rounding of a few sums of numbers up to 750

xs = st.floats(-X_LIMIT, X_LIMIT)
scenes = st.builds(Scene, x=xs, x_range=ranges(LEAST_WIDTH), y_range=ranges(LEAST_HEIGHT))
factors = st.floats(-9, 9).map(lambda power: 10**power)
shares = st.floats(0, 1)


def width(visible):
    return visible[1] - visible[0]


def at_share(visible, share):
    """Return the value at a relative position in a range."""
    return min(max(visible[0] + share * width(visible), visible[0]), visible[1])


class TestFollow:
    @given(xs, ranges(LEAST_WIDTH))
    def test_holds_x_and_keeps_the_width(self, x, visible):
        followed = follow(x, visible)
        assert followed[0] <= x <= followed[1]
        assert width(followed) == pytest.approx(width(visible), rel=0, abs=SLACK)
        assert Scene(x_range=followed).x_range == followed

    @given(xs, ranges(LEAST_WIDTH))
    def test_shifts_just_enough(self, x, visible):
        followed = follow(x, visible)
        if visible[0] <= x <= visible[1]:
            assert followed == visible
        else:
            assert x == followed[0 if x < visible[0] else 1]
        assert follow(x, followed) == followed

    @given(st.lists(xs, min_size=1, max_size=60))
    @example([700.0, -699.9, 0.1, 333.3, -699.7] * 12)
    def test_keeps_the_narrowest_view_valid_over_many_moves(self, walk):
        visible = (0.3, 0.3 + LEAST_WIDTH)
        for x in walk:
            visible = Scene(x_range=follow(x, visible)).x_range


class TestZoom:
    @given(scenes, st.tuples(factors, factors), st.tuples(shares, shares))
    @example(Scene(y_range=(699.0, 701.0)), (1e-9, 1e-12), (0.3, 0.1))
    def test_never_leaves_the_limits(self, scene, factor, share):
        centre = (at_share(scene.x_range, share[0]), at_share(scene.y_range, share[1]))
        view = zoom(scene, factor, centre)
        assert scene.evolve(**view).x_range == view["x_range"]
        for name, least in LEAST.items():
            assert -VIEW_LIMIT <= view[name][0] < view[name][1] <= VIEW_LIMIT
            assert width(view[name]) >= least - SLACK

    @given(scenes, factors, st.tuples(shares, shares))
    def test_keeps_the_centre_where_it_is(self, scene, factor, share):
        centre = (at_share(scene.x_range, share[0]), at_share(scene.y_range, share[1]))
        view = zoom(scene, (factor, factor), centre)
        for name, middle in zip(LEAST, centre, strict=True):
            before, after = getattr(scene, name), view[name]
            assert after[0] - SLACK <= middle <= after[1] + SLACK
            if -VIEW_LIMIT in after or VIEW_LIMIT in after:
                continue  # stopped by the limit
            share_before = (middle - before[0]) / width(before)
            assert middle - after[0] == pytest.approx(share_before * width(after), rel=1e-9, abs=SLACK)

    @given(scenes, factors)
    def test_multiplies_the_size_as_far_as_the_limits_allow(self, scene, factor):
        view = zoom(scene, (factor, factor), (sum(scene.x_range) / 2, sum(scene.y_range) / 2))
        for name, least in LEAST.items():
            wanted = min(max(width(getattr(scene, name)) * factor, least), 2 * VIEW_LIMIT)
            if -VIEW_LIMIT in view[name] or VIEW_LIMIT in view[name]:
                wanted = min(wanted, width(view[name]))  # shifted or cut at the limit, so never larger
            assert width(view[name]) == pytest.approx(wanted, rel=1e-9, abs=SLACK)

    @given(scenes, shares)
    def test_by_one_changes_nothing(self, scene, share):
        view = zoom(scene, (1.0, 1.0), (at_share(scene.x_range, share), at_share(scene.y_range, share)))
        assert scene.evolve(**view) is scene

    def test_in_and_out_again_and_again_stays_a_scene(self):
        for centre in ((0.37, 0.59), (700.0, 700.0), (-749.9, -333.3), (512.1, 1.0)):
            scene = Scene()
            for factor in [4.0] * 6 + [0.25] * 30 + [4.0] * 30 + [0.1] * 20:
                place = (min(max(centre[0], scene.x_range[0]), scene.x_range[1]), centre[1])
                place = (place[0], min(max(centre[1], scene.y_range[0]), scene.y_range[1]))
                scene = scene.evolve(**zoom(scene, (factor, factor), place))
            assert width(scene.x_range) == pytest.approx(LEAST_WIDTH, abs=SLACK)
            assert width(scene.y_range) == pytest.approx(LEAST_HEIGHT, abs=SLACK)


class TestPan:
    @given(scenes, st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000)))
    @example(Scene(y_range=(0.0, LEAST_HEIGHT)), (0.0, 700.1))
    def test_shifts_as_far_as_the_limits_allow_and_keeps_the_size(self, scene, shift):
        view = pan(scene, shift)
        assert scene.evolve(**view).y_range == view["y_range"]
        for name, wanted in zip(LEAST, shift, strict=True):
            before, after = getattr(scene, name), view[name]
            moved = after[0] - before[0]
            assert width(after) == pytest.approx(width(before), rel=0, abs=SLACK)
            if moved != pytest.approx(wanted, rel=0, abs=SLACK):
                assert abs(moved) < abs(wanted)
                assert after[1 if wanted > 0 else 0] == pytest.approx(math.copysign(VIEW_LIMIT, wanted), abs=SLACK)

    @given(scenes)
    def test_by_nothing_changes_nothing(self, scene):
        assert scene.evolve(**pan(scene, (0.0, 0.0))) is scene


class TestAim:
    @given(st.floats(allow_nan=False), ranges(LEAST_WIDTH))
    def test_stays_in_the_view(self, pointed, visible):
        assume(visible[0] <= X_LIMIT and visible[1] >= -X_LIMIT)  # otherwise no x is in view
        assume(abs(pointed) < math.inf)
        aimed = aim(pointed, visible)
        assert visible[0] <= aimed <= visible[1]
        assert Scene(x=aimed).x == aimed

    @given(ranges(LEAST_WIDTH), shares)
    def test_is_at_the_pointer_to_a_tenth_of_the_visible_precision(self, visible, share):
        pointed = clamp_x(at_share(visible, share))
        assert abs(aim(pointed, visible) - pointed) <= width(visible) / 1600 / 20 + SLACK

    @given(ranges(LEAST_WIDTH), st.floats(0.01, 0.99))
    def test_gives_a_readable_number(self, visible, share):
        # At most one decimal more than is shown.
        aimed = aim(clamp_x(at_share(visible, share)), visible)
        assume(aimed not in (*visible, -X_LIMIT, X_LIMIT))
        assert len(exact(aimed).partition(".")[2]) <= places(visible) + 1 or "e" in exact(aimed)

    @given(ranges(LEAST_WIDTH))
    def test_places_are_enough_for_the_visible_precision(self, visible):
        assert 2 <= places(visible) <= 15
        assert 10.0 ** -places(visible) <= width(visible) / 1600 * (1 + 1e-12) or places(visible) == 2


@given(st.floats())
def test_clamping_keeps_an_x_that_a_scene_accepts(x):
    assume(not math.isnan(x))
    assert Scene(x=clamp_x(x)).x == (x if abs(x) <= X_LIMIT else math.copysign(X_LIMIT, x))


def test_home_is_where_a_scene_begins():
    assert Scene(x_range=(3, 4), y_range=(0, 1)).evolve(**HOME) == Scene()
