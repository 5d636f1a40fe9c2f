"""The derivation as a board: aligned, lines that stay, one that is current, and a slope that is kept in suspense."""

import re
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt

from sigviz.drawing.medium import Medium
from sigviz.drawing.theme import THEMES
from sigviz.model.derivation import LINES
from sigviz.model.navigation import hide, reveal
from sigviz.model.readout import resolve
from sigviz.model.scene import LAST_STEP, PROVEN_FROM, SHOWN_FROM, Scene
from sigviz.views.derivation.layout import reason
from sigviz.views.derivation.view import Derivation
from tests.events import CTRL, LEFT
from tests.pixels import colour, covered, picture

HALL = THEMES["projector"]
SHOWN = Scene().layers | {"derivation"}
SLOPE = "0.1966"


@pytest.fixture
def board(unseen):
    """A function that returns the board of a hall at a step."""
    view = unseen(Derivation(medium=Medium(THEMES, side=768)), 614, 768 - 29)  # without the strip of hints

    def show(step, **fields):
        view.show_readout(resolve(Scene(layers=SHOWN, theme="projector", step=step, **fields)))
        return view

    return show


def inked(pixels):
    return np.abs(pixels - colour(HALL.ground)).sum(axis=2) > 60


@pytest.mark.parametrize("step", range(5, LAST_STEP + 1))
def test_at_least_five_lines_are_on_the_board_and_the_current_one_is_the_lowest(board, step):
    view = board(step)
    boxes = view._plan.boxes
    assert len(boxes) >= 5
    assert [box.line for box in boxes] == list(range(step - len(boxes), step))
    assert boxes[-1].box.bottom() <= view.height()
    assert boxes[0].box.top() >= 0


@pytest.mark.parametrize("step", range(2, LAST_STEP + 1))
def test_equals_signs_are_in_one_column(board, step):
    """Each line has ink just right of the column, none just left of it, and its sign is two bars of equal width."""
    view = board(step)
    pixels, x = inked(picture(view, 2)), round(view._plan.equals * 2)
    for box in view._plan.boxes:
        y = view._plan.baseline(box, 0) - 0.27 * view._plan.size
        around = pixels[round(2 * y - 0.5 * view._plan.size) : round(2 * y + 0.5 * view._plan.size)]
        sign = around[:, x : x + round(2.1 * view._plan.size)]
        assert not around[:, x - 4 : x].any(), box.line + 1
        bars = np.flatnonzero(sign.sum(axis=1) > 0.8 * view._plan.size)
        assert (np.diff(bars) > 1).sum() == 1, box.line + 1


def test_only_the_term_that_changed_is_marked_and_older_lines_are_grey(board):
    for step in range(3, LAST_STEP):
        view = board(step)
        pixels = picture(view, 1)
        marked = covered(pixels, HALL.mark)
        current = view._plan.boxes[-1].box
        assert marked.any() == ("{new}" in LINES[step - 1].latex)
        assert not marked[: round(current.top()) - 1].any(), "no older line is marked"
        older = pixels[: round(current.top()) - 2]
        for stroke in (HALL.sigma, HALL.complement):
            assert not covered(older, stroke.colour, 20).any(), (step, "older lines have no colours")


def test_lines_stay_where_they_are_while_they_fit(board):
    places = {}
    for step in range(1, 6):
        for box in board(step)._plan.boxes:
            assert places.setdefault(box.line, box.box.top()) == box.box.top()


def test_reasons_are_set_as_mathematics():
    for line in range(LAST_STEP):
        assert "^" not in reason(line)
        assert "e⁻ˣ" not in reason(line).replace("𝑒⁻ˣ", ""), "the letter is italic"
    assert any("𝑒⁻ˣ" in reason(line) for line in range(LAST_STEP))


@pytest.mark.parametrize("step", range(1, LAST_STEP + 1))
def test_the_slope_is_a_question_until_the_line_that_proves_it(make_window, written, step):
    window = make_window(layers=SHOWN, step=step, x=1.0)
    readout = resolve(window.dressed(window.scene))
    for view in window.figure.views:
        if not view.isHidden():
            picture(view, 1)
    texts = [*written.words, *readout.spoken_lines, readout.table, readout.description, window.description]
    told = [text for text in texts if re.search(r"0\.197|0\.1966", text)]
    assert bool(told) == (step >= PROVEN_FROM), told
    assert ("product" in window.scene.concealed) == (step < PROVEN_FROM)


def test_h_ends_the_suspense_and_undo_renews_it(make_window, qtbot):
    window = make_window(layers=SHOWN, step=4)
    product = window.figure.values.readings[-1]
    assert product.text().endswith("?")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_H)
    assert SLOPE in product.text()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_PageDown)
    assert SLOPE in product.text(), "it stays revealed"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert product.text().endswith("?")
    qtbot.mouseClick(product, LEFT)
    assert SLOPE in product.text(), "a click on the question reveals it too"


@pytest.mark.parametrize("suspense", [True, False])
@pytest.mark.parametrize("step", [0, LAST_STEP], ids=["no derivation", "all lines"])
def test_where_nothing_is_to_be_proved_hiding_and_revealing_leave_the_suspense_as_it_is(step, suspense):
    before = Scene(layers=SHOWN, step=step, suspense=suspense) if step else Scene(suspense=suspense)
    scene = before
    for change in (hide, hide, hide, partial(reveal, quantity="product")):
        scene = scene.evolve(**change(scene))
    assert "product" not in scene.concealed
    assert scene.suspense == suspense


def test_the_flag_of_the_slope_tells_it_from_the_line_that_proves_it_also_if_the_curve_was_shown_before(make_window):
    window = make_window(layers=SHOWN, by_hand=SHOWN_FROM.keys(), step=PROVEN_FROM - 1, x=1.0)

    def told():
        return any(flag.text == "0.197" for flag in window.plot._items.flags.written)

    assert not told()
    window.store.update(step=PROVEN_FROM)
    assert told()
    window.store.update(step=PROVEN_FROM - 1)
    assert not told()
    window.store.update(suspense=False)
    assert told()


def test_the_header_names_the_step_and_its_buttons_go_on_and_back(make_window, qtbot):
    window = make_window(layers=SHOWN, step=1)
    window.resize(1400, 900)
    header = window.figure.derivation.header
    assert (header.step.text(), header.back.isEnabled()) == ("Step 1 of 10", False)
    for step in range(2, LAST_STEP + 1):
        qtbot.mouseClick(header.onwards, LEFT)
        assert (window.scene.step, header.step.text()) == (step, f"Step {step} of 10")
    assert not header.onwards.isEnabled()
    header.back.setFocus()
    qtbot.keyClick(header.back, Qt.Key.Key_Space)
    assert window.scene.step == LAST_STEP - 1


@pytest.mark.glides
def test_the_changed_term_moves_from_the_line_before_to_its_place(make_window, qtbot):
    window = make_window(layers=SHOWN, step=6)
    window.resize(1400, 900)
    view = window.figure.derivation
    qtbot.waitUntil(lambda: {box.line for box in view._plan.boxes} <= view._set)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_PageDown)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_PageDown)
    assert window.scene.step == 8
    assert view._term.state() == view._term.State.Running
    view._term.pause()
    places = [view._shift(share).manhattanLength() for share in (0.0, 0.5, 1.0)]
    assert places[0] > places[1] > places[2] == 0
    view._term.resume()
    qtbot.waitUntil(lambda: view._term.state() == view._term.State.Stopped)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_PageUp)
    assert view._term.state() == view._term.State.Stopped, "going back does not move terms"
