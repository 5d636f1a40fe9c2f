"""Menus of layers stay open while ticking, and the menu of the plot knows the curve under the pointer."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QComboBox

from sigviz.drawing.theme import THEMES, palette
from sigviz.model.layers import LAYERS
from sigviz.window.controls.style import _edge
from tests.events import LEFT
from tests.pixels import rgb

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def opened(window):
    menu = next(action.menu() for action in window.menuBar().actions() if action.text() == "&Layers")
    menu.popup(QPoint(20, 20))
    return menu


def entry(menu, layer):
    return next(action for action in menu.actions() if action.objectName() == f"layer_{layer}")


@pytest.mark.parametrize("by", ["mouse", "space"])
def test_the_menu_of_layers_stays_open_while_ticking(make_window, qtbot, by):
    window = make_window()
    menu = opened(window)
    for layer in ("mirror", "grid"):
        action, before = entry(menu, layer), window.scene.shows(layer)
        if by == "mouse":
            qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
        else:
            menu.setActiveAction(action)
            qtbot.keyClick(menu, Qt.Key.Key_Space)
        assert window.scene.shows(layer) == action.isChecked() != before
        assert menu.isVisible()
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert menu.isHidden()


def test_each_entry_shows_its_sentence_between_title_and_key(make_window):
    window = make_window()
    menu = opened(window)
    assert menu._room > 300
    picture = rgb(menu.grab().toImage())
    for layer in LAYERS:
        box = menu.actionGeometry(entry(menu, layer.name))
        titles = max(menu.fontMetrics().horizontalAdvance(action.text()) for action in menu.actions())
        row = picture[box.top() + 2 : box.bottom() - 2, titles + 60 : menu.width() - 60]
        assert (abs(row - row[0, 0]).max(axis=2) > 60).sum() > 60, layer.name
    menu.close()


@pytest.mark.parametrize(("at", "name"), [((2.0, 0.105), "derivative"), ((-2.0, 0.1192), "sigma"), ((-4.0, 0.9), "")])
def test_the_menu_of_the_plot_hides_the_curve_under_the_pointer(make_window, at, name):
    window = make_window(x=5.0)
    assert window.plot.curve_at(window.plot.coordinates.at(*at).toPoint()) == name
    window._on_plot_menu(window.plot.viewport().mapToGlobal(window.plot.coordinates.at(*at).toPoint()))
    menu = QApplication.activePopupWidget()
    first, before = menu.actions()[0], window.scene
    assert (first.objectName() == f"hide_{name}") == bool(name)
    if name:
        first.trigger()
        assert not window.scene.shows(name)
        window.store.undo()
        assert window.scene == before
    names = [action.objectName() for action in menu.actions()]
    assert {"present", "export"} <= set(names)
    (layers,) = [action.menu() for action in menu.actions() if action.menu()]
    assert {f"layer_{layer.name}" for layer in LAYERS} <= {action.objectName() for action in layers.actions()}
    menu.close()


# The dark theme


def contrast(one, other):
    def luminance(colour):
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_edges_can_be_told_from_what_is_around_them_in_the_dark():
    colours = palette(THEMES["dark"])
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        assert contrast(_edge(colours), colours.color(role)) >= 3


@pytest.mark.parametrize("name", ["option_secant", "option_h"])
def test_the_edge_of_a_field_is_drawn_in_the_colour_of_edges(make_window, name):
    window = make_window(theme="dark", layers=["secant"])
    control = window.findChild(object, name)
    picture = control.grab().toImage()
    drawn = {picture.pixelColor(x, control.height() // 2).name() for x in range(3)}
    edge = _edge(control.palette())
    assert any(
        contrast(edge.fromString(colour), control.palette().color(QPalette.ColorRole.Base)) >= 2.5 for colour in drawn
    )


def test_a_list_of_choices_and_a_menu_are_dark_too(make_window, qtbot):
    window = make_window(theme="dark", layers=["secant"])
    choice = window.findChild(QComboBox, "option_secant")
    choice.showPopup()
    seen = choice.view().grab().toImage()
    assert seen.pixelColor(choice.view().width() // 2, choice.view().height() - 4).lightness() < 128
    choice.hidePopup()
    menu = opened(window)
    seen = menu.grab().toImage()
    assert seen.pixelColor(menu.width() // 2, 4).lightness() < 128
    separator = next(action for action in menu.actions() if action.isSeparator())
    box = menu.actionGeometry(separator)
    line = [seen.pixelColor(menu.width() - 40, y) for y in range(box.top(), box.bottom() + 1)]
    ground = palette(THEMES["dark"]).color(QPalette.ColorRole.Base)
    assert max(contrast(colour, ground) for colour in line) >= 3
    menu.close()
