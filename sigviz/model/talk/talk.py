"""A talk as a value: its scenes, and its builds, each of which a key press shows. Standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sigviz.model.fields.text import Text
from sigviz.model.fields.validators import Number
from sigviz.model.scene import Scene

MOST_SCENES = 1000
MOST_NOTES = 10_000  # characters
TITLE = Text(300)
GLIDE = Number(0.0, 10.0)  # seconds


@dataclass(frozen=True, slots=True)
class TalkScene:
    """A scene of a talk: what its builds show, what the speaker wants to say, and how long the way to it takes.

    ``glide`` is in seconds; None is the usual time. ``entry`` is how a file says it, as changes of the scene before.
    ``names`` are the fields of a scene that it sets, and ``origin`` is its number among those of the file, from 0.

    >>> TalkScene((Scene(caption="One"),)).caption
    'One'
    """

    builds: tuple[Scene, ...]
    notes: str = ""
    glide: float | None = None
    entry: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    names: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    origin: int | None = field(default=None, compare=False)

    @property
    def caption(self) -> str:
        """The words above the figure."""
        return self.builds[0].caption or ""


@dataclass(frozen=True, slots=True)
class Build:
    """What one key press shows. ``number`` is that of the talk's scene, counted from 1."""

    number: int
    scene: Scene
    notes: str
    glide: float | None
    last: bool  # of its scene


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk. A *place* in it is the index of a build.

    ``named`` are the fields of a scene that the talk sets anywhere. Each build sets all of them, and no other.
    ``source`` is the file that contains it, if it is one that the user may edit, and ``text`` what it said when it was
    read: its comments stay when the talk is saved.

    >>> talk = Talk("Two", (TalkScene((Scene(x=0), Scene(x=1))), TalkScene((Scene(x=2),))), frozenset({"x"}))
    >>> [build.number for build in talk.builds], talk.position(1), talk.start_of(2)
    ([1, 1, 2], '1 of 2', 2)
    >>> talk.at(2, Scene(x=5, theme="dark")).to_dict()["x"], talk.nearest(9)
    (2.0, 2)
    >>> Talk("One", talk.scenes[:1], talk.named).like(talk, 2)
    0
    """

    title: str
    scenes: tuple[TalkScene, ...]
    named: frozenset[str]
    source: Path | None = field(default=None, compare=False)
    text: str = field(default="", compare=False, repr=False)
    builds: tuple[Build, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        builds = (
            Build(number, scene, part.notes, part.glide, last=index == len(part.builds))
            for number, part in enumerate(self.scenes, 1)
            for index, scene in enumerate(part.builds, 1)
        )
        object.__setattr__(self, "builds", tuple(builds))

    def written(self, place: int) -> dict[str, Any]:
        """Return the fields of the build at a place, as the talk says them."""
        scene = self.builds[place].scene
        return {name: getattr(scene, name) for name in self.named}

    def at(self, place: int, scene: Scene) -> Scene:
        """Return a scene with the fields of the build at a place, and its own others."""
        return scene.evolve(**self.written(place))

    def position(self, place: int) -> str:
        """Return where a place is, in words: the number of its scene, and that of all scenes."""
        return f"{self.builds[place].number} of {len(self.scenes)}"

    def start_of(self, number: int) -> int:
        """Return the place of the first build of a scene, whose number counts from 1."""
        return sum(len(part.builds) for part in self.scenes[: number - 1])

    def like(self, other: "Talk", place: int) -> int:
        """Return the place that is nearest to one in another version of this talk."""
        number = min(other.builds[place].number, len(self.scenes))
        offset = min(place - other.start_of(other.builds[place].number), len(self.scenes[number - 1].builds) - 1)
        return self.start_of(number) + offset

    def nearest(self, place: int) -> int:
        """Return the nearest place that the talk has."""
        return min(max(place, 0), len(self.builds) - 1)
