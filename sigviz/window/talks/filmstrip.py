"""The filmstrip: the scenes of the open talk at the left of the window, with the notes of the current one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL
from sigviz.model.scene import Scene
from sigviz.model.store import State
from sigviz.model.talk.talk import MOST_NOTES
from sigviz.window.talks.scene_list import SceneDelegate, SceneList
from sigviz.window.talks.scenes import Scenes
from sigviz.window.talks.thumbnails import Thumbnails

if TYPE_CHECKING:
    from sigviz.window.commands.editing import Editing

_BUTTONS = {"add_view": "Add", "update_scene": "Update", "remove_scene": "Remove"}
_WIDE, _NOTES = 236, 110  # logical pixels, at text scale 1
_EMPTY = "No talk is open. Add what you see as its first scene."


class Notes(QPlainTextEdit):
    """The notes of a scene. Typing is one gesture until others are shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Notes")
        self.setPlaceholderText("Notes")
        self.setTabChangesFocus(True)


class Filmstrip(QWidget):
    """Shows a talk. It never changes it: it asks for changes."""

    scene_chosen = Signal(int)
    caption_edited = Signal(int, str)
    notes_edited = Signal(int, str, object)  # number, notes, gesture
    scene_moved = Signal(int, int)
    shift_requested = Signal(str)
    removal_requested = Signal()
    left = Signal()  # the user wants back to the plot

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filmstrip")
        self.setAccessibleName("Talk")
        self.setAutoFillBackground(True)
        self.thumbnails = Thumbnails(self)
        self.scenes = Scenes(self)
        self._list = SceneList(self)
        self._rows = SceneDelegate(self.thumbnails, self)
        self._set_up_list()
        self.empty = QLabel(_EMPTY)
        self.empty.setWordWrap(True)
        self.notes = Notes(self)
        self._state, self._gesture = State(Scene()), object()
        self._dressed: object = None  # the theme and the unit in which the talk is shown
        self._noted = 0  # the number of the scene whose notes are shown; 0 if there are none
        row = QHBoxLayout()
        for name, words in _BUTTONS.items():
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setText(words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        for part in (row, self.scenes, self.empty, self.notes):
            column.addLayout(part) if isinstance(part, QHBoxLayout) else column.addWidget(part)
        column.setStretch(1, 1)
        self._connect()

    def _set_up_list(self) -> None:
        self.scenes.setModel(self._list)
        self.scenes.setItemDelegate(self._rows)
        self.scenes.setAccessibleName("Scenes")
        self.scenes.setUniformItemSizes(True)  # so that a long talk is not measured row by row
        self.scenes.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.scenes.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.scenes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scenes.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        triggers = QAbstractItemView.EditTrigger
        self.scenes.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)

    def _connect(self) -> None:
        self.thumbnails.drawn.connect(self.scenes.viewport().update)
        self.scenes.selectionModel().currentChanged.connect(self._on_current)
        self.scenes.shift_requested.connect(self.shift_requested)
        self.scenes.removal_requested.connect(self.removal_requested)
        self._list.caption_edited.connect(self.caption_edited)
        self._list.scene_moved.connect(self.scene_moved)
        self.notes.textChanged.connect(self._on_notes)

    def ask(self, commands: "Editing") -> None:
        """Let the commands change the talk."""
        self.scene_chosen.connect(commands.go_to_scene)
        self.caption_edited.connect(commands.set_caption)
        self.notes_edited.connect(commands.set_notes)
        self.scene_moved.connect(commands.move_scene)
        self.shift_requested.connect(commands.shift_scene)
        self.removal_requested.connect(commands.remove_scene)

    def show_state(self, state: State, seen: Scene, unit: float) -> None:
        """Show the talk that is open, and the place in it, in the theme and text size of the window."""
        self._state = state
        if (seen.theme, unit) != self._dressed:
            self._dressed = (seen.theme, unit)
            self._rows.unit = unit
            self.setFont(text.sans(SMALL * unit).font)
            self.setFixedWidth(round(_WIDE * unit))
            self.notes.setFixedHeight(round(_NOTES * unit))
            self.scenes.doItemsLayout()
        self._rows.seen = seen
        self._list.show_talk(state.talk)
        for part in (self.scenes, self.notes):
            part.setVisible(state.talk is not None)
        self.empty.setVisible(state.talk is None)
        if state.talk is not None:
            self._show_place(state.talk.builds[state.place].number)

    def _show_place(self, number: int) -> None:
        index = self._list.index(number - 1)
        if self.scenes.currentIndex() != index:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.scenes.selectionModel().setCurrentIndex(index, flag)
            self.scenes.scrollTo(index)
        notes = self._state.talk.scenes[number - 1].notes if self._state.talk else ""
        if self._noted != number or notes != self.notes.toPlainText().strip():
            self._noted, self._gesture = number, object()
            self.notes.setPlainText(notes)

    def _on_current(self, index: QModelIndex) -> None:
        talk = self._state.talk
        if talk is not None and index.isValid() and index.row() + 1 != talk.builds[self._state.place].number:
            self.scene_chosen.emit(index.row() + 1)

    def _on_notes(self) -> None:
        words = self.notes.toPlainText()
        talk = self._state.talk
        if talk is None or not self._noted:
            return
        number = talk.builds[self._state.place].number
        if len(words) > MOST_NOTES:
            self.notes.undo()
        elif words.strip() != talk.scenes[number - 1].notes:
            self.notes_edited.emit(number, words, self._gesture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
