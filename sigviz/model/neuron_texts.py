"""What the neural unit says about a scene, as texts: each number hidden where the scene conceals it."""

from functools import lru_cache
from typing import NamedTuple

from sigviz.maths.number_format import exact, short, significant
from sigviz.model.layer_texts import number
from sigviz.model.neuron import Learning, bias, held, learning
from sigviz.model.readout import HIDDEN, Readout, x_text

_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Factors(NamedTuple):
    """One line of the chain rule in numbers: whose gradient, its three factors, and their product."""

    name: str
    by_output: str
    local_gradient: str
    value: str
    gradient: str


class UnitReading(NamedTuple):
    """The texts of the unit."""

    sum: str
    bias: str
    output: str
    active: str
    local_gradient: str
    error: str
    rule: tuple[Factors, ...]
    note: str  # what is out of the ordinary, or nothing


def indexed(name: str, index: int) -> str:
    """Return a name with its index, counted from 1, as a subscript.

    >>> indexed("w", 0)
    'w₁'
    """
    return name + str(index + 1).translate(_SUBSCRIPT)


@lru_cache(maxsize=8)
def read(readout: Readout) -> UnitReading:
    """Return the texts of a readout's unit.

    >>> from sigviz.model.readout import resolve
    >>> from sigviz.model.scene import Scene
    >>> made = read(resolve(Scene(x=0.0, inputs=(1.0,), weights=(2.0,), target=1.0)))
    >>> made.bias, made.output, made.active, made.local_gradient
    ('−2.00', '0.5000', 'on the edge', '0.2500')
    >>> made.rule[0]
    Factors(name='w₁', by_output='−0.500', local_gradient='0.250', value='1', gradient='−0.125')
    """
    scene, value = readout.scene, readout.value
    made = learning(scene)
    active = "active" if value.sigma > 0.5 else "inactive" if value.sigma < 0.5 else "on the edge"
    return UnitReading(
        sum=x_text(scene),
        bias=significant(bias(scene), 3),
        output=readout.sigma_text,
        active=HIDDEN if "sigma" in scene.concealed else active,
        local_gradient=number(scene, value.slope),
        error=HIDDEN if scene.concealed else significant(made.error, 3),
        rule=_rule(readout, made),
        note=f"held at {exact(scene.x)}" if held(scene) else "",
    )


def _rule(readout: Readout, made: Learning) -> tuple[Factors, ...]:
    scene = readout.scene

    def text(value: float) -> str:
        return HIDDEN if scene.concealed else significant(value, 3)

    first, second = text(made.by_output), text(made.local_gradient)
    names = [indexed("w", index) for index in range(len(scene.inputs))]
    lines = zip((*names, "b"), (*scene.inputs, 1.0), (*made.by_weights, made.by_bias), strict=True)
    return tuple(Factors(name, first, second, short(value), text(gradient)) for name, value, gradient in lines)


def describe(readout: Readout) -> str:
    """Return the unit as a sentence for those who do not see it.

    >>> from sigviz.model.readout import resolve
    >>> from sigviz.model.scene import Scene
    >>> describe(resolve(Scene(x=0.0, inputs=(1.0,), weights=(2.0,)))).split("; ")[:3]
    ['a₁ = 1, w₁ = 2', 'bias −2.00, sum 0.00', 'output 0.5000, on the edge']
    """
    made, scene = read(readout), readout.scene
    parts = [
        f"{indexed('a', index)} = {exact(value)}, {indexed('w', index)} = {exact(weight)}"
        for index, (value, weight) in enumerate(zip(scene.inputs, scene.weights, strict=True))
    ]
    told = f"{'; '.join(parts)}; bias {made.bias}, sum {made.sum}{f' {made.note}' if made.note else ''}"
    learned = ", ".join(f"∂E/∂{line.name} = {line.gradient}" for line in made.rule)
    return (
        f"{told}; output {made.output}, {made.active}; output·(1 − output) = {made.local_gradient}; "
        f"target {exact(scene.target)}, {scene.loss}: error {made.error}; {learned}"
    )
