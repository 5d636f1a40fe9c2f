"""Finds the classes that draw the layers in the folders that hold them, so that no list has to repeat the files."""

from importlib import import_module
from pkgutil import iter_modules
from typing import ClassVar, Protocol, TypeVar

from sigviz.model.layers import LAYERS, Drawing


class DrawsLayer(Protocol):
    """A class that draws one layer."""

    layer: ClassVar[str]


_Kind = TypeVar("_Kind", bound=DrawsLayer)


def find_drawings(package: str, kind: type[_Kind], drawing: Drawing) -> tuple[type[_Kind], ...]:
    """Import the modules of a package and return their classes of a kind, in the order of the table of layers.

    Raises `RuntimeError` if the table names other layers for this drawing than the package draws.
    """
    found: dict[str, type[_Kind]] = {}
    for module in iter_modules(import_module(package).__path__, f"{package}."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, kind) and value is not kind:
                found[value.layer] = value
    named = [layer.name for layer in LAYERS if drawing in layer.drawn_by]
    if set(named) != set(found):
        raise RuntimeError(f"the table of layers names {sorted(named)} as {drawing}s, {package} has {sorted(found)}")
    return tuple(found[name] for name in named)
