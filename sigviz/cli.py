"""The command line: parsed and checked before Qt or numpy is imported.

One table of options makes the parser and the help. A `Request` is what was asked; it is laid over the scene otherwise
obtained, so that an option comes before the remembered scene, and that before the defaults.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

from sigviz import __version__
from sigviz.model.navigation import follow
from sigviz.model.numbers import parse as parse_number
from sigviz.model.scene import LAYER_NAMES, LAYERS, TEXT_SCALES, THEMES, Scene, nearest


def _number(text: str) -> float:
    try:
        return parse_number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _range(text: str) -> tuple[float, float]:
    low, colon, high = text.partition(":")
    if not colon:
        raise argparse.ArgumentTypeError(f"{text!r} is not a range: write it as FROM:TO, such as -4:4")
    return _number(low), _number(high)


def _layers(text: str) -> frozenset[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in LAYER_NAMES:
            raise argparse.ArgumentTypeError(f"there is no layer {name!r}: {nearest(name, LAYER_NAMES)}")
    return frozenset(names)


def _theme(text: str) -> str:
    if text not in THEMES:
        raise argparse.ArgumentTypeError(f"there is no theme {text!r}: {nearest(text, THEMES)}")
    return text


class Option(NamedTuple):
    """An option that takes a value; ``field`` is the scene's field that it sets, if it sets one."""

    flag: str
    metavar: str
    read: Callable[[str], Any]
    field: str | None
    about: str


OPTIONS = (
    Option("--x", "X", _number, "x", "put the point at X, between -700 and 700"),
    Option("--show", "L,…", _layers, "layers", "show exactly these layers"),
    Option("--with", "L,…", _layers, None, "show these layers too"),
    Option("--without", "L,…", _layers, None, "hide these layers"),
    Option("--theme", "|".join(THEMES), _theme, "theme", "colours and lines"),
    Option("--x-range", "A:B", _range, "x_range", "the visible range of x, such as -4:4"),
    Option("--y-range", "A:B", _range, "y_range", "the visible range of y"),
    Option("--text-scale", "S", _number, "text_scale", "size of text, from {:g} to {:g}".format(*TEXT_SCALES)),
)


@dataclass(frozen=True)
class Request:
    """What the command line asks for: fields of the scene, layers to add and remove, and whether to forget."""

    fields: dict[str, Any] = field(default_factory=dict)
    more: frozenset[str] = frozenset()
    less: frozenset[str] = frozenset()
    reset_settings: bool = False

    def apply(self, scene: Scene) -> Scene:
        """Return the scene with the request laid over it. `ValueError` names a field that is wrong.

        An x outside the view moves the view, unless the view was asked for as well.
        """
        scene = scene.evolve(**self.fields)
        scene = scene.evolve(layers=(scene.layers | self.more) - self.less)
        if "x" in self.fields and "x_range" not in self.fields:
            scene = scene.evolve(x_range=follow(scene.x, scene.x_range))
        return scene


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: error: {' '.join(message.split())}\n")


def _parser() -> argparse.ArgumentParser:
    layers = "\n".join(f"  {layer.name:<12}{layer.about}" for layer in LAYERS)
    parser = _Parser(
        prog="sigviz",
        description="See why the slope of the logistic sigmoid is σ(x)·(1 − σ(x)).",
        epilog=f"layers:\n{layers}\n\nPress F1 in the window for its keys.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for option in OPTIONS:
        parser.add_argument(option.flag, metavar=option.metavar, type=option.read, help=option.about)
    parser.add_argument("--reset-settings", action="store_true", help="forget the last time, then start")
    parser.add_argument("--version", action="version", version=f"sigviz {__version__}")
    return parser


def _joined(arguments: Sequence[str]) -> list[str]:
    """Tie each option to its value, for argparse takes ``-4:4`` for an option of its own."""
    flags = {option.flag for option in OPTIONS}
    joined: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        value = next(rest, None) if argument in flags else None
        joined.append(argument if value is None else f"{argument}={value}")
    return joined


def parse(arguments: Sequence[str]) -> Request:
    """Return what the arguments ask for; ends with one line on stderr and status 2 if they make no sense."""
    parser = _parser()
    given = vars(parser.parse_args(_joined(arguments)))
    request = Request(
        fields={
            option.field: given[option.flag[2:].replace("-", "_")]
            for option in OPTIONS
            if option.field and given[option.flag[2:].replace("-", "_")] is not None
        },
        more=given["with"] or frozenset(),
        less=given["without"] or frozenset(),
        reset_settings=given["reset_settings"],
    )
    try:
        request.apply(Scene())
    except ValueError as error:
        parser.error(str(error))
    return request


def main(arguments: Sequence[str] | None = None) -> int:
    """Run sigviz with these arguments, by default the process's own, and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks σ gets a question mark, not a traceback
    request = parse(sys.argv[1:] if arguments is None else arguments)
    from sigviz.display import Unusable, usable

    try:
        with usable():
            from sigviz import app
        return app.run(request)
    except Unusable as problem:
        sys.stderr.write(f"sigviz: {problem}\n")
        return 1
