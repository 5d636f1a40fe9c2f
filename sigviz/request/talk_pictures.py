"""A request for the pictures of a talk: pages, files with numbers, or an animation with the glides."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sigviz.formats.base.format import Playback, SeriesFormat
from sigviz.model.scene import BLENDED, FADE_TIME, FIELDS, GLIDE_TIME, Scene, blended, eased
from sigviz.model.talk.talk import Build, Talk
from sigviz.request.file_names import fields_in, fill
from sigviz.request.request import PictureRequest, RequestError, in_one_file

_HOLD = 2.0  # seconds for which an animation shows each build
_EACH_BUILD = {"i", "step"}  # with one of these in the name, each build has a file


@dataclass(frozen=True, kw_only=True)
class TalkRequest(PictureRequest):
    """A request for pictures of the builds of a talk, each as the request for a scene changes it.

    >>> from sigviz.model.talk.talk import TalkScene
    >>> from sigviz.request.request import Request
    >>> talk = Talk("Two", (TalkScene((Scene(x=0), Scene(x=1))), TalkScene((Scene(x=2),))), frozenset({"x"}))
    >>> slides = TalkRequest(Request(), "slide-{scene:02}.png", talk=talk)
    >>> [(str(slides.path(index, scene)), scene.x) for index, scene in enumerate(slides.scenes(Scene()))]
    [('slide-01.png', 1.0), ('slide-02.png', 2.0)]
    """

    talk: Talk

    @classmethod
    def of(cls, wanted: PictureRequest, talk: Talk) -> "TalkRequest":
        """Return the request for the pictures of a talk that has the size, the file name and all else of another.

        Raises `RequestError` if these do not fit the talk.
        """
        request = cls(**vars(wanted), talk=talk)
        try:
            request.check()
        except ValueError as error:
            raise RequestError(str(error)) from None
        return request

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The places that are pictured: the last one of each scene if the file names count scenes, otherwise all."""
        each = not self.numbered or _EACH_BUILD & fields_in(self.out)
        return tuple(place for place, build in enumerate(self.talk.builds) if each or build.last)

    @property
    def builds(self) -> tuple[Build, ...]:
        """The builds that are pictured."""
        return tuple(self.talk.builds[place] for place in self.places)

    @property
    def _animated(self) -> bool:
        return isinstance(self.format, SeriesFormat) and self.format.animated and not self.numbered

    @property
    def page_notes(self) -> list[str]:
        """The notes under each page; empty if none are asked for."""
        return [build.notes for build in self.builds] if self.notes else []

    def path(self, index: int, scene: Scene) -> Path:
        """Return the path of the file for one of the builds."""
        number = self.talk.builds[self.places[index]].number
        return Path(fill(self.out, index, scene.x, scene.step, number) if self.numbered else self.out)

    @property
    def playback(self) -> Playback:
        """How the scenes of one file are played: each build holds for a while at the end of the glide to it."""
        if not self._animated:
            return Playback(1 if self.numbered else len(self.places), self.fps, self.bounce)
        holds, veils = [], []
        for place in self.places:
            frames = self._frames(place)
            holds += [0.0] * frames + [_HOLD]
            veils += [self._veil(place, frame + 1) for frame in range(frames)] + [0.0]
        return Playback(len(holds), self.fps, self.bounce, tuple(holds), tuple(veils))

    def _veil(self, place: int, frame: int) -> float:
        """Return how much is seen of the build before, in a frame on the way to a place: what does not move fades."""
        before, goal = (self.talk.builds[each].scene for each in (place - 1, place))
        fades = any(getattr(before, name) != getattr(goal, name) for name in FIELDS.keys() - BLENDED)
        return max(1 - frame / self.fps / FADE_TIME, 0.0) if fades else 0.0

    def _frames(self, place: int) -> int:
        """Return the number of frames on the way to a place in an animation."""
        glide = self.talk.builds[place].glide
        return round((GLIDE_TIME if glide is None else glide) * self.fps) if place and self._animated else 0

    def _scenes(self, base: Scene) -> Iterator[Scene]:
        before = base
        for place in self.places:
            scene = self.request.apply(self.talk.at(place, base))
            frames = self._frames(place)
            for frame in range(frames):
                yield blended(before, scene, eased((frame + 1) / (frames + 1)))
            yield scene
            before = scene

    def __len__(self) -> int:
        return self.playback.scenes if self._animated else len(self.places)

    def _check_name(self) -> None:
        fill(self.out, 0, 0.0, 1, 1)

    def _check_series(self) -> None:
        if self.sweep is not None or "x" in self.request.fields:
            raise ValueError("--x and a talk cannot be combined: a talk says where its point is")
        if self.steps is not None or self.request.step is not None:
            raise ValueError("--step and a talk cannot be combined: a talk says which line it shows")
        if self.notes and self.format.name != "pdf":
            raise ValueError(f"a .{self.format.name} file has no notes: use .pdf")
        if len(self.places) == 1:
            return
        if not self.numbered and not isinstance(self.format, SeriesFormat):
            raise ValueError(
                f"one .{self.format.name} file cannot contain a talk: add {{scene:02}} to its name, "
                f"or use {in_one_file()}"
            )
        paths = {self.path(index, build.scene) for index, build in enumerate(self.builds)}
        if self.numbered and len(paths) < len(self.places):
            raise ValueError("some pictures of the talk would have the same name: add {scene:02} or {i:03} to it")
