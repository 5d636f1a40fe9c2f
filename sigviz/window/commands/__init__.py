"""What the user can do: each command reads the scene and updates the store."""

from collections.abc import Callable
from functools import partial

from sigviz.window.actions import ACTIONS, Action
from sigviz.window.commands.editing import Editing
from sigviz.window.commands.exploring import Exploring


class Commands(Exploring, Editing):
    """All commands that the user can give to a window by menu, key or mouse."""

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Return the function of each action, by the name of the action."""
        return {action.name: self._handler(action) for action in ACTIONS}

    def _handler(self, action: Action) -> Callable[[], None]:
        method = getattr(self, action.does)
        run = partial(method, action.value) if action.value else method

        def handle() -> None:
            run()
            self.end_gesture()

        return handle
