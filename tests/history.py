"""What undo and redo must do, told from what a person did."""

import itertools
from collections import deque

from sigviz.maths.ranges import follow
from sigviz.model.scene import FIELDS
from sigviz.model.store import UNDO_STEPS

LASTING = ("hidden", "theme", "text_scale")  # what undo leaves as it is


def undoable(scene):
    """Return the part of a scene that undo brings back."""
    return [getattr(scene, name) for name in FIELDS if name not in LASTING]


class History:
    """The scenes that were, and those that undo has left behind.

    A gesture is a step if anything of the picture changed in it, and further gestures of the same name go with it.
    """

    def __init__(self, scene):
        self.first, self.now, self._gesture = scene, scene, None
        self.past, self.future, self._full = deque(maxlen=UNDO_STEPS), [], False

    def did(self, shown, gesture=None):
        """Note the scenes that one gesture has shown, one after the other."""
        pairs = itertools.pairwise([self.now, *shown])
        before = next((one for one, other in pairs if undoable(one) != undoable(other)), None)
        if before is not None:
            if gesture is None or gesture != self._gesture:
                self._full = self._full or len(self.past) == UNDO_STEPS
                self.past.append(before)
            self._gesture = gesture
            self.future.clear()
        self.now = shown[-1] if shown else self.now

    def travel(self, here, there):
        """Go back a step, or forth again; theme, size of text and what is hidden stay."""
        self._gesture = None
        while here:
            scene = self._lasting(here.pop())
            if scene != self._lasting(self.first):  # a point out of view is brought back into it
                scene = scene.evolve(x_range=follow(scene.x, scene.x_range))
            if scene != self.now:
                there.append(self.now)
                self.now = scene
                return

    @property
    def oldest(self):
        """What undo of everything must bring back: the scene of so many steps ago, or the first."""
        if not self._full:
            return undoable(self.first)
        scene = self.past[0] if self.past else self.now
        return undoable(scene.evolve(x_range=follow(scene.x, scene.x_range)))

    def _lasting(self, scene):
        return scene.evolve(**{name: getattr(self.now, name) for name in LASTING})
