"""The QActions, the menu bar and the context menus, built from the table of actions."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow

from sigviz.window.actions import ACTIONS, LAYERS_MENU, SEPARATOR
from sigviz.window.menus.layer_menu import LayersMenu
from sigviz.window.menus.menu import Menu


def build(window: QMainWindow, handlers: Mapping[str, Callable[[], None]]) -> dict[str, QAction]:
    """Return the window's actions by name and enable their shortcuts; ``handlers`` maps each name to its function."""
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for row in ACTIONS:
        action = QAction(row.title, window)
        action.setObjectName(row.name)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        action.setCheckable(row.checkable)
        action.setToolTip(row.about or row.title.replace("&", ""))
        action.setStatusTip(row.about)
        action.triggered.connect(handlers[row.name])
        window.addAction(action)
        if row.group:
            groups.setdefault(row.group, QActionGroup(window)).addAction(action)
        actions[row.name] = action
    return actions


def fill_menu_bar(window: QMainWindow, actions: dict[str, QAction]) -> None:
    """Add the actions to the menu bar, each to the menu that its row names."""
    menus: dict[str, Menu] = {}
    for row in ACTIONS:
        if not row.menu:
            continue
        parent, path = None, ""
        for title in row.menu.split("/"):
            path = f"{path}/{title}"
            if path not in menus:
                kind = partial(LayersMenu, actions=actions) if title == LAYERS_MENU else Menu
                menu = kind(title, parent or window)
                menus[path] = menu
                (parent or window.menuBar()).addMenu(menu)
            parent = menus[path]
        if row.menu != LAYERS_MENU:
            menus[path].addAction(actions[row.name])


def popup(window: QMainWindow, actions: dict[str, QAction], names: Iterable[str], where: QPoint) -> None:
    """Show a menu with these actions at a position on the screen, and with the menu of the layers where it is named."""
    menu = Menu("", window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name in names:
        if name == SEPARATOR:
            menu.addSeparator()
        elif name == LAYERS_MENU:
            menu.addMenu(LayersMenu(LAYERS_MENU, menu, actions))
        else:
            menu.addAction(actions[name])
    menu.popup(where)
