"""The scene: everything that the user asked to see, in one small frozen value.

The window, undo, the settings file and the command line all use `Scene`, so they cannot disagree. The values and texts
that follow from it are in `sigviz.model.readout`. Standard library only, because the command line checks scenes before
it imports numpy or Qt.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from sigviz.maths.ranges import Range
from sigviz.model.fields.field import Field, declare, declared
from sigviz.model.fields.text import Text
from sigviz.model.fields.trace import MOST, MOST_ERRORS, MOST_GUESSES, Pairs, Places, Trace
from sigviz.model.fields.validators import Interval, Names, Number, Numbers, Truth, Whole, Word, brief, nearest
from sigviz.model.layers import LAYER_NAMES, LAYERS
from sigviz.model.scene_version import VERSION, check_version

X_LIMIT = 700.0
VIEW_LIMIT = 750.0
LEAST_WIDTH = 1e-8
LEAST_HEIGHT = 1e-10
THEMES = ("light", "dark", "print", "projector", "projector-dark")
MOST_LETTERS = 300  # of a caption
LAST_STEP = 10  # of the derivation
# The layers that the derivation's steps show, and the first step that shows each.
STEPPED = "derivation"  # the layer that has steps
PROVEN_FROM = 9  # the line whose value is the slope
SHOWN_FROM = {"sigma": 1, "tangent": 3, "complement": 8, "derivative": 9}
FADE_TIME, GLIDE_TIME = 0.15, 0.25  # seconds from one scene to the next: without and with motion
TRAILS = ("trace", "guesses", "errors")  # fields with what use leaves behind
FOCUSABLE = tuple(layer.name for layer in LAYERS if layer.focusable)
HIDEABLE = ("sigma", "complement", "product")
PARAMETERS = Numbers(1, 6, Number(-100.0, 100.0))  # the inputs of the unit, and its weights

_SHOW_SLOPE = frozenset(layer.name for layer in LAYERS if layer.shows_slope)
_SHOWN = frozenset(layer.name for layer in LAYERS if layer.shown)


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the user asked to see; immutable, and always valid.

    Raises `ValueError`, which names the field, if a value is invalid. ``x_range`` and ``y_range`` are the visible
    ranges, in the units of the axes. They lie between −750 and 750, and are at least 1e−8 wide and 1e−10 high.

    While the derivation is shown, its step shows and hides the layers of `SHOWN_FROM`, except those in ``by_hand``. It
    does not change ``layers``, so hiding the derivation restores them. ``layers`` given without ``by_hand`` are shown
    exactly as given: the layers that the step would change count as switched by hand.

    >>> Scene(x=2).evolve(theme="dark").x
    2.0
    >>> Scene(x=701)
    Traceback (most recent call last):
    ...
    ValueError: x must be between -700 and 700, not 701
    """

    # fmt: off
    x: float = declare(Field(
        1.0, Number(-X_LIMIT, X_LIMIT), "the x of the point", flag="--x", metavar="X", blend=True))
    layers: frozenset[str] = declare(Field(
        _SHOWN, Names(LAYER_NAMES, "layer"), "the layers that are shown", flag="--show", metavar="L,…"))
    x_range: Range = declare(Field(
        (-8.0, 8.0), Interval(VIEW_LIMIT, LEAST_WIDTH), "the visible range of x", flag="--x-range", metavar="A:B",
        blend=True))
    y_range: Range = declare(Field(
        (-0.1, 1.1), Interval(VIEW_LIMIT, LEAST_HEIGHT), "the visible range of y", flag="--y-range", metavar="A:B",
        blend=True))
    step: int = declare(Field(
        1, Whole(1, LAST_STEP), "the current line of the derivation"))
    by_hand: frozenset[str] = declare(Field(
        None, Names(LAYER_NAMES, "layer"), "the layers that the derivation does not show or hide"))
    h: float = declare(Field(
        1.0, Number(1e-16, 10.0), "the step of the secant", label="Step h", step=None))
    secant: str = declare(Field(
        "forward", Word(("forward", "symmetric")), "the kind of secant: from x or from x − h, to x + h",
        label="Kind"))
    trace: Trace = declare(Field(
        Trace(), Places(0, MOST, Number(-X_LIMIT, X_LIMIT)), "the x of each dot of the trace"))
    threshold: float = declare(Field(
        0.01, Number(1e-300, 0.25), "the slope below which σ is saturated", label="Where σ′ <", step=None))
    guess: float = declare(Field(
        0.1, Number(-5.0, 5.0), "the slope of the guessed tangent", label="Slope", step=0.01))
    revealed: bool = declare(Field(
        False, Truth(), "whether the guess is answered"))
    guesses: tuple[tuple[float, float], ...] = declare(Field(
        (), Pairs(MOST_GUESSES, Number(-X_LIMIT, X_LIMIT), Number(-5.0, 5.0)), "x and slope of each answered guess"))
    inputs: tuple[float, ...] = declare(Field(
        (0.9, 0.4, 0.6), PARAMETERS, "the inputs of the unit", label="Input a", blend=True))
    weights: tuple[float, ...] = declare(Field(
        (1.5, -1.0, 0.5), PARAMETERS, "the weight of each input", label="Weight w", blend=True))
    target: float = declare(Field(
        1.0, Number(0.0, 1.0), "the output that the unit learns", label="Target"))
    loss: str = declare(Field(
        "squared", Word(("squared", "cross-entropy")), "how the error is measured", label="Error"))
    learning_rate: float = declare(Field(
        1.0, Number(0.0, 1000.0), "the size of a learning step", label="Learning rate"))
    errors: tuple[float, ...] = declare(Field(
        (), Numbers(0, MOST_ERRORS, Number(0.0, 1e6)), "the error before each step of learning"))
    units: int = declare(Field(
        5, Whole(1, 50), "the number of units in a row", label="Units", step=1.0))
    suspense: bool = declare(Field(
        True, Truth(), "whether the slope is hidden until the derivation has proved it"))
    focus: str = declare(Field(
        "last", Word(("last", *FOCUSABLE)), "the card in focus, or the last one that is shown"))
    caption: str | None = declare(Field(
        None, Text(MOST_LETTERS), "the words above the figure: without any, \"\" keeps their place and null does not"))
    hidden: frozenset[str] = declare(Field(
        frozenset(), Names(HIDEABLE, "quantity"), "the values that are hidden", undoable=False))
    theme: str = declare(Field(
        "light", Word(THEMES), "colours and lines", undoable=False, flag="--theme", metavar="|".join(THEMES)))
    text_scale: float = declare(Field(
        1.0, Number(0.75, 3.0), "the size of text, points and lines", undoable=False, flag="--text-scale", metavar="S"))
    # fmt: on

    # Draws a scene for notebooks. The package sets it, because the model must not import views.
    notebook_picture: ClassVar[Callable[["Scene"], tuple[bytes, dict[str, Any]]]]

    def __post_init__(self) -> None:
        shown_as_given = self.by_hand is None
        if shown_as_given:
            object.__setattr__(self, "by_hand", frozenset())
        for name, field in FIELDS.items():
            object.__setattr__(self, name, field.kind.check(name, getattr(self, name)))
        if shown_as_given:
            object.__setattr__(self, "by_hand", _unlike_step(self.layers, self.step))
        self._check_weights()

    def evolve(self, /, **changes: Any) -> Self:
        """Return this scene with some fields changed, or itself if no value differs. Only these fields are checked.

        >>> scene = Scene()
        >>> scene.evolve(x=1) is scene
        True
        >>> scene.evolve(them="dark")
        Traceback (most recent call last):
        ...
        ValueError: a scene has no field 'them': did you mean 'theme'?
        """
        valid = checked_fields(changes)
        if "layers" in valid and "by_hand" not in valid:
            valid["by_hand"] = _unlike_step(valid["layers"], valid.get("step", self.step))
        if all(getattr(self, name) == value for name, value in valid.items()):
            return self
        scene = object.__new__(type(self))
        for name in FIELDS:
            object.__setattr__(scene, name, valid[name] if name in valid else getattr(self, name))
        scene._check_weights()
        return scene

    def _check_weights(self) -> None:
        if len(self.weights) != len(self.inputs):
            raise ValueError(f"weights must have one value per input: {len(self.inputs)}, not {len(self.weights)}")

    def shows(self, layer: str) -> bool:
        """Return whether the layer is shown, either by the derivation's step or by ``layers``.

        >>> scene = Scene(layers={"sigma", "derivation"})
        >>> scene.shows("tangent"), scene.evolve(step=3).shows("tangent")
        (False, True)
        """
        if layer in SHOWN_FROM and "derivation" in self.layers and layer not in self.by_hand:
            return self.step >= SHOWN_FROM[layer]
        return layer in self.layers

    @property
    def seen(self) -> Self:
        """The scene as the user sees it: ``layers`` are those that are shown.

        >>> sorted(Scene(layers={"derivation"}, by_hand=(), step=3).seen.layers)
        ['derivation', 'sigma', 'tangent']
        """
        if "derivation" not in self.layers:
            return self
        return self.evolve(layers=frozenset(filter(self.shows, LAYER_NAMES)), by_hand=self.by_hand)

    @property
    def guessing(self) -> bool:
        """Whether the user is guessing the slope, which must not be shown."""
        return self.shows("predict") and not self.revealed

    @property
    def symmetric(self) -> bool:
        """Whether the secant runs from x − h to x + h."""
        return self.secant == "symmetric"

    @property
    def concealed(self) -> frozenset[str]:
        """The quantities whose numbers must not be shown: the hidden ones, and the slope while it is open."""
        if self.guessing:
            return self.hidden | {"complement", "product"}
        return self.hidden | {"product"} if self.proving else self.hidden

    @property
    def proving(self) -> bool:
        """Whether the slope is hidden until the derivation has proved what it is."""
        return self.suspense and self.unproven

    @property
    def unproven(self) -> bool:
        """Whether the derivation is shown and has still to prove what the slope is."""
        return self.step < PROVEN_FROM and self.shows("derivation")

    def draws(self, layer: str) -> bool:
        """Return whether the layer is drawn: it is shown, and does not reveal a slope that the user is guessing."""
        return self.shows(layer) and not (layer in _SHOW_SLOPE and self.guessing)

    def _repr_png_(self) -> tuple[bytes, dict[str, Any]]:
        """Return the scene as a PNG for notebooks, with its width and height on the page and its description.

        Raises `RuntimeError` as ``sigviz.render`` does.
        """
        return self.notebook_picture()

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON types, with the layers in table order."""
        return {name: field.kind.to_plain(getattr(self, name)) for name, field in FIELDS.items()}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return the scene with these fields, and defaults for the others.

        Raises `ValueError`, which names the field, if a value is invalid, and its subclass `NewerVersionError` if
        ``version`` is newer than this one. A missing ``version`` means 1.

        >>> Scene.from_dict({"x": 2, "theme": "dark"}).theme
        'dark'
        """
        check_version(plain, FIELDS)
        return cls().evolve(**{name: value for name, value in plain.items() if name != "version"})

    def to_versioned(self) -> dict[str, Any]:
        """Return the fields as JSON types, together with the version."""
        return {"version": VERSION, **self.to_dict()}

    def to_json(self) -> str:
        """Return the scene as JSON text, with its version."""
        return json.dumps(self.to_versioned())


def checked_fields(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with the types that a scene stores. Raises `ValueError` for the first that is invalid by itself.

    >>> checked_fields({"x": 2, "x_range": [-4, 4]})
    {'x': 2.0, 'x_range': (-4.0, 4.0)}
    """
    for name in changes:
        if name not in FIELDS:
            raise ValueError(f"a scene has no field {brief(name)}: {nearest(name[:40], FIELDS)}")
    return {name: FIELDS[name].kind.check(name, value) for name, value in changes.items()}


def _unlike_step(layers: frozenset[str], step: int) -> frozenset[str]:
    """Return the layers that differ from those of the derivation's step, or none if the derivation is not shown."""
    if "derivation" not in layers:
        return frozenset()
    return frozenset(name for name, first in SHOWN_FROM.items() if (name in layers) != (step >= first))


def eased(share: float) -> float:
    """Return how far a glide has come after a share of its time: fast at first, and slow at its goal.

    >>> eased(0.0), eased(0.5), eased(1.0)
    (0.0, 0.875, 1.0)
    """
    return 1.0 - (1.0 - share) ** 3


def blended(begun: Scene, goal: Scene, share: float) -> Scene:
    """Return a scene on its way to a goal, with the fields in `BLENDED` at a share of the way, from 0 to 1.

    >>> blended(Scene(x=0.0), Scene(x=4.0, theme="dark"), 0.25).to_dict()["x"]
    1.0
    """
    fields = {name: (getattr(begun, name), getattr(goal, name)) for name in BLENDED}
    moving = {name: ends for name, ends in fields.items() if ends[0] != ends[1]}
    return goal.evolve(**{name: FIELDS[name].between(*ends, share) for name, ends in moving.items()})


FIELDS = declared(Scene)
BLENDED = frozenset(name for name, field in FIELDS.items() if field.blend)
UNDOABLE = tuple(name for name, field in FIELDS.items() if field.undoable)
LASTING = tuple(name for name, field in FIELDS.items() if not field.undoable)
