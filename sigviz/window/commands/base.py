"""What all commands share: the scene, and the window that they serve."""

from collections.abc import Mapping
from typing import Any
from weakref import ref

from sigviz.model import navigation
from sigviz.model.readout import Readout, resolve
from sigviz.model.scene import FIELDS, Scene
from sigviz.model.store import Store
from sigviz.window.commands.host import Host
from sigviz.window.player import Player


class Base:
    """A store, a player and a window; the window is held so that it can go."""

    def __init__(self, store: Store, player: Player, host: Host) -> None:
        self._store, self._player = store, player
        self._reference = ref(host)  # the window holds the actions that hold this
        self.key_gesture: object = object()  # that of the action that comes next: a key's, or one of its own

    @property
    def _host(self) -> Host:
        host = self._reference()
        if host is None:
            raise RuntimeError("the window is gone")
        return host

    @property
    def _scene(self) -> Scene:
        return self._store.scene

    @property
    def _readout(self) -> Readout:
        return resolve(self._store.scene)

    def change(self, changes: Mapping[str, Any], gesture: object = None) -> None:
        """Change fields, with all that comes with them; a sweep ends."""
        self._player.stop()
        self._store.update(gesture, **navigation.change(self._scene, changes))

    def show_scene(self, scene: Scene) -> None:
        """Show a scene, as one step of undo; a sweep ends."""
        self._player.stop()
        self._store.update(**{name: getattr(scene, name) for name in FIELDS})

    def end_gesture(self) -> None:
        """Let the next action be a step of its own, unless a held key repeats this one."""
        self.key_gesture = object()
