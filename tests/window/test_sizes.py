"""The window at small and large sizes: text grows with it, and nothing of the panel gets lost."""

import itertools
import shlex

import pytest
from PySide6.QtWidgets import QApplication

from sigviz.drawing.medium import picture
from sigviz.drawing.theme import growth
from sigviz.model.layers import LAYERS
from sigviz.model.scene import Scene
from sigviz.request.command_line import parse_render
from tests.overlap import assert_nothing_overlaps

OPTIONED = [layer.name for layer in LAYERS if layer.options]
CARDS = [layer.name for layer in LAYERS if "card" in layer.drawn_by]


def sized(make_window, size, *layers, **fields):
    window = make_window(layers={*Scene().layers, *layers}, **fields)
    window.resize(*size)
    QApplication.processEvents()
    return window


@pytest.mark.parametrize("layer", OPTIONED)
def test_the_options_of_one_layer_need_no_scroll_bar(make_window, layer):
    window = sized(make_window, (1280, 800), layer)
    assert window.shelf.isVisible()
    assert window.controls.options.verticalScrollBar().maximum() == 0
    assert not window.figure.values.isHidden()
    assert_nothing_overlaps(window)


@pytest.mark.parametrize("size", [(640, 480), (1280, 800), (1920, 1080)])
def test_the_options_are_in_their_places_before_the_event_loop_turns(make_window, size):
    window = sized(make_window, size)
    optioned, others = [{"neuron"}, {"secant"}, {*OPTIONED}], [set(), {"derivation"}]
    arrangements = [one | other for one, other in itertools.product(optioned, others)]
    for pair in itertools.permutations(arrangements, 2):
        for layers in pair:
            window.store.update(layers=layers)
            assert_nothing_overlaps(window)


@pytest.mark.parametrize("layer", OPTIONED)
def test_options_stand_under_the_title_of_their_layer(make_window, layer):
    window = sized(make_window, (1280, 800), layer)
    title = next(each.title for each in LAYERS if each.name == layer)
    views = window.controls.options._views.values()
    assert [view.heading.text() for view in views if view.isVisible() and view.heading.isVisible()] == [title]


@pytest.mark.parametrize("layer", CARDS)
def test_no_card_costs_the_values_in_the_smallest_window(make_window, layer):
    window = sized(make_window, (640, 480), layer)
    assert window.figure.omitted_layers == ()
    assert not window.figure.values.isHidden()
    assert window.figure.values._plan.unit * 15 >= 8
    assert_nothing_overlaps(window)


def test_text_grows_with_the_window_by_one_function_and_the_scene_stays(make_window):
    window = make_window()
    before, scales = window.scene, []
    for size in ((640, 480), (1280, 800), (1600, 900), (1920, 1080), (2560, 1440), (3840, 2160)):
        window.resize(*size)
        QApplication.processEvents()
        scales.append(window.plot.coordinates.scale)
        assert scales[-1] == pytest.approx(growth(*size))
        assert window.figure.values._plan.unit == pytest.approx(growth(*size), rel=0.1)
        assert_nothing_overlaps(window)
    assert scales == sorted(scales)
    assert scales[-1] > 2.5
    assert window.scene == before


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (2560, 1440), (3840, 2160)])
def test_the_values_use_the_height_of_the_panel(make_window, size):
    window = sized(make_window, size)
    values = window.figure.values
    boxes = [reading.geometry() for reading in values.readings]
    used = (boxes[-1].bottom() - boxes[0].top()) / values.height()
    assert used > 0.6


@pytest.mark.parametrize("size", [(640, 480), (1280, 800), (1920, 1080), (1000, 1000), (3840, 2160)])
def test_a_copied_command_makes_text_as_large_as_it_is_seen(make_window, size):
    window = sized(make_window, size)
    window.table["copy_command"].trigger()
    wanted, _ = parse_render(shlex.split(QApplication.clipboard().text())[2:])
    medium = picture(wanted.size.width, wanted.size.height)
    assert medium.scale(next(wanted.scenes(Scene()))) == pytest.approx(window.plot.coordinates.scale)
