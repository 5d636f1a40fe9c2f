"""The comparison of pictures finds a difference and shows it."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from tests import pictures_alike
from tests.pictures_alike import assert_alike
from tests.pixels import rgb


def test_a_difference_is_saved_next_to_both_pictures(tmp_path, monkeypatch):
    # GIVEN two pictures that differ in one pixel of eight
    monkeypatch.setattr(pictures_alike, "FOLDER", tmp_path)
    expected = np.full((2, 4, 3), 200.0, np.float32)
    result = expected.copy()
    result[1, 2, 0] -= 10
    # THEN they are alike if that fraction or that difference is allowed
    assert_alike(result, expected, off=10)
    assert_alike(result, expected, share=1 / 8)
    # AND otherwise a strip shows both, and the difference on white
    with pytest.raises(AssertionError, match=r"12.50% of the pixels differ, see .*\.png"):
        assert_alike(result, expected)
    (saved,) = tmp_path.iterdir()
    assert saved.name == "test_pictures_alike.py_test_a_difference_is_saved_next_to_both_pictures.png"
    strip = rgb(QImage(str(saved)))
    assert (strip[:, :4] == result).all()
    assert (strip[:, 4:8] == expected).all()
    assert QColor(*map(int, strip[1, 10])) == QColor(215, 255, 255)
    assert (np.delete(strip[:, 8:].reshape(-1, 3), 6, axis=0) == 255).all()
