"""The QApplication that is there already, looked for only where windows and pictures can be made.

Qt draws widgets in one thread: that of the QApplication, which begins in the main thread. In any other it hangs or
crashes, and in a program whose application draws no widgets it does so too.
"""

import threading

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from sigviz.system.errors import UnusablePlatformError

_ELSEWHERE = "call it there, or in a process of its own"


def existing() -> QApplication | None:
    """Return the QApplication of this program, or None if it can be made here.

    Raises `UnusablePlatformError` in any thread but that of the application, or the main thread where there is none
    yet, and if the application is of a kind that draws no widgets.
    """
    found = QCoreApplication.instance()
    if found is None:
        if threading.current_thread() is not threading.main_thread():
            raise UnusablePlatformError(f"without a QApplication, sigviz draws only in the main thread: {_ELSEWHERE}")
        return None
    if not isinstance(found, QApplication):
        kind = type(found).__name__
        raise UnusablePlatformError(
            f"this program has made a {kind}, and sigviz needs a QApplication: make that instead"
        )
    if not found.thread().isCurrentThread():
        raise UnusablePlatformError(f"sigviz draws only in the thread of the QApplication: {_ELSEWHERE}")
    return found
