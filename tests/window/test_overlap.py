"""No parts of a window overlap or leave their parent, in any scene, window size and text size."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from tests.overlap import assert_nothing_overlaps

SIZES = st.tuples(st.integers(640, 3840), st.integers(480, 2160))
SCALES = st.floats(0.75, 3)
LONG = (1.5, -100.0, 0.123456, 7.0, 1e-7, -99.5)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "x": st.floats(-700, 700) | st.floats(-9, 9),
        "h": st.floats(0.01, 10),
        "secant": st.sampled_from(["forward", "symmetric"]),
        "guess": st.floats(-2, 2),
        "revealed": st.booleans(),
        "threshold": st.floats(1e-6, 0.25),
        "x_range": st.tuples(st.floats(-9, 0), st.floats(0.5, 90)),
        "y_range": st.tuples(st.floats(-2, 0.4), st.floats(0.6, 5)),
        "theme": st.sampled_from(["dark", "print"]),
    },
)


@pytest.fixture(params=["en_GB", "ar_EG"])
def language(request, qapp):
    """A language with its layout direction."""
    QLocale.setDefault(QLocale(request.param))
    qapp.setLayoutDirection(QLocale().textDirection())
    yield
    QLocale.setDefault(QLocale.system())
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_nothing_overlaps(language, make_window):
    window = make_window()

    @given(size=SIZES, text_scale=SCALES, layers=st.sets(st.sampled_from(LAYER_NAMES)), fields=FIELDS)
    @example(size=(640, 480), text_scale=3.0, layers=LAYER_NAMES, fields={})
    @example(size=(640, 480), text_scale=0.75, layers=LAYER_NAMES, fields={})
    @example(size=(640, 480), text_scale=3.0, layers={"values", "float64"}, fields={"x": -700.0})
    @example(size=(640, 480), text_scale=1.0, layers={"derivation", "secant"}, fields={})
    @example(size=(3840, 2160), text_scale=0.75, layers=LAYER_NAMES, fields={})
    @example(size=(3840, 2160), text_scale=3.0, layers={*LAYER_NAMES} - {"derivation"}, fields={})
    @example(size=(700, 1400), text_scale=1.75, layers=LAYER_NAMES, fields={"x": 30.0, "inputs": LONG, "weights": LONG})
    @example(size=(1920, 480), text_scale=1.75, layers={*LAYER_NAMES} - {"values"}, fields={})
    def has_room(size, text_scale, layers, fields):
        window.resize(*size)
        window.store.update(**Scene(layers=layers, text_scale=text_scale, **fields).to_dict())
        QApplication.processEvents()
        assert_nothing_overlaps(window)

    has_room()
