"""What is asked of a scene, and of the pictures made of it, apart from how it was asked.

Standard library only. A request is laid over the scene otherwise obtained, so that it comes before a remembered or
embedded scene, and that before the defaults.
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
from sigviz.model.scene import Scene, checked_fields
from sigviz.model.trace import Trace
from sigviz.model.validators import Number
from sigviz.request.file_names import fill, is_pattern, varies
from sigviz.request.sweep import Sweep

FRAME_RATES = (1.0, 50.0)  # frames a second; a GIF counts in hundredths


class RequestError(ValueError):
    """A request does not go with the scene that it is laid over; the text says why."""


@dataclass(frozen=True)
class Request:
    """What is asked of a scene: fields, layers to add and remove; and of the start: to forget, or to open a file.

    >>> asked = Request({"x": 9.0}, less=frozenset({"grid"})).apply(Scene())
    >>> asked.x_range, asked.shows("grid")
    ((-7.0, 9.0), False)
    """

    fields: dict[str, Any] = field(default_factory=dict)
    more: frozenset[str] = frozenset()
    less: frozenset[str] = frozenset()
    step: int | None = None  # of the derivation, with the layers that serve it
    reset_settings: bool = False
    file: Path | None = None
    present: bool = False
    screen: int | None = None

    def check(self) -> None:
        """Raise `ValueError` if a field is wrong by itself, whatever scene the request is laid over."""
        checked_fields(self.fields)

    def apply(self, scene: Scene) -> Scene:
        """Return the scene with the request laid over it. `RequestError` says why the two do not go together.

        An x outside the view moves the view, unless the view was asked for as well.
        """
        try:
            return self._applied(scene)
        except ValueError as error:
            raise RequestError(str(error)) from None

    def _applied(self, scene: Scene) -> Scene:
        asked = dict(self.fields)
        if self.step is not None:
            asked |= {"step": self.step, "layers": scene.evolve(**self.fields).layers | {"derivation"}}
            if "layers" not in self.fields:
                asked.setdefault("by_hand", ())
        scene = scene.evolve(**asked)
        if self.step is not None and "derivation" in self.less:
            scene = scene.seen  # the layers of the step are asked for, only not its line
        if self.more or self.less:
            scene = scene.evolve(**navigation.show(scene, self.more, self.less))
        if "x" in self.fields and "x_range" not in self.fields:
            scene = navigation.in_view(scene)
        return scene


@dataclass(frozen=True)
class PictureRequest:
    """What is asked of `sigviz render`: a scene or a series of them, as files of a format, size and scale.

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
    quiet: bool = False
    steps: range | None = None  # of the derivation, as a series
    literal: bool = False  # whether braces in the name are just braces

    @property
    def format(self) -> Format:
        """The format that the name of the file asks for."""
        return format_of(self.out)

    @property
    def numbered(self) -> bool:
        """Whether each picture of a series is a file of its own."""
        return not self.literal and is_pattern(self.out)

    def path(self, index: int, scene: Scene) -> Path:
        """Return the file of one scene of a series, or of the only one."""
        return Path(fill(self.out, index, scene.x, scene.step) if self.numbered else self.out)

    @property
    def playback(self) -> Playback:
        """How the scenes run in one file."""
        return Playback(1 if self.numbered else len(self), self.fps, self.bounce)

    def scenes(self, base: Scene) -> Iterator[Scene]:
        """Return the scenes in order, each as it would be alone; but a sweep leaves its dots, as a drag does.

        Raises `RequestError` at once if the request does not go with the base.
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
        """Raise `ValueError` with what would be right, if this cannot be made of any scene."""
        self.request.check()
        Number(*SCALES).check("scale", self.scale)
        Number(*FRAME_RATES).check("fps", self.fps)
        kind = self.format
        if self.numbered:
            fill(self.out, 0, 0.0, 1)
        self._check_series()
        if self.transparent and not kind.transparent:
            able = " or ".join(suffix for suffix, each in FORMATS.items() if each.pixels and each.transparent)
            raise ValueError(f"a .{kind.name} is not transparent here: take {able}")
        pixels = self.size.pixels(self.scale if kind.pixels else 1.0)
        if isinstance(kind, SeriesFormat) and kind.check:
            kind.check(pixels, self.playback.frames)

    def _check_series(self) -> None:
        kind = self.format
        if self.sweep is not None and self.steps is not None:
            raise ValueError("a series of x and a series of steps cannot be combined: give one of them a single value")
        for end in self.sweep.ends if self.sweep is not None else ():
            checked_fields({"x": end})
        if len(self) == 1:
            return
        if not self.numbered and not isinstance(kind, SeriesFormat):
            able = " or ".join(
                f"{suffix} for {each.series}" for suffix, each in FORMATS.items() if isinstance(each, SeriesFormat)
            )
            raise ValueError(
                f"a series does not fit into one .{kind.name}: write {{x}}, {{step:02}} or {{i:03}} into its name, "
                f"or take {able}"
            )
        varying = "x" if self.sweep is not None else "step"
        if self.numbered and not varies(self.out, varying):
            wanted = "{x}" if varying == "x" else "{step:02}"
            raise ValueError(f"all pictures of the series would have one name: write {wanted} or {{i:03}} into it")
