"""Reading the scene in a scene file or a picture.

Pictures and scene files may come from untrusted sources, so no more is read than the largest scene needs, and every
error is one sentence. Standard library only.
"""

import json
from pathlib import Path
from typing import Any

from sigviz.formats.base.embedded_scene import LARGEST as LARGEST
from sigviz.formats.base.embedded_scene import SceneFileError as SceneFileError
from sigviz.formats.base.format import SceneReader
from sigviz.formats.registry import SCENE_READERS
from sigviz.model.fields.validators import nearest
from sigviz.model.scene import Scene
from sigviz.model.scene_version import NewerVersionError
from sigviz.system.atomic_files import FileAccessError, open_plain_file

READABLE = tuple(SCENE_READERS)


def read_scene(path: Path) -> Scene:
    """Return the scene in a scene file or a picture.

    Raises `SceneFileError` if it contains no scene or an invalid one, and `FileAccessError` if it cannot be read.

    >>> import tempfile
    >>> from sigviz.system.atomic_files import write
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(Path(folder, "scene.json"), Scene(x=2).to_json().encode())
    ...     read_scene(Path(folder, "scene.json")).x
    2.0
    """
    try:
        with open_plain_file(path) as file:
            found = _reader(path)(file, path.name)
    except OSError as error:
        raise FileAccessError(path, "read", error) from None
    if found is None:
        raise SceneFileError(f"{path.name!r} contains no sigviz scene")
    return _decoded(found, path.name)


def _reader(path: Path) -> SceneReader:
    suffix = path.suffix.lower()
    if suffix not in SCENE_READERS:
        raise SceneFileError(f"{path.name!r} cannot contain a scene: {nearest(suffix, SCENE_READERS)}")
    return SCENE_READERS[suffix]


def _decoded(text: bytes, name: str) -> Scene:
    if len(text) > LARGEST:
        raise SceneFileError(f"{name!r} is too large for a scene")
    try:
        plain: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise SceneFileError(f"{name!r} contains no valid JSON") from None
    if not isinstance(plain, dict):
        raise SceneFileError(f"{name!r} contains JSON, but no scene: a scene is a JSON object")
    try:
        return Scene.from_dict(plain)
    except NewerVersionError as error:
        raise SceneFileError(f"{name!r}: {error}") from None
    except ValueError as error:
        raise SceneFileError(f"{name!r} contains an invalid scene: {error}") from None
