"""The scene: all that a person asked to see, in one small frozen value.

The window, undo, the settings file and the command line all speak `Scene`, so they cannot disagree. What follows from
it (values, texts) is in `sigviz.model.readout`. Standard library only: the command line checks scenes before it pays
for numpy or Qt.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, fields
from importlib import import_module
from typing import Any, Self

from sigviz.maths.ranges import Range
from sigviz.model.layers import LAYER_NAMES, LAYERS
from sigviz.model.trace import Trace, traced
from sigviz.model.validators import (
    Check,
    ascending,
    between,
    brief,
    names_among,
    nearest,
    one_of,
    several,
    truth,
    whole,
)

VERSION = 1  # of the fields; a release that adds some, or gives one another meaning, counts it up
X_LIMIT = 700.0
VIEW_LIMIT = 750.0
LEAST_WIDTH = 1e-8
LEAST_HEIGHT = 1e-10
TEXT_SCALES = (0.75, 3.0)
THEMES = ("light", "dark", "print", "projector")
LAST_STEP = 10  # of the derivation
# The layers that the derivation's steps show, each from one step on.
SHOWN_FROM = {"sigma": 1, "tangent": 3, "complement": 8, "derivative": 9}
HIDEABLE = ("sigma", "complement", "product")
H_LIMITS = (1e-16, 10.0)
SECANTS = ("forward", "symmetric")
THRESHOLDS = (1e-300, 0.25)
GUESS_LIMIT = 5.0
MOST_INPUTS = 6
WEIGHT_LIMIT = 100.0  # of weights and inputs
LOSSES = ("squared", "cross-entropy")
LEARNING_RATES = (0.0, 1000.0)
MOST_UNITS = 50

_GIVEN_AWAY = frozenset({"derivative", "tangent", "trace"})  # layers that show a slope that is to be guessed
_ON_A_PAGE = (640, 400)  # CSS pixels of a scene in a notebook; the picture has twice as many
_MOST_NAMED = 5  # fields of a later version
_numbers = several(1, MOST_INPUTS, between(-WEIGHT_LIMIT, WEIGHT_LIMIT))


def _field(default: Any, check: Check, about: str, *, undoable: bool = True) -> Any:
    return field(default=default, metadata={"check": check, "about": about, "undoable": undoable})


class NewerVersionError(ValueError):
    """A scene is of a later version than this one; the text says so, and names the fields that are not known here."""

    def __init__(self, version: int, unknown: Sequence[str]) -> None:
        named = ", ".join(brief(name) for name in unknown[:_MOST_NAMED])
        named += f" and {len(unknown) - _MOST_NAMED} more" if len(unknown) > _MOST_NAMED else ""
        known = f"version {brief(version)}; this reads {VERSION}"
        super().__init__(
            f"the scene was made by a newer sigviz ({known})" + (f", with unknown fields: {named}" if named else "")
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a person asked to see; immutable, and always valid.

    `ValueError` names the field that is wrong. ``x_range`` and ``y_range`` are the visible ranges, in the units of the
    axes, between −750 and 750 and not under 1e−8 by 1e−10.

    While the derivation is shown, its step shows and hides the layers of `SHOWN_FROM`, except those in ``by_hand``. It
    does not change ``layers``, so hiding the derivation brings them back. ``layers`` that are given without ``by_hand``
    are shown as given: those that the step would show or hide otherwise count as switched by hand.

    >>> Scene(x=2).evolve(theme="dark").x
    2.0
    >>> Scene(x=701)
    Traceback (most recent call last):
    ...
    ValueError: x must be between -700 and 700, not 701
    """

    x: float = _field(1.0, between(-X_LIMIT, X_LIMIT), "where the point is")
    layers: frozenset[str] = _field(
        frozenset(layer.name for layer in LAYERS if layer.shown),
        names_among(LAYER_NAMES, "layer"),
        "which layers are shown",
    )
    x_range: Range = _field((-8.0, 8.0), ascending(VIEW_LIMIT, LEAST_WIDTH), "the visible range of x")
    y_range: Range = _field((-0.1, 1.1), ascending(VIEW_LIMIT, LEAST_HEIGHT), "the visible range of y")
    step: int = _field(1, whole(1, LAST_STEP), "the line of the derivation at hand")
    by_hand: frozenset[str] = _field(None, names_among(LAYER_NAMES, "layer"), "layers that no step shows or hides")
    h: float = _field(1.0, between(*H_LIMITS), "the step of the secant")
    secant: str = _field("forward", one_of(SECANTS), "from x to x + h, or from x − h to x + h")
    trace: Trace = _field(Trace(), traced(between(-X_LIMIT, X_LIMIT)), "where the point has left a dot")
    threshold: float = _field(0.01, between(*THRESHOLDS), "the slope under which σ is saturated")
    guess: float = _field(0.1, between(-GUESS_LIMIT, GUESS_LIMIT), "the slope of the guessed tangent")
    revealed: bool = _field(False, truth, "whether the guess is answered")
    inputs: tuple[float, ...] = _field((0.9, 0.4, 0.6), _numbers, "what goes into the unit")
    weights: tuple[float, ...] = _field((1.5, -1.0, 0.5), _numbers, "the weight of each input")
    target: float = _field(1.0, between(0.0, 1.0), "what the unit's output is to be")
    loss: str = _field("squared", one_of(LOSSES), "how the error is measured")
    learning_rate: float = _field(1.0, between(*LEARNING_RATES), "how far a step of learning goes")
    units: int = _field(5, whole(1, MOST_UNITS), "how many units are in a row")
    hidden: frozenset[str] = _field(
        frozenset(), names_among(HIDEABLE, "quantity"), "which values are hidden", undoable=False
    )
    theme: str = _field("light", one_of(THEMES), "colours and lines", undoable=False)
    text_scale: float = _field(1.0, between(*TEXT_SCALES), "size of text, points and lines", undoable=False)

    def __post_init__(self) -> None:
        shown_as_given = self.by_hand is None
        if shown_as_given:
            object.__setattr__(self, "by_hand", frozenset())
        for name, check in _CHECKS.items():
            object.__setattr__(self, name, check(name, getattr(self, name)))
        if shown_as_given:
            object.__setattr__(self, "by_hand", _unlike_step(self.layers, self.step))
        self._check_weights()

    def evolve(self, /, **changes: Any) -> Self:
        """Return this scene with some fields changed: itself if nothing does. Only the changed fields are checked.

        >>> scene = Scene()
        >>> scene.evolve(x=1) is scene
        True
        >>> scene.evolve(them="dark")
        Traceback (most recent call last):
        ...
        ValueError: a scene has no field 'them': did you mean 'theme'?
        """
        for name in changes:
            if name not in _CHECKS:
                raise ValueError(f"a scene has no field {brief(name)}: {nearest(name[:40], _CHECKS)}")
        valid = {name: _CHECKS[name](name, value) for name, value in changes.items()}
        if "layers" in valid and "by_hand" not in valid:
            valid["by_hand"] = _unlike_step(valid["layers"], valid.get("step", self.step))
        if all(getattr(self, name) == value for name, value in valid.items()):
            return self
        scene = object.__new__(type(self))
        for name in _CHECKS:
            object.__setattr__(scene, name, valid[name] if name in valid else getattr(self, name))
        scene._check_weights()
        return scene

    def _check_weights(self) -> None:
        if len(self.weights) != len(self.inputs):
            raise ValueError(f"weights must be as many as inputs: {len(self.inputs)}, not {len(self.weights)}")

    def shows(self, layer: str) -> bool:
        """Return whether the layer is shown: as the derivation's step has it, or else as it was asked for.

        >>> scene = Scene(layers={"sigma", "derivation"})
        >>> scene.shows("tangent"), scene.evolve(step=3).shows("tangent")
        (False, True)
        """
        if layer in SHOWN_FROM and "derivation" in self.layers and layer not in self.by_hand:
            return self.step >= SHOWN_FROM[layer]
        return layer in self.layers

    @property
    def seen(self) -> Self:
        """The scene as it is seen: its layers are those that are shown.

        >>> sorted(Scene(layers={"derivation"}, by_hand=(), step=3).seen.layers)
        ['derivation', 'sigma', 'tangent']
        """
        if "derivation" not in self.layers:
            return self
        return self.evolve(layers=frozenset(filter(self.shows, LAYER_NAMES)), by_hand=self.by_hand)

    @property
    def guessing(self) -> bool:
        """Whether the slope is to be guessed, and not to be seen."""
        return self.shows("predict") and not self.revealed

    @property
    def symmetric(self) -> bool:
        """Whether the secant runs from x − h to x + h."""
        return self.secant == "symmetric"

    @property
    def concealed(self) -> frozenset[str]:
        """The quantities whose numbers are not to be seen: those hidden, and the slope that is to be guessed."""
        return self.hidden | {"product"} if self.guessing else self.hidden

    def draws(self, layer: str) -> bool:
        """Return whether the layer is shown, and does not give away a slope that is to be guessed."""
        return self.shows(layer) and not (layer in _GIVEN_AWAY and self.guessing)

    def _repr_png_(self) -> tuple[bytes, dict[str, Any]]:
        """Return the scene as a picture for notebooks, with its width and height on the page and its description.

        Raises `RuntimeError` where ``sigviz.render`` does.
        """
        # By name, for the model knows no views: a notebook that shows a scene is the one place where it must find them.
        pictures, readout = import_module("sigviz.pictures.renderer"), import_module("sigviz.model.readout")
        width, height = _ON_A_PAGE
        with closing(pictures.Studio(pictures.Size(width, height))) as studio:
            png: bytes = studio.png(self, 2.0)
        return png, {"width": width, "height": height, "alt": readout.resolve(self).description}

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON can hold them, the layers in table order."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in _CHECKS}
        plain["trace"] = tuple(self.trace)
        plain["layers"] = [name for name in LAYER_NAMES if name in self.layers]
        plain["by_hand"] = [name for name in LAYER_NAMES if name in self.by_hand]
        plain["hidden"] = [name for name in HIDEABLE if name in self.hidden]
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return the scene of these fields, defaults for those not given; `ValueError` names a wrong one.

        Raises `NewerVersionError`, which is a `ValueError`, if they come with a later ``version``; without one it is 1.

        >>> Scene.from_dict({"x": 2, "theme": "dark"}).theme
        'dark'
        """
        check_version(plain)
        return cls().evolve(**{name: value for name, value in plain.items() if name != "version"})

    def to_versioned(self) -> dict[str, Any]:
        """Return the fields as JSON can hold them, with the version beside them."""
        return {"version": VERSION, **self.to_dict()}

    def to_json(self) -> str:
        """Return the scene as JSON text, with its version."""
        return json.dumps(self.to_versioned())


def _unlike_step(layers: frozenset[str], step: int) -> frozenset[str]:
    """Return the layers that the derivation's step would have otherwise, if it is shown."""
    if "derivation" not in layers:
        return frozenset()
    return frozenset(name for name, first in SHOWN_FROM.items() if (name in layers) != (step >= first))


def check_version(plain: Mapping[str, Any]) -> None:
    """Raise `NewerVersionError` if fields are of a later version, and `ValueError` if their version is none.

    >>> check_version({"x": 2, "version": 1})
    >>> check_version({"x": 2, "hue": 3, "version": 2})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    sigviz.model.scene.NewerVersionError: the scene was made by a newer sigviz (...), with unknown fields: 'hue'
    """
    version = plain.get("version", 1)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ValueError(f"version must be a whole number from 1 on, not {brief(version)}")
    if version > VERSION:
        raise NewerVersionError(version, [name for name in plain if name not in _CHECKS and name != "version"])


def right_fields(plain: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return those fields that make a scene, and what is wrong with the others: another version may have written them.

    >>> right_fields({"theme": "dark", "x": 701, "future": 1})
    ({'theme': 'dark'}, ['x must be between -700 and 700, not 701', "a scene has no field 'future'"])
    """
    right: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in plain.items():
        if name == "version":
            continue
        if name not in _CHECKS:
            wrong.append(f"a scene has no field {brief(name)}")
            continue
        try:
            right[name] = _CHECKS[name](name, value)
        except ValueError as error:
            wrong.append(str(error))
    try:
        Scene().evolve(**right)
    except ValueError as error:  # each is right, and they do not go together
        right = {name: value for name, value in right.items() if name not in ("inputs", "weights")}
        wrong.append(str(error))
    return right, wrong


_CHECKS: dict[str, Check] = {each.name: each.metadata["check"] for each in fields(Scene)}
FIELD_NAMES = tuple(_CHECKS)
UNDOABLE = tuple(each.name for each in fields(Scene) if each.metadata["undoable"])
LASTING = tuple(each.name for each in fields(Scene) if not each.metadata["undoable"])
