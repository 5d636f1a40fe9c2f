"""What the choices ask for, and the checks of the fields in which they are entered."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sigviz.formats.picture_size import parse_size
from sigviz.formats.registry import FORMATS, format_of
from sigviz.model.scene import Scene
from sigviz.request.request import PictureRequest, Request
from sigviz.storage.export_choices import ANIMATED, Choices
from sigviz.window.dialogs.export.entries import NumberEntry, TextEntry
from sigviz.window.dialogs.export.sweep_fields import FPS, sweep

_VALUES = frozenset({"values"})


class Check(NamedTuple):
    """A check that raises `ValueError` if what a field contains is wrong."""

    field: TextEntry | NumberEntry
    check: Callable[[], object]


def first_problem(alone: Iterable[Check], together: Iterable[Check]) -> str:
    """Mark the fields that are wrong, and return a sentence about the first, or an empty string.

    Fields are checked ``together`` only if each of them is right ``alone``.
    """
    alone, together = tuple(alone), tuple(together)
    problems: dict[TextEntry | NumberEntry, str] = {}
    for checks in (alone, together):
        for field, check in () if problems else checks:
            try:
                check()
            except ValueError as problem:
                problems.setdefault(field, str(problem))
                if checks is together:
                    break
    for field in dict.fromkeys(field for field, _ in (*alone, *together)):
        field.show_problem(problems.get(field, ""))
    return next(iter(problems.values()), "")


def check_file(path: str) -> None:
    """Raise `ValueError` if a picture can never be written to a path."""
    format_of(path)
    if os.path.isdir(path):
        raise ValueError(f"{path!r} cannot be written: it is a folder")
    folder = str(Path(path).parent)
    if not os.path.isdir(folder):
        raise ValueError(f"{path!r} cannot be written: there is no folder {folder!r}")


def has_values(scene: Scene) -> bool:
    """Return whether a scene shows the values."""
    return scene.layers >= _VALUES


def on_paper(choices: Choices) -> bool:
    """Return whether the size is one for paper. An invalid size is not."""
    with suppress(ValueError):
        return parse_size(choices.size).on_paper
    return False


def check_pixels(choices: Choices) -> None:
    """Raise `ValueError` if the picture would have too many pixels, or none."""
    parse_size(choices.size).pixels(choices.scale if FORMATS[f".{choices.format}"].pixels else 1.0)


def requested(choices: Choices, path: str) -> PictureRequest:
    """Return the request for a file with the current choices. Raises `ValueError` if they are invalid."""
    wanted = PictureRequest(
        Request(
            {"theme": choices.theme, "text_scale": choices.text_scale},
            more=_VALUES if choices.values else frozenset(),
            less=frozenset() if choices.values else _VALUES,
        ),
        path,
        sweep(choices) if choices.format == ANIMATED else None,
        size=parse_size(choices.size),
        scale=choices.scale,
        transparent=choices.transparent and FORMATS[f".{choices.format}"].transparent,
        fps=FPS,
        literal=True,
    )
    wanted.check()
    return wanted


def first_folder(choices: Choices) -> Path:
    """Return the folder of the last picture, or the current folder, as an absolute path for the user to see."""
    with suppress(OSError):  # the current folder no longer exists
        return Path.cwd() / choices.folder
    return Path.home() / choices.folder
