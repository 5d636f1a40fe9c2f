"""What a person may expect of undo and redo, told from what was done and what was seen."""

import itertools

from sigviz.maths.ranges import follow
from sigviz.model.scene import FIELDS

LASTING = ("hidden", "theme", "text_scale")  # what undo leaves as it is


def undoable(scene):
    """Return the part of a scene that undo brings back."""
    return [getattr(scene, name) for name in FIELDS if name not in LASTING]


def lasting(scene):
    """Return the part that it leaves as it is."""
    return [getattr(scene, name) for name in LASTING]


def in_view(scene):
    """Return the part that undo brings back, with the point brought into view, as undo does."""
    return undoable(scene.evolve(x_range=follow(scene.x, scene.x_range)))


class History:
    """The scenes that were seen between gestures, and the one that undo must bring back, while it is known.

    A gesture counts if anything of the picture changed in it, and further gestures of the same name go with it.
    """

    def __init__(self, scene):
        self.first = self.now = scene
        self.before, self.gestures = None, 0
        self._gesture, self._seen = None, [in_view(scene)]

    def did(self, shown, gesture=None):
        """Note the scenes that one gesture has shown, one after the other."""
        pairs = itertools.pairwise([self.now, *shown])
        before = next((one for one, other in pairs if undoable(one) != undoable(other)), None)
        if before is not None:
            if gesture is None or gesture is not self._gesture:
                self.before = before
                self.gestures += 1
                self._seen.append(in_view(before))
            self._gesture = gesture
        self.now = shown[-1] if shown else self.now

    def travelled(self, scene):
        """Note the scene that undo or redo has shown: one that was seen before, but for what lasts."""
        assert lasting(scene) == lasting(self.now)
        self._seen.append(in_view(self.now))  # where redo may end
        assert in_view(scene) in self._seen
        assert in_view(scene) == undoable(scene) or undoable(scene) == undoable(self.first)
        self.now, self.before, self._gesture = scene, None, None
