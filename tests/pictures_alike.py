"""Comparing two pictures and showing the differences."""

import os
import re
from contextlib import nullcontext, suppress
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from tests.pixels import rgb

FOLDER = Path(__file__).parents[1] / "build" / "pictures"


def assert_alike(result, expected, off=2.0, share=0.0):
    """Fail, and save a strip, if more than a fraction ``share`` of the pixels differ by more than ``off`` of 255.

    Pictures are arrays of height × width × 3, from 0 to 255.
    """
    assert result.shape == expected.shape
    differing = (np.abs(result - expected).max(axis=2) > off).mean()
    if differing > share:
        raise AssertionError(f"{differing:.2%} of the pixels differ, see {save_strip(result, expected)}")


def assert_look_alike(one, other):
    """Fail if two widgets look different, but for invisible differences in a few pixels: a stale one does so twice."""
    for last in (False, True):
        with nullcontext() if last else suppress(AssertionError):
            assert_alike(rgb(one.grab().toImage()), rgb(other.grab().toImage()), off=8, share=1e-4)
            return


def save_strip(result, expected):
    """Save result, expected picture and difference side by side, named after the test, and return the path."""
    name = re.sub(r"[^\w.=-]+", "_", os.environ["PYTEST_CURRENT_TEST"].rpartition("/")[2].removesuffix(" (call)"))
    strip = np.concatenate([result, expected, 255 - np.clip(4 * np.abs(result - expected), 0, 255)], axis=1)
    pixels = np.ascontiguousarray(strip, np.uint8)
    height, width, _ = pixels.shape
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.png"
    assert QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).save(str(path))
    return path
