"""Which screen shows what: the audience's figure on one, the presenter's view on the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from sigviz.model.scene import Scene
from sigviz.system.application import screen_of
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
        self._plugs = False  # whether screens that are plugged in or out are followed

    def audience(self, asked: QScreen | None) -> QScreen | None:
        """Return the screen to present on: the one that was asked for, or else with a talk the other one, if any."""
        if asked is not None or self._window.store.state.talk is None or self.swapped:
            return asked
        return next(iter(self._others(screen_of(self._window))), None)

    def follow(self) -> None:
        """Show the presenter's view if it is wanted now, and where, or close it."""
        window = self._window
        talk, presenting = window.store.state.talk, window.presentation.active
        self._follow_plugs(wanted=presenting)
        others = self._others(screen_of(window)) if talk is not None and presenting else []
        if others:
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
        there = screen_of(view).name()
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
        self._follow_plugs(wanted=False)
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
                room = screen_of(window).availableGeometry()
                size = QSize(round(_BESIDE * room.width()), round(_BESIDE * room.height()))
                self.view.setGeometry(QRect(room.bottomRight() - QPoint(size.width(), size.height()), size))
                self.view.show()
        if screen is not None and (not self.view.isVisible() or screen_of(self.view) is not screen):
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

    def _follow_plugs(self, *, wanted: bool) -> None:
        application = QGuiApplication.instance()
        if wanted == self._plugs or not isinstance(application, QGuiApplication):
            return
        self._plugs = wanted
        for signal in (application.screenAdded, application.screenRemoved):
            if wanted:
                signal.connect(self._on_screens)
            else:
                signal.disconnect(self._on_screens)

    def _on_screens(self) -> None:
        """Follow a screen that was plugged in or out: the audience keeps its figure in either case."""
        if self._window.isVisible() and self._window.presentation.active:
            self.follow()

    @staticmethod
    def _others(screen: QScreen) -> list[QScreen]:
        """Return the screens that do not show the same as this one."""
        return [each for each in QGuiApplication.screens() if each.geometry() != screen.geometry()]
