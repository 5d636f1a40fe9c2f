"""The scene: all that a person asked to see, in one small frozen value.

The window, undo, the settings file and the command line all speak `Scene`, so they cannot disagree. What follows from
it (values, texts) is in `sigviz.model.readout`. Standard library only: the command line checks scenes before it pays
for numpy or Qt.
"""

import json
import math
import reprlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from importlib import import_module
from numbers import Real
from typing import Any, NamedTuple, Self

X_LIMIT = 700.0
VIEW_LIMIT = 750.0
LEAST_WIDTH = 1e-8
LEAST_HEIGHT = 1e-10
_ROUNDING = 4 * math.ulp(VIEW_LIMIT)  # what a narrow range may lose of its width where it is moved to and fro
TEXT_SCALES = (0.75, 3.0)
THEMES = ("light", "dark", "print", "projector")
LAST_STEP = 10  # of the derivation
HIDEABLE = ("sigma", "complement", "product")

Range = tuple[float, float]


class Layer(NamedTuple):
    """Something that can be shown or hidden; its place in `LAYERS` is its place in every menu and text."""

    name: str
    title: str
    group: str
    key: str
    shown: bool
    about: str


LAYERS = (
    Layer("sigma", "σ(x)", "Curves", "1", True, "The logistic sigmoid, from 0 to 1."),
    Layer("derivative", "σ′(x)", "Curves", "2", True, "The derivative: the slope of σ at every x, at most ¼."),
    Layer("complement", "1 − σ(x)", "Curves", "3", False, "What σ lacks to 1: the other factor of the slope."),
    Layer("tangent", "Tangent", "Curves", "4", True, "The line that touches σ at the point; its slope is σ′(x)."),
    Layer("point", "Point", "Curves", "5", True, "The point on σ, and the mark on σ′ at the same x."),
    Layer("projection", "Projection lines", "Curves", "6", True, "Thin lines from the point to the axes and to σ′."),
    Layer("labels", "Curve names", "Curves", "7", True, "Each curve's name, written on the curve."),
    Layer("grid", "Grid", "Curves", "8", True, "A faint grid at the axes' numbers."),
    Layer("values", "Values", "Curves", "9", True, "σ(x), 1 − σ(x) and their product, in numbers."),
    Layer("derivation", "Derivation", "Insight", "D", False, "Why σ′ = σ(1 − σ), line by line, live at the point."),
)
LAYER_NAMES = tuple(layer.name for layer in LAYERS)

_Check = Callable[[str, Any], Any]


def brief(value: object) -> str:
    """Return a value as a sentence can quote it: values come from strangers, and may be endless."""
    return reprlib.repr(value)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a half-sentence that suggests the nearest known word, or lists them all."""
    known = tuple(known)
    close = get_close_matches(word, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"choose from {', '.join(known)}"


def _finite(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{name} must be a number, not {type(value).__name__}")
    try:
        number = float(value)
    except OverflowError:
        raise ValueError(f"{name} is too large") from None
    if not math.isfinite(number):
        raise ValueError(f"{name} must be finite, not {number}")
    return number


def _between(low: float, high: float) -> _Check:
    def check(name: str, value: Any) -> float:
        number = _finite(name, value)
        if not low <= number <= high:
            raise ValueError(f"{name} must be between {low:g} and {high:g}, not {number:.12g}")
        return number + 0.0  # −0 and 0 are the same place

    return check


def _range(least: float) -> _Check:
    inside = _between(-VIEW_LIMIT, VIEW_LIMIT)

    def check(name: str, value: Any) -> Range:
        try:
            low, high = value
        except (TypeError, ValueError):
            raise ValueError(f"{name} must be two numbers, from and to") from None
        low, high = inside(name, low), inside(name, high)
        if low >= high:
            raise ValueError(f"{name} must run upwards, not from {low:g} to {high:g}")
        if high - low < least - _ROUNDING:
            raise ValueError(f"{name} must be at least {least:g} wide")
        return (low, high)

    return check


def _one_of(known: tuple[str, ...]) -> _Check:
    def check(name: str, value: Any) -> str:
        if not isinstance(value, str) or value not in known:
            raise ValueError(f"{name} {brief(value)} is unknown: {nearest(str(value)[:40], known)}")
        return value

    return check


def _names_among(known: tuple[str, ...], what: str) -> _Check:
    def check(name: str, value: Any) -> frozenset[str]:
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise ValueError(f"{name} must be a list of {what} names")
        given = list(value)
        for each in given:
            if each not in known:
                raise ValueError(f"there is no {what} {brief(each)}: {nearest(str(each)[:40], known)}")
        return frozenset(given)

    return check


def _step(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LAST_STEP:
        raise ValueError(f"{name} must be a whole number from 1 to {LAST_STEP}, not {brief(value)}")
    return value


def _field(default: Any, check: _Check, about: str, *, undoable: bool = True) -> Any:
    return field(default=default, metadata={"check": check, "about": about, "undoable": undoable})


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a person asked to see; immutable, and always valid.

    `ValueError` names the field that is wrong. ``x_range`` and ``y_range`` are the visible ranges, in the units of the
    axes, between −750 and 750 and not under 1e−8 by 1e−10.

    >>> Scene(x=2).evolve(theme="dark").x
    2.0
    >>> Scene(x=701)
    Traceback (most recent call last):
    ...
    ValueError: x must be between -700 and 700, not 701
    """

    x: float = _field(1.0, _between(-X_LIMIT, X_LIMIT), "where the point is")
    layers: frozenset[str] = _field(
        frozenset(layer.name for layer in LAYERS if layer.shown),
        _names_among(LAYER_NAMES, "layer"),
        "which layers are shown",
    )
    x_range: Range = _field((-8.0, 8.0), _range(LEAST_WIDTH), "the visible range of x")
    y_range: Range = _field((-0.1, 1.1), _range(LEAST_HEIGHT), "the visible range of y")
    step: int = _field(1, _step, "the line of the derivation at hand")
    hidden: frozenset[str] = _field(
        frozenset(), _names_among(HIDEABLE, "quantity"), "which values are hidden", undoable=False
    )
    theme: str = _field("light", _one_of(THEMES), "colours and lines", undoable=False)
    text_scale: float = _field(1.0, _between(*TEXT_SCALES), "size of text, points and lines", undoable=False)

    def __post_init__(self) -> None:
        for name, check in _CHECKS.items():
            object.__setattr__(self, name, check(name, getattr(self, name)))

    def evolve(self, /, **changes: Any) -> Self:
        """Return this scene with some fields changed: itself if nothing does. Only the changed fields are checked."""
        for name in changes:
            if name not in _CHECKS:
                raise ValueError(f"a scene has no field {brief(name)}: {nearest(name[:40], _CHECKS)}")
        valid = {name: _CHECKS[name](name, value) for name, value in changes.items()}
        if all(getattr(self, name) == value for name, value in valid.items()):
            return self
        scene = object.__new__(type(self))
        for name in _CHECKS:
            object.__setattr__(scene, name, valid[name] if name in valid else getattr(self, name))
        return scene

    def shows(self, layer: str) -> bool:
        """Return whether the layer is shown."""
        return layer in self.layers

    def _repr_png_(self) -> bytes:
        """Return the scene as a picture, for notebooks."""
        # By name, for the model knows no views: a notebook that shows a scene is the one place where it must find them.
        pictures = import_module("sigviz.pictures")
        studio = pictures.Studio(pictures.Size(640, 400))
        try:
            png: bytes = studio.png(self, 2.0)
        finally:
            studio.close()
        return png

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON can hold them, the layers in table order."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in _CHECKS}
        plain["layers"] = [name for name in LAYER_NAMES if name in self.layers]
        plain["hidden"] = [name for name in HIDEABLE if name in self.hidden]
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return the scene of these fields, defaults for those not given; `ValueError` names a wrong one."""
        return cls().evolve(**plain)

    def to_json(self) -> str:
        """Return the scene as JSON text."""
        return json.dumps(self.to_dict())


_CHECKS: dict[str, _Check] = {each.name: each.metadata["check"] for each in fields(Scene)}
FIELD_NAMES = tuple(_CHECKS)
UNDOABLE = tuple(each.name for each in fields(Scene) if each.metadata["undoable"])
LASTING = tuple(each.name for each in fields(Scene) if not each.metadata["undoable"])
