"""The talks that come with the program. Each is also an example of the file format."""

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sigviz.request.file_names import TALK_SUFFIX
from sigviz.system import assets

if TYPE_CHECKING:
    from sigviz.model.talk.talk import Talk


class Tour(NamedTuple):
    """A talk that comes with the program: its name on the command line, its title, and what it is about."""

    name: str
    title: str
    about: str


TOURS = (
    Tour("what-is-that", "What is that?", "Meet the curve, its slope and the formula, in a minute."),
    Tour("derivation", "Where σ(1 − σ) comes from", "Derive the formula, line by line, at a live point."),
    Tour("deep-networks", "Why deep networks of sigmoids stop learning", "See the gradient shrink from unit to unit."),
    Tour("learning", "A unit learns", "Watch one unit learn, and why the choice of the error matters."),
)


def read_tour(name: str) -> "Talk":
    """Return the tour with this name. Raises `ValueError` if there is none, and `FileNotFoundError` if it is missing.

    >>> read_tour("derivation").title
    'Where σ(1 − σ) comes from'
    """
    from sigviz.request.talk_file import read_talk  # late, because the command line and the menus only name the tours

    if name not in (tour.name for tour in TOURS):
        raise ValueError(f"there is no tour {name!r}: choose from {', '.join(tour.name for tour in TOURS)}")
    return replace(
        read_talk(assets.path_of(f"tours/{name}{TALK_SUFFIX}")), source=None
    )  # a changed tour is saved elsewhere
