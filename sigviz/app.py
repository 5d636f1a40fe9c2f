"""The program around the window: the QApplication, settings, signals and unexpected errors."""

import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType

import sigviz.plot  # noqa: F401 — before Qt: it checks that no other Qt is loaded

# isort: split
from PySide6.QtCore import QEventLoop, QSize, QSocketNotifier
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QStyle

from sigviz import __version__
from sigviz.drawing import text
from sigviz.drawing.theme import theme_of
from sigviz.model.scene import Scene
from sigviz.model.talk.talk import Talk
from sigviz.request.request import Request
from sigviz.storage.settings import Memory, Settings
from sigviz.system import assets, stdio
from sigviz.system.application import existing
from sigviz.system.os_signals import SignalReceived, noted
from sigviz.window.controls.style import ControlStyle
from sigviz.window.dialogs.failure import Failure
from sigviz.window.main_window import MainWindow


def build(
    scene: Scene | None = None,
    settings: Settings | str | None = None,
    request: Request | None = None,
    talk: Talk | None = None,
) -> MainWindow:
    """Return the window without showing it. Create the QApplication if there is none; the caller starts its event loop.

    The window shows ``scene``, by default the one remembered in ``settings`` (a `Settings` or the path of a file), or
    else the default scene in the light or dark theme of the desktop. ``talk`` begins with it, and ``request`` then
    changes it. Without ``settings`` nothing is read or written.

    Raise `RuntimeError` outside the main thread or the thread of the QApplication, and `RequestError` if the request
    does not fit the scene.
    """
    _application()
    if settings is not None and not isinstance(settings, Settings):
        settings = Settings(settings)
    if settings is not None and request is not None and request.reset_settings:
        settings.forget()
    memory = settings.load() if settings is not None else Memory(greeted=True)
    if request is not None and "theme" in request.fields:
        memory = memory.with_chosen_theme()
    hints, follows = QGuiApplication.styleHints(), scene is None
    if scene is None:
        scene = memory.scene or Scene()
        if not memory.theme_chosen:
            scene = scene.evolve(theme=theme_of(hints.colorScheme()))
    scene = scene if talk is None else talk.at(0, scene)
    window = MainWindow(request.apply(scene) if request is not None else scene, settings, memory, talk)
    if follows:
        hints.colorSchemeChanged.connect(window.follow_color_scheme)
    return window


def run(request: Request, scene: Scene | None = None, talk: Talk | None = None) -> int:
    """Open the window, with a scene or a talk, run until it is closed, and return the exit status.

    Raise `SignalReceived` if a signal closed it.
    """
    _application()
    screens = QGuiApplication.screens()
    if request.screen is not None and request.screen > len(screens):
        stdio.complain(f"error: there is no screen {request.screen}; choose one from 1 to {len(screens)}")
        return 2
    window = build(scene, Settings(), request, talk)
    _fit_into_screen(window)
    window.show()
    if request.present or request.screen is not None:
        window.toggle_presentation(screens[request.screen - 1] if request.screen else None)
    if request.rehearse:
        window.toggle_rehearsal()
    with _closed_by_signals(window) as check, _failures(window) as unseen:
        if not request.present and talk is None:
            window.commands.offer_unsaved()
        status = QApplication.exec()
        window.close_at_once()
    check()
    return 1 if unseen else status


def _fit_into_screen(window: MainWindow) -> None:
    """Limit a window that has not been shown yet to the size of its screen, minus the frame that it will get."""
    title, edge = (
        window.style().pixelMetric(metric)
        for metric in (QStyle.PixelMetric.PM_TitleBarHeight, QStyle.PixelMetric.PM_MdiSubWindowFrameWidth)
    )
    window.resize(window.size().boundedTo(window.screen().availableSize() - QSize(2 * edge, title + edge)))


def _application() -> QApplication:
    application = existing() or _new_application()
    text.load_fonts()
    return application


def _new_application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("sigviz")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("sigviz")
    application.setStyle(ControlStyle())
    application.setWindowIcon(QIcon(str(assets.path_of("sigviz.svg"))))
    return application


@contextmanager
def _closed_by_signals(window: MainWindow) -> Iterator[Callable[[], None]]:
    """Close the window when a termination signal arrives. Yield a check that raises `SignalReceived` if one did.

    Qt's event loop runs no Python code while it waits, so a signal wakes it through a socket.
    """
    import socket

    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
    waker = signal.set_wakeup_fd(theirs.fileno())  # first, or a signal in between would wake nothing
    try:
        with noted() as check:

            def leave() -> None:
                ours.recv(64)
                with suppress(SignalReceived):
                    check()
                    return
                # What the user did before the signal comes first.
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeSocketNotifiers)
                window.document.keep()
                window.close_at_once()
                QApplication.quit()

            notifier.activated.connect(leave)
            yield check
    finally:
        signal.set_wakeup_fd(waker)
        notifier.setEnabled(False)
        ours.close()
        theirs.close()


@contextmanager
def _failures(window: MainWindow) -> Iterator[list[BaseException]]:
    """Show unexpected errors in a dialog, one at a time, and write their tracebacks to stderr.

    Show no dialog while presenting: the audience should not see it. Show none after the window has closed either,
    because the dialog would keep the program alive. Yield the list of errors that occurred after the window closed.
    """
    former = sys.excepthook
    shown: list[Failure] = []
    unseen: list[BaseException] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        details = "".join(traceback.format_exception(kind, error, trace))
        stdio.write_err(details)
        if not window.isVisible():
            unseen.append(error)
        elif issubclass(kind, Exception) and not shown and not window.presentation.active:
            dialog = Failure(window, f"{kind.__name__}: {error}", details)
            shown.append(dialog)
            dialog.finished.connect(shown.clear)
            dialog.show()

    sys.excepthook = hook
    try:
        yield unseen
    finally:
        sys.excepthook = former
