"""The window: composes the views, gives their intents to the store, and shows them what comes of it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QLocale, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QMainWindow

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL, THEMES, palette, scale_of
from sigviz.formats.picture_size import DEFAULT_SIZE
from sigviz.maths import ranges
from sigviz.model import navigation
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.readout import resolve
from sigviz.model.scene import FIELDS, Scene
from sigviz.model.scene import THEMES as THEME_NAMES
from sigviz.model.store import Store
from sigviz.storage.autosave import Keeper
from sigviz.storage.export_choices import Choices
from sigviz.storage.settings import Memory, Settings
from sigviz.system.reduced_motion import AS_DESKTOP, is_reduced
from sigviz.views.figure import Figure
from sigviz.window import menus
from sigviz.window.actions import PLOT_MENU
from sigviz.window.commands import Commands
from sigviz.window.controls.panel import Controls
from sigviz.window.focus_keys import keeps
from sigviz.window.player import Player
from sigviz.window.presentation import Presentation


class MainWindow(QMainWindow):
    """One scene, to be explored. Other programs set it and hear of it through the four names below."""

    x_changed = Signal(float)  # whatever has moved the point
    scene_changed = Signal(object)  # the `Scene`; after `x_changed`, where both change

    def __init__(self, scene: Scene, settings: Settings | None = None, memory: Memory | None = None) -> None:
        super().__init__()
        self.setObjectName("sigviz")
        self.setLocale(QLocale.c())  # numbers are written alike everywhere
        self.setWindowTitle("sigviz")
        self.setMinimumSize(640, 480)
        self.setAcceptDrops(True)
        self.theme_chosen = memory.theme_chosen if memory else False
        self.export_choices = memory.export if memory else Choices()
        self._held_key: object = None  # the press that a held key's repeats belong to
        self.key_gesture: object = object()  # that of the action that comes next: a key's, or one of its own
        self._geometry = b""  # the window's place, as Qt saves it
        self._dressed: object = None
        self._checked: object = None
        self.store = Store(scene)
        self._told = scene
        self.controls = Controls()
        self.figure = Figure(self.controls)
        self.plot = self.figure.plot
        self.setCentralWidget(self.figure)
        self.player = Player(self)
        self.presentation = Presentation(self)
        self.motion = memory.motion if memory else AS_DESKTOP
        self.commands = Commands(self)
        self.table = menus.build(self, self.commands)
        self.table[f"motion_{self.motion}"].setChecked(True)
        menus.fill_menu_bar(self, self.table)
        self._connect()
        self.resize(*DEFAULT_SIZE.pixels(1.0))
        if memory and memory.geometry:
            self.restoreGeometry(QByteArray(memory.geometry))
        self._show_scene(scene)
        self.plot.setFocus()
        self._keeper = Keeper(self, settings, memory) if settings is not None else None

    @property
    def scene(self) -> Scene:
        """What the window shows."""
        return self.store.scene

    def set_x(self, x: float) -> None:
        """Move the point, as one step of undo; `ValueError` if x is not between −700 and 700."""
        self.change({"x": FIELDS["x"].kind.check("x", x)}, None)

    def set_scene(self, scene: Scene) -> None:
        """Show a scene, as one step of undo; `TypeError` for anything else."""
        if not isinstance(scene, Scene):
            raise TypeError(f"set_scene takes a Scene, not {type(scene).__name__}")
        self.player.stop()
        self.store.update(**{name: getattr(scene, name) for name in FIELDS})

    @property
    def memory(self) -> Memory:
        """What the window leaves for the next one; while presented, its place is that from before."""
        if not self.presentation.active:
            self._geometry = bytes(self.saveGeometry().data())
        return Memory(self.scene, self.theme_chosen, self._geometry, self.export_choices, self.motion)

    @property
    def dragging(self) -> bool:
        """Whether the user holds a button of the mouse."""
        return QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton

    @property
    def reduced_motion(self) -> bool:
        """Whether the point jumps instead of gliding."""
        return is_reduced(self.motion)

    def toggle_presentation(self, screen: QScreen | None = None) -> None:
        """Take the whole screen, or give it back; what was made meanwhile stays."""
        if self.presentation.active:
            self.presentation.leave()
        else:
            self._geometry = self.memory.geometry  # from before the whole screen is taken
            self.presentation.enter(screen)
        presented = self.presentation.active
        self.figure.show_head(shown=not presented)
        self.plot.gestures.wheel_guard = Qt.KeyboardModifier.ControlModifier if presented else None
        self.show_anew()
        self.plot.setFocus()

    # Intents, on their way to the store

    def _connect(self) -> None:
        self.store.changed.connect(self._show_scene)
        self.store.changed.connect(self._tell_others)
        self.plot.gestures.x_requested.connect(self._on_x_dragged)
        self.plot.gestures.pan_requested.connect(self._on_pan)
        self.plot.gestures.zoom_requested.connect(self._on_zoom)
        self.plot.change_requested.connect(self.change)
        self.figure.cards_panel.change_requested.connect(self.change)
        self.figure.cards_panel.pressed.connect(self._on_typing_done)
        self.plot.menu_requested.connect(self._on_plot_menu)
        self.plot.gestures.pressed.connect(self._on_typing_done)
        self.figure.values.menu_requested.connect(self._on_value_menu)
        self.controls.x_dragged.connect(self._on_x_dragged)
        self.controls.x_typed.connect(self._on_x_typed)
        self.controls.done.connect(self._on_typing_done)
        self.controls.options.change_requested.connect(self.change)
        self.controls.options.action_requested.connect(self._on_action)
        self.controls.options.done.connect(self._on_typing_done)
        self.controls.step_requested.connect(self._on_step_by)
        self.figure.derivation.step_requested.connect(self._on_step)
        self.figure.values.reveal_requested.connect(self._on_reveal)
        self.player.moved.connect(self._on_played)

    def _on_x_dragged(self, x: float, gesture: object) -> None:
        self.player.stop()
        self.store.update(gesture, **navigation.move(self.scene, x))

    def change(self, changes: Mapping[str, Any], gesture: object) -> None:
        """Change fields; where x is among them, the view follows and the move leaves what a move leaves."""
        self.player.stop()
        if "x" in changes:
            followed = ranges.follow(changes["x"], self.scene.x_range)
            changes = {**changes, **navigation.move(self.scene, changes["x"]), "x_range": followed}
        self.store.update(gesture, **changes)

    def _on_typing_done(self) -> None:
        self.figure.show_head(shown=not self.presentation.active)
        self.plot.setFocus()

    def _on_x_typed(self, x: float) -> None:
        self.change({"x": x}, None)

    def _on_played(self, share: float, gesture: object) -> None:
        low, high = self.scene.x_range
        x = navigation.aim(low + share * (high - low), self.scene.x_range)
        self.store.update(gesture, **navigation.move(self.scene, x))

    def _on_step(self, step: int) -> None:
        self.commands.go_to_step(step)

    def _on_step_by(self, steps: int) -> None:
        self.commands.step_by(str(steps))

    def _on_action(self, name: str) -> None:
        self.table[name].trigger()

    def _on_reveal(self, quantity: str) -> None:
        self.commands.reveal(quantity)

    def _on_pan(self, shift: tuple[float, float], gesture: object) -> None:
        self.store.update(gesture, **navigation.pan(self.scene, shift))

    def _on_zoom(self, factor: tuple[float, float], centre: tuple[float, float], gesture: object) -> None:
        self.store.update(gesture, **navigation.zoom(self.scene, factor, centre))

    def _on_plot_menu(self, where: QPoint) -> None:
        menus.popup(self, self.table, PLOT_MENU, where)

    def _on_value_menu(self, quantity: str, where: QPoint) -> None:
        menus.popup(self, self.table, (f"copy_{quantity}", "copy_values", "copy_formula"), where)

    def _tell_others(self, scene: Scene) -> None:
        before, self._told = self._told, scene
        if scene.x != before.x:
            self.x_changed.emit(scene.x)
        if self._told is scene:  # else a slot has changed it once more, and told so
            self.scene_changed.emit(scene)

    def _tell(self) -> None:
        self.presentation.tell(self.scene)

    # What comes of it, on its way to the views

    def show_anew(self) -> None:
        """Show the current scene, dressed as it is to be now."""
        self._show_scene(self.scene)

    def _show_scene(self, scene: Scene) -> None:
        seen = self.presentation.dress(scene)
        readout = resolve(seen)
        if (seen.theme, seen.text_scale) != self._dressed:
            self._dressed = (seen.theme, seen.text_scale)
            self.setPalette(palette(THEMES[seen.theme]))
            self.setFont(text.sans(SMALL * scale_of(seen)).font)
        self.controls.show_readout(readout)
        self.figure.show_readout(readout)
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
                self._held_key = object()
            self.key_gesture = self._held_key
            if self.presentation.active:
                QTimer.singleShot(0, self._tell)  # after what the key does
            if keeps(self.focusWidget(), event.key()):
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, onwards: bool) -> bool:
        moved = super().focusNextPrevChild(onwards)
        self.controls.options.show_focused()
        return moved

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the scene of a picture or a file that is dropped."""
        self.commands.open_url(next(url for url in event.mimeData().urls() if url.isLocalFile()))
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.presentation.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.player.stop()
        self.presentation.leave()
        if self._keeper is not None:
            self._keeper.save()
        super().closeEvent(event)
