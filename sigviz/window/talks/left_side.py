"""The left side of the window: the filmstrip, which is made when it is first shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout

from sigviz.model.scene import Scene

if TYPE_CHECKING:
    from sigviz.window.main_window import MainWindow
    from sigviz.window.talks.filmstrip import Filmstrip


class LeftSide(QObject):
    """Shows and hides the filmstrip of a window. It is never shown while presenting."""

    def __init__(self, window: "MainWindow", row: QHBoxLayout) -> None:
        super().__init__(window)
        self._window, self._row = window, row
        self.filmstrip: Filmstrip | None = None

    def toggle(self) -> None:
        """Show the filmstrip, with the focus in it, or hide it."""
        window = self._window
        if self.filmstrip is None:
            self.filmstrip = self._new()
        shown = self.filmstrip.isHidden() and not window.presentation.active
        self.filmstrip.setVisible(shown)
        window.table["filmstrip"].setChecked(shown)
        window.show_anew()
        (self.filmstrip.scenes if shown else window.plot).setFocus()

    def edit_caption(self) -> None:
        """Let the user type the caption of the current scene. The filmstrip is shown for it."""
        if self._window.presentation.active:
            return
        if self.filmstrip is None or self.filmstrip.isHidden():
            self.toggle()
        if self.filmstrip is not None:
            self.filmstrip.scenes.setFocus()
            self.filmstrip.scenes.edit(self.filmstrip.scenes.currentIndex())

    def show_seen(self, seen: Scene) -> None:
        """Show the talk of the window, which shows a scene."""
        window, strip = self._window, self.filmstrip
        if strip is not None:
            strip.setVisible(window.table["filmstrip"].isChecked() and not window.presentation.active)
            if strip.isVisibleTo(window):
                strip.show_state(window.store.state, seen, window.unit_of(seen))

    def close(self) -> None:
        """Draw no more thumbnails."""
        if self.filmstrip is not None:
            self.filmstrip.thumbnails.close()

    def _new(self) -> "Filmstrip":
        from sigviz.window.talks.filmstrip import Filmstrip

        strip = Filmstrip(self._window.table, self._window)
        strip.ask(self._window.commands)
        strip.left.connect(self._window.plot.setFocus)
        strip.hide()
        self._row.insertWidget(0, strip)
        return strip
