"""The main window: it connects the signals of the views to commands, and shows the changed scene in the views."""

from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from sigviz.drawing.theme import THEMES, growth
from sigviz.formats.picture_size import DEFAULT_SIZE
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import FIELDS, Scene
from sigviz.model.scene import THEMES as THEME_NAMES
from sigviz.model.talk.talk import Talk
from sigviz.storage.autosave import Keeper
from sigviz.storage.settings import Memory, Settings
from sigviz.system.file_watch import FileWatch
from sigviz.views.figure import Figure
from sigviz.window.actions import OF_TALKS, PLOT_MENU, SEPARATOR
from sigviz.window.commands import Commands
from sigviz.window.greeting import Greeting
from sigviz.window.host_window import HostWindow
from sigviz.window.keyboard.focus_keys import keeps
from sigviz.window.keyboard.key_places import KeyPlaces
from sigviz.window.menus import menu_bar
from sigviz.window.shelf.preview import Preview
from sigviz.window.shelf.shelf import Shelf
from sigviz.window.talks.left_side import LeftSide
from sigviz.window.tour_offer import TourOffer

_LEAST_HEIGHT = 600  # logical pixels: a lower window has no shelf


class MainWindow(HostWindow):
    """A window in which the user explores one scene.

    Scripts use `x_changed` and `scene_changed` to follow the scene, and `set_x` and `set_scene` to change it.
    """

    x_changed = Signal(float)  # emitted whoever moves the point
    scene_changed = Signal(object)  # the `Scene`; emitted after `x_changed` if both change

    def __init__(
        self,
        scene: Scene,
        settings: Settings | None = None,
        memory: Memory | None = None,
        talk: Talk | None = None,
    ) -> None:
        super().__init__(scene, memory, talk, settings.path.parent if settings is not None else None)
        self.setAcceptDrops(True)
        self._ready = False  # whether all parts exist
        self._held_key: object = None  # the gesture of a key press and its auto-repeats
        self._checked: object = None
        self._told = scene
        self.commands = Commands(self.store, self.player, self)
        self.table = menu_bar.build(self, self.commands.handlers())
        self.table[f"motion_{self.motion}"].setChecked(True)
        menu_bar.fill_menu_bar(self, self.table)
        self.shelf = Shelf(self.table, Preview(self, self.plot), self._middle)
        self._column.addWidget(self.shelf)
        self.shelf.show_folded(folded=self.shelf_folded)
        self.greeting = Greeting(self.plot)
        self.tour_offer = TourOffer(self.menuBar())
        self.left_side = LeftSide(self, self._row)
        self._left = False  # whether what is not saved was asked about
        self._places = KeyPlaces(self.table.values())
        self._watch = FileWatch(self)
        self._connect()
        self.resize(*DEFAULT_SIZE.pixels(1.0))
        if memory and memory.geometry:
            self.restoreGeometry(QByteArray(memory.geometry))
        self._ready = True
        self._show_scene(scene)
        self._show_actions(scene)
        self.plot.setFocus()
        self._keeper = Keeper(self, settings, memory, parent=self) if settings is not None else None

    def set_x(self, x: float) -> None:
        """Move the point as one undo step. Raise `ValueError` if x is not between −700 and 700."""
        self.commands.drag(FIELDS["x"].kind.check("x", x), None)

    def set_scene(self, scene: Scene) -> None:
        """Show a scene as one undo step. Raise `TypeError` if it is not a `Scene`."""
        if not isinstance(scene, Scene):
            raise TypeError(f"set_scene takes a Scene, not {type(scene).__name__}")
        self.commands.show_scene(scene)

    # From the views to the store

    def _connect(self) -> None:
        commands, gestures, figure, controls = self.commands, self.plot.gestures, self.figure, self.controls
        self.store.changed.connect(self._show_scene)
        self.store.changed.connect(self._show_actions)
        self.store.changed.connect(self._tell_others)
        self.connect_figure(figure)
        gestures.x_requested.connect(self._on_dragged)
        gestures.pressed.connect(self._on_typing_done)
        self.plot.menu_requested.connect(self._on_plot_menu)
        figure.overflow.focus_requested.connect(self._on_typing_done)
        figure.cards_panel.pressed.connect(self._on_typing_done)
        figure.values.menu_requested.connect(self._on_value_menu)
        controls.x_dragged.connect(commands.drag)
        controls.x_typed.connect(commands.set_x)
        controls.done.connect(self._on_typing_done)
        controls.options.change_requested.connect(commands.change)
        controls.options.action_requested.connect(self._on_action)
        controls.options.done.connect(self._on_typing_done)
        self.player.moved.connect(commands.sweep)
        self._watch.changed.connect(commands.reload_talk)
        self.document.modified_changed.connect(self.show_title)
        self.tour_offer.tour_chosen.connect(commands.open_tour)
        self.tour_offer.tour_chosen.connect(self._on_typing_done)
        self.shelf.picture_chosen.connect(commands.choose_picture)
        self.shelf.layer_toggled.connect(commands.toggle_layer)
        self.shelf.folded_changed.connect(self._on_folded)
        self.presentation.pointer.dot_changed.connect(self.table["pointer"].setChecked)
        self.screens.rehearsing_changed.connect(self.table["rehearse"].setChecked)

    def connect_figure(self, figure: Figure) -> None:
        """Let what the user does in a figure change the scene."""
        commands, gestures = self.commands, figure.plot.gestures
        gestures.x_requested.connect(commands.drag)
        gestures.pan_requested.connect(commands.pan)
        gestures.zoom_requested.connect(commands.zoom_about)
        figure.plot.change_requested.connect(commands.change)
        figure.cards_panel.change_requested.connect(commands.change)
        figure.cards_panel.focus_requested.connect(commands.focus)
        figure.overflow.focus_requested.connect(commands.focus)
        figure.derivation.step_requested.connect(commands.go_to_step)
        figure.values.reveal_requested.connect(commands.reveal)

    def _on_typing_done(self) -> None:
        self.figure.show_head(shown=not self.presentation.active)
        self.plot.setFocus()

    def _on_dragged(self) -> None:
        if not self.greeted:
            self.greeted = True
            self._show_greeting()
            self.tour_offer.offer()

    def _show_greeting(self) -> None:
        self.greeting.show_scene(self.dressed(self.scene), greeted=self.greeted)

    def toggle_filmstrip(self) -> None:
        """Show or hide the filmstrip."""
        self.left_side.toggle()

    def edit_caption(self) -> None:
        """Let the user type the caption of the current scene, in the filmstrip."""
        self.left_side.edit_caption()

    def _on_folded(self) -> None:
        self.shelf_folded = self.shelf.folded

    def _on_action(self, name: str) -> None:
        self.table[name].trigger()

    def _on_plot_menu(self, where: QPoint) -> None:
        curve = self.plot.curve_at(self.plot.viewport().mapFromGlobal(where))
        hide = (f"hide_{curve}", SEPARATOR) if curve else ()
        menu_bar.popup(self, self.table, (*hide, *PLOT_MENU), where)

    def _on_value_menu(self, quantity: str, where: QPoint) -> None:
        menu_bar.popup(self, self.table, (f"copy_{quantity}", "copy_values", "copy_formula"), where)

    def _tell_others(self, scene: Scene) -> None:
        before, self._told = self._told, scene
        if scene.x != before.x:
            self.x_changed.emit(scene.x)
        if self._told is scene:  # otherwise a slot has changed the scene again, and that change has been emitted
            self.scene_changed.emit(scene)

    # From the store to the views

    def _show_actions(self, scene: Scene) -> None:
        talk, place = self.store.state.talk, self.store.state.place
        state: Any = (scene.seen.layers, scene.theme, self.store.can_undo, self.store.can_redo, id(talk), place)
        if state == self._checked:
            return
        self._checked = state
        self.show_title()
        self._watch.follow(talk.source if talk else None)
        if talk is not None:
            self.tour_offer.withdraw()
        self.screens.follow()
        for name in OF_TALKS:
            self.table[name].setEnabled(talk is not None)
        self.table["undo"].setEnabled(self.store.can_undo)
        self.table["redo"].setEnabled(self.store.can_redo)
        for layer in LAYER_NAMES:
            self.table[f"layer_{layer}"].setChecked(scene.shows(layer))
        for theme in THEME_NAMES:
            self.table[f"theme_{theme}"].setChecked(scene.theme == theme)

    def _show_dressed(self, seen: Scene) -> None:
        super()._show_dressed(seen)
        if self._ready:
            self._fit_shelf()
            self.shelf.show_scene(seen)
            self.greeting.show_scene(seen, greeted=self.greeted)
            self.left_side.show_seen(seen)
            self.screens.show_seen(seen)

    def _fit_shelf(self) -> None:
        """Show the shelf at the desk, in a window that is high enough."""
        self.shelf.show_if(shown=not self.presentation.active and self.height() >= _LEAST_HEIGHT)

    def _leave(self) -> None:
        """Close, after the user was asked what to do with an unsaved talk."""
        self.document.drop_found()
        self.close_at_once()

    def close_at_once(self) -> None:
        """Close without asking anything. The next start offers a talk that is not saved."""
        self._left = True
        self.close()

    def take_key(self, event: QKeyEvent, focus: QWidget | None) -> bool:
        """Return whether a key is used by the focused control, or has done something now, before it is a shortcut."""
        if not event.isAutoRepeat():
            self._held_key = object()
        if self.store.state.talk is not None:
            self.glide.finish()
        self.commands.key_gesture = self._held_key
        key = self._places.key_of(event)
        kept = keeps(focus, event.key() if key is None else key)
        action = self._places.action_of(key, event) if key is not None and not kept else None
        if action is not None:
            action.trigger()
        if kept or action is not None:
            event.accept()
        return kept or action is not None

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Leave a key to the focused control if that uses it, before it acts as a shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self.take_key(event, self.focusWidget()) or super().event(event)
        return super().event(event)

    def focusNextPrevChild(self, onwards: bool) -> bool:
        moved = super().focusNextPrevChild(onwards)
        self.controls.options.show_focused()
        return moved

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the scene or the talk in a dropped file."""
        self.commands.open_url(next(url for url in event.mimeData().urls() if url.isLocalFile()))
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.presentation.fit()
        sizes = event.size(), event.oldSize()
        if THEMES[self.scene.theme].hall or len({growth(size.width(), size.height()) for size in sizes}) > 1:
            self.show_anew()
        self._fit_shelf()
        self.tour_offer.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_greeting()
        if not self.greeted and not self.reduced_motion and not event.spontaneous():
            self.greeting.breathe()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.document.modified and not self._left:
            event.ignore()
            self.commands.leave_talk(self._leave)
            return
        self.player.stop()
        self.left_side.close()
        self.presentation.leave()
        self.screens.end()
        self.end_pointer()
        if self._keeper is not None:
            self._keeper.save()
        super().closeEvent(event)
