"""The texts of the neural unit. Each number is hidden if the scene conceals it."""

from functools import lru_cache
from typing import NamedTuple

from sigviz.maths.number_format import exact, short, significant
from sigviz.model.layer_texts import indexed, learning_error, number
from sigviz.model.neuron import Learning, bias, held, learning
from sigviz.model.readout import HIDDEN, Readout, x_text

_HELD = "held at {x}"
_INPUT = "{input} = {value}, {weight} = {weight_value}"
_SUM = "bias {bias}, sum {sum}"
_SUM_HELD = "bias {bias}, sum {sum} held at {x}"
_OUTPUT = "output {output}, {active}"
_GRADIENT = "output·(1 − output) = {gradient}"
_ERROR = "target {target}, {loss}: error {error}"
_LEARNING = "∂E/∂{name} = {gradient}"


class Factors(NamedTuple):
    """One line of the chain rule in numbers: the name of the weight, the three factors, and the gradient."""

    name: str
    by_output: str
    local_gradient: str
    value: str
    gradient: str


class UnitReading(NamedTuple):
    """The texts that the card of the unit shows."""

    sum: str
    bias: str
    output: str
    active: str
    local_gradient: str
    error: str
    rule: tuple[Factors, ...]
    note: str  # a remark on an unusual state, or empty


@lru_cache(maxsize=8)
def read(readout: Readout) -> UnitReading:
    """Return the texts of the unit of a readout.

    >>> from sigviz.model.readout import resolve
    >>> from sigviz.model.scene import Scene
    >>> reading = read(resolve(Scene(x=0.0, inputs=(1.0,), weights=(2.0,), target=1.0)))
    >>> reading.bias, reading.output, reading.active, reading.local_gradient
    ('−2.00', '0.5000', 'on the edge', '0.2500')
    >>> reading.rule[0]
    Factors(name='w₁', by_output='−0.500', local_gradient='0.250', value='1', gradient='−0.125')
    """
    scene, value = readout.scene, readout.value
    active = "active" if value.sigma > 0.5 else "inactive" if value.sigma < 0.5 else "on the edge"
    return UnitReading(
        sum=x_text(scene),
        bias=significant(bias(scene), 3),
        output=readout.sigma_text,
        active=HIDDEN if "sigma" in scene.concealed else active,
        local_gradient=number(scene, value.slope),
        error=learning_error(scene),
        rule=_rule(readout, learning(scene)),
        note=_HELD.format(x=exact(scene.x)) if held(scene) else "",
    )


def _rule(readout: Readout, step: Learning) -> tuple[Factors, ...]:
    scene = readout.scene

    def text(value: float) -> str:
        return HIDDEN if scene.concealed else significant(value, 3)

    first, second = text(step.by_output), text(step.local_gradient)
    names = [indexed("w", index) for index in range(len(scene.inputs))]
    lines = zip((*names, "b"), (*scene.inputs, 1.0), (*step.by_weights, step.by_bias), strict=True)
    return tuple(Factors(name, first, second, short(value), text(gradient)) for name, value, gradient in lines)


def describe(readout: Readout) -> str:
    """Return the unit as a sentence for screen readers.

    >>> from sigviz.model.readout import resolve
    >>> from sigviz.model.scene import Scene
    >>> describe(resolve(Scene(x=0.0, inputs=(1.0,), weights=(2.0,)))).split("; ")[:3]
    ['a₁ = 1, w₁ = 2', 'bias −2.00, sum 0', 'output 0.5000, on the edge']
    """
    reading, scene = read(readout), readout.scene
    inputs = (
        _INPUT.format(
            input=indexed("a", index), value=exact(value), weight=indexed("w", index), weight_value=exact(weight)
        )
        for index, (value, weight) in enumerate(zip(scene.inputs, scene.weights, strict=True))
    )
    total = _SUM_HELD if reading.note else _SUM
    gradients = (_LEARNING.format(name=line.name, gradient=line.gradient) for line in reading.rule)
    return "; ".join(
        (
            *inputs,
            total.format(bias=reading.bias, sum=reading.sum, x=exact(scene.x)),
            _OUTPUT.format(output=reading.output, active=reading.active),
            _GRADIENT.format(gradient=reading.local_gradient),
            _ERROR.format(target=exact(scene.target), loss=scene.loss, error=reading.error),
            ", ".join(gradients),
        )
    )
