"""Whether a window can be opened here, found out before Qt is: on failure Qt aborts, and no handler runs.

Each check is the cheapest that tells the truth: the platform plugin is loaded, which names a missing library rightly
where Qt names another, and the display is connected to.
"""

import ctypes
import os
import re
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sigviz.system.errors import UnusablePlatformError
from sigviz.system.qt_binding import OtherQtError

# Libraries that Qt needs on an X display and a Debian without a desktop may lack, and the packages that bring them.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_MISSING = re.compile(r"(lib[\w.+-]+\.so[.\d]*): cannot open shared object file")


@contextmanager
def usable() -> Iterator[None]:
    """Check the display, then run the body, which imports Qt; raises `UnusablePlatformError` for what is missing."""
    with loadable():
        if sys.platform.startswith("linux"):
            _check_linux()
        yield


@contextmanager
def loadable() -> Iterator[None]:
    """Run the body, which imports Qt; raises `UnusablePlatformError` if that fails."""
    try:
        yield
    except OtherQtError as error:
        raise UnusablePlatformError(str(error)) from error
    except ImportError as error:
        raise UnusablePlatformError(_explain(str(error))) from error


def _check_linux() -> None:
    """Raise `UnusablePlatformError` unless one of the platforms that Qt would try can work."""
    problems = []
    for platform in _candidates():
        problem = _problem(platform)
        if problem is None:
            return
        problems.append(problem)
    raise UnusablePlatformError(problems[0])


def _candidates() -> list[str]:
    """Return the platforms in the order in which Qt tries them."""
    asked = [name.partition(":")[0].lower() for name in os.environ.get("QT_QPA_PLATFORM", "").split(";")]
    if any(asked):
        return [name for name in asked if name]
    found = [("wayland", "WAYLAND_DISPLAY"), ("xcb", "DISPLAY")]
    names = [name for name, variable in found if os.environ.get(variable)]
    if not names:
        raise UnusablePlatformError(
            "there is no display to open a window on: start it from a desktop session, or set DISPLAY"
        )
    return names


def _problem(platform: str) -> str | None:
    """Return what keeps Qt from a platform: it is none, its display cannot be reached, or a library is missing."""
    plugin = _plugin(platform)
    if plugin is not None and not plugin.exists():
        return f"Qt has no platform {platform!r}: unset QT_QPA_PLATFORM, or set it to xcb or wayland"
    reach, kind = {"xcb": _unreachable_x, "wayland": _unreachable_wayland}, platform.partition("-")[0]
    unreachable = reach[kind]() if kind in reach else None
    if unreachable or plugin is None:
        return unreachable
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return _explain(str(error))
    return None


def _plugin(platform: str) -> Path | None:
    """Return the plugin of a platform, or where it would be if Qt had it; None if Qt keeps its plugins elsewhere."""
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "Qt" / "plugins" / "platforms"
    if not folder.is_dir():
        return None
    plugin = folder / f"libq{platform}.so"
    if plugin.exists():
        return plugin
    # One plugin may have several platforms. That of Wayland says so of some that need another plugin besides.
    variants = folder.parent / "wayland-graphics-integration-client"
    lacking = platform.startswith("wayland-") and _having(platform, variants) is None
    return plugin if lacking else _having(platform, folder) or plugin


def _having(name: str, folder: Path) -> Path | None:
    """Return the plugin in a folder that says that it has something of a name."""
    from PySide6.QtCore import QPluginLoader  # late, for most platforms are found by the name of the file

    def names(plugin: Path) -> list[str]:
        said: Any = QPluginLoader(str(plugin)).metaData()
        return list(said.get("MetaData", {}).get("Keys", ()))

    return next((plugin for plugin in folder.glob("lib*.so") if name in names(plugin)), None)


def _unreachable_x() -> str | None:
    """Return what is wrong with the X display, as its own client library finds it."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        return _explain(str(error))
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if not failed:
        return None
    display = os.environ.get("DISPLAY", "")
    return f"the display {display!r} cannot be reached: check DISPLAY, and that you may connect to it"


def _unreachable_wayland() -> str | None:
    """Return what is wrong with the Wayland display."""
    name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name)  # an absolute name stands for itself
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(path)
    except OSError:
        return f"the Wayland display {name!r} cannot be reached: check WAYLAND_DISPLAY and XDG_RUNTIME_DIR"
    return None


def _explain(message: str) -> str:
    """Return a sentence for a loader's message, and the one line that brings whatever else is missing too."""
    found = _MISSING.search(message)
    if not found:
        return f"a part that Qt needs cannot be loaded: {' '.join(message.split())}"
    library = found[1]
    packages = sorted({package for name, package in PACKAGES.items() if name == library or not _loads(name)})
    way = f"on Debian and Ubuntu: apt-get install -y {' '.join(packages)}" if packages else "install what brings it"
    return f"the library {library} is missing, which Qt needs; {way}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
