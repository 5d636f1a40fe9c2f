"""Going through the derivation: each step shows and hides layers, and a step back takes back what it did."""

from typing import Any

from sigviz.model.scene import LAST_STEP, Scene

# What each step shows and hides; what it does not name stays as the person has it. Standard library only: the command
# line asks for it too.
STEP_LAYERS: dict[int, dict[str, bool]] = {
    1: {"sigma": True, "derivative": False, "complement": False, "tangent": False},
    3: {"tangent": True},
    8: {"complement": True},
    9: {"derivative": True},
}


def layers_until(step: int) -> dict[str, bool]:
    """Return the layers that the steps up to one show and hide, taken together.

    >>> layers_until(3)
    {'sigma': True, 'derivative': False, 'complement': False, 'tangent': True}
    """
    together: dict[str, bool] = {}
    for each in range(1, step + 1):
        together |= STEP_LAYERS.get(each, {})
    return together


class Steps:
    """Remembers what each step did to the layers, so that going back restores them.

    A layer that the person has changed since stays as it is; x is never touched.

    >>> steps, scene = Steps(), Scene()
    >>> there = scene.evolve(**steps.go(scene, 9))
    >>> back = there.evolve(**steps.go(there, 1))
    >>> scene.shows("complement"), there.shows("complement"), back.shows("complement")
    (False, True, False)
    """

    def __init__(self) -> None:
        self._did: dict[int, dict[str, bool]] = {}

    def go(self, scene: Scene, step: int) -> dict[str, Any]:
        """Return the fields that change on the way from a scene to a step, the nearest there is."""
        step = min(max(step, 1), LAST_STEP)
        begin = scene.step if scene.shows("derivation") else 0
        layers = scene.layers | {"derivation"}
        for each in range(begin + 1, step + 1):
            did = {layer: shown for layer, shown in STEP_LAYERS.get(each, {}).items() if (layer in layers) != shown}
            layers ^= did.keys()
            self._did[each] = self._did.get(each, {}) | did  # shown again, it has not done less
        for each in range(begin, step, -1):
            did = self._did.pop(each, STEP_LAYERS.get(each, {}))  # of a scene that began here, what it must have done
            layers ^= {layer for layer, shown in did.items() if (layer in layers) == shown}
        return {"step": step, "layers": layers}
