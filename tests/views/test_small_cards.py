"""The cards area, secant and chain: drawings match the numbers, and handles follow the pointer."""

import re

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from sigviz.drawing.theme import THEMES
from sigviz.model.readout import resolve
from sigviz.model.scene import FIELDS, Scene
from sigviz.views.cards import CARDS, unit_chain
from tests.cards import look
from tests.events import CTRL, drag
from tests.pixels import covered, picture
from tests.senses import card as description
from tests.truth import in_ascii, true_values

H_LIMITS = FIELDS["h"].limits
LIGHT = THEMES["light"]
SLOPE = LIGHT.slope.colour
FILL = QColor(*(round(255 + (part - 255) * 70 / 255) for part in QColor(SLOPE).getRgb()[:3]))
DETAIL = 4  # pixels per logical pixel
LAYERS = ("area", "secant", "neuron", "chain")
SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
NUMBER = r"[−\d][\d.]*(?:×10[⁻⁰-⁹¹²³]+)?"


def handle(cards_panel, scene, layer):
    """Return the position of the handle of a layer's card."""
    card = next(card for card in CARDS if card.layer == layer)
    return card.handles(resolve(scene), look(scene, cards_panel, layer))[0].at


def square(cards_panel, scene):
    """Return the top left and the side of the unit square, from the corner's positions at both limits of x."""
    top_left, bottom_right = (handle(cards_panel, scene.evolve(x=x), "area") for x in (-700, 700))
    assert bottom_right.x() - top_left.x() == pytest.approx(bottom_right.y() - top_left.y())
    return top_left, bottom_right.x() - top_left.x()


def only(layer, **fields):
    return Scene(layers=["sigma", "point", layer], **fields)


def begins(row):
    """Return the positions in a row of pixels at which something begins."""
    return np.flatnonzero(np.diff(row.astype(int), prepend=0) > 0)


@pytest.mark.slow
@pytest.mark.parametrize("x", [-1.5, -1.0, -0.3, 0.5, 1.0, 1.5])
def test_the_rectangle_has_the_width_and_height_of_its_numbers(make_figure, written, x):
    scene = only("area", x=x)
    cards_panel = make_figure(scene, 900, 800).cards_panel
    pixels, (corner, side) = picture(cards_panel, DETAIL), square(cards_panel, scene)
    edge = covered(pixels, SLOPE, 12)
    inside = covered(pixels, FILL, 6) | edge
    sigma = float(true_values(x)["sigma"])
    row = round((corner.y() + (1 + sigma) / 2 * side) * DETAIL)
    column = round((corner.x() + sigma / 2 * side) * DETAIL)
    wide = np.flatnonzero(inside[row])[-1] / DETAIL - corner.x()
    high = corner.y() + side - np.flatnonzero(edge[:, column])[0] / DETAIL
    assert wide == pytest.approx(sigma * side, abs=0.6)
    assert high == pytest.approx((1 - sigma) * side, abs=0.6)
    assert wide * high / side**2 == pytest.approx(sigma * (1 - sigma), rel=0.015)
    assert 0.85 < inside.sum() / (side * DETAIL) ** 2 / (sigma * (1 - sigma)) < 1.2


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.77, 0.99])
def test_dragging_the_corner_sets_x(make_window, qtbot, share):
    window = make_window(only("area", x=3.0, x_range=(2.0, 4.0)))
    cards_panel, begin = window.figure.cards_panel, window.scene
    (corner, side), at = square(cards_panel, begin), handle(cards_panel, begin, "area")
    there = corner + QPointF(share * side, share * side)
    drag(qtbot, cards_panel, at, at + QPointF(30, -30), at + QPointF(-40, 40))
    assert window.scene == begin, "a drag across its line does not move the corner"
    drag(qtbot, cards_panel, at, (at + there) / 2, there + QPointF(9, 9), there)
    # The pointer is on whole pixels where it takes the corner and where it drops it.
    assert float(true_values(window.scene.x)["sigma"]) == pytest.approx(share, abs=1 / side)
    low, high = window.scene.x_range
    assert low <= window.scene.x <= high == pytest.approx(low + 2.0)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert window.scene == begin


@pytest.mark.parametrize("layer", ["area", "secant"])
def test_only_a_grabbed_handle_is_dragged(make_window, qtbot, layer):
    window = make_window(only(layer, h=1e-6))
    cards_panel, begin = window.figure.cards_panel, window.scene
    at = handle(cards_panel, begin, layer)
    qtbot.mouseMove(cards_panel, at.toPoint())
    assert cards_panel.cursor().shape() == Qt.CursorShape.OpenHandCursor
    qtbot.mouseMove(cards_panel, (at + QPointF(60, -60)).toPoint())
    assert cards_panel.cursor().shape() == Qt.CursorShape.ArrowCursor
    drag(qtbot, cards_panel, at + QPointF(60, -60), at)
    drag(qtbot, cards_panel, at, at + QPointF(40, 0), button=Qt.MouseButton.RightButton)
    drag(qtbot, cards_panel, at, at + QPointF(0, 0))
    qtbot.mouseMove(cards_panel, (at + QPointF(50, 0)).toPoint())
    assert window.scene == begin


@pytest.mark.slow
@pytest.mark.parametrize("h", [1e-14, 1e-7, 0.01, 3.0])
def test_the_mark_is_drawn_at_h_on_its_axis(make_figure, written, h):
    scene = only("secant", h=h)
    cards_panel = make_figure(scene, 1200, 700).cards_panel
    pixels = picture(cards_panel, DETAIL)
    ticks = begins(covered(pixels, LIGHT.faint).sum(axis=0) > 300) / DETAIL  # from 10⁻¹⁶ to 1
    wanted = ticks[0] + (16 + np.log10(h)) / 16 * (ticks[4] - ticks[0])
    assert np.argmax(covered(pixels, LIGHT.ink).sum(axis=0)) / DETAIL == pytest.approx(wanted, abs=1)
    assert handle(cards_panel, scene, "secant").x() == pytest.approx(wanted, abs=1)


def test_the_mark_is_drawn_at_the_error_on_its_axis(make_figure, written):
    scene = only("secant", x=1.0)
    cards_panel, sigma = make_figure(scene, 1200, 700).cards_panel, true_values(1)["sigma"]
    picture(cards_panel, 1)
    label, below = (written.row(word) for word in ("10⁻²", "10⁻¹⁰"))
    top, per_decade = label - 5, (below - label) / 8  # in the middle of a digit
    for h in (1e-1, 1e-2, 1e-4):
        off = abs((true_values(1 + mpmath.mpf(h))["sigma"] - sigma) / h - sigma * (1 - sigma))
        at = handle(cards_panel, scene.evolve(h=h), "secant").y()
        assert at == pytest.approx(top - per_decade * float(mpmath.log10(off) + 2), abs=2)


@pytest.mark.parametrize("decades", [-3, -10, 0.5, -40, 9])
def test_dragging_the_mark_changes_h_by_decades_within_its_limits(make_window, qtbot, decades):
    window = make_window(only("secant", h=1.0))
    cards_panel, begin = window.figure.cards_panel, window.scene
    low, high = (handle(cards_panel, begin.evolve(h=end), "secant").x() for end in H_LIMITS)
    at, wide = handle(cards_panel, begin, "secant").toPoint(), (high - low) / 17
    shift = round(decades * wide)
    drag(qtbot, cards_panel, at, at + QPoint(-30, 20), at + QPoint(shift, -50))
    h = min(max(10 ** (shift / wide), H_LIMITS[0]), H_LIMITS[1])
    assert window.scene.h == pytest.approx(h, rel=0.05, abs=0)
    assert float(f"{window.scene.h:.1e}") == window.scene.h, "h has at most two digits"
    assert window.scene.x == begin.x
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert window.scene == begin


@pytest.mark.slow
@pytest.mark.parametrize(("x", "units"), [(0.0, 1), (1.0, 5), (1.5, 30), (-12.0, 3)])
def test_the_columns_fall_as_the_gradient_does_and_the_lens_shows_the_last(make_figure, x, units):
    cards_panel = make_figure(only("chain", x=x, units=units), 1200, 700).cards_panel
    pixels = picture(cards_panel, DETAIL)
    card = next(card for card in CARDS if card.layer == "chain")
    seen, slope = look(resolve(only("chain", x=x, units=units)).scene, cards_panel, "chain"), true_values(x)["slope"]
    chart = unit_chain._chart(seen)
    green = covered(pixels, SLOPE)
    place, shown = chart.width() / (units + 1), []
    for at in range(units + 1):
        column = round((chart.left() + (at + 0.5) * place) * DETAIL)
        rows = green[round(chart.top() * DETAIL) : int(chart.bottom() * DETAIL), column]
        standing = np.argmin(rows[::-1]) if not rows.all() else len(rows)  # without the words above
        shown.append(standing / DETAIL / chart.height())
        assert shown[-1] == pytest.approx(float(slope**at), abs=0.012)
    assert shown == sorted(shown, reverse=True)
    lens = unit_chain._lens(seen)
    enlarged = green[round(lens.top() * DETAIL) : round(lens.bottom() * DETAIL), round(lens.left() * DETAIL) :]
    assert enlarged.any() == (float(slope**units) < 0.04)
    assert card.describe(resolve(only("chain", x=x, units=units)))


@given(st.floats(-700, 700) | st.sampled_from([-700.0, 0.0, 700.0]), st.integers(1, 49) | st.just(50))
def test_the_product_is_right_in_all_its_digits(x, units):
    true = true_values(x)["slope"] ** units
    (card,) = (card for card in CARDS if card.layer == "chain")
    words = card.describe(resolve(Scene(x=x, units=units)))
    count, product = re.match(rf"(\d+) units?: ({NUMBER}), at most", words).groups()
    shown = mpmath.mpf(in_ascii(product))
    assert int(count) == units
    assert abs(shown - true) <= 5.01e-4 * true


def texts_at(window, written, x):
    """Return the numbers in the description of each card at x, and all the words that the cards write."""
    window.store.update(x=x)
    written.clear()
    picture(window.figure.cards_panel, 1)
    return {layer: set(re.findall(NUMBER, description(window, layer))) for layer in LAYERS}, set(written.words)


def test_h_hides_every_number_that_depends_on_x(make_window, qtbot, written):
    window = make_window(layers={*Scene().layers, *LAYERS})
    open_texts, open_words = texts_at(window, written, 1.3)
    other_texts, other_words = texts_at(window, written, 4.0)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_H)
    assert all("?" in description(window, layer) for layer in LAYERS)
    here, there = texts_at(window, written, 1.3), texts_at(window, written, 4.0)
    for layer in LAYERS:
        following = open_texts[layer] - other_texts[layer]
        assert len(following) >= (2 if layer == "secant" else 1)
        own = (
            {"1.3", "0.0500", "4", "2.75"} if layer == "neuron" else set()
        )  # the sum, which is x, and the bias, may be shown
        assert here[0][layer] ^ there[0][layer] == own
    assert len(open_words ^ other_words) > 15
    assert "active" not in here[1]
    assert {word[:3] for word in here[1] ^ there[1]} == {"𝑥 =", "𝑏 ="}
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_H)
    assert texts_at(window, written, 1.3) == (open_texts, open_words)


def test_only_sigma_is_described_until_the_slope_is_guessed(make_window, qtbot, written):
    window = make_window(layers={*Scene().layers, *LAYERS, "predict"})
    here, there = texts_at(window, written, 1.3), texts_at(window, written, 4.0)
    sides = {"0.7858", "0.9820"}
    assert here[0]["area"] ^ there[0]["area"] == sides
    assert (here[0]["secant"], here[0]["chain"]) == (there[0]["secant"], there[0]["chain"])
    assert here[0]["neuron"] ^ there[0]["neuron"] == {"1.3", "0.0500", "0.7858", "4", "2.75", "0.9820"}
    changed = {word.removeprefix("𝜎 = ") for word in here[1] ^ there[1]}
    assert {word for word in changed if word[:3] not in ("𝑥 =", "𝑏 =")} == sides
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_H)
    assert "0.01766" in description(window, "area")
