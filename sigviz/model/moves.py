"""What moving the point changes besides x."""

from typing import Any

from sigviz.model.scene import Scene


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
