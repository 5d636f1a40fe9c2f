"""What is asked of a scene, and of the pictures made of it, apart from how it was asked.

Standard library only. A request is laid over the scene otherwise obtained, so that it comes before a remembered or
embedded scene, and that before the defaults.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sigviz.formats.formats import (
    DEFAULT_SIZE,
    FRAME_RATES,
    SCALES,
    Format,
    Size,
    Sweep,
    check_gif,
    fill,
    format_of,
    is_pattern,
    varies,
)
from sigviz.model import navigation
from sigviz.model.scene import Scene
from sigviz.model.trace import Trace
from sigviz.model.validators import between


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

    def apply(self, scene: Scene) -> Scene:
        """Return the scene with the request laid over it. `ValueError` names a field that is wrong.

        An x outside the view moves the view, unless the view was asked for as well.
        """
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

    >>> from sigviz.formats.formats import parse_sweep
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

    def scenes(self, base: Scene) -> Iterator[Scene]:
        """Return the scenes in order, each as it would be alone; but a sweep leaves its dots, as a drag does."""
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
        """Raise `ValueError` with what would be right, if this cannot be made."""
        between(*SCALES)("scale", self.scale)
        between(*FRAME_RATES)("fps", self.fps)
        kind = self.format
        if self.numbered:
            fill(self.out, 0, 0.0, 1)
        if self.sweep is not None:
            for end in (self.sweep.first, self.sweep.first + (len(self.sweep) - 1) * self.sweep.step):
                Scene(x=float(end))
        if self.sweep is not None and self.steps is not None:
            raise ValueError("a series of x and a series of steps cannot be combined: give one of them a single value")
        if len(self) > 1 and not self.numbered and not kind.series:
            raise ValueError(
                f"a series does not fit into one .{kind.name}: write {{x}}, {{step:02}} or {{i:03}} into its name, "
                "or take .pdf for pages or .gif for an animation"
            )
        varying = "x" if self.sweep is not None else "step"
        if len(self) > 1 and self.numbered and not varies(self.out, varying):
            wanted = "{x}" if varying == "x" else "{step:02}"
            raise ValueError(f"all pictures of the series would have one name: write {wanted} or {{i:03}} into it")
        if self.transparent and not kind.transparent:
            raise ValueError(f"a .{kind.name} is not transparent here: take .png or .webp")
        pixels = self.size.pixels(self.scale if kind.pixels else 1.0)
        if kind.name == "gif" and not self.numbered:
            check_gif(pixels, self.frames)

    @property
    def frames(self) -> int:
        """How many frames an animation has."""
        return max(2 * len(self) - 2, 1) if self.bounce else len(self)
