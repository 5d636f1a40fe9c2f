"""Copying by key and by menu."""

import shlex

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

import sigviz
from sigviz import cli
from sigviz.drawing.theme import THEMES
from sigviz.formats.picture_size import Size
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.request.command_line import command, parse_render
from tests.events import CTRL, SHIFT, ask_for_menu
from tests.model.test_scene import scenes
from tests.pixels import covered, picture, rgb

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def clipboard(qapp):
    QApplication.clipboard().clear()
    return QApplication.clipboard()


# Copying


def test_ctrl_c_copies_the_picture(make_window, qtbot, clipboard):
    window = make_window(
        layers=Scene().layers - {"projection", "labels", "tangent"}
    )  # their texts are elsewhere in pictures
    qtbot.keyClick(window.focusWidget(), Key.Key_C, CTRL)
    copied, plot = rgb(clipboard.image()), picture(window.plot, window.devicePixelRatioF())
    assert copied.shape == (*window.figure.size().toTuple()[::-1], 3)
    assert (np.abs(copied[: plot.shape[0], : plot.shape[1]] - plot) > 8).any(axis=2).sum() <= 30
    blue = THEMES["light"].sigma.colour
    assert covered(copied[:, plot.shape[1] :], blue).sum() > 500, "the values are in the picture"


def test_ctrl_c_in_the_field_copies_the_selection_or_else_the_picture(make_window, qtbot, clipboard):
    window = make_window(x=0.125)
    window.controls.field.setFocus()
    window.controls.field.selectAll()
    qtbot.keyClick(window.focusWidget(), Key.Key_C, CTRL)
    assert clipboard.text() == window.controls.field.text()
    window.controls.field.lineEdit().deselect()
    qtbot.keyClick(window.focusWidget(), Key.Key_C, CTRL)
    assert clipboard.image().size() == window.figure.size()


def test_values_and_formula_are_copied(make_window, qtbot, clipboard):
    window = make_window(x=-0.1)
    readout = resolve(window.scene)
    qtbot.keyClick(window.focusWidget(), Key.Key_C, CTRL | SHIFT)
    rows = [line.split("\t") for line in clipboard.text().splitlines()]
    assert [name for name, _ in rows] == ["x", "σ(x)", "1 − σ(x)", "σ′(x)"]
    assert [float(value) for _, value in rows] == list(readout.quantities.values())
    window.table["copy_formula"].trigger()
    assert clipboard.text() == r"\sigma'(-0.1) = 0.4750 \cdot 0.5250 = 0.2494"


@pytest.mark.parametrize("name", ["x", "sigma", "complement", "product"])
def test_each_value_is_copied_in_full_precision(make_window, clipboard, name):
    window = make_window(x=1 / 3)
    window.table[f"copy_{name}"].trigger()
    assert float(clipboard.text()) == resolve(window.scene).quantities[name]


# Menus


# Messages of the offscreen platform, which cannot raise windows or grab the keyboard.
popups = pytest.mark.qt_log_ignore("This plugin does not support")


def popup_names():
    menu = QApplication.activePopupWidget()
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return names


@popups
def test_the_plot_shows_the_menu_of_sigviz(make_window):
    window = make_window()
    ask_for_menu(window.plot.viewport(), (300, 300))
    assert popup_names() == ["", "present", "export", "copy_picture", "copy_values", "copy_formula", "reset_view"]
    assert window.scene == Scene()


@popups
@pytest.mark.parametrize("name", ["sigma", "complement", "product"])
def test_each_value_can_be_copied_by_its_menu(make_window, clipboard, name):
    window = make_window()
    ask_for_menu(window.findChild(object, name))
    menu = QApplication.activePopupWidget()
    menu.actions()[0].trigger()
    assert float(clipboard.text()) == resolve(window.scene).quantities[name]
    assert popup_names() == [f"copy_{name}", "copy_values", "copy_formula"]


# The picture and its command


def test_a_copied_picture_is_the_png_of_the_same_scene(make_window, qtbot):
    window = make_window(theme="dark", x=-1.5, layers=["sigma", "complement", "values"])
    window.resize(900, 600)
    QApplication.processEvents()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_C, CTRL)
    copied, ratio = QApplication.clipboard().image(), window.devicePixelRatioF()
    assert copied.size() == window.figure.size() * ratio
    sigviz.render(window.scene, "a.png", size=window.figure.size().toTuple(), scale=ratio)
    assert np.abs(rgb(copied) - rgb(QImage("a.png"))).max() <= 12


sides = st.floats(16, 4000)
names = st.text(st.characters(codec="utf-8", exclude_characters="/{\0"), max_size=20)


@given(scenes, sides, sides, st.floats(0.1, 4), st.booleans(), names)
@example(Scene(layers=(), x=-1e-300), 1280, 800, 1, False, "a b'c")
def test_a_copied_command_makes_an_equal_scene(scene, width, height, scale, transparent, name):
    """As parsed by a shell, independent of defaults and of a scene file."""
    out = f"figure{name}.png"
    line = command(scene, out, Size(width, height), scale, transparent=transparent)
    words = shlex.split(line)
    assert words[:2] == ["sigviz", "render"]
    wanted, source = parse_render(words[2:])
    assert source is None
    for base in (Scene(), Scene(x=5, layers=(), theme="dark", text_scale=2, x_range=(1, 2), y_range=(3, 4))):
        assert list(wanted.scenes(base)) == [scene]
    assert wanted.out == out
    assert wanted.transparent == transparent
    asked = wanted.size.width, wanted.size.height, wanted.scale
    assert asked == pytest.approx((width, height, scale), rel=1e-11)


def test_the_command_copied_makes_the_picture_copied(make_window):
    window = make_window(theme="print", x=2.5, x_range=(-3, 4))
    window.table["copy_command"].trigger()
    words = shlex.split(QApplication.clipboard().text())
    window.table["copy_picture"].trigger()
    copied = rgb(QApplication.clipboard().image())
    assert cli.main(words[1:]) == 0
    rendered = rgb(QImage(words[2]))
    assert rendered.shape == copied.shape
    assert np.abs(rendered - copied).max() <= 12
