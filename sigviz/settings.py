"""What is remembered from the last time: the scene, the theme if it was chosen, and the window's place.

One JSON file, written beside its target and renamed over it, so that it is always whole, also when two windows close
at once. A file that is damaged or cannot be written never stops anything: it costs a line on stderr.
"""

import json
import os
import sys
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from sigviz import files
from sigviz.choices import Choices
from sigviz.model.scene import Scene
from sigviz.streams import complain

MOTIONS = ("auto", "full", "reduced")


@dataclass(frozen=True, slots=True)
class Memory:
    """What a window leaves for the next one."""

    scene: Scene | None = None
    theme_chosen: bool = False
    geometry: bytes = b""
    export: Choices = Choices()
    motion: str = "auto"  # or full, or reduced

    def with_chosen_theme(self) -> "Memory":
        """Return this, with the theme counted as chosen."""
        return replace(self, theme_chosen=True)


class Settings:
    """The settings file at a path, by default where this desktop keeps them.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     settings = Settings(Path(folder, "settings.json"))
    ...     settings.save(Memory(Scene(x=2)))
    ...     settings.load().scene.x
    2.0
    """

    def __init__(self, path: Path | str | None = None) -> None:
        self.path = Path(path) if path is not None else _default_path()

    def load(self) -> Memory:
        """Return what was remembered: nothing, if there is no file or it makes no sense."""
        try:
            with files.opened(self.path) as file:
                content = file.read(files.LARGEST + 1)
            return _from_json(content)
        except FileNotFoundError:
            return Memory()
        except (OSError, ValueError, RecursionError) as error:
            complain(f"the settings in {self.path} are not used: {error}")
            return Memory()

    def save(self, memory: Memory) -> None:
        """Remember, if the file can be written."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            files.write(self.path, _to_json(memory).encode())
        except OSError as error:
            complain(f"the settings could not be saved in {self.path}: {error.strerror or error}")
        except files.Refused as refused:
            complain(f"the settings could not be saved: {refused}")

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
        plain["scene"] = memory.scene.to_dict()
        if not memory.theme_chosen:
            del plain["scene"]["theme"]
    return json.dumps(plain, indent=1)  # in ASCII: what was read may hold half a character, which no file can


def _from_json(content: bytes) -> Memory:
    if len(content) > files.LARGEST:
        raise ValueError("the file is too large")
    plain = json.loads(content)
    if not isinstance(plain, dict):
        raise ValueError("it is no object")
    scene = plain.get("scene")
    if scene is not None and not isinstance(scene, dict):
        raise ValueError("the scene must be an object")
    geometry = plain.get("geometry", "")
    if not isinstance(geometry, str):
        raise ValueError("the geometry must be text")
    export = plain.get("export", {})
    if not isinstance(export, dict):
        raise ValueError("the choices for pictures must be an object")
    motion = plain.get("motion", "auto")
    if motion not in MOTIONS:
        raise ValueError("the motion must be auto, full or reduced")
    place = b64decode(geometry, validate=True)
    if scene is None:
        return Memory(None, False, place, Choices.from_dict(export), motion)
    return Memory(Scene.from_dict(scene), "theme" in scene, place, Choices.from_dict(export), motion)
