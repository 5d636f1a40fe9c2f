"""Legibility: text is large enough for a hall, the plot keeps its space, and a notice names what does not fit."""

from itertools import combinations

import pytest
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel

from sigviz import cli
from sigviz.drawing import text
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from sigviz.views import figure
from tests.cards import presented
from tests.overlap import assert_nothing_overlaps

CARDS = ("area", "secant", "neuron", "chain")
SUBSETS = [chosen for count in range(1, 5) for chosen in combinations(CARDS, count)]
SCALES = st.floats(0.75, 3)
DIGIT = 0.028  # the least height of a digit while presenting, as a fraction of the screen's height
SCREENS = [(1024, 768), (1280, 720), (1920, 1080), (3840, 2160)]


def shown(make_window, layers, size, **fields):
    window = make_window(layers=Scene().layers | set(layers), **fields)
    window.resize(*size)
    QApplication.processEvents()
    return window


def digits(monkeypatch, view):
    """Return the height of a digit in each text with one that a view draws, as its font draws it."""
    found = {}
    with monkeypatch.context() as patched:
        patched.setattr(
            text.Face, "draw", lambda face, *arguments, **_: found.setdefault(arguments[3], face.box("0").height())
        )
        canvas = QImage(4, 4, QImage.Format.Format_RGB32)
        painter = QPainter(canvas)
        view.paint(painter)
        painter.end()
    return {words: high for words, high in found.items() if any(sign.isdigit() for sign in words)}


def sizes(monkeypatch, view):
    """Return the font sizes of all texts that a view draws."""
    found = {}
    with monkeypatch.context() as patched:
        patched.setattr(
            text.Face, "draw", lambda face, *arguments, **_: found.setdefault(arguments[3], face.font.pixelSize())
        )
        canvas = QImage(4, 4, QImage.Format.Format_RGB32)
        painter = QPainter(canvas)
        view.paint(painter)
        painter.end()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("size", SCREENS)
def test_every_digit_in_a_hall_is_readable_from_the_last_row(make_window, monkeypatch, size):
    """The digits of each layer, alone and in pairs, as high as they are drawn; exponents are smaller."""
    window = presented(shown(make_window, [], size), size)
    for layers in [(), *combinations(LAYER_NAMES, 1), *combinations(LAYER_NAMES, 2)]:
        window.store.update(layers=Scene().layers | {*layers})
        for view in window.figure.views:
            for words, high in digits(monkeypatch, view).items():
                assert high >= DIGIT * size[1], (layers, words)


@pytest.mark.parametrize("size", SCREENS)
def test_a_hall_reads_what_float64_makes_of_the_values(make_window, monkeypatch, size):
    window = presented(shown(make_window, ["float64"], size), size)
    written = digits(monkeypatch, window.figure.values)
    assert sum("float64" in words or words.startswith("0.") for words in written) >= 3
    assert any("float64" in words for words in written)
    assert window.figure.values.readings[0].isVisible(), "the values are not reduced to a line"


@pytest.mark.slow
def test_the_keys_for_larger_text_enlarge_everything_in_a_hall_alike(make_window, monkeypatch):
    window = presented(shown(make_window, ["neuron"], (1920, 1080)), (1920, 1080))
    before = {view: digits(monkeypatch, view) for view in window.figure.views}
    window.table["text_larger"].trigger()
    for view, small in before.items():
        large = digits(monkeypatch, view)
        both = small.keys() & large.keys()
        assert all(large[words] / small[words] == pytest.approx(1.1, abs=0.06) for words in both)
    assert sum(map(len, before.values())) > 15


def test_hints_on_dragging_appear_only_at_a_desk(make_window, monkeypatch):
    size = (1280, 720)
    hint = "dragging 𝑥 moves 𝑏"
    assert hint in sizes(monkeypatch, shown(make_window, ["neuron"], size).figure.cards_panel)
    assert hint not in sizes(monkeypatch, presented(shown(make_window, ["neuron"], size), size).figure.cards_panel)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(640, 480), (1024, 768)])
@pytest.mark.parametrize("text_scale", [0.75, 1.0, 3.0])
@pytest.mark.parametrize("more", [(), ("derivation",)], ids=["plain", "derivation"])
def test_cards_are_legible_and_leave_space_for_the_plot(make_window, monkeypatch, size, text_scale, more):
    window = shown(make_window, more, size, text_scale=text_scale)
    for layers in SUBSETS:
        window.store.update(layers=Scene().layers | {*layers, *more})
        QApplication.processEvents()
        whole = window.figure
        assert whole.plot.height() >= 0.3 * whole.height(), layers
        assert whole.cards_panel.isHidden() or min(sizes(monkeypatch, whole.cards_panel).values()) >= 8, layers
        assert_nothing_overlaps(window)


def test_a_card_that_does_not_fit_is_named_and_appears_in_a_larger_window(make_window):
    # GIVEN a small window with the derivation
    window = shown(make_window, ["derivation", "secant"], (640, 480), text_scale=1.5)
    notice = window.figure.overflow
    # THEN the plot keeps its space, and a bar offers the omitted card
    assert (notice.isVisible(), notice.text()) == (True, "Values, Secant: no room in this window")
    assert notice.buttons["secant"].isVisible()
    assert window.figure.accessibleDescription() == notice.text()
    assert window.figure.plot.height() >= 152
    # AND a larger window shows the card without a notice
    window.resize(1920, 1200)
    QApplication.processEvents()
    assert window.figure.cards_panel.isVisible()
    assert (notice.isVisible(), window.figure.accessibleDescription()) == (False, "")


@pytest.mark.parametrize("size", [(640, 480), (1280, 800)])
@pytest.mark.parametrize("text_scale", [1.0, 3.0])
def test_layers_that_do_not_fit_are_named(make_window, size, text_scale):
    window = shown(make_window, [*CARDS, "derivation"], size, text_scale=text_scale)
    labels = [window.findChild(QLabel, f"card_{layer}") for layer in CARDS]
    missing = ["Values"] if window.figure.values.isHidden() else []
    missing += [label.objectName()[5:].capitalize() for label in labels if not label.isVisible()]
    bar = window.figure.overflow
    assert bar.text() == (f"{', '.join(missing)}: no room in this window" if missing else "")
    assert [button.text() for button in bar.buttons.values() if button.isVisible()] == [
        title for title in missing if title != "Values"
    ]


def test_stderr_names_the_layers_that_do_not_fit_in_a_picture(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["render", "small.png", "--size", "300x200", "--with", "neuron"]) == 0
    assert "Neuron: no room" in capsys.readouterr().err
    assert cli.main(["render", "large.png", "--size", "900x600", "--with", "neuron"]) == 0
    assert cli.main(["render", "plain.png", "--size", "200x150"]) == 0
    assert capsys.readouterr().err == ""


def test_a_drag_does_not_lay_out_again(make_window, monkeypatch):
    window = shown(make_window, CARDS, (1280, 800))
    laid = []
    monkeypatch.setattr(figure, "arrange", lambda *arguments, **_: laid.append(arguments))
    for x in (0.1, 0.2, -3.0):
        window.store.update(x=x, weights=[1, 2, x])
    assert laid == []


def test_values_are_in_a_column_if_their_text_is_larger_in_it(make_window):
    window = shown(make_window, ["neuron"], (1280, 935), text_scale=1.73)
    values = window.figure.values
    assert window.controls.height() >= 0.35 * window.figure.height()
    assert values.readings[1].y() > values.readings[0].y()
    assert values._plan.unit >= 1.2
