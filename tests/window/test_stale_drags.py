"""A drag ends when its button is released, even if a menu, a dialog or another window gets the release event."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from sigviz.model.scene import Scene
from tests.cards import look
from tests.events import LEFT, MIDDLE, NONE, RIGHT, SHIFT, move_without_button


def corner(window):
    """Return the view with the area card, and the pixel of its corner."""
    cards_panel = window.figure.cards_panel
    (card,) = (card for card, _ in cards_panel._cards() if card.layer == "area")
    (handle,) = card.handles(cards_panel._readout, look(window.scene, cards_panel, "area"))
    return cards_panel, handle.at.toPoint()


def taken(window, what):
    return corner(window) if what == "corner" else (window.plot.viewport(), QPoint(300, 300))


GRIPS = {"point": (LEFT, NONE), "view": (LEFT, SHIFT), "view, middle": (MIDDLE, NONE), "corner": (LEFT, NONE)}


@pytest.mark.qt_log_ignore("This plugin does not support")  # a message of the offscreen platform about menus
@pytest.mark.parametrize("what", GRIPS)
def test_a_move_without_the_button_ends_the_drag(make_window, qtbot, what):
    window = make_window(layers=Scene().layers | {"area"})
    target, at = taken(window, what)
    button, modifiers = GRIPS[what]
    # GIVEN a drag
    qtbot.mousePress(target, button, modifiers, at)
    qtbot.mouseMove(target, at + QPoint(12, 8))
    dragged = window.scene
    assert dragged != Scene(layers=Scene().layers | {"area"})
    # WHEN the release goes to a menu that opened meanwhile
    window.plot.menu_requested.emit(window.plot.mapToGlobal(at))
    (menu,) = (each for each in QApplication.topLevelWidgets() if each.isVisible() and each.inherits("QMenu"))
    qtbot.mouseRelease(menu, button, modifiers)
    menu.close()
    # THEN moves without a button no longer drag
    for step in range(3):
        move_without_button(target, at + QPoint(40 + step, 30))
    assert window.scene == dragged
    # AND the next press starts a new drag
    qtbot.mousePress(target, button, modifiers, taken(window, what)[1])
    qtbot.mouseMove(target, at + QPoint(60, 20))
    qtbot.mouseRelease(target, button, modifiers, at + QPoint(60, 20))
    assert window.scene != dragged


@pytest.mark.parametrize("what", ["point", "view", "corner"])
def test_holding_another_button_does_not_continue_the_drag(make_window, qtbot, what):
    window = make_window(layers=Scene().layers | {"area"})
    target, at = taken(window, what)
    qtbot.mousePress(target, LEFT, GRIPS[what][1], at)
    qtbot.mouseMove(target, at + QPoint(12, 8))
    qtbot.mousePress(target, RIGHT, NONE, at + QPoint(12, 8))
    qtbot.mouseRelease(target, LEFT, NONE, at + QPoint(12, 8))
    dragged = window.scene
    qtbot.mouseMove(target, at + QPoint(40, 30))
    assert window.scene == dragged
    qtbot.mouseRelease(target, RIGHT, NONE, at + QPoint(40, 30))
