"""The neural unit: its sum is x, and one step of learning goes down the gradient of the error."""

from fractions import Fraction

import mpmath
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sigviz.model.neuron import bias, held, learn, learning, weighted, with_count, with_input, with_weight
from sigviz.model.scene import FIELDS, PARAMETERS, X_LIMIT, Scene

WEIGHT_LIMIT = PARAMETERS.each.high
LEARNING_RATES = FIELDS["learning_rate"].limits
UNIT = 2.0**-53
MEASURED = 8  # units, relative to the terms of the sum; the worst of 20 000 scenes was 5.0
TINY = 1e-320  # the error of rounding to a subnormal

targets = st.sampled_from([0.0, 1.0, 0.5, 1e-9]) | st.floats(0, 1)
reach = st.floats(-X_LIMIT, X_LIMIT)


@st.composite
def units(draw, x=reach, limit=WEIGHT_LIMIT, rates=LEARNING_RATES):
    count = draw(st.integers(1, PARAMETERS.most))
    numbers = st.tuples(*[st.floats(-limit, limit)] * count)
    loss, target = draw(st.sampled_from(FIELDS["loss"].words)), draw(targets)
    weights, inputs = draw(numbers), draw(numbers)
    return Scene(
        x=draw(x), weights=weights, inputs=inputs, loss=loss, target=target, learning_rate=draw(st.floats(*rates))
    )


everywhere = units(reach | st.floats(-5, 5) | st.sampled_from([-X_LIMIT, -40.0, 0.0, 40.0, X_LIMIT]))
moderate = units(st.floats(-5, 5), 2.0, (1e-3, 0.1))


def true_bias(scene: Scene) -> Fraction:
    """Return the bias without any rounding."""
    products = (Fraction(one) * Fraction(other) for one, other in zip(scene.weights, scene.inputs, strict=True))
    return Fraction(scene.x) - sum(products)


def allowed(*scenes: Scene, more: float = 0.0) -> float:
    """Return the largest error of three roundings, relative to all terms of the sum."""
    products = sum(abs(w * a) for scene in scenes for w, a in zip(scene.weights, scene.inputs, strict=True))
    return 3 * UNIT * (products + sum(abs(scene.x) for scene in scenes) + more) + TINY


def true_error(output: mpmath.mpf, target: mpmath.mpf, loss: str) -> mpmath.mpf:
    if loss == "squared":
        return (output - target) ** 2 / 2
    return -target * mpmath.log(output) - (1 - target) * mpmath.log(1 - output)


def through(total: mpmath.mpf) -> mpmath.mpf:
    return 1 / (1 + mpmath.exp(-total))


def assert_close(got: float, true: mpmath.mpf, scale: mpmath.mpf) -> None:
    assert abs(got - true) <= MEASURED * UNIT * scale + TINY


def assert_holds_the_bias(scene, changed):
    if held(changed):
        assert abs(changed.x) == X_LIMIT
    else:
        assert abs(true_bias(changed) - true_bias(scene)) <= allowed(scene, changed)


class TestSum:
    @given(everywhere)
    def test_weighted_sum_and_bias_make_x(self, scene):
        total = weighted(scene.weights, scene.inputs)
        assert abs(Fraction(total) + Fraction(bias(scene)) - Fraction(scene.x)) <= allowed(scene)
        assert abs(Fraction(bias(scene)) - true_bias(scene)) <= allowed(scene)

    def test_the_sum_does_not_depend_on_the_order(self):
        weights, inputs = (100.0, 1e-14, -100.0), (100.0, 1.0, 100.0)
        assert weighted(weights, inputs) == weighted(weights[::-1], inputs[::-1]) == 1e-14

    @given(everywhere, st.data())
    def test_a_weight_or_an_input_moves_the_sum_and_holds_the_bias(self, scene, data):
        index, value = data.draw(st.integers(0, len(scene.inputs) - 1)), data.draw(st.floats(-100, 100))
        for change, field, other in ((with_weight, "weights", "inputs"), (with_input, "inputs", "weights")):
            changed = scene.evolve(**change(scene, index, value))
            wanted = [value if place == index else old for place, old in enumerate(getattr(scene, field))]
            assert getattr(changed, field) == tuple(wanted)
            assert getattr(changed, other) == getattr(scene, other)
            assert_holds_the_bias(scene, changed)
            same = change(scene, index, getattr(scene, field)[index])
            assert scene.evolve(**same) is scene

    @given(everywhere, st.integers(1, PARAMETERS.most))
    def test_another_count_keeps_the_first_and_holds_the_bias(self, scene, count):
        changed = scene.evolve(**with_count(scene, count))
        kept = min(count, len(scene.inputs))
        assert len(changed.inputs) == len(changed.weights) == count
        assert (changed.inputs[:kept], changed.weights[:kept]) == (scene.inputs[:kept], scene.weights[:kept])
        assert_holds_the_bias(scene, changed)
        if count >= len(scene.inputs):
            assert changed.x == scene.x, "a new input has no weight yet"
            assert not any(changed.weights[kept:])
            assert all(changed.inputs[kept:]), "but moves the sum once it has"

    def test_the_sum_stops_at_the_limit_of_x_and_a_weight_at_its_own(self):
        scene = Scene(x=1.0, weights=(0.0,), inputs=(100.0,))
        for sign in (-1, 1):
            move = with_weight(scene, 0, sign * 1e9)
            assert (move["x"], move["weights"]) == (sign * X_LIMIT, (sign * WEIGHT_LIMIT,))
            assert held(scene.evolve(**move))
            flat = Scene(x=1.0, weights=(100.0,), inputs=(0.0,))
            assert with_input(flat, 0, sign * 1e9)["inputs"] == (sign * WEIGHT_LIMIT,)


class TestLearning:
    @given(everywhere)
    @example(Scene(x=-X_LIMIT, target=1.0, loss="cross-entropy", inputs=(100.0,) * 6, weights=(100.0,) * 6))
    def test_is_the_chain_rule_and_finite_everywhere(self, scene):
        # GIVEN the formulas of the chain rule, WHEN they are evaluated with many digits, because 1 − output cancels
        got, squared = learning(scene), scene.loss == "squared"
        with mpmath.workdps(700):
            target, output = mpmath.mpf(scene.target), through(mpmath.mpf(scene.x))
            rest = 1 - output
            local, deviation = output * rest, output - target
            # THEN all results are correct to a few units, relative to the terms of each sum
            terms = (1 - target) * output + target * rest
            error = true_error(output, target, scene.loss)
            by_output, scale = (deviation, terms) if squared else (deviation / local, terms / local)
            assert_close(got.error, error, abs(deviation) * terms if squared else error)
            assert_close(got.by_output, by_output, scale)
            assert_close(got.local_gradient, local, local)
            assert_close(got.by_sum, by_output * local, scale * local)
            for gradient, value in zip(got.by_weights, scene.inputs, strict=True):
                assert_close(gradient, by_output * local * value, scale * local * abs(value))
        assert got.by_bias == got.by_sum

    @pytest.mark.parametrize("loss", FIELDS["loss"].words)
    @pytest.mark.parametrize("target", [0.0, 0.3, 1.0])
    @pytest.mark.parametrize("x", [-X_LIMIT, -40.0, -1.5, 0.0, 2.0, 40.0, X_LIMIT])
    def test_agrees_with_numerical_differentiation(self, loss, target, x):
        # GIVEN the error as a function of weights and bias, WHEN it is differentiated numerically
        scene = Scene(x=x, target=target, loss=loss, weights=(0.5, -1.5), inputs=(2.0, -0.25))
        got = learning(scene)

        def error(first, second, offset):
            return true_error(through(first * 2 - second / 4 + offset), mpmath.mpf(target), loss)

        with mpmath.workdps(700):
            at = (mpmath.mpf(0.5), mpmath.mpf(-1.5), mpmath.mpf(x) - mpmath.mpf(1.375))
            gradient = [float(mpmath.diff(error, at, which)) for which in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]
            output = mpmath.diff(lambda out: true_error(out, mpmath.mpf(target), loss), through(mpmath.mpf(x)))
        # THEN the gradients agree
        assert [*got.by_weights, got.by_bias] == pytest.approx(gradient, rel=1e-13, abs=1e-307)
        assert got.by_output == pytest.approx(float(output), rel=1e-13, abs=0)

    @given(units(st.floats(-30, 30), 2.0), st.data())
    def test_agrees_with_the_change_of_the_error_when_a_weight_changes(self, scene, data):
        index, step = data.draw(st.integers(0, len(scene.inputs) - 1)), 1e-4
        around = [scene.evolve(**with_weight(scene, index, scene.weights[index] + sign * step)) for sign in (1, -1)]
        assume(around[0].weights[index] - around[1].weights[index] > 1.9 * step)
        errors = [learning(one).error for one in around]
        slope = (errors[0] - errors[1]) / (around[0].weights[index] - around[1].weights[index])
        assert slope == pytest.approx(learning(scene).by_weights[index], rel=1e-5, abs=1e-8)


class TestLearn:
    @given(everywhere)
    @example(Scene(x=-X_LIMIT, target=1.0, loss="cross-entropy", learning_rate=LEARNING_RATES[1]))
    def test_any_step_makes_a_valid_scene(self, scene):
        learned = scene.evolve(**learn(scene))
        assert Scene(**learned.to_dict()) == learned
        assert learned.inputs == scene.inputs
        still = scene.evolve(learning_rate=0.0)
        assert still.evolve(**learn(still)) == still.evolve(errors=(*still.errors, learning(still).error))

    @given(everywhere)
    def test_goes_down_the_gradient_and_the_bias_with_it(self, scene):
        rate, gradient, learned = scene.learning_rate, learning(scene), scene.evolve(**learn(scene))
        for before, slope, after in zip(scene.weights, gradient.by_weights, learned.weights, strict=True):
            wanted = min(max(before - rate * slope, -WEIGHT_LIMIT), WEIGHT_LIMIT)
            assert after == pytest.approx(wanted, rel=0, abs=2 * UNIT * (abs(before) + rate * abs(slope)) + TINY)
        if not held(learned):
            step, moved = rate * gradient.by_bias, true_bias(learned) - true_bias(scene)
            assert abs(moved + Fraction(step)) <= allowed(scene, learned, more=abs(step))

    @given(moderate)
    def test_a_small_step_reduces_the_error(self, scene):
        before = learning(scene)
        after = learning(scene.evolve(**learn(scene)))
        assert after.error <= before.error + 2 * MEASURED * UNIT
        assume(abs(before.by_sum) > 1e-4)
        assert after.error < before.error

    @pytest.mark.parametrize("x", [-X_LIMIT, -100.0, -40.0, 40.0, 100.0, X_LIMIT])
    def test_a_saturated_unit_learns_by_cross_entropy_alone(self, x):
        wrong = Scene(x=x, target=0.0 if x > 0 else 1.0, loss="squared", learning_rate=10.0)
        stuck = wrong.evolve(**learn(wrong))
        assert [stuck.x, *stuck.weights] == pytest.approx([wrong.x, *wrong.weights], rel=1e-15, abs=1e-15)
        moved = learn(wrong.evolve(loss="cross-entropy"))
        assert abs(moved["x"]) < abs(x) - 10
        assert all(abs(one - other) > 1 for one, other in zip(moved["weights"], wrong.weights, strict=True))
