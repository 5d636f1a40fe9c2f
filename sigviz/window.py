"""The window: composes the views, gives their intents to the store, and shows them what comes of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QMainWindow, QWidget

from sigviz import menus
from sigviz.actions import PLOT_MENU
from sigviz.commands import Commands
from sigviz.model import navigation
from sigviz.model.readout import resolve
from sigviz.model.scene import LAYER_NAMES, Scene
from sigviz.model.scene import THEMES as THEME_NAMES
from sigviz.model.store import Store
from sigviz.settings import Memory, Settings
from sigviz.views import text
from sigviz.views.controls import Controls
from sigviz.views.stage import Stage
from sigviz.views.theme import SMALL, THEMES, palette

_TRAVEL = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
    | {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)
_PRESS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
# Keys that a focused control keeps for itself, before they are the window's.
_KEPT: tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...] = (
    (QAbstractSlider, _TRAVEL),
    (QAbstractItemView, _TRAVEL | _PRESS),
    (QComboBox, _TRAVEL | _PRESS),
    (QAbstractButton, _PRESS),
)


class MainWindow(QMainWindow):
    """One scene, to be explored."""

    def __init__(self, scene: Scene, settings: Settings | None = None, memory: Memory | None = None) -> None:
        super().__init__()
        self.setObjectName("sigviz")
        self.setWindowTitle("sigviz")
        self.setMinimumSize(640, 480)
        self.setAcceptDrops(True)
        self.theme_chosen = memory.theme_chosen if memory else False
        self.export_choices: Mapping[str, Any] = memory.export if memory else {}
        self.key_gesture: object = None  # the press that a held key's repeats belong to
        self._settings = settings
        self._dressed: object = None
        self._checked: object = None
        self.store = Store(scene)
        self.controls = Controls()
        self.stage = Stage(self.controls)
        self.plot = self.stage.plot
        self.setCentralWidget(self.stage)
        self.commands = Commands(self)
        self.table = menus.build(self, self.commands)
        menus.fill_menu_bar(self, self.table)
        self._connect()
        self.resize(1280, 800)
        if memory and memory.geometry:
            self.restoreGeometry(QByteArray(memory.geometry))
        self._show_scene(scene)
        self.plot.setFocus()

    @property
    def scene(self) -> Scene:
        """What the window shows."""
        return self.store.scene

    # Intents, on their way to the store

    def _connect(self) -> None:
        self.store.changed.connect(self._show_scene)
        self.plot.x_requested.connect(self._on_x_dragged)
        self.plot.pan_requested.connect(self._on_pan)
        self.plot.zoom_requested.connect(self._on_zoom)
        self.plot.menu_requested.connect(self._on_plot_menu)
        self.plot.pressed.connect(self.plot.setFocus)
        self.stage.values.menu_requested.connect(self._on_value_menu)
        self.controls.x_dragged.connect(self._on_x_dragged)
        self.controls.x_typed.connect(self._on_x_typed)
        self.controls.done.connect(self.plot.setFocus)

    def _on_x_dragged(self, x: float, gesture: object) -> None:
        self.store.update(gesture, x=x)

    def _on_x_typed(self, x: float) -> None:
        self.store.update(x=x, x_range=navigation.follow(x, self.scene.x_range))

    def _on_pan(self, shift: tuple[float, float], gesture: object) -> None:
        self.store.update(gesture, **navigation.pan(self.scene, shift))

    def _on_zoom(self, factor: tuple[float, float], centre: tuple[float, float], gesture: object) -> None:
        self.store.update(gesture, **navigation.zoom(self.scene, factor, centre))

    def _on_plot_menu(self, where: QPoint) -> None:
        menus.popup(self, self.table, PLOT_MENU, where)

    def _on_value_menu(self, quantity: str, where: QPoint) -> None:
        menus.popup(self, self.table, (f"copy_{quantity}", "copy_values", "copy_formula"), where)

    # What comes of it, on its way to the views

    def _show_scene(self, scene: Scene) -> None:
        readout = resolve(scene)
        if (scene.theme, scene.text_scale) != self._dressed:
            self._dressed = (scene.theme, scene.text_scale)
            self.setPalette(palette(THEMES[scene.theme]))
            self.setFont(text.sans(SMALL * scene.text_scale).font)
        self.controls.show_readout(readout)
        self.stage.show_readout(readout)
        self._show_actions(scene)

    def _show_actions(self, scene: Scene) -> None:
        state: Any = (scene.layers, scene.theme, self.store.can_undo, self.store.can_redo)
        if state == self._checked:
            return
        self._checked = state
        self.table["undo"].setEnabled(self.store.can_undo)
        self.table["redo"].setEnabled(self.store.can_redo)
        for layer in LAYER_NAMES:
            self.table[f"layer_{layer}"].setChecked(scene.shows(layer))
        for theme in THEME_NAMES:
            self.table[f"theme_{theme}"].setChecked(scene.theme == theme)

    # Qt's own names

    def event(self, event: QEvent) -> bool:
        """Before a key becomes a shortcut, leave it to the focused control if that uses it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not event.isAutoRepeat():
                self.key_gesture = object()
            focus = self.focusWidget()
            if focus is not self.controls.slider and any(
                isinstance(focus, kind) and event.key() in keys for kind, keys in _KEPT
            ):
                event.accept()
                return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the scene of a picture or a file that is dropped."""
        dropped = next(url for url in event.mimeData().urls() if url.isLocalFile())
        self.commands.open_scene(Path(dropped.toLocalFile()))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._settings is not None:
            geometry = bytes(self.saveGeometry().data())
            self._settings.save(Memory(self.scene, self.theme_chosen, geometry, self.export_choices))
        super().closeEvent(event)
