"""Legibility: text is large enough for a hall, the plot keeps its space, and a notice names what does not fit."""

import math
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel

from sigviz import cli
from sigviz.drawing import text
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.views import figure, figure_layout
from tests.overlap import assert_nothing_overlaps

CARDS = ("area", "secant", "neuron", "chain")
SUBSETS = [chosen for count in range(1, 5) for chosen in combinations(CARDS, count)]
SCALES = st.floats(0.75, 3)
BODY = 0.03  # of the screen's height, while presenting
SCREENS = [(1024, 768), (1280, 720), (1920, 1080)]


def shown(make_window, layers, size, **fields):
    window = make_window(layers=Scene().layers | set(layers), **fields)
    window.resize(*size)
    QApplication.processEvents()
    return window


def presented(make_window, layers, size):
    """Return a window that is presenting on a screen of this size."""
    window = shown(make_window, layers, size)
    window.toggle_presentation()
    QApplication.processEvents()
    window.setWindowState(Qt.WindowState.WindowNoState)  # the test screen has another size
    QApplication.processEvents()
    window.resize(*size)
    QApplication.processEvents()
    return window


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
@pytest.mark.parametrize("layers", [chosen for chosen in SUBSETS if len(chosen) <= 2], ids="-".join)
def test_a_hall_can_read_one_or_two_cards(make_window, monkeypatch, size, layers):
    window = presented(make_window, layers, size)
    assert (window.width(), window.height()) == size
    for view in (window.figure.cards_panel, window.figure.values):
        letters = sizes(monkeypatch, view)
        assert len(letters) >= 3
        assert min(letters.values()) >= 0.8 * BODY * window.figure.height(), letters
    assert window.figure.plot.height() >= size[1] / 3
    assert not window.controls.isVisible()


@pytest.mark.slow
@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("layers", [chosen for chosen in SUBSETS if len(chosen) > 2], ids="-".join)
def test_a_hall_sees_all_cards_as_large_as_they_fit(make_window, monkeypatch, size, layers):
    window = presented(make_window, layers, size)
    assert {label.objectName() for label in window.figure.cards_panel.findChildren(QLabel) if label.isVisible()} == {
        f"card_{layer}" for layer in layers
    }
    assert min(sizes(monkeypatch, window.figure.cards_panel).values()) >= 0.55 * BODY * size[1]


def test_hints_on_dragging_appear_only_at_a_desk(make_window, monkeypatch):
    size = (1280, 720)
    hint = "dragging 𝑥 moves 𝑏"
    assert hint in sizes(monkeypatch, shown(make_window, ["neuron"], size).figure.cards_panel)
    assert hint not in sizes(monkeypatch, presented(make_window, ["neuron"], size).figure.cards_panel)


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
    window = shown(make_window, ["derivation", "secant"], (640, 480))
    notice = window.findChild(QLabel, "omitted_layers")
    # THEN the plot keeps its space, and a notice names the omitted card
    assert (notice.isVisible(), notice.text()) == (True, "Secant: no room in this window")
    assert window.figure.accessibleDescription() == notice.text()
    assert window.figure.plot.height() >= 152
    # AND a larger window shows the card without a notice
    window.resize(1280, 800)
    QApplication.processEvents()
    assert window.figure.cards_panel.isVisible()
    assert (notice.isVisible(), window.figure.accessibleDescription()) == (False, "")


@pytest.mark.parametrize("size", [(640, 480), (1280, 800)])
@pytest.mark.parametrize("text_scale", [1.0, 3.0])
def test_layers_that_do_not_fit_are_named(make_window, size, text_scale):
    window = shown(make_window, [*CARDS, "derivation"], size, text_scale=text_scale)
    labels = [window.findChild(QLabel, f"card_{layer}") for layer in CARDS]
    missing = ["Values"] if window.figure.values.isHidden() and not window.figure.cards_panel.isHidden() else []
    missing += [label.objectName()[5:].capitalize() for label in labels if not label.isVisible()]
    notice = window.findChild(QLabel, "omitted_layers").text()
    assert notice == (f"{', '.join(missing)}: no room in this window" if missing else "")


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


def test_cards_keep_a_wide_plot_wide_in_a_picture(make_figure):
    """Without controls, there is no position that the layout must keep."""
    seen = make_figure(Scene(layers=["sigma", "point", "neuron"]), 1000, 600)
    assert seen.plot.width() == 1000
    assert seen.cards_panel.width() == 1000


def test_one_or_two_cards_do_not_move_the_controls_of_a_large_figure(controls):
    """The field does not jump away from the pointer for the sake of a slightly larger plot."""

    @given(st.sampled_from(SUBSETS[:10]), st.floats(1000, 3840), st.floats(660, 2137), SCALES)
    def stay(layers, wide, high, scale):
        plain = Scene(text_scale=scale)
        scene, size = plain.evolve(layers=plain.layers | {*layers}), QSize(round(wide * scale), round(high * scale))
        controls.show_readout(resolve(scene))
        arranged = figure_layout.arrange(scene, size, controls.height_in)
        assert set(arranged.cards.boxes) == {*layers}
        assert (
            arranged.layout.head.topLeft()
            == figure_layout.arrange(plain, size, controls.height_in).layout.head.topLeft()
        )

    stay()


def test_a_derivation_is_beside_the_cards_or_leaves_them_all_places(controls, monkeypatch):
    @given(st.sampled_from(SUBSETS), st.floats(1150, 2000), st.floats(600, 1200), SCALES, st.booleans())
    @example(("area",), 1280, 777, 1.0, True)
    @example(("area",), 1280, 1150, 1.0, True)
    def leaves_space(layers, wide, high, scale, values):
        plain = Scene(layers=["derivation", *(["values"] if values else [])], text_scale=scale)
        scene = plain.evolve(layers=plain.layers | {*layers})
        size = QSize(math.ceil(wide * scale), math.ceil(high * scale))
        controls.show_readout(resolve(scene))
        arranged = figure_layout.arrange(scene, size, controls.height_in)
        with monkeypatch.context() as patched:
            patched.setattr(figure_layout, "_BIG", size * 2 / scale)
            below = figure_layout.arrange(scene, size, controls.height_in)
        assert figure_layout.arrange(plain, size, controls.height_in).layout.derivation_beside
        assert not below.layout.derivation_beside
        assert arranged.layout.derivation_beside or arranged == below
        assert arranged.layout.derivation_beside or high < 1150 or len(layers) > 1, (
            "in a large figure it is beside the plot"
        )

    leaves_space()
