"""Reading the scene that a file holds: a scene file, or a picture.

Pictures and scene files come from strangers: of each only so much is read as a scene can take, and what is wrong with
it is one sentence. Standard library only.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from sigviz.formats.embedded_scenes import LARGEST as LARGEST
from sigviz.formats.embedded_scenes import SceneFileError as SceneFileError
from sigviz.formats.embedded_scenes import in_pdf, in_png, in_svg, in_webp
from sigviz.model.scene import NewerVersionError, Scene
from sigviz.model.validators import nearest
from sigviz.system.atomic_files import FileAccessError, open_plain_file


def read_scene(path: Path) -> Scene:
    """Return the scene that a scene file or a picture holds.

    Raises `SceneFileError` if it holds none, or a wrong one, and `FileAccessError` if it cannot be read.

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
        raise SceneFileError(f"{path.name!r} holds no scene of sigviz")
    return _decoded(found, path.name)


def _reader(path: Path) -> Callable[[BinaryIO, str], bytes | None]:
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise SceneFileError(f"{path.name!r} is no file that keeps a scene: {nearest(suffix, _READERS)}")
    return _READERS[suffix]


def _decoded(text: bytes, name: str) -> Scene:
    if len(text) > LARGEST:
        raise SceneFileError(f"{name!r} is too large for a scene")
    try:
        plain: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise SceneFileError(f"{name!r} holds no JSON that makes a scene") from None
    if not isinstance(plain, dict):
        raise SceneFileError(f"{name!r} holds JSON, but no scene: a scene is an object with fields")
    try:
        return Scene.from_dict(plain)
    except NewerVersionError as error:
        raise SceneFileError(f"{name!r}: {error}") from None
    except ValueError as error:
        raise SceneFileError(f"{name!r} holds a scene that is wrong: {error}") from None


def _whole(file: BinaryIO, name: str) -> bytes | None:  # noqa: ARG001
    return file.read(LARGEST + 1)


_READERS = {".json": _whole, ".png": in_png, ".svg": in_svg, ".pdf": in_pdf, ".webp": in_webp}
READABLE = tuple(_READERS)
