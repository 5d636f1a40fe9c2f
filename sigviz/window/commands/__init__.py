"""What a person can do: each command reads the scene and gives its intent to the store."""

from collections.abc import Callable
from functools import partial

from sigviz.window.actions import ACTIONS, Action
from sigviz.window.commands.exploring import Exploring
from sigviz.window.commands.lecture import Lecture
from sigviz.window.commands.sharing import Sharing


class Commands(Exploring, Lecture, Sharing):
    """All that a person can do to a window, by menu, key or mouse."""

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Return what each action does, by its name."""
        return {action.name: self._handler(action) for action in ACTIONS}

    def _handler(self, action: Action) -> Callable[[], None]:
        does = getattr(self, action.does)
        run = partial(does, action.value) if action.value else does

        def handle() -> None:
            run()
            self.end_gesture()

        return handle
