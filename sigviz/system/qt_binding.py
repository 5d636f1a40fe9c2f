"""Makes pyqtgraph use PySide6, even if other bindings are installed or selected in the environment."""

import os
import sys

_OTHERS = ("PyQt6", "PyQt5", "PySide2")
_CHOICE = "PYQTGRAPH_QT_LIB"  # the variable that pyqtgraph reads when it is imported


class OtherQtError(ImportError):
    """Another binding of Qt is already loaded in this process; two bindings cannot work together."""


def use_pyside6() -> None:
    """Import pyqtgraph with PySide6. Raises `OtherQtError` if the process has loaded another binding of Qt."""
    loaded = next((name for name in _OTHERS if f"{name}.QtCore" in sys.modules), None)
    if loaded is not None:
        raise OtherQtError(f"sigviz needs PySide6, but {loaded} is already loaded in this process")
    asked = os.environ.get(_CHOICE)
    os.environ[_CHOICE] = "PySide6"
    try:
        import pyqtgraph  # noqa: F401
    finally:
        if asked is None:
            del os.environ[_CHOICE]
        else:
            os.environ[_CHOICE] = asked
