"""A field of a scene as one record: what it accepts, what it means, and how it is set from outside."""

from dataclasses import dataclass, field, fields
from typing import Any

from sigviz.maths.ranges import Range
from sigviz.model.fields.validators import Kind, Names, Number, Numbers, Word


@dataclass(frozen=True)
class Field:
    """A field of a scene. The check, the command line, the options panel and the help are derived from it.

    >>> h = Field(1.0, Number(1e-16, 10.0), "the step of the secant")
    >>> h.limits, h.help
    ((1e-16, 10.0), 'the step of the secant: between 1e-16 and 10')
    >>> Field("light", Word(("light", "dark")), "colours and lines").words
    ('light', 'dark')
    """

    default: Any
    kind: Kind
    about: str
    undoable: bool = True
    flag: str = ""  # the command line option that sets it; if empty, --set does
    metavar: str = ""
    label: str = ""  # in the options panel, if it is an option of a layer
    step: float | None = 0.1  # of the arrows there; None means 1, 2 and 5 times the powers of ten
    blend: bool = False  # whether it glides to a new value, instead of changing at once

    def between(self, begun: Any, goal: Any, share: float) -> Any:
        """Return the value at a share of the way to a goal: of a number, or of each of as many numbers.

        >>> Field(0.0, Number(-1.0, 1.0), "x", blend=True).between((0.0, 1.0), (1.0, 1.0), 0.25)
        (0.25, 1.0)
        """
        if not isinstance(goal, tuple):
            return begun + (goal - begun) * share
        if len(begun) != len(goal):
            return goal
        return tuple(self.between(one, other, share) for one, other in zip(begun, goal, strict=True))

    @property
    def help(self) -> str:
        """What the field means and what it accepts."""
        return f"{self.about}: {self.kind.accepts}"

    @property
    def limits(self) -> Range:
        """The least and the greatest value of the field, or of each number in it."""
        return self._number.limits

    def clamp(self, value: float) -> float:
        """Return the nearest value that the field, or each number in it, accepts."""
        return self._number.clamp(value)

    @property
    def words(self) -> tuple[str, ...]:
        """The words that the field accepts. Raises `TypeError` if it accepts no words."""
        if not isinstance(self.kind, (Word, Names)):
            raise TypeError(f"{self.about} is {self.kind.accepts}: it has no words")
        return self.kind.words

    @property
    def _number(self) -> Number:
        kind = self.kind.each if isinstance(self.kind, Numbers) else self.kind
        if not isinstance(kind, Number):
            raise TypeError(f"{self.about} is {self.kind.accepts}: it has no limits")
        return kind


def declare(spec: Field) -> Any:
    """Return the dataclass field for a record, with its default; `declared` returns the record.

    >>> @dataclass
    ... class Point:
    ...     x: float = declare(Field(1.0, Number(-700.0, 700.0), "the point's x"))
    >>> Point().x, declared(Point)["x"].about
    (1.0, "the point's x")
    """
    return field(default=spec.default, metadata={"spec": spec})


def declared(kind: type) -> dict[str, Field]:
    """Return the records of a dataclass by the names of its fields.

    >>> declared(Field)
    {}
    """
    return {field.name: field.metadata["spec"] for field in fields(kind) if "spec" in field.metadata}
