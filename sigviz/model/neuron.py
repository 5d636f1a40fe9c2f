"""The neural unit: a weighted sum goes through σ, and training multiplies by ∂output/∂sum = output·(1 − output).

The weighted sum *is* the point's x, so the bias follows from it: b = x − Σ wᵢaᵢ. A step of gradient descent follows
from the chain rule (D. E. Rumelhart, G. E. Hinton, R. J. Williams, Learning representations by back-propagating errors,
Nature 323, 1986):

    ∂E/∂wᵢ = ∂E/∂output · output(1 − output) · aᵢ        ∂E/∂b = ∂E/∂output · output(1 − output)

With E = ½(output − target)² the first factor is output − target. With the cross-entropy E = −t·log(output) −
(1 − t)·log(1 − output) it is (output − t)/(output(1 − output)): the second factor cancels, and a saturated unit learns.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from sigviz.maths.sigmoid import activation
from sigviz.model.fields.trace import MOST_ERRORS
from sigviz.model.navigation import clamp_x
from sigviz.model.scene import FIELDS, X_LIMIT, Scene


class Move(TypedDict):
    """The fields of the scene that a change of the unit affects."""

    x: float
    weights: tuple[float, ...]
    inputs: tuple[float, ...]


class Step(Move):
    """The fields of the scene that a step of learning affects."""

    errors: tuple[float, ...]


class Learning(NamedTuple):
    """The error of the unit, the factors of its gradient by the chain rule, and the gradient by every parameter."""

    error: float
    by_output: float  # ∂E/∂output
    local_gradient: float  # ∂output/∂sum
    by_sum: float  # their product
    by_weights: tuple[float, ...]
    by_bias: float


def weighted(weights: Sequence[float], inputs: Sequence[float]) -> float:
    """Return Σ wᵢaᵢ, rounded only once.

    >>> weighted((1e16, 1.0, -1e16), (1.0, 1.0, 1.0))
    1.0
    """
    return math.fsum(weight * value for weight, value in zip(weights, inputs, strict=True))


def bias(scene: Scene) -> float:
    """Return the bias with which the weighted sum is the point's x.

    >>> bias(Scene(x=1.0, inputs=(0.5, 1.0), weights=(2.0, -3.0)))
    3.0
    """
    return scene.x - weighted(scene.weights, scene.inputs)


def with_weight(scene: Scene, index: int, weight: float) -> Move:
    """Return the fields after a change of one weight. The bias is held, so the sum moves, as far as x can go.

    >>> with_weight(Scene(x=0.0, inputs=(2.0,), weights=(1.0,)), 0, 1.5)
    {'x': 1.0, 'weights': (1.5,), 'inputs': (2.0,)}
    """
    return _moved(scene, weights=_replaced(scene.weights, index, weight))


def with_input(scene: Scene, index: int, value: float) -> Move:
    """Return the fields after a change of one input. The bias is held, so the sum moves, as far as x can go.

    >>> with_input(Scene(x=0.0, inputs=(2.0,), weights=(3.0,)), 0, 2.5)
    {'x': 1.5, 'weights': (3.0,), 'inputs': (2.5,)}
    """
    return _moved(scene, inputs=_replaced(scene.inputs, index, value))


def with_count(scene: Scene, count: int) -> Move:
    """Return the fields of the unit with ``count`` inputs. The bias is held; a new input is ½, with the weight 0.

    >>> with_count(Scene(x=0.0, inputs=(2.0,), weights=(3.0,)), 2)
    {'x': 0.0, 'weights': (3.0, 0.0), 'inputs': (2.0, 0.5)}
    """
    more = max(count - len(scene.inputs), 0)
    weights = scene.weights[:count] + (0.0,) * more
    return _moved(scene, weights=weights, inputs=scene.inputs[:count] + (0.5,) * more)


def held(scene: Scene) -> bool:
    """Return whether the sum is at a limit of x, where it may have been clamped.

    >>> held(Scene(x=1.0)), held(Scene(x=-700.0))
    (False, True)
    """
    return abs(scene.x) == X_LIMIT


def learning(scene: Scene) -> Learning:
    """Return the error for the scene's target, and its gradient by the chain rule.

    output − target is evaluated as (1 − t)·σ − t·(1 − σ), which does not cancel near σ = t = 1.

    >>> [f"{learning(Scene(x=-20.0, target=1.0, loss=loss)).by_sum:.1e}" for loss in ("squared", "cross-entropy")]
    ['-2.1e-09', '-1.0e+00']
    """
    here, target = activation(scene.x), scene.target
    deviation = (1 - target) * here.sigma - target * here.complement
    if scene.loss == "squared":
        error, by_output, by_sum = deviation * deviation / 2, deviation, deviation * here.slope
    else:
        error = target * _softplus(-scene.x) + (1 - target) * _softplus(scene.x)
        # As a sum of two terms, it does not divide by the product of output and 1 − output, which could underflow.
        by_output = (1 - target) / here.complement - target / here.sigma
        by_sum = deviation
    return Learning(error, by_output, here.slope, by_sum, tuple(by_sum * value for value in scene.inputs), by_sum)


def learn(scene: Scene) -> Step:
    """Return the fields after one step of gradient descent, which changes every weight, and the sum through the bias.

    The error before the step is kept.

    Values outside the limits of a scene are clamped.

    >>> learn(Scene(x=0.0, inputs=(1.0,), weights=(0.0,), target=1.0, learning_rate=8.0))
    {'x': 2.0, 'weights': (1.0,), 'inputs': (1.0,), 'errors': (0.125,)}
    """
    rate, gradient = scene.learning_rate, learning(scene)
    weights = tuple(
        _clamp(weight - rate * slope) for weight, slope in zip(scene.weights, gradient.by_weights, strict=True)
    )
    errors = (*scene.errors, gradient.error)[-MOST_ERRORS:]
    return Step(**_moved(scene, weights=weights, shift=-rate * gradient.by_bias), errors=errors)


def _moved(
    scene: Scene,
    weights: tuple[float, ...] | None = None,
    inputs: tuple[float, ...] | None = None,
    shift: float = 0.0,
) -> Move:
    """Return the fields with these weights and inputs, and with the bias changed only by ``shift``."""
    weights = scene.weights if weights is None else weights
    inputs = scene.inputs if inputs is None else inputs
    before = (-weight * value for weight, value in zip(scene.weights, scene.inputs, strict=True))
    after = (weight * value for weight, value in zip(weights, inputs, strict=True))
    x = math.fsum((scene.x, shift, *before, *after))
    return Move(x=clamp_x(x), weights=weights, inputs=inputs)


def _replaced(values: tuple[float, ...], index: int, value: float) -> tuple[float, ...]:
    return (*values[:index], _clamp(value), *values[index + 1 :])


def _clamp(value: float) -> float:
    """Return the nearest weight or input that a scene accepts."""
    return FIELDS["weights"].clamp(value)


def _softplus(x: float) -> float:
    """Return log(1 + eˣ) without overflow."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))
