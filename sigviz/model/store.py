"""The only mutable state of the model: the current scene, the talk that it belongs to, and their history."""

from collections import deque
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from sigviz.model.scene import LASTING, UNDOABLE, Scene
from sigviz.model.talk.talk import Talk

UNDO_STEPS = 500


@dataclass(frozen=True, slots=True)
class State:
    """A scene, the talk that is open, if any, and the place in it.

    >>> State(Scene(x=2)).as_written
    True
    """

    scene: Scene
    talk: Talk | None = None
    place: int = 0

    @classmethod
    def begun(cls, talk: Talk, scene: Scene) -> "State":
        """Return the state at the first build of a talk, with a scene's own fields that the talk does not name.

        >>> from sigviz.model.talk.talk import TalkScene
        >>> talk = Talk("One", (TalkScene((Scene(x=2),)),), frozenset({"x"}))
        >>> State.begun(talk, Scene(theme="dark")).title
        'One – 1 of 1'
        """
        return cls(talk.at(0, scene), talk)

    @property
    def title(self) -> str:
        """The talk's title and where the place is in it; empty without a talk.

        >>> State(Scene()).title
        ''
        """
        return f"{self.talk.title} – {self.position}" if self.talk else ""

    @property
    def position(self) -> str:
        """Where the place is in the talk, in words; empty without a talk.

        >>> State(Scene()).position
        ''
        """
        return self.talk.position(self.place) if self.talk else ""

    @property
    def as_written(self) -> bool:
        """Whether the scene shows what the talk says, so that nothing of it was changed by hand."""
        return self.talk is None or self.talk.at(self.place, self.scene) == self.scene


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

    def __init__(self, scene: Scene, talk: Talk | None = None) -> None:
        super().__init__()
        self.state = State(scene, talk)
        self._past: deque[State] = deque(maxlen=UNDO_STEPS)
        self._future: list[State] = []
        self._gesture: object = None
        self.gesture: object = None  # that of the last update, None if there was none

    @property
    def scene(self) -> Scene:
        """The current scene."""
        return self.state.scene

    def update(self, gesture: object = None, /, **changes: Any) -> bool:
        """Change fields of the scene, as one undo step with the preceding updates of the same gesture.

        Returns whether anything changed. Raises `ValueError`, and changes nothing, if a value is invalid.
        """
        return self.show(replace(self.state, scene=self.scene.evolve(**changes)), gesture)

    def show(self, state: State, gesture: object = None) -> bool:
        """Show a scene, as one of a talk or as none, and return whether anything changed. Gestures are as in `update`.

        >>> store = Store(Scene(x=0.0))
        >>> store.show(State(Scene(x=2.0))), store.scene.x
        (True, 2.0)
        """
        self.gesture, before = gesture, self.state
        if state == before:
            return False
        moved = (state.talk, state.place) != (before.talk, before.place)
        if moved or any(getattr(state.scene, name) != getattr(before.scene, name) for name in UNDOABLE):
            self._remember(gesture)
        self._show(state)
        return True

    def rename(self, talk: Talk) -> None:
        """Replace the open talk by an equal one of another file or title, which is no step of the history."""
        self.gesture, self.state = None, replace(self.state, talk=talk)
        self.changed.emit(self.scene)

    def revise(self, talk: Talk) -> None:
        """Replace the open talk, also in the history, by another version, and show the scene of the same place."""
        former, self.gesture = self.state.talk, None
        if former is None:
            return

        def revised(state: State) -> State:
            return replace(state, talk=talk, place=talk.like(former, state.place)) if state.talk is former else state

        self._past = deque(map(revised, self._past), UNDO_STEPS)
        self._future = list(map(revised, self._future))
        state = revised(self.state)
        self._show(replace(state, scene=talk.at(state.place, state.scene)))

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
            self._past.append(self.state)
        self._gesture = gesture
        self._future.clear()

    def _travel(self, here: "deque[State] | list[State]", there: "deque[State] | list[State]") -> None:
        self._gesture = self.gesture = None
        while here:
            state = self._lasting(here.pop())
            if state != self.state:  # they are equal after a gesture that ended where it began
                there.append(self.state)
                self._show(state)
                return

    def _lasting(self, state: State) -> State:
        return replace(state, scene=state.scene.evolve(**{name: getattr(self.scene, name) for name in LASTING}))

    def _show(self, state: State) -> None:
        self.state = state
        self.changed.emit(state.scene)
