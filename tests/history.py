"""What a person may expect of undo and redo, told from what was done and what was seen."""

import itertools

from sigviz.model.scene import FIELDS

LASTING = ("hidden", "theme", "text_scale")  # what undo leaves as it is


def undoable(scene):
    """Return the part of a scene that undo brings back."""
    return [getattr(scene, name) for name in FIELDS if name not in LASTING]


def lasting(scene):
    """Return the part that it leaves as it is."""
    return [getattr(scene, name) for name in LASTING]


class History:
    """The scenes that were seen between gestures, and the one that undo must bring back, while it is known.

    A gesture counts if anything of the picture changed in it, and further gestures of the same name go with it.
    """

    def __init__(self, scene):
        self.first = self.now = scene
        self.before, self.gestures = None, 0
        self._gesture, self._seen = None, [undoable(scene)]

    def did(self, shown, gesture=None):
        """Note the scenes that one gesture has shown, one after the other."""
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
        """Note the scene that undo or redo has shown: one that was seen before, but for what lasts."""
        assert lasting(scene) == lasting(self.now)
        self._seen.append(undoable(self.now))  # where redo may end
        assert undoable(scene) in self._seen
        self.now, self.before, self._gesture = scene, None, None
