"""Changing a talk: functions that return another talk, in which all other scenes show what they did before.

A scene is what the one before was, and its changes. So when a scene changes, the entry of the next one may have to say
more. Standard library only.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sigviz.model.scene import FIELDS, STEPPED, Scene
from sigviz.model.talk.talk import MOST_NOTES, MOST_SCENES, TITLE, Talk, TalkScene
from sigviz.request.talk_entry import applied, entry_for, fitted, plain

UNTITLED = "Untitled talk"


def begun(scene: Scene) -> Talk:
    """Return a talk whose only scene is this one.

    >>> begun(Scene(x=2)).scenes[0].entry
    {'x': 2.0}
    """
    start = Scene()
    return _settled(Talk(UNTITLED, (), frozenset()), [applied(entry_for(scene, start, {}), start)])


def added(talk: Talk, number: int, scene: Scene) -> Talk:
    """Return a talk with a scene after the one with this number, or before all others after number 0.

    Raises `ValueError` if it would have too many scenes.

    >>> added(begun(Scene(x=2)), 1, Scene(x=3)).scenes[1].entry
    {'x': 3.0}
    """
    _check_room(talk)
    before = _end_of(talk, number)
    new = applied(entry_for(scene.evolve(caption=before.caption), before, {}), before)
    return _settled(talk, [*talk.scenes[:number], new, *talk.scenes[number:]])


def updated(talk: Talk, place: int, scene: Scene) -> Talk:
    """Return a talk in which the scene at a place shows another one. All builds of a series of steps take it over.

    >>> updated(begun(Scene(x=2)), 0, Scene(x=5)).scenes[0].entry
    {'x': 5.0}
    """
    build = talk.builds[place]
    part, before = talk.scenes[build.number - 1], _end_of(talk, build.number - 1)
    scene = scene.evolve(caption=build.scene.caption)
    alone = len(part.builds) == 1
    entry = entry_for(scene, before, part.entry) if alone else _over(part, build.scene, scene)
    return _with(talk, build.number, replace(applied(entry, before), origin=part.origin))


def duplicated(talk: Talk, number: int) -> Talk:
    """Return a talk with a copy of a scene after it.

    >>> len(duplicated(begun(Scene(x=2)), 1).scenes)
    2
    """
    _check_room(talk)
    copy = replace(talk.scenes[number - 1], origin=None)
    return _settled(talk, [*talk.scenes[:number], copy, *talk.scenes[number:]])


def removed(talk: Talk, number: int) -> Talk:
    """Return a talk without a scene. Raises `ValueError` if it is the only one.

    >>> len(removed(duplicated(begun(Scene()), 1), 1).scenes)
    1
    """
    if len(talk.scenes) == 1:
        raise ValueError("a talk has at least one scene")
    return _settled(talk, [*talk.scenes[: number - 1], *talk.scenes[number:]])


def moved(talk: Talk, number: int, to: int) -> Talk:
    """Return a talk in which a scene has another number.

    >>> [part.builds[0].units for part in moved(added(begun(Scene()), 1, Scene(units=7)), 2, 1).scenes]
    [7, 5]
    """
    parts = list(talk.scenes)
    parts.insert(to - 1, parts.pop(number - 1))
    return _settled(talk, parts)


def captioned(talk: Talk, number: int, caption: str) -> Talk:
    """Return a talk with a caption for a scene, or without one if it is empty. Raises `ValueError` if it is invalid.

    >>> captioned(begun(Scene(x=2)), 1, "Two").builds[0].scene.caption
    'Two'
    """
    FIELDS["caption"].kind.check("caption", caption)
    return _worded(talk, number, "caption", caption)


def noted(talk: Talk, number: int, notes: str) -> Talk:
    """Return a talk with notes for a scene, or without them if they are empty. Raises `ValueError` if they are invalid.

    >>> noted(begun(Scene(x=2)), 1, "Wait for an answer").builds[0].notes
    'Wait for an answer'
    """
    if len(notes) > MOST_NOTES:
        raise ValueError(f"notes must be a text of at most {MOST_NOTES} characters")
    return _worded(talk, number, "notes", notes.strip())


def titled(talk: Talk, title: str) -> Talk:
    """Return a talk with another title. Raises `ValueError` if it is invalid.

    >>> titled(begun(Scene()), "One").title
    'One'
    """
    return replace(talk, title=TITLE.check("title", title) or talk.title)


def _check_room(talk: Talk) -> None:
    if len(talk.scenes) >= MOST_SCENES:
        raise ValueError(f"a talk has at most {MOST_SCENES} scenes")


def _worded(talk: Talk, number: int, name: str, words: str) -> Talk:
    part = talk.scenes[number - 1]
    entry = {key: value for key, value in part.entry.items() if key != name}
    if words:
        entry = {name: words, **entry} if name == "caption" else {**entry, name: words}
    caption = entry.get("caption", "")
    builds = tuple(scene.evolve(caption=caption) for scene in part.builds)
    changed = replace(part, entry=entry, builds=builds, notes=str(entry.get("notes", "")).strip())
    return _with(talk, number, changed)


def _with(talk: Talk, number: int, part: TalkScene) -> Talk:
    return _settled(talk, [*talk.scenes[: number - 1], part, *talk.scenes[number:]])


def _end_of(talk: Talk, number: int) -> Scene:
    """Return what the scene with this number shows in the end, but for its caption; number 0 is before the first."""
    caption = _no_caption(talk.scenes)
    return (talk.scenes[number - 1].builds[-1] if number else Scene()).evolve(caption=caption)


def _no_caption(parts: Sequence[TalkScene]) -> str | None:
    return "" if any("caption" in part.entry for part in parts) else None


def _over(part: TalkScene, then: Scene, now: Scene) -> dict[str, Any]:
    """Return the entry of a scene of several builds, with what differs now from one of them."""
    entry = dict(part.entry)
    for name in FIELDS.keys() - {"layers", "by_hand", "step", "caption", "theme", "text_scale"}:
        if getattr(then, name) != getattr(now, name):
            entry[name] = plain(name, now)
    shown, hidden = now.seen.layers - then.seen.layers, then.seen.layers - now.seen.layers
    for name, more, less in (("with", shown, hidden), ("without", hidden, shown)):
        layers = (frozenset(entry.get(name, ())) | more) - less - {STEPPED}
        entry.pop(name, None)
        if layers:
            entry[name] = FIELDS["layers"].kind.to_plain(layers)
    return entry


def _settled(talk: Talk, parts: Sequence[TalkScene]) -> Talk:
    """Return a talk of these scenes, each of which shows what it did, whatever the scene before it is now."""
    none = _no_caption(parts)
    known = {id(part): _end_of(talk, number) for number, part in enumerate(talk.scenes)}
    before = Scene(caption=none)
    settled: list[TalkScene] = []
    for part in parts:
        start = before.evolve(caption=none)
        if known.get(id(part)) != start or (settled and part is settled[-1]):
            part = _after(part, start)
        settled.append(part)
        before = part.builds[-1]
    named = frozenset({"caption"}.union(*(part.names for part in settled)))
    return replace(talk, scenes=tuple(settled), named=named)


def _after(part: TalkScene, before: Scene) -> TalkScene:
    """Return a scene that shows what it did, after another one."""
    caption = part.entry.get("caption", before.caption)
    builds = tuple(scene.evolve(caption=caption) for scene in part.builds)
    return replace(applied(fitted(part.entry, before, builds), before), origin=part.origin)
