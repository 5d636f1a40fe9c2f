"""The live values: their texts, and a layout in which only the numbers change."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sigviz.drawing import text
from sigviz.drawing.theme import LARGE, MEDIUM, SMALL, THEMES
from sigviz.maths.number_format import parse
from sigviz.maths.sigmoid import complement, derivative, sigmoid
from sigviz.model.readout import NAMES, resolve
from sigviz.model.scene import THEMES as THEME_NAMES
from sigviz.model.scene import Scene
from sigviz.views.values.panel import Values, plan
from tests.events import LEFT, ask_for_menu
from tests.pixels import covered, rgb

FUNCTIONS = {"sigma": sigmoid, "complement": complement, "product": derivative}
WIDEST = st.sampled_from([-700.0, 700.0, -699.99, 40.0, -40.0, 1.0, 0.0, -0.005, 1e-300])


@pytest.fixture
def values(unseen):
    return unseen(Values(), 330, 677)


@pytest.mark.parametrize("x", [1.0, 0.0, -3.25, 40.0, -40.0, 700.0, -700.0, 1e-300])
def test_each_text_is_the_name_and_ends_in_the_number(values, x):
    values.show_readout(resolve(Scene(x=x)))
    for name, function in FUNCTIONS.items():
        label = values.findChild(QLabel, name)
        assert label.text().startswith(f"{NAMES[name]} = ")
        number = parse(label.text().rpartition(" ")[2])
        assert number == pytest.approx(float(function(np.array(x))), rel=5.1e-4)
        assert number != 0


@pytest.mark.parametrize(
    ("x", "texts"),
    [
        (1.0, ["σ(x) = 0.7311", "1 − σ(x) = 0.2689", "σ′(x) = 0.1966"]),
        (40.0, ["σ(x) = 1.000", "1 − σ(x) = 4.248×10⁻¹⁸", "σ′(x) = 4.248×10⁻¹⁸"]),
    ],
)
def test_numbers_have_significant_digits(values, x, texts):
    values.show_readout(resolve(Scene(x=x)))
    for label, wanted in zip(values.readings, texts, strict=True):
        assert label.text() == wanted


def test_showing_a_readout_emits_nothing(values, qtbot):
    with qtbot.assertNotEmitted(values.menu_requested):
        for x in (1, 2, -700):
            values.show_readout(resolve(Scene(x=x, theme="dark", text_scale=1.5)))


def test_requests_a_menu_for_the_value_under_the_pointer(values):
    requested = []
    values.menu_requested.connect(lambda quantity, where: requested.append(quantity))
    values.show_readout(resolve(Scene()))
    for label in values.readings:
        ask_for_menu(label)
    assert requested == ["sigma", "complement", "product"]


def test_nothing_moves_while_dragging(make_window, qtbot):
    window = make_window()
    target = window.plot.viewport()
    parts = window.findChildren(QWidget)
    before = [(part, part.geometry(), part.isVisible()) for part in parts]
    qtbot.mousePress(target, LEFT, pos=QPoint(40, 300))
    for px in range(40, 940, 9):
        qtbot.mouseMove(target, QPoint(px, 300))
        QApplication.processEvents()
        assert [(part, part.geometry(), part.isVisible()) for part in parts] == before
    qtbot.mouseRelease(target, LEFT, pos=QPoint(940, 300))
    for x in (-700.0, -0.001, 1e-300, 40.0, 700.0):
        window.store.update(x=x)
        QApplication.processEvents()
        assert [(part, part.geometry(), part.isVisible()) for part in parts] == before


def painted(values, margin=0):
    """Return a picture of the values, with a margin in the background colour on all sides."""
    picture = QImage(values.size() + QSize(2 * margin, 2 * margin), QImage.Format.Format_RGB32)
    picture.fill(THEMES["light"].ground)
    painter = QPainter(picture)
    try:
        painter.translate(margin, margin)
        values.paint(painter)
    finally:
        painter.end()
    return rgb(picture)


@pytest.mark.parametrize("size", [(330, 677), (900, 150), (600, 110)])
def test_signs_captions_and_baselines_stay_in_place(values, size):
    """The signs have a colour of their own, so they can be compared at different x."""
    values.resize(*size)
    pictures = []
    for x in (1.0, -3.27, 12.0, 40.0, -700.0):
        values.show_readout(resolve(Scene(x=x)))
        pictures.append(covered(painted(values), THEMES["light"].quiet))
    assert pictures[0].sum() > 10
    for other in pictures[1:]:
        assert (other == pictures[0]).all()


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_each_number_and_bar_has_the_colour_of_its_curve(values, theme):
    look = THEMES[theme]
    values.show_readout(resolve(Scene(x=0.6, theme=theme)))
    pixels = painted(values)
    bars = plan(values.size(), look.size, look).bars
    for label in values.readings:
        box = label.geometry()
        part = covered(pixels, look.stroke(label.objectName()).colour)[
            box.top() : box.bottom(), box.left() : box.right()
        ]
        assert part.sum() > (200 if bars else 60), label.objectName()


def test_the_lengths_of_the_bars_match_the_numbers(values):
    values.show_readout(resolve(Scene(x=0.6)))
    pixels = painted(values)
    for label in values.readings:
        box = label.geometry()
        row = covered(pixels, THEMES["light"].stroke(label.objectName()).colour)[box.bottom() - 6]
        share = row.sum() / box.width()
        assert share == pytest.approx(float(FUNCTIONS[label.objectName()](np.array(0.6))), abs=2 / box.width())


SIZES = {"width": st.integers(240, 3840), "height": st.integers(160, 2160), "scale": st.floats(0.75, 3), "x": WIDEST}


def test_no_text_is_wider_than_its_box(make_figure):
    figure = make_figure(Scene(), 800, 600)

    @given(**SIZES)
    def fits(width, height, scale, x):
        figure.resize(width, height)
        figure.show_readout(resolve(Scene(x=x, text_scale=scale)))
        values = figure.values
        if values.isHidden():
            return
        unit = plan(values.size(), scale, THEMES["light"]).unit
        for label, size in zip(values.readings, (MEDIUM, MEDIUM, LARGE), strict=True):
            number = label.text().rpartition(" ")[2]
            assert text.mathematical(size * unit).width(number) <= label.width(), label.text()
            assert text.mathematical(SMALL * unit).width(label._caption) <= label.width(), label.text()
            assert label.height() >= (15 + size) * unit - 1

    fits()


def test_no_ink_is_outside_the_panel(make_figure):
    figure = make_figure(Scene(), 800, 600)

    @given(**{**SIZES, "width": st.integers(240, 1000), "height": st.integers(160, 800)})
    def stays(width, height, scale, x):
        figure.resize(width, height)
        figure.show_readout(resolve(Scene(x=x, text_scale=scale)))
        if figure.values.isHidden():
            return
        pixels = painted(figure.values, margin=30)
        pixels[30:-30, 30:-30] = 255
        assert (pixels == 255).all()

    stays()


def test_text_stays_large_enough_to_read(make_figure):
    """In a figure at least as large as in the smallest window, no text is less than half its normal size."""
    figure = make_figure(Scene(), 800, 600)

    @given(**{**SIZES, "width": st.integers(480, 3840), "height": st.integers(337, 2160)})
    def readable(width, height, scale, x):
        figure.resize(width, height)
        figure.show_readout(resolve(Scene(x=x, text_scale=scale)))
        assert figure.values.isHidden() or plan(figure.values.size(), scale, THEMES["light"]).unit >= 0.5

    readable()


@given(st.integers(100, 1200), st.integers(80, 900), st.integers(0, 400), st.integers(0, 400), st.floats(0.75, 3))
def test_no_value_is_smaller_in_a_larger_panel(width, height, wider, higher, scale):
    """Text has full size or is as large as fits: in a row or a column, whichever has the larger text."""
    one, other = (
        plan(QSize(width + more, height + taller), scale, THEMES["light"]).unit
        for more, taller in ((0, 0), (wider, higher))
    )
    assert one <= other + 1e-9
