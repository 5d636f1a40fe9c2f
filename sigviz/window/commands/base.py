"""What all commands share: the window that they serve, and its scene."""

from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtWidgets import QDialog

from sigviz.model.readout import Readout, resolve
from sigviz.model.scene import Scene

if TYPE_CHECKING:
    from sigviz.window.main_window import MainWindow


class Base:
    """A window, held so that it can go, and its store."""

    def __init__(self, window: "MainWindow") -> None:
        self._reference = ref(window)  # the window holds the actions that hold this
        self._store = window.store

    @property
    def _window(self) -> "MainWindow":
        window = self._reference()
        if window is None:
            raise RuntimeError("the window is gone")
        return window

    @property
    def _scene(self) -> Scene:
        return self._store.scene

    @property
    def _readout(self) -> Readout:
        return resolve(self._store.scene)

    def end_gesture(self) -> None:
        """Let the next action be a step of its own, unless a held key repeats this one."""
        window = self._reference()
        if window is not None:
            window.key_gesture = object()

    def _open(self, dialog: QDialog) -> None:
        dialog.setPalette(self._window.palette())
        dialog.setFont(self._window.font())
        dialog.open()
