"""The existing QApplication, a check that windows and pictures can be drawn in this thread, and the screen of a window.

Qt draws widgets only in the thread of the QApplication, which starts in the main thread. In any other thread, or if the
application of the program is not a QApplication, Qt hangs or crashes.
"""

import threading

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from sigviz.system.errors import UnusablePlatformError

_ELSEWHERE = "call it there, or in a separate process"


def existing() -> QApplication | None:
    """Return the QApplication of this program, or None if there is none but it can be created here.

    Raises `UnusablePlatformError` in any thread except that of the application, or the main thread if there is no
    application, and if the application is not a QApplication.
    """
    found = QCoreApplication.instance()
    if found is None:
        if threading.current_thread() is not threading.main_thread():
            raise UnusablePlatformError(f"without a QApplication, sigviz draws only in the main thread: {_ELSEWHERE}")
        return None
    if not isinstance(found, QApplication):
        kind = type(found).__name__
        raise UnusablePlatformError(
            f"this program has created a {kind}, but sigviz needs a QApplication: create that instead"
        )
    if not found.thread().isCurrentThread():
        raise UnusablePlatformError(f"sigviz draws only in the thread of the QApplication: {_ELSEWHERE}")
    return found


def screen_of(widget: QWidget) -> QScreen:
    """Return the screen that a window is on.

    With PySide6 6.11, ``QWidget.screen`` makes the screen a child of the window: it is deleted with it, and the next
    window crashes.
    """
    handle = widget.windowHandle()
    return handle.screen() if handle is not None else QGuiApplication.primaryScreen()
