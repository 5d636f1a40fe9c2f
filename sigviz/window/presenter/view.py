"""The presenter's view: the same live picture, what to say, and what comes next."""

from typing import Protocol

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from sigviz.drawing import text
from sigviz.drawing.medium import Medium
from sigviz.drawing.theme import THEMES, palette
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.model.store import State
from sigviz.views.figure import Figure
from sigviz.window.presenter.clock import Clock, Stopwatch
from sigviz.window.talks.thumbnails import PAGE, Thumbnails

_PICTURE = 0.64, 0.72  # the largest fractions of the width and of the height that the live picture takes
_LETTERS, _LARGE, _NOTES = 0.024, 0.05, 0.034  # font sizes, as fractions of the height
_AROUND = 0.02  # the margins, as a fraction of the height
_UPRIGHT = 0.7  # of the width, instead of the height where that is more
_END = "This is the last scene"


class Keys(Protocol):
    """A window that knows what keys do."""

    def take_key(self, event: QKeyEvent, focus: QWidget | None) -> bool:
        """Return whether a key is used by the focused control, or has done something now, before it is a shortcut."""


class NoHead(QWidget):
    """Takes no space above the values, so that a figure is laid out as while presenting."""

    def height_in(self, width: int, room: int) -> int:  # noqa: ARG002
        """Return 0."""
        return 0

    def place(self, box: QRect, room: int) -> None:
        """Stay where it is."""


class PresenterView(QWidget):
    """A window of its own. Keys and drags in it do what they do in the audience's window."""

    left = Signal()  # the user closes it

    def __init__(self, keys: Keys, watch: Stopwatch) -> None:
        super().__init__()
        self.setObjectName("presenter")
        self.setWindowTitle("Presenter's view – sigviz")
        self.setAutoFillBackground(True)
        self._keys, self._state, self._seen, self._shape = keys, State(Scene()), Scene(), QSize(4, 3)
        head = NoHead()
        self.figure = Figure(head)
        self.figure.setParent(self)
        self.figure.show_head(shown=False)
        self.side = QWidget(self)
        self.place, self.caption = QLabel(), QLabel()
        self.following, self.picture = QLabel("Next", self), QLabel(self)
        self.place.setAccessibleDescription("Where the talk is")
        self.caption.setWordWrap(True)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.clock = Clock(watch, self.side)
        self.notes = QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setAccessibleName("Notes")
        reading = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.notes.setTextInteractionFlags(reading)  # a screen reader needs the text cursor
        self._thumbnails = Thumbnails(self)
        self._thumbnails.drawn.connect(self._show_next)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(self.clock.day)
        column.addWidget(self.clock)
        column.addLayout(row)
        column.addWidget(self.caption)
        column.addWidget(self.notes, 1)

    def end(self) -> None:
        """Look at the time no more, and draw no more."""
        self.clock.rest()
        self._thumbnails.close()

    def show_state(self, state: State, seen: Scene, shape: QSize) -> None:
        """Show a state and its scene as the audience sees it, whose figure has a shape. Hidden numbers are shown."""
        if seen.theme != self._seen.theme or shape != self._shape:
            self.setPalette(palette(THEMES[seen.theme]))
            self._shape = shape
            self._fit()
            self._seen = seen
            self._show_next()
        self._seen = seen
        self.figure.use(Medium(THEMES, side=min(self.figure.width(), self.figure.height())))
        self.figure.show_readout(resolve(seen.evolve(hidden=())))
        if state is not self._state:
            self._show_words(state)

    def _show_words(self, state: State) -> None:
        before, self._state = self._state, state
        if (before.talk, before.place) == (state.talk, state.place):
            return
        build = state.talk.builds[state.place] if state.talk else None
        self.place.setText(state.position)
        self.caption.setText((build.scene.caption or "") if build else "")
        notes = build.notes if build else ""
        if notes != self.notes.toPlainText():
            self.notes.setPlainText(notes)
        self._show_next()

    @property
    def _next(self) -> Scene | None:
        """What the next key shows, if it is not the end."""
        talk, place = self._state.talk, self._state.place + 1
        if talk is None or place >= len(talk.builds):
            return None
        return talk.at(place, self._state.scene).evolve(theme=self._seen.theme, text_scale=1.0)

    def _show_next(self) -> None:
        scene = self._next
        self.following.setText(_END if scene is None else "Next")
        ratio = self.devicePixelRatioF()
        scale = max(self.picture.height(), 1) * ratio / PAGE.height
        found = self._thumbnails.of(scene, scale) if scene is not None else QPixmap()
        if found is not None:
            shown = QPixmap(found)
            shown.setDevicePixelRatio(ratio)
            self.picture.setPixmap(shown)

    def _fit(self) -> None:
        """Give the live picture the shape of the audience's figure, and the rest of the view to the words."""
        width, height = self.width(), self.height()
        side = min(height, _UPRIGHT * width)
        around, small = round(_AROUND * side), round(_LETTERS * side)
        room = QSize(round(_PICTURE[0] * width) - around, round(_PICTURE[1] * height))
        size = self._shape.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        self.figure.setGeometry(QRect(around, around, size.width(), size.height()))
        below = 2 * around + size.height()
        self.following.setGeometry(QRect(around, below, size.width(), 2 * small))
        below += 2 * small
        self.picture.setGeometry(QRect(around, below, size.width(), max(height - below - around, 1)))
        left = size.width() + 2 * around
        self.side.setGeometry(QRect(left, around, width - left - around, height - 2 * around))
        for part in (self.side, self.following):
            part.setFont(text.sans(small).font)
        for label, share in ((self.place, _LARGE), (self.caption, _NOTES), (self.notes, _NOTES)):
            label.setFont(text.sans(share * side).font)
        for label in (self.clock.day, self.clock.elapsed):
            label.setFont(text.sans(_LARGE * side).font)

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Use keys as the audience's window does."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._keys.take_key(event, self.focusWidget())
        ):
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._state.talk is not None:
            self.show_state(self._state, self._seen, self._shape)
            self._show_next()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for the end, because this window is a part of another one's presentation."""
        self.left.emit()
        super().closeEvent(event)
