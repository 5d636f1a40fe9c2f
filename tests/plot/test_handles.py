"""The handles in the plot besides the point: the end of the chord and the guess. Also what a guess hides."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QPushButton

from sigviz.maths.sigmoid import activation
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import FIELDS, Scene
from tests.events import CTRL, LEFT, Fingers, drag
from tests.model.test_undo import steps
from tests.pixels import picture
from tests.senses import everything

H_LIMITS = FIELDS["h"].limits
GUESS_LIMIT = FIELDS["guess"].limits[1]
Key = Qt.Key
BASE = Scene().layers
GIVEN_AWAY = {"derivative", "tangent", "trace"}


def point(window, ahead=0.0):
    """Return the pixel of the point, or of a point of σ at a distance from it."""
    frame, x = window.plot.coordinates, window.scene.x + ahead
    return QPointF(frame.x_to_px(x), frame.y_to_px(activation(x).sigma))


def handle(window, name):
    """Return the pixel of a handle: the end of the chord from the values, the guess from its item."""
    return point(window, window.scene.h) if name == "h" else window.plot.overlays["predict"].handle.pixel


@pytest.mark.parametrize("degrees", range(0, 360, 45))
@pytest.mark.parametrize(("layer", "field"), [("secant", "h"), ("predict", "guess")])
def test_a_press_within_reach_grabs_the_handle_and_farther_away_the_point(make_window, qtbot, layer, field, degrees):
    window = make_window(x=-1.0, h=4.0, layers=BASE | {layer})
    target, before = window.plot.viewport(), window.scene
    away = QPointF(math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))
    begin = handle(window, field) + 21 * away
    drag(qtbot, target, begin, begin + QPointF(-30, -25))
    assert window.scene.x == -1
    assert getattr(window.scene, field) != getattr(before, field)
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert window.scene == before
    begin = handle(window, field) + 23 * away
    drag(qtbot, target, begin, begin + QPointF(-30, -25), modifiers=CTRL)
    assert getattr(window.scene, field) == getattr(before, field)
    assert point(window).x() == pytest.approx(begin.x() - 30, abs=1)


@pytest.mark.parametrize("kind", ["forward", "symmetric"])
@pytest.mark.parametrize("beside", [(0, 0), (15, -9), (-11, 14)])
def test_the_chords_end_follows_the_pointer_without_a_jump(make_window, qtbot, kind, beside):
    window = make_window(x=-1.0, h=2.0012345, secant=kind, layers=BASE | {"secant"})
    target, begun = window.plot.viewport(), handle(window, "h")
    begin, scene = begun + QPointF(*beside), window.scene
    qtbot.mousePress(target, LEFT, pos=begin.toPoint())
    assert window.scene == scene, "a press without a move is not a drag"
    for shift in (1, 2, 60, -40, 133):
        qtbot.mouseMove(target, (begin + QPointF(shift, 0.4 * shift)).toPoint())
        assert handle(window, "h").x() == pytest.approx(begun.x() + shift, abs=0.6)
    qtbot.mouseRelease(target, LEFT, pos=(begin + QPointF(133, 53)).toPoint())
    assert window.scene.evolve(h=scene.h) == scene
    assert steps(qtbot, window) == 1, "a drag is one step"
    drag(qtbot, target, handle(window, "h"), (500, 100), (450, 100))
    assert steps(qtbot, window) == 2


@pytest.mark.parametrize("x", [-2.0, 2.0])
@pytest.mark.parametrize("beside", [(0, 0), (14, -9), (-11, 14)])
def test_the_guess_turns_with_the_pointer_without_a_jump(make_window, qtbot, x, beside):
    window = make_window(x=x, guess=0.1234567, layers=BASE | {"predict"})
    target, begun, at = window.plot.viewport(), handle(window, "guess"), point(window)
    begin, scene, steep = begun + QPointF(*beside), window.scene, window.plot.coordinates.steepness(1.0)
    qtbot.mousePress(target, LEFT, pos=begin.toPoint())
    assert window.scene == scene, "a press without a move is not a drag"
    side = 1 if x < 0 else -1
    for shift in ((1, 1), (0, -60), (40, 30), (0, 120), (-250 * side, 90)):
        qtbot.mouseMove(target, (begin + QPointF(*shift)).toPoint())
        meant = begun + QPointF(*shift) - at
        angle = math.atan2(-meant.y() * math.copysign(1, meant.x()), abs(meant.x()))
        assert math.atan(window.scene.guess * steep) == pytest.approx(angle, abs=0.01)
        arm = handle(window, "guess") - at
        assert math.atan2(-arm.y() * side, arm.x() * side) == pytest.approx(angle, abs=0.01), (
            "the handle is on the line"
        )
    qtbot.mouseRelease(target, LEFT, pos=begin.toPoint())
    assert window.scene.x == x
    assert steps(qtbot, window) == 1, "a drag is one step"


def test_the_cursor_shows_what_a_press_would_grab(make_window, qtbot):
    window = make_window(x=-1.0, h=4.0, layers=BASE | {"secant", "predict"})
    target, shape = window.plot.viewport(), Qt.CursorShape
    end, arm, free = handle(window, "h"), handle(window, "guess"), QPointF(100, 100)
    for at in (end, arm, handle(window, "point")):
        qtbot.mouseMove(target, at.toPoint())
        assert target.cursor().shape() == shape.OpenHandCursor
        qtbot.mouseMove(target, free.toPoint())
        assert target.cursor().shape() == shape.SizeHorCursor
    drag(qtbot, target, end, end + QPointF(50, 0))
    assert target.cursor().shape() == shape.OpenHandCursor, "the handle is still under the pointer"
    qtbot.keyClick(window.focusWidget(), Key.Key_S)
    qtbot.mouseMove(target, (end + QPointF(50, 0)).toPoint())
    assert target.cursor().shape() == shape.SizeHorCursor, "the handle is gone"


@pytest.mark.parametrize(("layer", "field"), [("secant", "h"), ("predict", "guess")])
def test_a_finger_grabs_a_handle_too(make_window, qtbot, layer, field):
    window = make_window(x=-1.0, layers=BASE | {layer})
    at, scene = handle(window, field).toPoint(), window.scene
    finger = Fingers(window.plot.viewport())
    finger.to(at)
    finger.to(at + QPoint(2, 1))
    assert window.scene == scene, "a small movement of a resting finger is not a drag"
    for shift in (QPoint(30, -60), QPoint(60, -120)):
        finger.to(at + shift)
    finger.lift()
    assert window.scene.x == -1
    assert getattr(window.scene, field) > getattr(scene, field)
    if field == "h":
        assert handle(window, "h").x() == pytest.approx(at.x() + 60, abs=1)
    assert steps(qtbot, window) == 1


def test_any_drag_leaves_a_valid_chord_and_guess(make_window, qtbot):
    """At any zoom, in all directions from the point, and far outside of the plot."""
    window = make_window(layers=BASE | {"secant", "predict"})
    places = st.lists(st.tuples(st.integers(-3000, 4000), st.integers(-3000, 4000)), min_size=1, max_size=4)
    xs = st.floats(-3, 3) | st.sampled_from([-700.0, 700.0])

    @given(xs, st.floats(-8, 1.6), st.floats(-0.3, 0.8), st.booleans(), places)
    def walk(x, wide, high, least, places):
        half, tall, y = 10**wide, 10 ** (wide + high), activation(x).sigma
        view = {"x_range": (x - half, x + half), "y_range": (y - tall, y + tall)}
        window.store.update(x=x, h=H_LIMITS[0] if least else min(0.5 * half, H_LIMITS[1]), guess=0.01, **view)
        drag(qtbot, window.plot.viewport(), handle(window, "h"), *places)
        wanted, pixel = (
            window.plot.coordinates.px_to_x(float(places[-1][0])) - x,
            2 * half / window.plot.coordinates.width,
        )
        assert window.scene.h == pytest.approx(min(max(wanted, pixel), H_LIMITS[1]), abs=pixel)
        assert x + window.scene.h > x
        drag(qtbot, window.plot.viewport(), handle(window, "guess"), *places)
        assert H_LIMITS[0] <= window.scene.h <= H_LIMITS[1]
        assert abs(window.scene.guess) <= GUESS_LIMIT

    walk()


# What a guess hides


def test_a_guess_hides_the_slope_in_every_text(make_window, qtbot):
    window = make_window(x=1.5, h=1e-5, step=9, layers=LAYER_NAMES)
    secret = "0.149", "8.48"  # the slope, which that of the short chord nearly equals, and its angle
    assert not [text for text in everything(window) if any(number in text for number in secret)]
    assert window.figure.values.readings[2].text() == "σ′(x) = ?"
    assert "slope hidden" in window.plot.accessibleDescription()
    assert {value.text for value in window.figure.derivation._readout.line_values if value} == {"?"}
    qtbot.keyClick(window.focusWidget(), Key.Key_H)
    assert len([text for text in everything(window) if any(number in text for number in secret)]) > 5


@pytest.mark.parametrize("layers", [BASE, LAYER_NAMES])
def test_a_guess_hides_curve_and_tangent_as_if_they_were_off(make_figure, layers):
    scene = Scene(x=1.5, layers={*layers, *GIVEN_AWAY, "predict"}, trace=[0.0, 1.5, 2.0])
    for revealed in (False, True):
        asked = scene.evolve(revealed=revealed)
        plain = asked.evolve(layers=asked.layers - GIVEN_AWAY)
        one, other = (picture(make_figure(each, 1200, 800), 1) for each in (asked, plain))
        assert (one == other).all() != revealed


@pytest.mark.slow
@pytest.mark.parametrize(("part", "xs"), [("plot", (1.5, 2.0)), ("values", (1.0, 1.004)), ("derivation", (1.0, 1.004))])
def test_two_guesses_look_the_same_where_only_the_slope_differs(make_figure, part, xs):
    """The point is above the visible range. Of the values, only the slope is compared."""
    layers = {"sigma", "complement", "labels", "grid", "saturation", "values", "derivation", "predict", *GIVEN_AWAY}
    for revealed in (False, True):
        seen = []
        for x in xs:
            scene = Scene(x=x, layers=layers, y_range=(0, 0.3), guess=0, revealed=revealed, step=9, trace=[1.0])
            figure = make_figure(scene, 1400, 900)
            box = figure.values.readings[2].geometry() if part == "values" else figure.rect()
            seen.append(picture(getattr(figure, part), 1)[box.top() : box.bottom(), box.left() : box.right()])
        assert (seen[0] == seen[1]).all() != revealed


def test_key_click_and_button_reveal_the_slope_and_moving_hides_it_again(make_window, qtbot):
    window = make_window(x=-1.0, layers=BASE | {"predict"})
    number = window.figure.values.readings[2]
    button = window.findChild(QPushButton, "option_answer")
    target, slider = window.plot.viewport(), window.controls.slider
    answers = (
        lambda: qtbot.keyClick(window.focusWidget(), Key.Key_H),
        lambda: qtbot.mouseClick(number, LEFT, pos=QPoint(5, 30)),
        lambda: qtbot.mouseClick(button, LEFT),
    )
    moves = (
        lambda: drag(qtbot, target, (300, 300), (320, 300)),
        lambda: qtbot.keyClick(window.focusWidget(), Key.Key_Right),
        lambda: drag(qtbot, slider, (60, 9), (80, 9)),
    )
    for answer, move_on in itertools.product(answers, moves):
        assert number.text().endswith("?")
        assert not window.scene.draws("tangent")
        answer()
        assert float(number.text()[-6:]) == pytest.approx(activation(window.scene.x).slope, abs=1e-4)
        assert window.scene.draws("tangent")
        assert " too " in window.plot.accessibleDescription()
        move_on()
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert window.scene.revealed, "undo also restores the revealed slope"
