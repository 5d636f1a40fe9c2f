"""Checks whether a window can be opened, before Qt tries, because Qt aborts on failure without running a handler.

The checks are the cheapest reliable ones. The platform plugin is loaded, because the error then names the library that
is missing, while Qt may name another one. Then the display is connected to.
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

# Libraries that Qt needs on an X display and that may be missing on Debian without a desktop, and their packages.
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
    """Check the display, then run the body, which imports Qt. Raises `UnusablePlatformError` if one of them fails."""
    with loadable():
        if sys.platform.startswith("linux"):
            _check_linux()
        yield


@contextmanager
def loadable() -> Iterator[None]:
    """Run the body, which imports Qt. Raises `UnusablePlatformError` if the import fails."""
    try:
        yield
    except OtherQtError as error:
        raise UnusablePlatformError(str(error)) from error
    except ImportError as error:
        raise UnusablePlatformError(_explain(str(error))) from error


def _check_linux() -> None:
    """Raise `UnusablePlatformError` unless at least one of the platforms that Qt tries can work."""
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
            "there is no display to open a window on: start sigviz from a desktop session, or set DISPLAY"
        )
    return names


def _problem(platform: str) -> str | None:
    """Return why Qt cannot use a platform: it is unknown, its display is unreachable, or a library is missing."""
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
    """Return the path of a platform's plugin, which may not exist, or None if Qt's plugins are in another folder."""
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "Qt" / "plugins" / "platforms"
    if not folder.is_dir():
        return None
    plugin = folder / f"libq{platform}.so"
    if plugin.exists():
        return plugin
    # One plugin may provide several platforms. Wayland's plugin lists some that need an additional plugin.
    variants = folder.parent / "wayland-graphics-integration-client"
    lacking = platform.startswith("wayland-") and _having(platform, variants) is None
    return plugin if lacking else _having(platform, folder) or plugin


def _having(name: str, folder: Path) -> Path | None:
    """Return the plugin in a folder whose metadata lists a name, or None."""
    from PySide6.QtCore import QPluginLoader  # imported late, because most platforms are found by their file name

    def names(plugin: Path) -> list[str]:
        metadata: Any = QPluginLoader(str(plugin)).metaData()
        return list(metadata.get("MetaData", {}).get("Keys", ()))

    return next((plugin for plugin in folder.glob("lib*.so") if name in names(plugin)), None)


def _unreachable_x() -> str | None:
    """Return what is wrong with the X display, found by connecting with its client library, or None."""
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
    return f"the display {display!r} cannot be reached: check DISPLAY, and your permission to connect to it"


def _unreachable_wayland() -> str | None:
    """Return what is wrong with the Wayland display, or None."""
    name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name)  # an absolute name replaces the folder
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(path)
    except OSError:
        return f"the Wayland display {name!r} cannot be reached: check WAYLAND_DISPLAY and XDG_RUNTIME_DIR"
    return None


def _explain(message: str) -> str:
    """Return a sentence for an error of the loader, with one command that installs all missing libraries."""
    found = _MISSING.search(message)
    if not found:
        return f"a library that Qt needs cannot be loaded: {' '.join(message.split())}"
    library = found[1]
    packages = sorted({package for name, package in PACKAGES.items() if name == library or not _loads(name)})
    way = f"on Debian and Ubuntu: apt-get install -y {' '.join(packages)}" if packages else "install its package"
    return f"the library {library}, which Qt needs, is missing; {way}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
