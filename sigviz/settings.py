"""What is remembered from the last time: the scene, the theme if it was chosen, and the window's place.

One JSON file, written beside its target and renamed over it, so that it is always whole, also when two windows close
at once. A file that is damaged or cannot be written never stops anything: it costs a line on stderr.
"""

import json
import os
import sys
import tempfile
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from sigviz.model.scene import Scene

_LIMIT = 1_000_000  # bytes; a settings file is a thousand times smaller


@dataclass(frozen=True, slots=True)
class Memory:
    """What a window leaves for the next one."""

    scene: Scene | None = None
    theme_chosen: bool = False
    geometry: bytes = b""

    def with_chosen_theme(self) -> "Memory":
        """Return this, with the theme counted as chosen."""
        return replace(self, theme_chosen=True)


class Settings:
    """The settings file at a path, by default where this desktop keeps them."""

    def __init__(self, path: Path | str | None = None) -> None:
        self.path = Path(path) if path is not None else _default_path()

    def load(self) -> Memory:
        """Return what was remembered: nothing, if there is no file or it makes no sense."""
        try:
            with self.path.open("rb") as file:
                content = file.read(_LIMIT + 1)
            return _from_json(content)
        except FileNotFoundError:
            return Memory()
        except (OSError, ValueError, RecursionError) as error:
            _say(f"the settings in {self.path} are not used: {error}")
            return Memory()

    def save(self, memory: Memory) -> None:
        """Remember, if the file can be written."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(self.path, _to_json(memory).encode())
        except OSError as error:
            _say(f"the settings could not be saved in {self.path}: {error.strerror or error}")

    def forget(self) -> None:
        """Remove the file."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            _say(f"the settings in {self.path} could not be removed: {error.strerror or error}")


def _default_path() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "sigviz" / "settings.json"


def _to_json(memory: Memory) -> str:
    plain: dict[str, Any] = {"geometry": b64encode(memory.geometry).decode()}
    if memory.scene is not None:
        plain["scene"] = memory.scene.to_dict()
        if not memory.theme_chosen:
            del plain["scene"]["theme"]
    return json.dumps(plain, ensure_ascii=False, indent=1)


def _from_json(content: bytes) -> Memory:
    if len(content) > _LIMIT:
        raise ValueError("the file is too large")
    plain = json.loads(content)
    if not isinstance(plain, dict) or not isinstance(plain.get("scene"), dict):
        raise ValueError("it holds no scene")
    geometry = plain.get("geometry", "")
    if not isinstance(geometry, str):
        raise ValueError("the geometry must be text")
    return Memory(Scene.from_dict(plain["scene"]), "theme" in plain["scene"], b64decode(geometry, validate=True))


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _say(message: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"sigviz: {' '.join(message.split())}\n")
