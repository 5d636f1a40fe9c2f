"""What is remembered from the last time: the scene, the theme if it was chosen, and the window's place.

One JSON file, written beside its target and renamed over it, so that it is always whole, also when two windows close
at once. A file that is damaged or cannot be written never stops anything: it costs a line on stderr, and of a file
with parts that are wrong, the rest is used. A file of a newer sigviz is used as far as it is known here, and left as it
is.
"""

import json
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from sigviz.model.scene import FIELDS, NewerVersionError, Scene, check_version
from sigviz.model.validators import Word, brief
from sigviz.storage import scene_files
from sigviz.storage.export_choices import Choices
from sigviz.system import atomic_files
from sigviz.system.reduced_motion import AS_DESKTOP, MOTIONS
from sigviz.system.stdio import complain

_MOST_TOLD = 3  # of what is wrong in a file


@dataclass(frozen=True, slots=True)
class Memory:
    """What a window leaves for the next one."""

    scene: Scene | None = None
    theme_chosen: bool = False
    geometry: bytes = b""
    export: Choices = Choices()
    motion: str = AS_DESKTOP

    def with_chosen_theme(self) -> "Memory":
        """Return this, with the theme counted as chosen."""
        return replace(self, theme_chosen=True)


class Settings:
    """The settings file at a path, by default where this desktop keeps them.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     settings = Settings(Path(folder, "settings.json"))
    ...     settings.save(Memory(Scene(x=2))), settings.load().scene.x
    (True, 2.0)
    """

    def __init__(self, path: Path | str | None = None) -> None:
        self.path = Path(path) if path is not None else _default_path()
        self._told = False  # that the file is of a newer sigviz

    def load(self) -> Memory:
        """Return what was remembered: nothing, if there is no file; defaults for what of it makes no sense."""
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
            more = f"; and {len(wrong) - _MOST_TOLD} more" if len(wrong) > _MOST_TOLD else ""
            complain(f"not all of the settings in {self.path} is used: {'; '.join(wrong[:_MOST_TOLD])}{more}")
        return memory

    def _read(self) -> dict[str, Any]:
        with atomic_files.open_plain_file(self.path) as file:
            return _decoded(file.read(scene_files.LARGEST + 1))

    def _leaves(self, plain: Mapping[str, Any]) -> bool:
        """Return whether a file is of a newer sigviz, and say once that it is left as it is."""
        newer = _newer(plain.get("scene"))
        if newer and not self._told:
            self._told = True
            complain(f"the settings in {self.path} are left as they are: {newer}; --reset-settings forgets them")
        return newer is not None

    def _without(self, why: str) -> Memory:
        complain(f"the settings in {self.path} are not used: {why}")
        return Memory()

    def save(self, memory: Memory) -> bool:
        """Remember, if the file can be written and is not of a newer sigviz, and return whether it was."""
        with suppress(OSError, ValueError, RecursionError):  # what cannot be read may be replaced
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
        """Remove the file."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            complain(f"the settings in {self.path} could not be removed: {error.strerror or error}")


def _default_path() -> Path:
    return _folder() / "sigviz" / "settings.json"


def _folder() -> Path:
    if not sys.platform.startswith("linux"):
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation))
    asked = os.environ.get("XDG_CONFIG_HOME", "")  # Qt would lose what is not UTF-8 in a name
    return Path(asked) if os.path.isabs(asked) else Path(os.environ.get("HOME") or "/", ".config")


def _to_json(memory: Memory) -> str:
    plain: dict[str, Any] = {
        "geometry": b64encode(memory.geometry).decode(),
        "export": memory.export.to_dict(),
        "motion": memory.motion,
    }
    if memory.scene is not None:
        plain["scene"] = memory.scene.to_versioned()
        if not memory.theme_chosen:
            del plain["scene"]["theme"]
    return json.dumps(plain, indent=1)  # in ASCII: what was read may hold half a character, which no file can


def _decoded(content: bytes) -> dict[str, Any]:
    if len(content) > scene_files.LARGEST:
        raise ValueError("the file is too large")
    plain = json.loads(content)
    if not isinstance(plain, dict):
        raise ValueError("it is no object")
    return plain


def _memory(plain: Mapping[str, Any]) -> tuple[Memory, list[str]]:
    """Return what of a memory makes sense, with defaults for the rest, and what is wrong with that."""
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
        check_version(scene if isinstance(scene, dict) else {})
    except NewerVersionError as newer:
        return newer
    except ValueError:  # which is said where the fields are read
        return None
    return None


def _right_fields(plain: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return those fields that make a scene, and what is wrong with the others: another version may have written them.

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
    except ValueError as error:  # each is right, and they do not go together
        right = {name: value for name, value in right.items() if name not in ("inputs", "weights")}
        wrong.append(str(error))
    return right, wrong


def _scene_fields(value: object) -> tuple[dict[str, Any], list[str]]:
    if not isinstance(value, dict):
        raise ValueError("the scene must be an object")
    fields, wrong = _right_fields(value)
    try:
        check_version(value)
    except ValueError as error:
        wrong.append(str(error))
    return fields, wrong


def _geometry(value: object) -> bytes:
    try:
        return b64decode(value if isinstance(value, str) else "?", validate=True)
    except ValueError:
        raise ValueError("the geometry must be text in base 64") from None


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
}
