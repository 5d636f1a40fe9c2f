"""Reading a talk: a TOML file with a table for each scene, which says what differs from the scene before.

Talks may come from untrusted sources, so their size is limited, nothing in them is evaluated, and every error is one
sentence that names the file, the scene and the field. Standard library only.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sigviz.model.fields.validators import brief, nearest
from sigviz.model.scene import Scene
from sigviz.model.talk.talk import MOST_SCENES, TITLE, Talk, TalkScene
from sigviz.request.talk_entry import applied
from sigviz.storage.scene_files import SceneFileError
from sigviz.system.atomic_files import FileAccessError, open_plain_file

LARGEST = 1_000_000  # bytes
_MOST_TOLD = 200  # characters of an error of the TOML parser
# A key of many parts joined by dots, which the parser would need the square of their number in memory for.
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{16}}")


def read_talk(path: Path) -> Talk:
    r"""Return the talk in a file.

    Raises `SceneFileError` if it contains no talk or an invalid one, and `FileAccessError` if it cannot be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "talk.toml")
    ...     _ = path.write_text('[[scene]]\nx = 0\n[[scene]]\nx = 2\nstep = "1:3"', "utf-8")
    ...     len(read_talk(path).builds)
    4
    """
    try:
        with open_plain_file(path) as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise FileAccessError(path, "read", error) from None
    if len(content) > LARGEST:
        raise SceneFileError(f"{path.name}: a talk has at most {LARGEST // 10**6} MB")
    try:
        return replace(parsed(content, path.stem), source=path.absolute())
    except ValueError as error:
        raise SceneFileError(f"{path.name}: {error}") from None


def parsed(content: bytes, title: str) -> Talk:
    """Return the talk in the content of a file, by default with a title. Raises `ValueError` if it is invalid.

    >>> parsed(b"[[scene]]", "One").title
    'One'
    """
    return replace(_talk(_document(content), title), text=content.decode("utf-8-sig"))


def _document(content: bytes) -> dict[str, Any]:
    """Return a TOML document as Python types. Raises `ValueError` if it is not valid."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("this is not text in UTF-8") from None
    if found := _LONG_KEY.search(text):
        raise ValueError(f"this is not a talk: {brief(found[0])} has too many parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("this is not a talk: it is nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"this is not valid TOML: {_shortened(str(error))}") from None
    except ValueError:  # of an integer that is longer than Python reads
        raise ValueError("this is not a talk: a number has too many digits") from None


def _shortened(text: str) -> str:
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return line if len(line) <= _MOST_TOLD else f"{line[:_MOST_TOLD]}…"


def _talk(plain: Mapping[str, Any], title: str) -> Talk:
    """Return the talk that a TOML document describes. Raises `ValueError` if it is invalid."""
    for name in plain:
        if name not in ("title", "scene"):
            raise ValueError(f"a talk has no field {brief(name)}: {nearest(name[:40], ('title', 'scene'))}")
    entries = plain.get("scene", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError("a scene must be a table: begin it with [[scene]]")
    if not 1 <= len(entries) <= MOST_SCENES:
        raise ValueError(f"a talk must have 1 to {MOST_SCENES} scenes, not {len(entries)}")
    captioned = any("caption" in entry for entry in entries)
    scenes: list[TalkScene] = []
    before = start = Scene(caption="" if captioned else None)
    for number, entry in enumerate(entries, 1):
        try:
            scenes.append(applied(entry, before.evolve(caption=start.caption), number - 1))
        except ValueError as error:
            raise ValueError(f"scene {number}: {error}") from None
        before = scenes[-1].builds[-1]
    named = frozenset({"caption"}.union(*(scene.names for scene in scenes)))
    return Talk(TITLE.check("title", plain.get("title", title)) or title, tuple(scenes), named)
