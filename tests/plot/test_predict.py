"""Predict: what it hides, what it says, how it answers, and what stays of earlier guesses."""

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt

from sigviz.drawing.theme import THEMES
from sigviz.maths.sigmoid import activation
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.views.figure import Figure
from tests.events import CTRL
from tests.pixels import covered, picture

Key = Qt.Key
LIGHT = THEMES["light"]
ASKED = Scene().layers | {"predict"}


@pytest.mark.slow
@pytest.mark.parametrize("layer", LAYER_NAMES)
def test_no_text_of_any_layer_tells_the_slope_while_it_is_guessed(unseen, written, layer):
    scene = Scene(layers=ASKED | {layer}, x=1.3, step=10)
    figure = unseen(Figure(), 1200, 900)
    figure.show_readout(resolve(scene))
    written.clear()
    for view in figure.views:
        if not view.isHidden():
            picture(view, 1)
    value = activation(1.3)
    secret = [f"{number:.{digits}f}" for number in (value.slope, value.complement) for digits in (3, 4)]
    told = " ".join([*written.words, figure.description, *resolve(scene).spoken_lines, resolve(scene).table])
    assert not [number for number in secret if number in told]
    assert not any(tick.value == 0.25 for tick in figure.plot.plotItem.own_axes[1].ticks(scene.y_range, 900))


def test_the_window_says_what_to_do_until_the_answer(make_window, qtbot):
    window = make_window(layers=ASKED, x=0.5)

    def says():
        return " ".join(label.text for label in window.plot.labels)

    assert "turn the dashed line" in says()
    assert "H shows the answer" in says()
    qtbot.keyClick(window.focusWidget(), Key.Key_H)
    assert "turn" not in says()
    assert not window.scene.guessing


def test_a_picture_says_nothing_about_what_to_do(make_figure, written):
    figure = make_figure(Scene(layers=ASKED, theme="print"), 900, 600)
    assert "turn the dashed line" in {label.text for label in figure.plot.labels}
    from sigviz.drawing.medium import picture as medium

    quiet = Figure(medium=medium(900, 600))
    quiet.resize(900, 600)
    quiet.show_readout(resolve(Scene(layers=ASKED)))
    assert "turn the dashed line" not in {label.text for label in quiet.plot.labels}
    quiet.deleteLater()


@pytest.mark.parametrize(("guess", "words"), [(0.05, "too flat"), (0.24, "too steep"), (0.1966, "right to 0.01")])
def test_the_answer_draws_both_lines_their_angle_and_the_error_in_words(make_window, qtbot, guess, words):
    window = make_window(layers=ASKED, guess=guess)
    green = covered(picture(window.plot, 1), LIGHT.slope.colour).sum()
    qtbot.keyClick(window.focusWidget(), Key.Key_H)
    shown = " ".join(label.text for label in window.plot.labels)
    assert words in shown
    assert covered(picture(window.plot, 1), LIGHT.slope.colour).sum() > green + 300, "the tangent is drawn"
    steep = [
        math.degrees(math.atan(window.plot.coordinates.steepness(slope))) for slope in (guess, activation(1).slope)
    ]
    assert f"{round(abs(steep[0] - steep[1]))}° apart" in shown


def test_answered_guesses_stay_as_lines_can_be_undone_and_are_cleared(make_window, qtbot):
    window = make_window(layers=ASKED, guess=0.12)
    for x in (1.0, -2.0):
        window.store.update(x=x, revealed=False)
        qtbot.keyClick(window.focusWidget(), Key.Key_H)
    assert window.scene.guesses == ((1.0, 0.12), (-2.0, 0.12))
    lines = [stretch.line for stretch in window.plot.overlays["predict"].past.stretches]
    assert len(lines) == 2
    for (x, slope), line in zip(window.scene.guesses, lines, strict=True):
        coordinates = window.plot.coordinates
        assert coordinates.px_to_x(line.center().x()) == pytest.approx(x, abs=0.01)
        assert coordinates.px_to_y(line.center().y()) == pytest.approx(activation(x).sigma, abs=0.01)
        assert -line.dy() / line.dx() == pytest.approx(coordinates.steepness(slope), rel=1e-6)
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert len(window.scene.guesses) == 1
    qtbot.keyClick(window.focusWidget(), Key.Key_Delete)
    assert window.scene.guesses == ()
    assert not window.plot.overlays["predict"].past.shown


def test_learning_leaves_a_trail_of_errors_that_falls(make_window, qtbot):
    window = make_window(layers=Scene().layers | {"neuron"}, x=-1.0, learning_rate=2.0)
    grey = covered(picture(window.figure.cards_panel, 1), LIGHT.quiet).sum()
    for _ in range(8):
        qtbot.keyClick(window.focusWidget(), Key.Key_L)
    errors = np.array(window.scene.errors)
    assert len(errors) == 8
    assert (np.diff(errors) < 0).all()
    assert covered(picture(window.figure.cards_panel, 1), LIGHT.quiet).sum() > grey + 50
    qtbot.keyClick(window.focusWidget(), Key.Key_Delete)
    assert window.scene.errors == ()
