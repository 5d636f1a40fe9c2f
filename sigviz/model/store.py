"""The only mutable state of the model: the current scene and its history."""

from collections import deque
from typing import Any

from PySide6.QtCore import QObject, Signal

from sigviz.model.scene import LASTING, UNDOABLE, Scene

UNDO_STEPS = 500


class Store(QObject):
    """Holds the current scene, and emits ``changed`` whenever it changes.

    Undo covers the fields in `UNDOABLE`; others, such as theme and text scale, stay as they are. A gesture is any
    object: consecutive updates with the same gesture are undone together.

    >>> store = Store(Scene(x=0.0))
    >>> store.update(x=2), store.update(x=2.0)
    (True, False)
    >>> store.undo()
    >>> store.scene.x, store.can_undo, store.can_redo
    (0.0, False, True)
    """

    changed = Signal(object)

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene
        self._past: deque[Scene] = deque(maxlen=UNDO_STEPS)
        self._future: list[Scene] = []
        self._gesture: object = None
        self.gesture: object = None  # that of the last update, None if there was none

    @property
    def scene(self) -> Scene:
        """The current scene."""
        return self._scene

    def update(self, gesture: object = None, /, **changes: Any) -> bool:
        """Change fields of the scene, as one undo step with the preceding updates of the same gesture.

        Returns whether anything changed. Raises `ValueError`, and changes nothing, if a value is invalid.
        """
        self.gesture = gesture
        scene = self._scene.evolve(**changes)
        if scene is self._scene:
            return False
        if any(getattr(scene, name) != getattr(self._scene, name) for name in UNDOABLE):
            self._remember(gesture)
        self._show(scene)
        return True

    def undo(self) -> None:
        """Go back one step, if there is one."""
        self._travel(self._past, self._future)

    def redo(self) -> None:
        """Revert the last undo, unless the scene was changed since."""
        self._travel(self._future, self._past)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return bool(self._future)

    def _remember(self, gesture: object) -> None:
        if gesture is None or gesture is not self._gesture:
            self._past.append(self._scene)
        self._gesture = gesture
        self._future.clear()

    def _travel(self, here: "deque[Scene] | list[Scene]", there: "deque[Scene] | list[Scene]") -> None:
        self._gesture = self.gesture = None
        while here:
            scene = self._lasting(here.pop())
            if scene != self._scene:  # they are equal after a gesture that ended where it began
                there.append(self._scene)
                self._show(scene)
                return

    def _lasting(self, scene: Scene) -> Scene:
        return scene.evolve(**{name: getattr(self._scene, name) for name in LASTING})

    def _show(self, scene: Scene) -> None:
        self._scene = scene
        self.changed.emit(scene)
