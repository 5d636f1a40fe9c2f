"""Watching a file that another program may change."""

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_SETTLED = 100  # milliseconds after the last sign of a change: editors write in several steps


class FileWatch(QObject):
    """Emits ``changed`` when the content of a file may have changed, also if the file was replaced by another."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._seen: object = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED)
        self._settle.timeout.connect(self._look)

    def follow(self, path: Path | None) -> None:
        """Watch this file instead of the previous one, or none."""
        if path == self._path:
            return
        self._path, self._seen = path, _identity(path)
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        if path is not None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._settle.start)
            self._watcher.directoryChanged.connect(self._settle.start)
            self._add()

    def _add(self) -> None:
        """Watch the file, and its folder, because a file that replaces it is another one."""
        if self._watcher is not None and self._path is not None:
            wanted = [os.fspath(path) for path in (self._path, self._path.parent) if path.exists()]
            missing = set(wanted) - {*self._watcher.files(), *self._watcher.directories()}
            if missing:
                self._watcher.addPaths(sorted(missing))

    def _look(self) -> None:
        self._add()
        identity = _identity(self._path)
        if identity is not None and identity != self._seen:
            self._seen = identity
            self.changed.emit()


def _identity(path: Path | None) -> object:
    """Return what differs between two versions of a file, or None if there is none."""
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns) if found else None
