"""Which screen shows what: the audience's figure on one, the presenter's view on the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from sigviz.model.scene import Scene
from sigviz.window.presentation import fill
from sigviz.window.presenter.clock import Stopwatch
from sigviz.window.presenter.view import PresenterView

if TYPE_CHECKING:
    from sigviz.window.host_window import HostWindow

_BESIDE = 0.62  # the width and the height of the presenter's view in a rehearsal, as fractions of the screen


class Screens(QObject):
    """Opens the presenter's view with a talk on two screens, or for a rehearsal on one, and swaps the two."""

    rehearsing_changed = Signal(bool)

    def __init__(self, window: "HostWindow", *, swapped: bool) -> None:
        super().__init__(window)
        self._window = window
        self.swapped = swapped  # whether the audience is on the screen where the window was
        self.rehearsing = False
        self._watch = Stopwatch()  # lasts longer than a view, which ends when its screen is unplugged
        self.view: PresenterView | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._on_screens)
            application.screenRemoved.connect(self._on_screens)

    def audience(self, asked: QScreen | None) -> QScreen | None:
        """Return the screen to present on: the one that was asked for, or else with a talk the other one, if any."""
        others = self._others(self._window.screen())
        if asked is not None or self._window.store.state.talk is None or not others or self.swapped:
            return asked
        return others[0]

    def follow(self) -> None:
        """Show the presenter's view if it is wanted now, and where, or close it."""
        window = self._window
        talk, presenting = window.store.state.talk, window.presentation.active
        others = self._others(window.screen())
        if talk is not None and presenting and others:
            self._open(others[0])
        elif self.rehearsing:
            self._open(None)
        else:
            self.close()
        if not presenting and not self.rehearsing:
            self._watch.restart()

    def rehearse(self, *, wanted: bool) -> None:
        """Show the presenter's view as a window beside the audience's, or close it."""
        if wanted != self.rehearsing:
            self.rehearsing = wanted
            self.follow()
            self.rehearsing_changed.emit(wanted)

    def swap(self) -> None:
        """Let the two screens, or in a rehearsal the two windows, change their places."""
        view, window = self.view, self._window
        if view is None:
            return
        if self.rehearsing and not window.presentation.active:
            mine, other = window.geometry(), view.geometry()
            window.setGeometry(other)
            view.setGeometry(mine)
            return
        self.swapped = not self.swapped
        there = view.screen().name()
        self.close()
        window.presentation.move_to(there, self.follow)

    def show_seen(self, seen: Scene) -> None:
        """Show in the presenter's view what the audience sees."""
        if self.view is not None:
            self.view.show_state(self._window.store.state, seen, self._window.figure.size())

    def close(self) -> None:
        """Close the presenter's view."""
        if self.view is not None:
            view, self.view = self.view, None
            view.end()
            view.close()
            view.deleteLater()

    def end(self) -> None:
        """Close the presenter's view for good, because the window closes."""
        self.rehearsing = False
        self.close()

    def _open(self, screen: QScreen | None) -> None:
        window = self._window
        if self.view is None:
            self.view = PresenterView(window, self._watch)
            self.view.addActions(window.actions())
            self.view.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
            window.connect_figure(self.view.figure)
            self.view.left.connect(self._on_left)
            self.view.clock.begin()
            if screen is None:
                room = window.screen().availableGeometry()
                size = QSize(round(_BESIDE * room.width()), round(_BESIDE * room.height()))
                self.view.setGeometry(QRect(room.bottomRight() - QPoint(size.width(), size.height()), size))
                self.view.show()
        if screen is not None and (not self.view.isVisible() or self.view.screen() is not screen):
            fill(self.view, screen)
        self.show_seen(window.dressed(window.scene))
        (self.view if screen is None else window).activateWindow()

    def _on_left(self) -> None:
        """End what the presenter's view was shown for, when its user closes it."""
        if self.view is None:
            return
        if self._window.presentation.active:
            self._window.toggle_presentation()
        self.rehearse(wanted=False)

    def _on_screens(self) -> None:
        """Follow a screen that was plugged in or out: the audience keeps its figure in either case."""
        if self._window.isVisible() and self._window.presentation.active:
            self.follow()

    @staticmethod
    def _others(screen: QScreen) -> list[QScreen]:
        """Return the screens that do not show the same as this one."""
        return [each for each in QGuiApplication.screens() if each.geometry() != screen.geometry()]
