"""Moving the point and the view, showing and hiding: most functions return the fields of the scene that change."""

from collections.abc import Mapping
from typing import Any, TypedDict

from sigviz.maths.ranges import Range, follow, worth
from sigviz.model.fields.trace import MOST_GUESSES
from sigviz.model.layers import LAYERS
from sigviz.model.scene import (
    FIELDS,
    FOCUSABLE,
    HIDEABLE,
    LAST_STEP,
    LEAST_HEIGHT,
    LEAST_WIDTH,
    SHOWN_FROM,
    VIEW_LIMIT,
    Scene,
)

Changes = dict[str, Any]
_NONE: frozenset[str] = frozenset()
_REPLACED = {layer.name: layer.instead_of for layer in LAYERS}


class View(TypedDict):
    """The visible ranges."""

    x_range: Range
    y_range: Range


HOME = View(x_range=Scene().x_range, y_range=Scene().y_range)


def clamp_x(x: float) -> float:
    """Return the nearest x that a scene accepts.

    >>> clamp_x(1e6)
    700.0
    """
    return FIELDS["x"].clamp(x)


def aim(x: float, x_range: Range) -> float:
    """Return the x for a pointer at ``x``: inside the visible range, because a drag never shifts that.

    It is rounded to a tenth of the visible precision, so that a drag gives readable numbers: see `worth`.

    >>> aim(1.23456, (-8.0, 8.0)), aim(9.0, (-8.0, 8.0))
    (1.235, 8.0)
    """
    return clamp_x(min(max(worth(x, x_range), x_range[0]), x_range[1]))


def seen_y_range(scene: Scene, ratio: float) -> Range:
    """Return the visible range of y in a plot with this ratio of height to width.

    It is the scene's ``y_range``. With equal axes, its height follows from the units of x, around the same middle.

    >>> seen_y_range(Scene(), 0.5), seen_y_range(Scene(layers={"true-slope"}), 0.5)
    ((-0.1, 1.1), (-3.5, 4.5))
    """
    if not scene.shows("true-slope"):
        return scene.y_range
    middle = (scene.y_range[0] + scene.y_range[1]) / 2
    half = max((scene.x_range[1] - scene.x_range[0]) * ratio, LEAST_HEIGHT) / 2
    return middle - half, middle + half


def within_limits(asked: Mapping[str, Range]) -> dict[str, Range]:
    """Return the visible ranges within the limits that are nearest to ``asked``.

    >>> within_limits({"x_range": (-2000.0, 1000.0)}), within_limits({"y_range": (1.0, 1.0)})
    ({'x_range': (-750.0, 750.0)}, {'y_range': (0.99999999995, 1.00000000005)})
    """
    least = {"x_range": LEAST_WIDTH, "y_range": LEAST_HEIGHT}
    return {name: _limited(low, high, least[name]) for name, (low, high) in asked.items()}


def _limited(low: float, high: float, least: float) -> Range:
    if least <= high - low and low >= -VIEW_LIMIT and high <= VIEW_LIMIT:
        return low, high
    half = min(max(high - low, least), 2 * VIEW_LIMIT) / 2
    middle = low / 2 + high / 2
    middle = min(max(middle, half - VIEW_LIMIT), VIEW_LIMIT - half)
    return middle - half, middle + half


def zoom(scene: Scene, factor: Range, centre: Range) -> View:
    """Return the view with its width and height multiplied by ``factor``, around a fixed point.

    Equal axes stay equal: both use the factor that is not 1, and the scene's own height stays as it is until the axes
    are no longer equal.

    >>> zoom(Scene(), (0.5, 1.0), (0.0, 0.5))
    {'x_range': (-4.0, 4.0), 'y_range': (-0.1, 1.1)}
    """
    if scene.shows("true-slope"):
        x_range = _zoomed(scene.x_range, factor[0] if factor[0] != 1 else factor[1], centre[0], LEAST_WIDTH)
        applied = (x_range[1] - x_range[0]) / (scene.x_range[1] - scene.x_range[0])
        middle = (scene.y_range[0] + scene.y_range[1]) / 2
        return View(x_range=x_range, y_range=_shifted(scene.y_range, (centre[1] - middle) * (1 - applied)))
    return View(
        x_range=_zoomed(scene.x_range, factor[0], centre[0], LEAST_WIDTH),
        y_range=_zoomed(scene.y_range, factor[1], centre[1], LEAST_HEIGHT),
    )


def pan(scene: Scene, shift: Range) -> View:
    """Return the view shifted by these amounts in x and y, as far as the limits allow.

    >>> pan(Scene(), (2.0, 0.0)), pan(Scene(), (1e6, 0.0))["x_range"]
    ({'x_range': (-6.0, 10.0), 'y_range': (-0.1, 1.1)}, (734.0, 750.0))
    """
    return View(x_range=_shifted(scene.x_range, shift[0]), y_range=_shifted(scene.y_range, shift[1]))


def _zoomed(old: Range, factor: float, centre: float, least: float) -> Range:
    low, high = old
    width = high - low
    factor = min(max(factor, least / width), 2 * VIEW_LIMIT / width)
    if factor == 1:
        return old
    wider = centre - (centre - low) * factor, centre + (high - centre) * factor
    return _shifted(wider, 0.0)


def _shifted(old: Range, shift: float) -> Range:
    low, high = old
    shift = max(min(shift, VIEW_LIMIT - high), -VIEW_LIMIT - low)
    return max(low + shift, -VIEW_LIMIT), min(high + shift, VIEW_LIMIT)


def move(scene: Scene, x: float) -> Changes:
    """Return the fields that change when the point moves to x. The trace gets a dot, and a new guess is asked for.

    >>> move(Scene(), 2.0), move(Scene(layers={"trace"}), 2.0)
    ({'x': 2.0}, {'x': 2.0, 'trace': (2.0,)})
    """
    changes: Changes = {"x": x}
    if scene.shows("trace"):
        changes["trace"] = scene.trace.plus(x)
    if x != scene.x:
        changes |= answered(scene, False)
    return changes


def in_view(scene: Scene) -> Scene:
    """Return the scene with its view shifted just enough to contain the point.

    >>> in_view(Scene(x=9.0)).x_range
    (-7.0, 9.0)
    """
    return scene.evolve(x_range=follow(scene.x, scene.x_range))


def change(scene: Scene, asked: Mapping[str, Any]) -> Changes:
    """Return the fields that change when a view asks for changes, including those that follow.

    A new x moves the point, and the view follows it. New layers are the layers that will be visible.

    >>> change(Scene(), {"x": 9.0, "weights": (2.0, 1.0, 0.0)})
    {'x': 9.0, 'weights': (2.0, 1.0, 0.0), 'x_range': (-7.0, 9.0)}
    """
    changes = dict(asked)
    if "derivation" in scene.layers & asked.get("layers", _NONE):
        wanted, seen = asked["layers"], scene.seen.layers
        changes |= show(scene, wanted - seen, seen - wanted)
    if "x" in asked:
        changes |= move(scene, asked["x"])
        changes["x_range"] = in_view(scene.evolve(x=asked["x"])).x_range
    return changes


def show(scene: Scene, more: frozenset[str] = _NONE, less: frozenset[str] = _NONE) -> Changes:
    """Return the fields that change when the user shows some layers and hides others.

    While the derivation is shown, the user's choice takes precedence over the layers of its steps.

    >>> show(Scene(layers={"sigma"}), more=frozenset({"grid"})) == {"layers": {"sigma", "grid"}}
    True
    >>> scene = Scene(layers={"sigma", "derivation"})
    >>> scene.evolve(**show(scene, more=frozenset({"tangent"}))).by_hand
    frozenset({'tangent'})
    """
    layers = (scene.layers | more) - less
    if "derivation" not in scene.layers & layers:
        return {"layers": layers}
    return {"layers": layers, "by_hand": scene.by_hand | (SHOWN_FROM.keys() & (more | less))}


def toggle(scene: Scene, layer: str) -> Changes:
    """Return the fields that change when the user shows a layer, or hides it if it is shown.

    A card takes the focus. The derivation shows the layers of its step; hiding it restores the earlier layers. Predict
    asks for a new guess. The trace begins with a dot at the point.

    >>> scene = Scene().evolve(**toggle(Scene(), "derivation"))
    >>> scene.shows("derivative"), scene.evolve(**toggle(scene, "derivation")) == Scene()
    (False, True)
    """
    if scene.shows(layer):
        changes = show(scene, less=frozenset({layer}))
    elif layer == "derivation":
        changes = go_to_step(scene, scene.step)
    else:
        changes = show(scene, more=frozenset({layer}))
    changes |= _focused(scene, layer)
    changes |= move(scene.evolve(**changes), scene.x)
    return changes | ({"revealed": False} if layer == "predict" else {})


def choose_picture(scene: Scene, layer: str) -> Changes:
    """Return the fields that change when the user chooses a layer on the shelf, or gives it up if it is shown.

    The layer that it replaces is hidden meanwhile.

    >>> drawing = Scene().evolve(**choose_picture(Scene(), "trace"))
    >>> drawing.shows("trace"), drawing.shows("derivative")
    (True, False)
    >>> drawing.evolve(**choose_picture(drawing, "trace")).shows("derivative")
    True
    """
    changes = toggle(scene, layer)
    replaced = frozenset(filter(None, (_REPLACED[layer],)))
    chosen = scene.evolve(**changes)
    more, less = (_NONE, replaced) if chosen.shows(layer) else (replaced, _NONE)
    return changes | (show(chosen, more, less) if replaced else {})


def go_to_step(scene: Scene, step: int) -> Changes:
    """Return the fields that change when the derivation goes to the nearest valid step; the derivation is then shown.

    >>> there = Scene().evolve(**go_to_step(Scene(), 99))
    >>> there.step, there.shows("derivation"), there.shows("complement"), there.layers - Scene().layers
    (10, True, True, frozenset({'derivation'}))
    """
    step = min(max(step, 1), LAST_STEP)
    if scene.shows("derivation"):
        return {"step": step}
    layers = scene.layers | {"derivation"}
    return {"step": step, "layers": layers, "by_hand": _NONE, **_focused(scene, "derivation")}


def _focused(scene: Scene, layer: str) -> Changes:
    """Return the field that changes when a layer with a card is switched on, which takes the focus, or off."""
    if layer not in FOCUSABLE:
        return {}
    return {"focus": "last" if scene.shows(layer) else layer}


def answered(scene: Scene, answer: bool) -> Changes:
    """Return the fields that change when the guess is answered or asked again; none if Predict is not shown.

    An answered guess is kept.

    >>> answered(Scene(), True), answered(Scene(layers={"predict"}), True)
    ({}, {'revealed': True, 'guesses': ((1.0, 0.1),)})
    """
    if not scene.shows("predict"):
        return {}
    guesses = (*scene.guesses, (scene.x, scene.guess))[-MOST_GUESSES:]
    return {"revealed": answer, **({"guesses": guesses} if answer and not scene.revealed else {})}


def answer(scene: Scene) -> Changes:
    """Return the fields that change when the user asks for the answer. Without an open guess, a new one is asked for.

    >>> answer(Scene(layers={"predict"})), answer(Scene(layers={"predict"}, revealed=True))
    ({'revealed': True, 'guesses': ((1.0, 0.1),)}, {'revealed': False})
    """
    return answered(scene, not scene.revealed) or toggle(scene, "predict")


def hide(scene: Scene) -> Changes:
    """Return the fields that change when all numbers that follow from x are hidden, or all hidden ones are revealed.

    Before the derivation has proved the slope, revealing also ends its suspense, and hiding renews it.

    >>> hide(Scene(hidden={"sigma"})), hide(Scene(layers={"predict"}))
    ({'hidden': ()}, {'hidden': (), 'revealed': True, 'guesses': ((1.0, 0.1),)})
    """
    conceal = not scene.concealed
    suspense = {"suspense": conceal} if scene.unproven else {}
    return {"hidden": HIDEABLE if conceal else (), **suspense, **answered(scene, not conceal)}


def reveal(scene: Scene, quantity: str) -> Changes:
    """Return the fields that change when one value is revealed; revealing what a guess hides answers it.

    >>> reveal(Scene(hidden={"sigma"}), "sigma")
    {'hidden': frozenset()}
    """
    slope = {"suspense": False} if quantity == "product" and scene.unproven else {}
    answer = answered(scene, True) if scene.guessing and quantity in scene.concealed - scene.hidden else {}
    return {"hidden": scene.hidden - {quantity}, **slope, **answer}
