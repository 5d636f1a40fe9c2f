"""The table of rows in the options panel, made from the options of the layers and the fields of the scene."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from sigviz.model import neuron
from sigviz.model.fields.validators import Kind, Whole
from sigviz.model.layer_texts import indexed
from sigviz.model.layers import LAYERS, Layer
from sigviz.model.scene import FIELDS, PARAMETERS, Scene

Changes = Mapping[str, Any]


class ValueOption(NamedTuple):
    """A value that can be set. ``spoken`` is its full name, for screen readers.

    ``value`` returns it for a scene, and ``change`` returns the fields of the scene that change when it is set.
    """

    name: str
    label: str
    kind: Kind
    step: float | None
    value: Callable[[Scene], Any]  # returns None if the scene has no such value
    change: Callable[[Scene, Any], Changes]
    spoken: str


class ActionOption(NamedTuple):
    """An action that a button triggers."""

    name: str
    label: str
    button: str
    spoken: str


_ACTIONS = {
    "clear_trace": ActionOption("clear_trace", "Dots", "Clear", "Trace: Clear"),
    "answer": ActionOption("answer", "", "Answer", "Predict: Answer"),
    "learn": ActionOption("learn", "", "One step", "Neuron: One step"),
}
_BESIDE = {"learn", "answer"}  # the options that share the row of the option before them
_PARAMETERS = {
    "inputs": neuron.with_input,
    "weights": neuron.with_weight,
}  # of the unit, with the function that changes one


@dataclass(frozen=True, eq=False)
class OptionRow:
    """A row of the panel: its layer, its label, and one or more options side by side.

    The first row of a layer has a heading.
    """

    layer: str
    label: str
    options: tuple[ValueOption | ActionOption, ...]
    heading: str = ""

    def is_shown(self, scene: Scene) -> bool:
        """Return whether a scene shows the layer and has the value.

        >>> rows, scene = {row.label: row for row in ROWS}, Scene(layers={"neuron"})
        >>> [rows[label].is_shown(scene) for label in ("Inputs", "a₁, w₁", "a₆, w₆", "Target", "Units")]
        [True, True, False, True, False]
        """
        first = self.options[0]
        return scene.shows(self.layer) and (isinstance(first, ActionOption) or first.value(scene) is not None)


def _rows(layer: Layer) -> Iterator[OptionRow]:
    for are_parameters, names in groupby(layer.options, key=_PARAMETERS.__contains__):
        if are_parameters:
            yield from _parameter_rows(layer, tuple(names))
        else:
            yield from _plain_rows(layer, tuple(names))


def _plain_rows(layer: Layer, names: Sequence[str]) -> Iterator[OptionRow]:
    """Yield a row for each option that does not share the row of another."""
    starts = [at for at, name in enumerate(names) if name not in _BESIDE]
    for start, end in pairwise([*starts, len(names)]):
        options = tuple(_option(layer, name) for name in names[start:end])
        yield OptionRow(layer.name, options[0].label, options)


def _option(layer: Layer, name: str) -> ValueOption | ActionOption:
    if name in _ACTIONS:
        return _ACTIONS[name]
    field = FIELDS[name]
    spoken = f"{layer.title}: {field.label}"
    return ValueOption(name, field.label, field.kind, field.step, attrgetter(name), partial(_set, name), spoken)


def _set(name: str, scene: Scene, value: Any) -> Changes:  # noqa: ARG001
    return {name: value}


def _parameter_rows(layer: Layer, names: Sequence[str]) -> Iterator[OptionRow]:
    """Yield a row for the number of inputs, and one for each input with its weight."""
    counts = Whole(PARAMETERS.fewest, PARAMETERS.most)
    name = f"{layer.title}: Inputs"
    count = ValueOption("inputs", "Inputs", counts, 1.0, lambda scene: len(scene.inputs), neuron.with_count, name)
    yield OptionRow(layer.name, count.label, (count,))
    for index in range(PARAMETERS.most):
        options = tuple(_parameter(name, index) for name in names)
        yield OptionRow(layer.name, ", ".join(option.label.split()[-1] for option in options), options)


def _parameter(name: str, index: int) -> ValueOption:
    def value(scene: Scene) -> float | None:
        numbers = getattr(scene, name)
        return numbers[index] if index < len(numbers) else None

    def change(scene: Scene, number: float) -> Changes:
        return _PARAMETERS[name](scene, index, number)

    field = FIELDS[name]
    label = indexed(field.label, index)
    return ValueOption(f"{name}{index + 1}", label, PARAMETERS.each, field.step, value, change, label)


def _headed(layer: Layer) -> Iterator[OptionRow]:
    for at, row in enumerate(_rows(layer)):
        yield row if at else replace(row, heading=layer.title)


ROWS = tuple(row for layer in LAYERS for row in _headed(layer))
FIELD_NAMES = tuple(name for layer in LAYERS for name in layer.options if name in FIELDS)
