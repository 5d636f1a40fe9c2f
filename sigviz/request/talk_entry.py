"""The entry of a scene in a talk's file: a table that says what differs from the scene before, in both directions.

Standard library only.
"""

from collections.abc import Mapping
from typing import Any

from sigviz.model.fields.validators import brief, nearest
from sigviz.model.scene import FIELDS, STEPPED, Scene
from sigviz.model.talk.talk import GLIDE, MOST_NOTES, TalkScene
from sigviz.request.request import Request, RequestError
from sigviz.request.value_types import step_or_series

_LAYERS = {"show", "with", "without"}
_KEYS = (*sorted(_LAYERS), "notes", "glide", *FIELDS)
_BY_OTHERS = {"layers", "by_hand", "step", "caption"}  # fields that an entry has other words for
_OF_THE_WINDOW = {"theme", "text_scale"}  # what a new scene takes over from the one before

Entry = Mapping[str, Any]


def applied(entry: Entry, before: Scene, origin: int | None = None) -> TalkScene:
    """Return the scene that an entry describes, as the changes of the scene before it.

    ``before`` has the caption that a scene without one has. Raises `ValueError` if the entry is invalid.

    >>> [scene.step for scene in applied({"step": "2:4"}, Scene()).builds]
    [2, 3, 4]
    """
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
    builds = tuple(_asked(Request(fields, more, less, step), before) for step in steps)
    glide = GLIDE.check("glide", entry["glide"]) if "glide" in entry else None
    last = builds[-1]
    names = _named(entry) | {name for name in FIELDS if getattr(last, name) != getattr(before, name)}
    return TalkScene(builds, _notes(entry.get("notes", "")), glide, entry, frozenset(names), origin)


def entry_for(scene: Scene, before: Scene, words: Entry) -> Entry:
    """Return the shortest entry that shows a scene after another one, with the caption, notes and glide in ``words``.

    >>> entry_for(Scene(x=2, theme="dark"), Scene(), {"caption": "Two"})
    {'caption': 'Two', 'x': 2.0}
    """
    entry = {name: words[name] for name in ("caption", "notes", "glide") if name in words}
    for name in FIELDS.keys() - _BY_OTHERS - _OF_THE_WINDOW:
        if getattr(scene, name) != getattr(before, name):
            entry[name] = plain(name, scene)
    if scene.shows(STEPPED) and (scene.step != before.step or not before.shows(STEPPED)):
        entry["step"] = scene.step
    entry = dict(sorted(entry.items(), key=lambda item: _ORDER.index(item[0])))
    wanted = scene.evolve(**{name: getattr(before, name) for name in _OF_THE_WINDOW})
    return fitted(entry, before, (wanted,))


def fitted(entry: Entry, before: Scene, builds: tuple[Scene, ...]) -> Entry:
    """Return an entry that shows these builds after another scene, changed as little as possible.

    >>> fitted({"x": 2}, Scene(x=1, units=7), (Scene(x=2),))
    {'x': 2, 'units': 5}
    """
    fit = dict(entry)
    for _ in range(4):  # setting one field may change another: an x out of view moves the view
        found = applied(fit, before).builds
        pairs = list(zip(found, builds, strict=True))
        differing = [name for name in FIELDS if any(getattr(a, name) != getattr(b, name) for a, b in pairs)]
        for name in differing:
            if name == "layers":
                _set_layers(fit, before, builds[0])
            elif name == "step":
                if len(builds) == 1 and builds[0].shows(STEPPED):
                    fit[name] = builds[0].step
            elif name != "caption":
                fit[name] = plain(name, builds[0])
        if not differing:
            break
    return fit


def _set_layers(entry: dict[str, Any], before: Scene, scene: Scene) -> None:
    """Let an entry show the layers of a scene."""
    by_step = {STEPPED} if "step" in entry else set()
    wanted = scene.layers - by_step
    if {"show", "layers"} & entry.keys() or STEPPED in scene.layers:  # there, layers switched by hand would stay so
        for name in ("layers", "with", "without"):
            entry.pop(name, None)
        entry |= {"show": _in_order(wanted), "by_hand": plain("by_hand", scene)}
        return
    for name, changed in (("with", wanted - before.layers), ("without", before.layers - wanted - by_step)):
        entry.pop(name, None)
        if changed:
            entry[name] = _in_order(changed)


def plain(name: str, scene: Scene) -> Any:
    """Return a field of a scene as a type of TOML.

    >>> plain("x_range", Scene()), plain("layers", Scene(layers={"grid", "sigma"}))
    ([-8.0, 8.0], ['sigma', 'grid'])
    """
    return _listed(FIELDS[name].kind.to_plain(getattr(scene, name)))


def _listed(value: Any) -> Any:
    return [_listed(one) for one in value] if isinstance(value, (tuple, list)) else value


def _in_order(layers: frozenset[str] | set[str]) -> list[str]:
    found: list[str] = FIELDS["layers"].kind.to_plain(frozenset(layers))
    return found


def _asked(request: Request, scene: Scene) -> Scene:
    try:
        return request.apply(scene)
    except RequestError as error:
        raise ValueError(str(error)) from None


def _layers(name: str, entry: Entry) -> frozenset[str]:
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


def _named(entry: Entry) -> set[str]:
    """Return the fields of a scene that an entry sets."""
    named = {name for name in entry if name in FIELDS}
    if _LAYERS & entry.keys():
        named |= {"layers", "by_hand"}
    if "step" in entry:
        named |= {"layers", "by_hand", "focus"}
    return named


_ORDER = ("caption", "notes", "show", "with", "without", *FIELDS, "glide")
