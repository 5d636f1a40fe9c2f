"""The table of command line options, parsed and checked before Qt or numpy is imported."""

import argparse
import json
import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from sigviz.formats.picture_size import PRESETS, Size, parse_preset, parse_size
from sigviz.formats.registry import FORMATS
from sigviz.maths.number_format import parse as parse_number
from sigviz.model.layers import LAYERS
from sigviz.model.scene import FIELDS, LAST_STEP, TRAILS, Scene
from sigviz.request import value_types
from sigviz.request.file_names import is_talk
from sigviz.request.request import PictureRequest, Request
from sigviz.request.sweep import Sweep
from sigviz.request.tours import TOURS
from sigviz.system import stdio
from sigviz.version import __version__


class Option(NamedTuple):
    """An option that takes a value; ``field`` is the field of the scene that it sets, if any."""

    flag: str
    metavar: str
    read: Callable[[str], Any]
    field: str | None
    about: str


SCENE_OPTIONS = (
    *(
        Option(field.flag, field.metavar, partial(value_types.value_of, name), name, field.help)
        for name, field in FIELDS.items()
        if field.flag
    ),
    Option("--with", "L,…", partial(value_types.value_of, "layers"), None, "also show these layers"),
    Option("--without", "L,…", partial(value_types.value_of, "layers"), None, "hide these layers"),
    Option("--step", "N", value_types.step, None, f"show the derivation at line N, from 1 to {LAST_STEP}"),
    Option("--set", "FIELD=VALUE", value_types.field, None, "set any field of the scene, in JSON"),
)
PICTURE_OPTIONS = (
    Option("--size", "WxH", parse_size, None, "size in CSS pixels, or in mm, cm or in: 86mmx60mm"),
    Option("--preset", "|".join(PRESETS), parse_preset, None, "a size for a column, a full width, or a slide"),
    Option("--scale", "S", parse_number, None, "pixels per CSS pixel: 2 makes everything twice as large"),
    Option("--from", "FILE", Path, None, "start from the scene in a picture or a .json file, or show a talk (.toml)"),
    Option("--fps", "N", parse_number, None, "frames per second of an animation"),
)
_SERIES = {  # options that accept a series for pictures: the reader, the metavar, and the addition to the help
    "--x": (value_types.x_or_series, "X|A:B:S", "or a series from A to B in steps of S"),
    "--step": (value_types.step_or_series, "N|A:B", "or a series of the lines from A to B"),
}
FLAGS = (
    ("--transparent", "omit the background"),
    ("--bounce", "play an animation forwards and backwards"),
    ("--notes", "put the notes of a talk under its pages, in a PDF"),
    ("--quiet", "do not show progress"),
)


def _with_series(option: Option) -> Option:
    if option.flag not in _SERIES:
        return option
    read, metavar, addition = _SERIES[option.flag]
    return option._replace(read=read, metavar=metavar, about=f"{option.about}; {addition}")


def _checked(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return a reader that raises argparse's error, whose message argparse shows, instead of `ValueError`."""

    def reader(text: str) -> Any:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return reader


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        stdio.complain(f"error: {message}")
        self.exit(2)

    def _print_message(self, message: str, file: object = None) -> None:  # noqa: ARG002
        stdio.write_out(message)  # reports errors of writing, which argparse ignores


def _parser(name: str, description: str, options: Sequence[Option]) -> _Parser:
    layers = "\n".join(f"  {layer.name:<15}{layer.about}" for layer in LAYERS)
    fields = "\n".join(f"  {name:<15}{field.help}" for name, field in FIELDS.items())
    parser = _Parser(
        prog=name,
        description=description,
        epilog=f"layers:\n{layers}\n\nfields:\n{fields}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for option in options:
        action = "append" if option.flag == "--set" else "store"
        read = _checked(option.read)
        parser.add_argument(
            option.flag, metavar=option.metavar, type=read, action=action, help=option.about, dest=option.flag
        )
    return parser


def _joined(arguments: Sequence[str], options: Sequence[Option]) -> list[str]:
    """Join each option and its value, because argparse would mistake a value such as ``-4:4`` for an option."""
    flags = {option.flag for option in options}
    joined: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        value = next(rest, None) if argument in flags else None
        joined.append(argument if value is None else f"{argument}={value}")
    # argparse would mistake the value "--" for the end of the options.
    return [argument + " " if argument.endswith("=--") else argument for argument in joined]


def _request(given: dict[str, Any], file: Path | None = None) -> Request:
    fields = {
        option.field: given[option.flag]
        for option in SCENE_OPTIONS
        if option.field and given[option.flag] is not None and not isinstance(given[option.flag], Sweep)
    }
    fields |= dict(given["--set"] or ())
    step = given["--step"] if isinstance(given["--step"], int) else None
    more, less = given["--with"] or frozenset(), given["--without"] or frozenset()
    return Request(fields, more, less, step, bool(given.get("reset_settings")), file)


def _window_parser(name: str) -> _Parser:
    """Return a parser of the options for the window."""
    parser = _parser(name, "See why the slope of the logistic sigmoid is σ(x)·(1 − σ(x)).", SCENE_OPTIONS)
    parser.add_argument("--present", action="store_true", help="begin with the whole screen, as F5 does")
    parser.add_argument("--rehearse", action="store_true", help="show the presenter's view as a window beside it")
    screen = _checked(value_types.screen)
    parser.add_argument("--screen", metavar="N", type=screen, help="present on screen N, counted from 1")
    parser.add_argument("--reset-settings", action="store_true", help="forget the last time, then start")
    return parser


def _window_request(parser: _Parser, arguments: Sequence[str]) -> tuple[Request, dict[str, Any]]:
    given = vars(parser.parse_args(_joined(arguments, SCENE_OPTIONS)))
    begin = {name: given[name] for name in ("present", "rehearse", "screen")}
    request = replace(_request(given, given.get("file")), **begin)
    try:
        request.check()
    except ValueError as error:
        parser.error(str(error))
    return request, given


def parse(arguments: Sequence[str]) -> Request:
    """Return the request for the window in the arguments. Invalid arguments end the program with status 2.

    >>> parse(["--x-range", "-4:4", "--with", "area"]).apply(Scene()).x_range
    (-4.0, 4.0)
    """
    parser = _window_parser("sigviz")
    parser.add_argument(
        "file", nargs="?", type=Path, help="open the scene in a picture or .json file, or a talk (.toml)"
    )
    parser.add_argument("--version", action="version", version=f"sigviz {__version__}")
    parser.epilog = (
        f"{parser.epilog}\n\n'sigviz render --help' tells how to make pictures, and 'sigviz tour --help' which tours "
        "there are. F1 in the window shows its keys."
    )
    return _window_request(parser, arguments)[0]


def parse_tour(arguments: Sequence[str]) -> tuple[Request, str]:
    """Return the request for the window in the arguments after ``tour``, and the name of the tour. Errors are as above.

    >>> parse_tour(["learning", "--present"])[1]
    'learning'
    """
    parser = _window_parser("sigviz tour")
    parser.add_argument("name", metavar="NAME", choices=[tour.name for tour in TOURS], help="the tour to open")
    tours = "\n".join(f"  {tour.name:<15}{tour.title} – {tour.about}" for tour in TOURS)
    parser.description = f"Open a talk that comes with the program.\n\ntours:\n{tours}"
    request, given = _window_request(parser, arguments)
    return request, given["name"]


def parse_render(arguments: Sequence[str]) -> tuple[PictureRequest, Path | None]:
    """Return the request in the arguments after ``render``, and the file to start from. Errors end it as in `parse`.

    >>> wanted, source = parse_render(["sweep-{i:03}.png", "--x", "-4:4:2"])
    >>> len(wanted), str(wanted.path(0, Scene())), source
    (5, 'sweep-000.png', None)
    """
    options = (*map(_with_series, SCENE_OPTIONS), *PICTURE_OPTIONS)
    parser = _parser(
        "sigviz render", "Make a picture of a scene, or a series of pictures. It needs no display.", options
    )
    kinds = ", ".join(FORMATS)
    numbers = "{x}, {step:02} and {i:03} number a series, {scene:02} the scenes of a talk"
    parser.add_argument("out", metavar="OUT", help=f"one of {kinds}; {numbers}")
    for flag, about in FLAGS:
        parser.add_argument(flag, action="store_true", help=about)
    given = vars(parser.parse_args(_joined(arguments, options)))
    chosen = {name: given[f"--{name}"] for name in ("size", "scale", "fps") if given[f"--{name}"] is not None}
    if given["--preset"] is not None:
        if "size" in chosen:
            parser.error("--preset and --size cannot be combined: give one of them")
        chosen["size"] = given["--preset"]
    flags = {flag[2:]: given[flag[2:]] for flag, _ in FLAGS}
    sweep = given["--x"] if isinstance(given["--x"], Sweep) else None
    steps = given["--step"] if isinstance(given["--step"], range) else None
    wanted = PictureRequest(_request(given), given["out"], sweep, steps=steps, **chosen, **flags)
    source: Path | None = given["--from"]
    try:
        if source is None or not is_talk(source):  # what a talk needs is known when it has been read
            wanted.check()
    except ValueError as error:
        parser.error(str(error))
    return wanted if source else wanted.alone, source


def command(scene: Scene, out: str, size: Size, scale: float, *, transparent: bool = False) -> str:
    """Return the ``sigviz render`` command that draws this picture of this scene, independent of the defaults.

    Only what use left behind is omitted: its two thousand numbers are too many for a command line.

    >>> command(Scene(x=2), "a.png", Size(640, 400), 2).partition(" --show")[0]
    'sigviz render a.png --x 2.0'
    """
    fields, words = scene.to_dict(), ["sigviz", "render", out]
    for option in SCENE_OPTIONS:
        if option.field:
            words += [option.flag, _spelt(fields.pop(option.field))]
    for name in TRAILS:
        fields.pop(name)
    for name, value in fields.items():
        words += ["--set", f"{name}={json.dumps(value)}"]
    words += ["--size", str(size), "--scale", f"{scale:.12g}"]
    return shlex.join([*words, *(["--transparent"] if transparent else [])])


def _spelt(value: Any) -> str:
    """Return the value of a field as its option accepts it."""
    if isinstance(value, tuple):
        return ":".join(repr(part) for part in value)
    return ",".join(value) if isinstance(value, list) else str(value)
