"""Presentation: the same window in full screen, with the projector theme and larger text."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPalette, QScreen
from PySide6.QtWidgets import QMainWindow, QWidget
from shiboken6 import isValid

from sigviz.drawing.theme import THEMES
from sigviz.model.scene import Scene
from sigviz.system.application import screen_of
from sigviz.window.hall.pointer import Pointer

_ANSWERED = (50, 150, 500)  # milliseconds until a Wayland compositor has answered; a busy one takes longer


class Presentation(QObject):
    """Switches a window to full screen and back, blanks it, and changes the mouse pointer."""

    dress_changed = Signal()  # the window size has changed, so the text scale has too

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.scale_step = 1.0  # the factor that the keys for larger and smaller text have set
        self._before: tuple[QRect, Qt.WindowState] | None = None
        self._screen: QScreen | None = None  # the screen whose size changes are followed
        self._blank = QWidget(window)
        self._blank.setAutoFillBackground(True)
        self._blank.setPalette(QPalette(Qt.GlobalColor.black))
        self._blank.setAccessibleName("Blank screen")
        self._blank.hide()
        self.pointer = Pointer(window)

    @property
    def active(self) -> bool:
        """Whether the window is presenting."""
        return self._before is not None

    @property
    def blank(self) -> bool:
        """Whether the screen is black."""
        return not self._blank.isHidden()

    def enter(self, screen: QScreen | None = None) -> None:
        """Start presenting in full screen on a screen, by default the one that the window is on."""
        if self.active:
            return
        window = self._window
        large = window.isMaximized() or window.isFullScreen()
        self._before = window.normalGeometry() if large else window.geometry(), window.windowState()
        self.scale_step = 1.0
        window.menuBar().hide()
        if screen is not None:
            fill(window, screen)
        else:
            window.showFullScreen()
        window.windowHandle().screenChanged.connect(self._follow_screen)
        self._follow_screen(screen_of(window))
        self.pointer.hide_at_rest(wanted=True)

    def move_to(self, name: str, then: Callable[[], None]) -> None:
        """Go on presenting on the screen with a name, if it is still there, and then do something.

        A window that covers a screen cannot be moved, so it stops for a moment: on Wayland, until that is answered.
        """
        scale = self.scale_step
        self.leave()

        def go_on() -> None:
            self.enter(next((screen for screen in QGuiApplication.screens() if screen.name() == name), None))
            self.scale_step = scale
            then()

        if QGuiApplication.platformName().startswith("wayland"):
            QTimer.singleShot(max(_ANSWERED), self._window, go_on)
        else:
            go_on()

    def leave(self) -> None:
        """Stop presenting and restore the window."""
        if self._before is None:
            return
        geometry, state = self._before
        self._before = None
        self._window.windowHandle().screenChanged.disconnect(self._follow_screen)
        self._follow_screen(None)
        self.pointer.hide_at_rest(wanted=False)
        self.pointer.show_dot(shown=False)
        self._blank.hide()
        self._window.menuBar().show()
        if not self._window.isFullScreen():  # some compositors make Qt forget it, and then it could not be ended
            self._window.setWindowState(state | Qt.WindowState.WindowFullScreen)
        self._window.setWindowState(state & ~Qt.WindowState.WindowFullScreen)
        if not self._window.isMaximized():
            self._restore(_inside_a_screen(geometry))

    def _restore(self, geometry: QRect) -> None:
        """Restore the geometry of the window now, and its size again after the window system has answered.

        If Qt draws the window frame itself, as on GNOME, the answer shrinks the window by that frame.
        """
        self._window.setGeometry(geometry)
        if QGuiApplication.platformName().startswith("wayland"):
            for delay in _ANSWERED:
                QTimer.singleShot(delay, self._window, partial(self._resize, geometry.size()))

    def _resize(self, size: QSize) -> None:
        if not self.active:
            self._window.resize(size)

    def _follow_screen(self, screen: QScreen | None) -> None:
        """Follow the size of this screen instead of the previous one."""
        if self._screen is not None and isValid(self._screen):
            self._screen.geometryChanged.disconnect(self._fill_screen)
        self._screen = screen
        if screen is not None:
            screen.geometryChanged.connect(self._fill_screen)
            self._fill_screen(screen.geometry())

    def _fill_screen(self, geometry: QRect) -> None:
        """Cover a screen that has changed its size. A window manager would do that, but there may be none."""
        # Without a window manager, X11 does not know of a full screen.
        is_full = self._window.isFullScreen() or QGuiApplication.platformName() == "xcb"
        if is_full and self._window.geometry() != geometry:
            self._window.setGeometry(geometry)

    def dress(self, scene: Scene) -> Scene:
        """Return the scene with the projector theme and text size while presenting, otherwise unchanged."""
        if not self.active:
            return scene
        return scene.evolve(theme=THEMES[scene.theme].presented, text_scale=self.scale_step)

    def toggle_blank(self) -> None:
        """Make the screen black, or show it again."""
        self._blank.setGeometry(self._window.rect())
        self._blank.setVisible(self._blank.isHidden())
        self._blank.raise_()

    def fit(self) -> None:
        """Adapt to the window size."""
        self._blank.setGeometry(self._window.rect())
        self.pointer.fit()
        if self.active:
            self.dress_changed.emit()


def fill(window: QWidget, screen: QScreen) -> None:
    """Let a window cover a screen."""
    if window.isVisible() and QGuiApplication.platformName().startswith("wayland"):
        window.hide()  # a window that is shown is not moved to another screen
    window.setScreen(screen)  # selects the screen on Wayland
    window.setGeometry(screen.geometry())  # selects it on X11
    window.showFullScreen()


def _inside_a_screen(geometry: QRect) -> QRect:
    """Return a window geometry, moved into a screen if its own screen no longer exists or has become smaller."""
    screen = QGuiApplication.screenAt(geometry.center()) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    place = QRect(geometry.topLeft(), geometry.size().boundedTo(room.size()))
    place.moveLeft(min(max(place.left(), room.left()), room.right() + 1 - place.width()))
    place.moveTop(min(max(place.top(), room.top()), room.bottom() + 1 - place.height()))
    return place
