"""The menus: that of the layers stays open while ticking, that of the plot knows the curve under the pointer."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from sigviz.drawing.theme import THEMES
from sigviz.model.layers import LAYERS
from sigviz.window import announce
from tests.events import LEFT, ask_for_menu
from tests.pixels import colour, rgb

# Messages of the offscreen platform, which cannot raise windows or grab the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def bar_menus(window):
    """Return the menus of the menu bar, with their own menus."""
    return [menu for menu in window.findChildren(QMenu) if menu.menuAction().text()]


def opened(window, at=(20, 20)):
    menu = next(menu for menu in bar_menus(window) if menu.title() == "&Layers")
    menu.popup(QPoint(*at))
    return menu


def plot_menu(window, x, y):
    """Open the menu of the plot at the point (x, y) and return it."""
    at = window.plot.coordinates.at(x, y).toPoint()
    ask_for_menu(window.plot.viewport(), (at.x(), at.y()))
    return QApplication.activePopupWidget()


def entry(menu, layer):
    return next(action for action in menu.actions() if action.objectName() == f"layer_{layer}")


# The menu of the layers


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


def test_enter_ticks_and_closes(make_window, qtbot):
    window = make_window()
    menu = opened(window)
    menu.setActiveAction(entry(menu, "mirror"))
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert window.scene.shows("mirror")
    assert menu.isHidden()


def test_a_menu_that_opens_below_the_pointer_ticks_nothing_by_itself(make_window, qtbot):
    window = make_window()
    menu = opened(window)
    # WHEN the click that has opened the menu is released over one of its entries
    qtbot.mouseRelease(menu, LEFT, pos=menu.actionGeometry(entry(menu, "mirror")).center())
    assert not window.scene.shows("mirror")
    menu.close()


def test_each_entry_shows_its_sentence_between_title_and_key(make_window):
    window = make_window()
    menu = opened(window)
    picture = rgb(menu.grab().toImage())
    sentence = slice(round(0.4 * menu.width()), round(0.6 * menu.width()))
    for layer in LAYERS:
        box = menu.actionGeometry(entry(menu, layer.name))
        row = picture[box.top() + 2 : box.bottom() - 2, sentence]
        assert (abs(row - row[0, 0]).max(axis=2) > 60).sum() > 20, layer.name
    quiet = abs(picture[:, sentence] - colour(THEMES["light"].quiet)).max(axis=2) < 40
    assert quiet.sum() > 100, "quieter than the titles"
    assert not menu.toolTipsVisible(), "tips would say the same"
    menu.close()


def test_a_screen_reader_hears_the_sentence_of_the_active_entry(make_window, qtbot, monkeypatch):
    window = make_window()
    menu = opened(window)
    said = []
    monkeypatch.setattr(announce, "announce", lambda widget, message: said.append((widget, message)))
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    assert said == [(menu, layer.about) for layer in LAYERS[:2]]
    menu.close()


# Small screens and large text


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_every_menu_is_within_the_screen_and_all_entries_can_be_reached(make_window, qtbot, scale):
    window = make_window(text_scale=scale)
    room = window.screen().availableGeometry().adjusted(0, 0, 2, 2)  # a frame that the offscreen platform adds
    for menu in bar_menus(window):
        menu.popup(QPoint(room.width() // 2, 40))
        assert room.contains(menu.geometry()), menu.title()
        entries = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
        for action in entries:
            qtbot.keyClick(menu, Qt.Key.Key_Down)
            assert menu.activeAction() is action
            assert menu.rect().contains(menu.actionGeometry(action)), action.text()
        menu.close()


def test_where_sentences_do_not_fit_they_are_tips(make_window):
    window = make_window(text_scale=3.0)
    menu = opened(window)
    assert menu.toolTipsVisible()
    assert [action.toolTip() for action in menu.actions() if not action.isSeparator()] == [at.about for at in LAYERS]
    menu.close()


def test_ticking_in_a_menu_that_scrolls_leaves_it_where_it_is(make_window, qtbot):
    window = make_window(text_scale=3.0)
    menu = opened(window)
    last = entry(menu, "chain")
    for _ in LAYERS:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    box = menu.actionGeometry(last)
    qtbot.mouseClick(menu, LEFT, pos=box.center())
    assert window.scene.shows("chain")
    assert menu.actionGeometry(last) == box
    menu.close()


# The menu of the plot


@pytest.mark.parametrize(
    ("at", "name"),
    [((2.0, 0.105), "derivative"), ((-2.0, 0.1192), "sigma"), ((2.0, 0.1192), "complement"), ((-4.0, 0.7), "")],
)
def test_the_menu_of_the_plot_hides_the_curve_under_the_pointer(make_window, at, name):
    window = make_window(x=5.0, layers=["sigma", "derivative"] + ["complement"] * (name == "complement"))
    menu = plot_menu(window, *at)
    first, before = menu.actions()[0], window.scene
    assert first.objectName() == (f"hide_{name}" if name else "")
    if name:
        title = next(layer.title for layer in LAYERS if layer.name == name)
        assert first.text() == f"Hide {title}"
        first.trigger()
        assert window.scene.layers == before.layers - {name}
        window.store.undo()
        assert window.scene == before
    menu.close()


def test_a_curve_that_rises_between_two_columns_is_found_all_along(make_window):
    window = make_window(x_range=(-700.0, 700.0), layers=["sigma"])
    coordinates = window.plot.coordinates
    for y in (0.2, 0.5, 0.8):
        assert window.plot.curve_at(coordinates.at(0.0, y).toPoint()) == "sigma"
    assert window.plot.curve_at(coordinates.at(100.0, 0.5).toPoint()) == ""


def test_a_hidden_curve_is_not_under_the_pointer(make_window):
    window = make_window(layers=["derivative"])
    assert window.plot.curve_at(window.plot.coordinates.at(-4.0, 0.018).toPoint()) == "derivative"
    window.table["layer_derivative"].trigger()
    assert window.plot.curve_at(window.plot.coordinates.at(-4.0, 0.018).toPoint()) == ""


def test_while_presenting_the_menu_of_the_plot_leads_to_the_layers(make_window, qtbot):
    # GIVEN a window without a menu bar
    window = make_window()
    window.table["present"].trigger()
    assert not window.menuBar().isVisible()
    menu = plot_menu(window, -4.0, 0.7)
    assert {"present", "export"} <= {action.objectName() for action in menu.actions()}
    # WHEN the user opens its menu of layers and ticks two
    submenu = next(action for action in menu.actions() if action.menu())
    menu.setActiveAction(submenu)
    qtbot.keyClick(menu, Qt.Key.Key_Right)
    layers = submenu.menu()
    assert layers.isVisible()
    assert window.screen().availableGeometry().contains(layers.geometry())
    for name in ("mirror", "area"):
        layers.setActiveAction(entry(layers, name))
        qtbot.keyClick(layers, Qt.Key.Key_Space)
        assert window.scene.shows(name)
    # THEN both menus are still open, in the text size of the presentation
    assert menu.isVisible()
    assert layers.isVisible()
    assert menu.font().pixelSize() == window.font().pixelSize()
    menu.close()
