"""What can be set of each layer while it is on, as one table: the panel of options is made from it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sigviz.maths.ranges import Range
from sigviz.model import neuron
from sigviz.model.neuron_texts import indexed
from sigviz.model.scene import (
    GUESS_LIMIT,
    H_LIMITS,
    LEARNING_RATES,
    LOSSES,
    MOST_INPUTS,
    MOST_UNITS,
    SECANTS,
    THRESHOLDS,
    WEIGHT_LIMIT,
    Scene,
)

Changes = Mapping[str, Any]


class Option(NamedTuple):
    """A row: the layer that it belongs to, its label, and the field of the scene that it sets.

    ``limits`` make it a number, or with ``whole`` a whole one; ``words`` a choice; ``action`` a button that does what
    the action of this name does.
    """

    layer: str
    label: str
    field: str = ""
    limits: Range = (0.0, 0.0)
    step: float | None = 0.1
    whole: bool = False
    words: tuple[str, ...] = ()
    action: str = ""
    place: int | None = None  # in a field of several numbers
    beside: bool = False  # in the row of the option before it


_WEIGHTS = (-WEIGHT_LIMIT, WEIGHT_LIMIT)
OPTIONS = (
    Option("secant", "Secant, step h", "h", H_LIMITS, None),
    Option("secant", "Secant, kind", "secant", words=SECANTS),
    Option("trace", "Trace", action="clear_trace"),
    Option("saturation", "Saturated: σ′ <", "threshold", THRESHOLDS, None),
    Option("predict", "Guessed slope", "guess", (-GUESS_LIMIT, GUESS_LIMIT), 0.01),
    Option("predict", "Guess", action="answer"),
    Option("neuron", "Inputs", "inputs", (1, MOST_INPUTS), 1.0, whole=True),
    *(
        option
        for index in range(MOST_INPUTS)
        for option in (
            Option("neuron", f"Input {indexed('a', index)}", "inputs", _WEIGHTS, place=index),
            Option("neuron", f"Weight {indexed('w', index)}", "weights", _WEIGHTS, place=index, beside=True),
        )
    ),
    Option("neuron", "Target output", "target", (0.0, 1.0)),
    Option("neuron", "Error", "loss", words=LOSSES),
    Option("neuron", "Learning rate", "learning_rate", LEARNING_RATES),
    Option("neuron", "Learning", action="learn"),
    Option("chain", "Units in a row", "units", (1, MOST_UNITS), 1.0, whole=True),
)


def value_of(option: Option, scene: Scene) -> Any:
    """Return what an option shows of a scene; None where there is nothing to show.

    >>> scene, by_label = Scene(), {option.label: option for option in OPTIONS}
    >>> [value_of(by_label[label], scene) for label in ("Inputs", "Weight w₁", "Weight w₆")]
    [3, 1.5, None]
    """
    held = getattr(scene, option.field) if option.field else None
    if option.whole and option.field == "inputs":
        return len(scene.inputs)
    if option.place is not None and isinstance(held, tuple):
        return held[option.place] if option.place < len(held) else None
    return held


def shows(option: Option, scene: Scene) -> bool:
    """Return whether an option is shown with a scene.

    >>> shows(OPTIONS[0], Scene()), shows(OPTIONS[0], Scene(layers={"secant"}))
    (False, True)
    """
    return scene.shows(option.layer) and (bool(option.action) or value_of(option, scene) is not None)


def change(option: Option, scene: Scene, value: Any) -> Changes:
    """Return the fields that change when an option is set to a value.

    >>> change(OPTIONS[0], Scene(), 0.1)
    {'h': 0.1}
    >>> weight = next(option for option in OPTIONS if option.label == "Weight w₁")
    >>> change(weight, Scene(x=0.0, inputs=(2.0,), weights=(1.0,)), 1.5)
    {'x': 1.0, 'weights': (1.5,), 'inputs': (2.0,)}
    """
    if option.whole:
        value = round(value)
    if option.whole and option.field == "inputs":
        return neuron.with_count(scene, value)
    if option.place is not None:
        moved = neuron.with_input if option.field == "inputs" else neuron.with_weight
        return moved(scene, option.place, value)
    return {option.field: value}
