"""The settings: the scene of the last run, the theme if the user chose one, the window's geometry, and more.

They are one JSON file. A new version is written next to it and renamed, so the file is always complete, even if two
windows close at the same time. A file that is damaged or cannot be written only causes a line on stderr. If parts of
the file are invalid, the rest is used. Of a file from a newer sigviz, the known parts are used, and it is not changed.
"""

import json
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from sigviz.model.fields.validators import Truth, Word, brief
from sigviz.model.scene import FIELDS, Scene
from sigviz.model.scene_version import NewerVersionError, check_version
from sigviz.storage import scene_files
from sigviz.storage.export_choices import Choices
from sigviz.system import atomic_files
from sigviz.system.reduced_motion import AS_DESKTOP, MOTIONS
from sigviz.system.stdio import complain

_MOST_REPORTED = 3  # problems of a file


@dataclass(frozen=True, slots=True)
class Memory:
    """The state of a window that is stored for the next one."""

    scene: Scene | None = None
    theme_chosen: bool = False
    geometry: bytes = b""
    export: Choices = Choices()
    motion: str = AS_DESKTOP
    shelf_folded: bool = False
    greeted: bool = False  # whether the user has dragged the point, so that the window need not say that one can
    presenter_swapped: bool = False  # whether a talk is presented on the screen where its window was

    def with_chosen_theme(self) -> "Memory":
        """Return this memory, with the theme marked as chosen by the user."""
        return replace(self, theme_chosen=True)


class Settings:
    """The settings file at a path, by default in the standard folder of the desktop.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     settings = Settings(Path(folder, "settings.json"))
    ...     settings.save(Memory(Scene(x=2))), settings.load().scene.x
    (True, 2.0)
    """

    def __init__(self, path: Path | str | None = None) -> None:
        self.path = Path(path) if path is not None else _default_path()
        self._newer_reported = False  # whether the user was told that the file is from a newer sigviz

    def load(self) -> Memory:
        """Return the stored state, with defaults for invalid parts, or all defaults if there is no file."""
        try:
            plain = self._read()
            memory, wrong = _memory(plain)
        except FileNotFoundError:
            return Memory()
        except OSError as error:
            return self._without(str(error.strerror or error))
        except (ValueError, RecursionError) as error:
            return self._without(str(error))
        if not self._leaves(plain) and wrong:
            more = f"; and {len(wrong) - _MOST_REPORTED} more" if len(wrong) > _MOST_REPORTED else ""
            complain(f"some settings in {self.path} are ignored: {'; '.join(wrong[:_MOST_REPORTED])}{more}")
        return memory

    def _read(self) -> dict[str, Any]:
        with atomic_files.open_plain_file(self.path) as file:
            return _decoded(file.read(scene_files.LARGEST + 1))

    def _leaves(self, plain: Mapping[str, Any]) -> bool:
        """Return whether a file is from a newer sigviz, and tell the user once that it is not changed."""
        newer = _newer(plain.get("scene"))
        if newer and not self._newer_reported:
            self._newer_reported = True
            complain(f"the settings in {self.path} are not changed: {newer}; --reset-settings deletes them")
        return newer is not None

    def _without(self, why: str) -> Memory:
        complain(f"the settings in {self.path} are not used: {why}")
        return Memory()

    def save(self, memory: Memory) -> bool:
        """Save the state, and return whether the file was written. A file from a newer sigviz is not changed."""
        with suppress(OSError, ValueError, RecursionError):  # an unreadable file may be replaced
            if self._leaves(self._read()):
                return False
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            atomic_files.write(self.path, _to_json(memory).encode())
        except OSError as error:
            complain(f"the settings could not be saved in {self.path}: {error.strerror or error}")
        except atomic_files.FileAccessError as refused:
            complain(f"the settings could not be saved: {refused}")
        else:
            return True
        return False

    def forget(self) -> None:
        """Delete the file."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            complain(f"the settings in {self.path} could not be deleted: {error.strerror or error}")


def _default_path() -> Path:
    return _folder() / "sigviz" / "settings.json"


def _folder() -> Path:
    if not sys.platform.startswith("linux"):
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation))
    asked = os.environ.get("XDG_CONFIG_HOME", "")  # Qt would lose bytes of a name that are not UTF-8
    return Path(asked) if os.path.isabs(asked) else Path(os.environ.get("HOME") or "/", ".config")


def _to_json(memory: Memory) -> str:
    plain: dict[str, Any] = {
        "geometry": b64encode(memory.geometry).decode(),
        "export": memory.export.to_dict(),
        "motion": memory.motion,
        "shelf_folded": memory.shelf_folded,
        "greeted": memory.greeted,
        "presenter_swapped": memory.presenter_swapped,
    }
    if memory.scene is not None:
        plain["scene"] = memory.scene.to_versioned()
        if not memory.theme_chosen:
            del plain["scene"]["theme"]
    return json.dumps(plain, indent=1)  # ASCII, because a value may contain a lone surrogate, which UTF-8 cannot encode


def _decoded(content: bytes) -> dict[str, Any]:
    if len(content) > scene_files.LARGEST:
        raise ValueError("the file is too large")
    plain = json.loads(content)
    if not isinstance(plain, dict):
        raise ValueError("the file is not a JSON object")
    return plain


def _memory(plain: Mapping[str, Any]) -> tuple[Memory, list[str]]:
    """Return the stored state with defaults for invalid parts, and what is wrong with these."""
    parts: dict[str, Any] = {}
    wrong: list[str] = []
    for name, read in _READERS.items():
        if plain.get(name) is not None:
            try:
                parts[name] = read(plain[name])
            except ValueError as error:
                wrong.append(str(error))
    if "scene" in parts:
        fields, wrong_fields = parts["scene"]
        parts |= {"scene": Scene().evolve(**fields), "theme_chosen": "theme" in fields}
        wrong += wrong_fields
    return Memory(**parts), wrong


def _newer(scene: object) -> NewerVersionError | None:
    try:
        check_version(scene if isinstance(scene, dict) else {}, FIELDS)
    except NewerVersionError as newer:
        return newer
    except ValueError:  # reported when the fields are read
        return None
    return None


def _right_fields(plain: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the valid fields of a scene, and what is wrong with the others, which another version may have written.

    >>> _right_fields({"theme": "dark", "x": 701, "future": 1})
    ({'theme': 'dark'}, ['x must be between -700 and 700, not 701', "a scene has no field 'future'"])
    """
    right: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in plain.items():
        if name == "version":
            continue
        if name not in FIELDS:
            wrong.append(f"a scene has no field {brief(name)}")
            continue
        try:
            right[name] = FIELDS[name].kind.check(name, value)
        except ValueError as error:
            wrong.append(str(error))
    try:
        Scene().evolve(**right)
    except ValueError as error:  # each field is valid, but they are not valid together
        right = {name: value for name, value in right.items() if name not in ("inputs", "weights")}
        wrong.append(str(error))
    return right, wrong


def _scene_fields(value: object) -> tuple[dict[str, Any], list[str]]:
    if not isinstance(value, dict):
        raise ValueError("the scene must be an object")
    fields, wrong = _right_fields(value)
    try:
        check_version(value, FIELDS)
    except ValueError as error:
        wrong.append(str(error))
    return fields, wrong


def _geometry(value: object) -> bytes:
    try:
        return b64decode(value if isinstance(value, str) else "?", validate=True)
    except ValueError:
        raise ValueError("the geometry must be base64 text") from None


def _export(value: object) -> Choices:
    if not isinstance(value, dict):
        raise ValueError("the choices for pictures must be an object")
    return Choices.from_dict(value)


def _motion(value: object) -> str:
    return Word(tuple(MOTIONS)).check("motion", value)


_READERS: dict[str, Callable[[object], Any]] = {
    "scene": _scene_fields,
    "geometry": _geometry,
    "export": _export,
    "motion": _motion,
    "shelf_folded": partial(Truth().check, "shelf_folded"),
    "greeted": partial(Truth().check, "greeted"),
    "presenter_swapped": partial(Truth().check, "presenter_swapped"),
}
