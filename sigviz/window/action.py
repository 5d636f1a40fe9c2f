"""The record of an action: something the user can do by menu or key."""

from typing import NamedTuple


class Action(NamedTuple):
    """Something the user can do. ``name`` is the object name of its QAction.

    ``does`` is the name of a method of `Commands`, and ``value`` its argument, if it takes one. ``menu`` is a path,
    empty if only a context menu has the action.
    ``keys`` are in Qt's portable spelling; menus show the first one.
    """

    name: str
    title: str
    menu: str
    does: str
    value: str = ""
    keys: tuple[str, ...] = ()
    about: str = ""
    checkable: bool = False
    group: str = ""  # exactly one action of a group is checked
    section: str = ""  # the heading of a section in the menu
