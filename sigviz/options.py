"""The options of the command line, as one table: parsed and checked before Qt or numpy is imported."""

import argparse
import json
import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from sigviz import __version__, streams
from sigviz.model.checks import nearest
from sigviz.model.layers import LAYERS
from sigviz.model.numbers import parse as parse_number
from sigviz.model.output import Size, Sweep, parse_size, parse_sweep
from sigviz.model.request import PictureRequest, Request
from sigviz.model.scene import FIELD_NAMES, LAST_STEP, TEXT_SCALES, THEMES, Scene


def _number(text: str) -> float:
    return float(_checked(parse_number)(text))


def _range(text: str) -> tuple[float, float]:
    low, colon, high = text.partition(":")
    if not colon:
        raise argparse.ArgumentTypeError(f"{text!r} is not a range: write it as FROM:TO, such as -4:4")
    return _number(low), _number(high)


def _layers(text: str) -> frozenset[str]:
    return Scene().evolve(layers=[name.strip() for name in text.split(",") if name.strip()]).layers


def _theme(text: str) -> str:
    return Scene().evolve(theme=text).theme


def _x(text: str) -> float | Sweep:
    return _checked(parse_sweep)(text) if ":" in text else _number(text)


def _step(text: str) -> int:
    if not text.strip().isdecimal() or not 1 <= int(text) <= LAST_STEP:
        raise argparse.ArgumentTypeError(f"{text!r} is no step: they run from 1 to {LAST_STEP}")
    return int(text)


def _steps(text: str) -> int | range:
    first, colon, last = text.partition(":")
    if not colon:
        return _step(text)
    if _step(first) > _step(last):
        raise argparse.ArgumentTypeError(f"a series of steps runs upwards, such as 1:{LAST_STEP}, not {text!r}")
    return range(_step(first), _step(last) + 1)


def _field(text: str) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    if name not in FIELD_NAMES:
        raise argparse.ArgumentTypeError(f"there is no field {name!r}: {nearest(name, FIELD_NAMES)}")
    try:
        return name, json.loads(value)
    except (ValueError, RecursionError):
        return name, value


def _checked(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return a reader whose `ValueError` argparse will show."""

    def reader(text: str) -> Any:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return reader


class Option(NamedTuple):
    """An option that takes a value; ``field`` is the scene's field that it sets, if it sets one."""

    flag: str
    metavar: str
    read: Callable[[str], Any]
    field: str | None
    about: str


SCENE_OPTIONS = (
    Option("--x", "X", _number, "x", "put the point at X, between -700 and 700"),
    Option("--show", "L,…", _checked(_layers), "layers", "show exactly these layers"),
    Option("--with", "L,…", _checked(_layers), None, "show these layers too"),
    Option("--without", "L,…", _checked(_layers), None, "hide these layers"),
    Option("--theme", "|".join(THEMES), _checked(_theme), "theme", "colours and lines"),
    Option("--x-range", "A:B", _range, "x_range", "the visible range of x, such as -4:4"),
    Option("--y-range", "A:B", _range, "y_range", "the visible range of y"),
    Option("--text-scale", "S", _number, "text_scale", "size of text, from {:g} to {:g}".format(*TEXT_SCALES)),
    Option("--step", "N", _step, None, f"show the derivation at line N, from 1 to {LAST_STEP}"),
    Option("--set", "FIELD=VALUE", _field, None, f"set a field of the scene ({', '.join(FIELD_NAMES)}), in JSON"),
)
PICTURE_OPTIONS = (
    Option("--size", "WxH", _checked(parse_size), None, "size in CSS pixels, or in mm, cm or in: 86mmx60mm"),
    Option("--scale", "S", _number, None, "pixels to a CSS pixel: 2 makes all twice as large"),
    Option("--from", "FILE", Path, None, "begin with the scene that a picture or a .json file keeps"),
    Option("--fps", "N", _number, None, "frames a second of an animation"),
)
FLAGS = (
    ("--transparent", "leave the ground out"),
    ("--bounce", "let an animation run there and back"),
    ("--quiet", "show no progress"),
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        streams.complain(f"error: {message}")
        self.exit(2)

    def _print_message(self, message: str, file: object = None) -> None:  # noqa: ARG002
        streams.write_out(message)  # which fails where argparse would be silent: help that is cut off is none


def _parser(name: str, description: str, options: Sequence[Option]) -> _Parser:
    layers = "\n".join(f"  {layer.name:<12}{layer.about}" for layer in LAYERS)
    parser = _Parser(
        prog=name,
        description=description,
        epilog=f"layers:\n{layers}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for option in options:
        action = "append" if option.flag == "--set" else "store"
        parser.add_argument(
            option.flag, metavar=option.metavar, type=option.read, action=action, help=option.about, dest=option.flag
        )
    return parser


def _joined(arguments: Sequence[str], options: Sequence[Option]) -> list[str]:
    """Tie each option to its value, for argparse takes ``-4:4`` for an option of its own."""
    flags = {option.flag for option in options}
    joined: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        value = next(rest, None) if argument in flags else None
        joined.append(argument if value is None else f"{argument}={value}")
    # argparse would take the value "--" for an end of options, and give no value.
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


def parse(arguments: Sequence[str]) -> Request:
    """Return what the arguments ask of the window; ends with one line on stderr and status 2 if they make no sense.

    >>> parse(["--x-range", "-4:4", "--with", "area"]).apply(Scene()).x_range
    (-4.0, 4.0)
    """
    parser = _parser("sigviz", "See why the slope of the logistic sigmoid is σ(x)·(1 − σ(x)).", SCENE_OPTIONS)
    parser.add_argument("file", nargs="?", type=Path, help="open the scene that a picture or a .json file keeps")
    parser.add_argument("--present", action="store_true", help="begin with the whole screen, as F5 does")
    parser.add_argument("--screen", metavar="N", type=int, help="present on the screen of this number, counted from 1")
    parser.add_argument("--reset-settings", action="store_true", help="forget the last time, then start")
    parser.add_argument("--version", action="version", version=f"sigviz {__version__}")
    parser.epilog = (
        f"{parser.epilog}\n\n'sigviz render --help' tells how to make pictures. F1 in the window shows its keys."
    )
    given = vars(parser.parse_args(_joined(arguments, SCENE_OPTIONS)))
    if given["screen"] is not None and given["screen"] < 1:
        parser.error("screens are counted from 1")
    request = replace(_request(given, given["file"]), present=given["present"], screen=given["screen"])
    try:
        request.apply(Scene())
    except ValueError as error:
        parser.error(str(error))
    return request


def parse_render(arguments: Sequence[str]) -> tuple[PictureRequest, Path | None]:
    """Return what the arguments after ``render`` ask for, and the file to begin with; ends as `parse` does.

    >>> wanted, source = parse_render(["sweep-{i:03}.png", "--x", "-4:4:2"])
    >>> len(wanted), str(wanted.path(0, Scene())), source
    (5, 'sweep-000.png', None)
    """
    series: dict[str, dict[str, Any]] = {
        "--x": {"read": _x, "metavar": "X|A:B:S"},
        "--step": {"read": _steps, "metavar": "N|A:B"},
    }
    options = (*(option._replace(**series.get(option.flag, {})) for option in SCENE_OPTIONS), *PICTURE_OPTIONS)
    parser = _parser(
        "sigviz render", "Make a picture of a scene, or a series of pictures. It needs no display.", options
    )
    parser.add_argument("out", metavar="OUT", help="a .png, .webp, .svg, .pdf or .gif; {x} and {i:03} number a series")
    for flag, about in FLAGS:
        parser.add_argument(flag, action="store_true", help=about)
    given = vars(parser.parse_args(_joined(arguments, options)))
    chosen = {name: given[f"--{name}"] for name in ("size", "scale", "fps") if given[f"--{name}"] is not None}
    flags = {flag[2:]: given[flag[2:]] for flag, _ in FLAGS}
    sweep = given["--x"] if isinstance(given["--x"], Sweep) else None
    steps = given["--step"] if isinstance(given["--step"], range) else None
    wanted = PictureRequest(_request(given), given["out"], sweep, steps=steps, **chosen, **flags)
    try:
        wanted.request.apply(Scene())
        wanted.check()
    except ValueError as error:
        parser.error(str(error))
    return wanted, given["--from"]


def command(scene: Scene, out: str, size: Size, scale: float, *, transparent: bool = False) -> str:
    """Return the ``sigviz render`` line that makes this picture of this scene, whatever the defaults are elsewhere.

    Only the trace is left out: two thousand numbers are not for a command line.

    >>> command(Scene(x=2), "a.png", Size(640, 400), 2).partition(" --show")[0]
    'sigviz render a.png --x 2.0'
    """
    fields, words = scene.to_dict(), ["sigviz", "render", out]
    for option in SCENE_OPTIONS:
        if option.field:
            words += [option.flag, _spelt(fields.pop(option.field))]
    fields.pop("trace")
    for name, value in fields.items():
        words += ["--set", f"{name}={json.dumps(value)}"]
    words += ["--size", f"{size.width:.12g}x{size.height:.12g}", "--scale", f"{scale:.12g}"]
    return shlex.join([*words, *(["--transparent"] if transparent else [])])


def _spelt(value: Any) -> str:
    """Return a field of a scene as its option takes it."""
    if isinstance(value, tuple):
        return ":".join(repr(part) for part in value)
    return ",".join(value) if isinstance(value, list) else str(value)
