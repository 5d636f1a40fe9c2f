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
from sigviz.model.scene import FIELDS, Scene
from sigviz.model.talk.talk import GLIDE, MOST_NOTES, MOST_SCENES, TITLE, Talk, TalkScene
from sigviz.request.request import Request, RequestError
from sigviz.request.value_types import step_or_series
from sigviz.storage.scene_files import SceneFileError
from sigviz.system.atomic_files import FileAccessError, open_plain_file

SUFFIX = ".toml"
LARGEST = 1_000_000  # bytes
_MOST_TOLD = 200  # characters of an error of the TOML parser
# A key of many parts joined by dots, which the parser would need the square of their number in memory for.
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{16}}")
_LAYERS = {"show", "with", "without"}
_KEYS = (*sorted(_LAYERS), "notes", "glide", *FIELDS)


def is_talk(path: Path) -> bool:
    """Return whether a file is a talk, by the extension of its name.

    >>> is_talk(Path("talk.toml")), is_talk(Path("scene.json"))
    (True, False)
    """
    return path.suffix.lower() == SUFFIX


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
        return replace(_talk(_parsed(content), path.stem), source=path.absolute())
    except ValueError as error:
        raise SceneFileError(f"{path.name}: {error}") from None


def _parsed(content: bytes) -> dict[str, Any]:
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
    scenes, named = [], {"caption"}
    before = start = Scene(caption="" if captioned else None)
    for number, entry in enumerate(entries, 1):
        try:
            scenes.append(_scene(entry, before.evolve(caption=start.caption)))
        except ValueError as error:
            raise ValueError(f"scene {number}: {error}") from None
        before = scenes[-1].builds[-1]
        named |= _named(entry)
        named |= {name for name in FIELDS if getattr(before, name) != getattr(start, name)}
    return Talk(TITLE.check("title", plain.get("title", title)) or title, tuple(scenes), frozenset(named))


def _scene(entry: Mapping[str, Any], before: Scene) -> TalkScene:
    """Return the scene that a table describes, as the changes of the scene before it."""
    for name in entry:
        if name not in _KEYS:
            raise ValueError(f"a scene of a talk has no field {brief(name)}: {nearest(name[:40], _KEYS)}")
    if "show" in entry and "layers" in entry:
        raise ValueError("show and layers mean the same: give one of them")
    if not isinstance(entry.get("caption", ""), str):
        raise ValueError(f"caption must be {FIELDS['caption'].kind.accepts}")
    fields = {name: value for name, value in entry.items() if name in FIELDS and name != "step"}
    if "show" in entry:
        fields["layers"] = _layers("show", entry)
    steps = _steps(entry["step"]) if "step" in entry else (None,)
    more, less = (_layers(name, entry) for name in ("with", "without"))
    builds = tuple(_applied(Request(fields, more, less, step), before) for step in steps)
    glide = GLIDE.check("glide", entry["glide"]) if "glide" in entry else None
    return TalkScene(builds, _notes(entry.get("notes", "")), glide)


def _applied(request: Request, scene: Scene) -> Scene:
    try:
        return request.apply(scene)
    except RequestError as error:
        raise ValueError(str(error)) from None


def _layers(name: str, entry: Mapping[str, Any]) -> frozenset[str]:
    found: frozenset[str] = FIELDS["layers"].kind.check(name, entry.get(name, ()))
    return found


def _steps(value: object) -> tuple[int, ...]:
    """Return the steps of the derivation that a number or a series stands for."""
    if isinstance(value, str):
        found = step_or_series(value)
        return (found,) if isinstance(found, int) else tuple(found)
    return (FIELDS["step"].kind.check("step", value),)


def _notes(value: object) -> str:
    if not isinstance(value, str) or len(value) > MOST_NOTES:
        raise ValueError(f"notes must be a text of at most {MOST_NOTES} characters")
    return value.strip()


def _named(entry: Mapping[str, Any]) -> set[str]:
    """Return the fields of a scene that a table sets."""
    named = {name for name in entry if name in FIELDS}
    if _LAYERS & entry.keys():
        named |= {"layers", "by_hand"}
    if "step" in entry:
        named |= {"layers", "by_hand", "focus"}
    return named
