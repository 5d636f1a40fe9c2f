"""The base of all commands: the store, the player and the window."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import ref

from sigviz.model import navigation
from sigviz.model.readout import Readout, resolve
from sigviz.model.scene import FIELDS, Scene
from sigviz.model.store import Store
from sigviz.window.commands.host import Host
from sigviz.window.player import Player

_Commands = TypeVar("_Commands", bound="Base")
_Given = ParamSpec("_Given")


def gliding(command: Callable[Concatenate[_Commands, _Given], None]) -> Callable[Concatenate[_Commands, _Given], None]:
    """Return a command whose changes of x, of the view and of the unit glide to their goals.

    Other code changes them at once, because it may read the plot right after.
    """

    @wraps(command)
    def glide(commands: _Commands, /, *args: _Given.args, **named: _Given.kwargs) -> None:
        with commands._host.gliding():
            command(commands, *args, **named)

    return glide


class Base:
    """A store, a player and a window. The reference to the window is weak."""

    def __init__(self, store: Store, player: Player, host: Host) -> None:
        self._store, self._player = store, player
        self._reference = ref(host)  # weak, because the window holds the actions and they hold this object
        self.key_gesture: object = object()  # the gesture of the next action; repeats of a held key share one

    @property
    def _host(self) -> Host:
        host = self._reference()
        if host is None:
            raise RuntimeError("the window no longer exists")
        return host

    @property
    def _scene(self) -> Scene:
        return self._store.scene

    @property
    def _readout(self) -> Readout:
        return resolve(self._store.scene)

    def change(self, changes: Mapping[str, Any], gesture: object = None) -> None:
        """Change fields of the scene, and the fields that depend on them. Stop playing."""
        self._player.stop()
        self._store.update(gesture, **navigation.change(self._scene, changes))

    def show_scene(self, scene: Scene) -> None:
        """Show a scene as one undo step. Stop playing."""
        self._player.stop()
        self._store.update(**{name: getattr(scene, name) for name in FIELDS})

    def end_gesture(self) -> None:
        """Make the next action an undo step of its own, unless it repeats a held key."""
        self.key_gesture = object()
