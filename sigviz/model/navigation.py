"""Moving the point and the view: each function returns the fields of the scene that change."""

from collections.abc import Mapping
from typing import Any, TypedDict

from sigviz.maths.ranges import Range, worth
from sigviz.model.scene import FIELDS, LEAST_HEIGHT, LEAST_WIDTH, VIEW_LIMIT, Scene


class View(TypedDict):
    """The visible ranges."""

    x_range: Range
    y_range: Range


HOME = View(x_range=Scene().x_range, y_range=Scene().y_range)


def clamp_x(x: float) -> float:
    """Return the nearest x that a scene can hold.

    >>> clamp_x(1e6)
    700.0
    """
    return FIELDS["x"].clamp(x)


def aim(x: float, x_range: Range) -> float:
    """Return the x that a pointer at ``x`` means: in the visible range, which a drag never shifts.

    It is rounded to a tenth of what the eye can tell apart, so that a drag leaves numbers worth reading: see `worth`.

    >>> aim(1.23456, (-8.0, 8.0)), aim(9.0, (-8.0, 8.0))
    (1.235, 8.0)
    """
    return clamp_x(min(max(worth(x, x_range), x_range[0]), x_range[1]))


def seen_y_range(scene: Scene, ratio: float) -> Range:
    """Return the range of y that is seen in a plot of this ratio of height to width.

    It is the scene's, but with equal axes as high as the units of x make it, about the same middle.

    >>> seen_y_range(Scene(), 0.5), seen_y_range(Scene(layers={"true-slope"}), 0.5)
    ((-0.1, 1.1), (-3.5, 4.5))
    """
    if not scene.shows("true-slope"):
        return scene.y_range
    middle = (scene.y_range[0] + scene.y_range[1]) / 2
    half = max((scene.x_range[1] - scene.x_range[0]) * ratio, LEAST_HEIGHT) / 2
    return middle - half, middle + half


def within_limits(asked: Mapping[str, Range]) -> dict[str, Range]:
    """Return visible ranges as near as the limits allow to those asked for.

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
    """Return the view with its width and height multiplied by ``factor``, about a point that stays where it is.

    Equal axes stay equal: whichever factor is not 1 is that of both, and what is kept of the height waits for them to
    be unequal again.

    >>> zoom(Scene(), (0.5, 1.0), (0.0, 0.5))
    {'x_range': (-4.0, 4.0), 'y_range': (-0.1, 1.1)}
    """
    if scene.shows("true-slope"):
        x_range = _zoomed(scene.x_range, factor[0] if factor[0] != 1 else factor[1], centre[0], LEAST_WIDTH)
        grown = (x_range[1] - x_range[0]) / (scene.x_range[1] - scene.x_range[0])
        middle = (scene.y_range[0] + scene.y_range[1]) / 2
        return View(x_range=x_range, y_range=_shifted(scene.y_range, (centre[1] - middle) * (1 - grown)))
    return View(
        x_range=_zoomed(scene.x_range, factor[0], centre[0], LEAST_WIDTH),
        y_range=_zoomed(scene.y_range, factor[1], centre[1], LEAST_HEIGHT),
    )


def pan(scene: Scene, shift: Range) -> View:
    """Return the view shifted by this much of x and y, as far as the limits allow.

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


def move(scene: Scene, x: float) -> dict[str, Any]:
    """Return the fields that change when the point is moved to x: a dot is left, and a guess is open again.

    >>> move(Scene(), 2.0), move(Scene(layers={"trace"}), 2.0)
    ({'x': 2.0}, {'x': 2.0, 'trace': (2.0,)})
    """
    changes: dict[str, Any] = {"x": x}
    if scene.shows("trace"):
        changes["trace"] = scene.trace.plus(x)
    if scene.shows("predict") and x != scene.x:
        changes["revealed"] = False
    return changes
