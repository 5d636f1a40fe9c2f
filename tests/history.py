"""The expected results of undo and redo, derived from the actions and the scenes shown."""

import itertools

from sigviz.model.scene import FIELDS

LASTING = ("hidden", "theme", "text_scale")  # fields that undo does not change


def undoable(scene):
    """Return the part of a scene that undo restores."""
    return [getattr(scene, name) for name in FIELDS if name not in LASTING]


def lasting(scene):
    """Return the part of a scene that undo does not change."""
    return [getattr(scene, name) for name in LASTING]


class History:
    """The scenes shown between gestures, and the scene that undo must restore, while it is known.

    A gesture counts if it changed the picture. Further gestures of the same name belong to it.
    """

    def __init__(self, scene):
        self.first = self.now = scene
        self.before, self.gestures = None, 0
        self._gesture, self._seen = None, [undoable(scene)]

    def did(self, shown, gesture=None):
        """Record the scenes that a gesture has shown, in order."""
        pairs = itertools.pairwise([self.now, *shown])
        before = next((one for one, other in pairs if undoable(one) != undoable(other)), None)
        if before is not None:
            if gesture is None or gesture is not self._gesture:
                self.before = before
                self.gestures += 1
                self._seen.append(undoable(before))
            self._gesture = gesture
        self.now = shown[-1] if shown else self.now

    def travelled(self, scene):
        """Record the scene that undo or redo has shown: one shown before, except for the lasting fields."""
        assert lasting(scene) == lasting(self.now)
        self._seen.append(undoable(self.now))  # redo may end here
        assert undoable(scene) in self._seen
        self.now, self.before, self._gesture = scene, None, None
