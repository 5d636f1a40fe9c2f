"""The open talk as a document: whether it is saved, and what is kept of it in case the program dies."""

import json
from codecs import BOM_UTF8
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from sigviz.model.store import Store
from sigviz.model.talk.talk import Talk
from sigviz.request.talk_file import LARGEST, parsed
from sigviz.request.talk_writing import toml_of
from sigviz.system import atomic_files

PAUSE = 3000  # milliseconds after a change until it is kept
KEPT = "unsaved-talk.json"  # beside the settings


class Document(QObject):
    """Knows which version of the talk is saved. Unsaved ones are kept in a file that the next start finds."""

    modified_changed = Signal()

    def __init__(self, store: Store, folder: Path | None, parent: QObject) -> None:
        """Create the document of a store. ``folder`` is that of the settings; without one, nothing is kept."""
        super().__init__(parent)
        self._store = store
        self._saved: dict[object, Talk] = {}  # what is in each file, by `_key`
        self._known: dict[Path, bytes] = {}  # what each file said when it was last read or written
        self._place = folder / KEPT if folder is not None else None
        self._kept: Talk | None = None
        self._was = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE)
        self._rest.timeout.connect(self.keep)
        store.changed.connect(self._on_changed)
        self.is_as(store.state.talk)

    @property
    def modified(self) -> bool:
        """Whether a talk is open that differs from what is saved."""
        talk = self._store.state.talk
        return talk is not None and talk != self._saved.get(_key(talk))

    def is_as(self, talk: Talk | None) -> None:
        """Note that this version of a talk is what its file says."""
        if talk is not None:
            self._saved[_key(talk)] = talk
            if talk.source is not None:
                self._known[talk.source] = talk.text.encode()
        self._on_changed()

    def write(self, path: Path) -> None:
        """Write the talk to a file, which is then its own. Raises `FileAccessError`."""
        talk = self._store.state.talk
        if talk is None:
            return
        text = toml_of(talk)
        with atomic_files.unprotected(path):
            atomic_files.write(path, text.encode())
        saved = replace(talk, source=path.absolute())
        self._known[path.absolute()] = text.encode()
        self._saved[_key(saved)] = saved
        self._store.rename(saved)

    def changed_elsewhere(self, path: Path) -> bool:
        """Return whether another program has changed the file of the talk since it was last read or written."""
        talk = self._store.state.talk
        if talk is None or talk.source != path.absolute():
            return False
        with suppress(OSError), atomic_files.open_plain_file(path) as file:
            return file.read(LARGEST + 1).removeprefix(BOM_UTF8) != self._known.get(talk.source)
        return False

    def _on_changed(self) -> None:
        if self.modified:
            self._rest.start()
        else:
            self.forget()
        if self.modified != self._was:
            self._was = self.modified
            self.modified_changed.emit()

    # What is kept in case the program dies

    def keep(self) -> None:
        """Keep the unsaved talk now."""
        talk = self._store.state.talk
        if self._place is None or talk is None or not self.modified or talk is self._kept:
            return
        plain = {"source": str(talk.source or ""), "talk": toml_of(talk)}
        with suppress(OSError, atomic_files.FileAccessError, ValueError):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            atomic_files.write(self._place, json.dumps(plain).encode())
            self._kept = talk

    def forget(self) -> None:
        """Keep nothing any more."""
        self._rest.stop()
        if self._kept is not None:
            self.drop_found()
            self._kept = None

    def found(self) -> Talk | None:
        """Return the talk that an earlier run left unsaved, if there is one."""
        if self._place is None or not self._place.is_file():
            return None
        try:
            with atomic_files.open_plain_file(self._place) as file:
                plain = json.loads(file.read(4 * LARGEST))
            talk = parsed(plain["talk"].encode(), "")
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        source = Path(plain["source"]) if plain.get("source") else None
        return replace(talk, source=source)

    def adopt(self, talk: Talk) -> None:
        """Keep a talk that was found until it is saved."""
        self._kept = talk

    def drop_found(self) -> None:
        """Delete what an earlier run has left."""
        if self._place is not None:
            with suppress(OSError):
                self._place.unlink(missing_ok=True)


def _key(talk: Talk) -> object:
    """Return what tells one talk from another: its file, or what a talk that is in none began with."""
    return talk.source or talk.text
