"""Requests for a scene and for pictures of it, independent of where they come from.

Standard library only. A request is applied to a scene, so it takes precedence over a stored or embedded scene, which
takes precedence over the defaults.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from sigviz.formats.base.format import Playback, SeriesFormat
from sigviz.formats.picture_size import DEFAULT_SIZE, SCALES, Size
from sigviz.formats.registry import FORMATS, Format, format_of
from sigviz.model import navigation
from sigviz.model.fields.trace import Trace
from sigviz.model.fields.validators import Number
from sigviz.model.layers import LAYERS
from sigviz.model.scene import Scene, checked_fields
from sigviz.request.file_names import fill, is_pattern, varies
from sigviz.request.sweep import Sweep

FRAME_RATES = (1.0, 50.0)  # frames per second; a GIF stores times in hundredths of a second


class RequestError(ValueError):
    """A request is incompatible with the scene to which it is applied; the message says why."""


@dataclass(frozen=True)
class Request:
    """A request for a scene (fields, layers to show and to hide) and for the start (such as a file to open).

    >>> asked = Request({"x": 9.0}, less=frozenset({"grid"})).apply(Scene())
    >>> asked.x_range, asked.shows("grid")
    ((-7.0, 9.0), False)
    """

    fields: dict[str, Any] = field(default_factory=dict)
    more: frozenset[str] = frozenset()
    less: frozenset[str] = frozenset()
    step: int | None = None  # of the derivation, with the layers that it shows
    reset_settings: bool = False
    file: Path | None = None
    present: bool = False
    rehearse: bool = False
    screen: int | None = None

    def check(self) -> None:
        """Raise `ValueError` if a field is invalid by itself, independent of the scene."""
        checked_fields(self.fields)

    def apply(self, scene: Scene) -> Scene:
        """Return the scene with the request applied. Raises `RequestError` if the two are incompatible.

        An x outside the view moves the view, unless the request also sets the view.
        """
        try:
            return self._applied(scene)
        except ValueError as error:
            raise RequestError(str(error)) from None

    def _applied(self, scene: Scene) -> Scene:
        asked = dict(self.fields)
        if self.step is not None:
            asked |= {"step": self.step, "layers": scene.evolve(**self.fields).layers | {"derivation"}}
            asked.setdefault("focus", navigation.go_to_step(scene, self.step).get("focus", scene.focus))
            if "layers" not in self.fields:
                asked.setdefault("by_hand", ())
        scene = scene.evolve(**asked)
        if self.step is not None and "derivation" in self.less:
            scene = scene.seen  # the request is for the layers of the step, but without the derivation itself
        if self.more or self.less:
            scene = scene.evolve(**navigation.show(scene, self.more, self.less))
        if "x" in self.fields and "x_range" not in self.fields:
            scene = navigation.in_view(scene)
        return scene


@dataclass(frozen=True)
class PictureRequest:
    """A request for `sigviz render`: a scene or a series of scenes, as files of a format, size and scale.

    >>> from sigviz.request.sweep import parse_sweep
    >>> series = PictureRequest(Request(), "x={x}.png", parse_sweep("-1:1:1"))
    >>> [str(series.path(index, scene)) for index, scene in enumerate(series.scenes(Scene()))]
    ['x=-1.png', 'x=0.png', 'x=1.png']
    """

    request: Request
    out: str
    sweep: Sweep | None = None
    size: Size = DEFAULT_SIZE
    scale: float = 1.0
    transparent: bool = False
    fps: float = 25.0
    bounce: bool = False
    notes: bool = False  # whether pages have the notes of a talk under them
    quiet: bool = False
    steps: range | None = None  # of the derivation, as a series
    literal: bool = False  # whether braces in the name are ordinary characters

    @property
    def format(self) -> Format:
        """The format, by the extension of the file name."""
        return format_of(self.out)

    @property
    def numbered(self) -> bool:
        """Whether each picture of a series is a separate file."""
        return not self.literal and is_pattern(self.out)

    @property
    def alone(self) -> "PictureRequest":
        """The request without a scene to start from: on paper the values are omitted unless it asks for them.

        >>> from sigviz.formats.picture_size import parse_size
        >>> paper = PictureRequest(Request(), "a.pdf", size=parse_size("86mmx60mm"))
        >>> next(paper.alone.scenes(Scene())).shows("values"), next(paper.scenes(Scene())).shows("values")
        (False, True)
        """
        request = self.request
        asked = request.more | {layer.inside for layer in LAYERS if layer.name in request.more}
        if not self.size.on_paper or "layers" in request.fields or "values" in asked:
            return self
        return replace(self, request=replace(request, less=request.less | {"values"}))

    @property
    def page_notes(self) -> list[str]:
        """The notes under each page; empty if there are none."""
        return []

    def path(self, index: int, scene: Scene) -> Path:
        """Return the path of the file for one scene of a series, or for the only scene."""
        return Path(fill(self.out, index, scene.x, scene.step) if self.numbered else self.out)

    @property
    def playback(self) -> Playback:
        """How the scenes of one file are played."""
        return Playback(1 if self.numbered else len(self), self.fps, self.bounce)

    def scenes(self, base: Scene) -> Iterator[Scene]:
        """Return the scenes in order. Each is as it would be alone, but a sweep extends the trace as a drag does.

        Raises `RequestError` immediately if the request is incompatible with ``base``.
        """
        scenes = self._scenes(base)
        return chain([next(scenes)], scenes)

    def _scenes(self, base: Scene) -> Iterator[Scene]:
        if self.sweep is not None:
            trace = Trace()
            for x in self.sweep:
                scene = replace(self.request, fields=self.request.fields | {"x": x}).apply(base)
                if scene.shows("trace"):
                    trace = (trace or scene.trace).plus(scene.x)
                    scene = scene.evolve(trace=trace)
                yield scene
        elif self.steps is not None:
            for step in self.steps:
                yield replace(self.request, step=step).apply(base)
        else:
            yield self.request.apply(base)

    def __len__(self) -> int:
        series = self.sweep if self.sweep is not None else self.steps
        return 1 if series is None else len(series)

    def check(self) -> None:
        """Raise `ValueError` if the request is invalid for every scene; the message says what would be valid."""
        self.request.check()
        Number(*SCALES).check("scale", self.scale)
        Number(*FRAME_RATES).check("fps", self.fps)
        kind = self.format
        if self.numbered:
            self._check_name()
        self._check_series()
        if self.transparent and not kind.transparent:
            able = " or ".join(suffix for suffix, other in FORMATS.items() if other.pixels and other.transparent)
            raise ValueError(f"a .{kind.name} file cannot be transparent: use {able}")
        pixels = self.size.pixels(self.scale if kind.pixels else 1.0)
        if isinstance(kind, SeriesFormat) and kind.check:
            kind.check(pixels, self.playback.frames)

    def _check_name(self) -> None:
        fill(self.out, 0, 0.0, 1)

    def _check_series(self) -> None:
        kind = self.format
        if self.notes:
            raise ValueError("only a talk has notes: give one with --from")
        if self.sweep is not None and self.steps is not None:
            raise ValueError("a series of x and a series of steps cannot be combined: give one of them a single value")
        for end in self.sweep.ends if self.sweep is not None else ():
            checked_fields({"x": end})
        if len(self) == 1:
            return
        if not self.numbered and not isinstance(kind, SeriesFormat):
            raise ValueError(
                f"one .{kind.name} file cannot contain a series: add {{x}}, {{step:02}} or {{i:03}} to its name, "
                f"or use {in_one_file()}"
            )
        varying = "x" if self.sweep is not None else "step"
        if self.numbered and not varies(self.out, varying):
            wanted = "{x}" if varying == "x" else "{step:02}"
            raise ValueError(f"all pictures of the series would have the same name: add {wanted} or {{i:03}} to it")


def in_one_file() -> str:
    """Return the extensions of the formats that contain a series in one file, and what it becomes there.

    >>> in_one_file()
    '.pdf for pages or .gif for an animation'
    """
    able = {suffix: kind for suffix, kind in FORMATS.items() if isinstance(kind, SeriesFormat)}
    return " or ".join(f"{suffix} for {kind.series}" for suffix, kind in able.items())
