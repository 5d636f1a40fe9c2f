"""Animations: the duration of their frames, and their largest size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigviz.formats.gif import LARGEST, check_size, frame_times


@given(st.integers(1, 2000), st.floats(1, 50))
def test_frames_stand_for_whole_hundredths_that_add_up_to_the_rate(frames, fps):
    times = frame_times(frames, fps)
    assert len(times) == frames
    assert all(time % 10 == 0 and abs(time - 1000 / fps) <= 10 for time in times)
    for shown in (frames, frames // 2):
        assert abs(sum(times[:shown]) - 1000 * shown / fps) <= 5 + 1e-6


def test_a_gif_has_a_largest_number_of_pixels_in_all():
    assert LARGEST == 600_000_000
    check_size((1000, 1000), 600)  # exactly the limit
    with pytest.raises(ValueError, match=r"numbered files such as frame-\{i:03\}\.png"):
        check_size((1000, 1000), 601)
