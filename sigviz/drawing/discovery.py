"""Discovery of the classes that draw layers, so that no list has to repeat the files of a folder."""

from importlib import import_module
from pkgutil import iter_modules
from typing import ClassVar, Protocol, TypeVar

from sigviz.model.layers import LAYERS, Drawing


class DrawsLayer(Protocol):
    """A class that draws one layer."""

    layer: ClassVar[str]


_Kind = TypeVar("_Kind", bound=DrawsLayer)


def find_drawings(package: str, kind: type[_Kind], drawing: Drawing) -> tuple[type[_Kind], ...]:
    """Import the modules of a package and return their subclasses of ``kind``, in the order of the layer table.

    Raise `RuntimeError` if the layers that the package draws differ from those that the table assigns to it.
    """
    found: dict[str, type[_Kind]] = {}
    for module in iter_modules(import_module(package).__path__, f"{package}."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, kind) and value is not kind:
                found[value.layer] = value
    named = [layer.name for layer in LAYERS if drawing in layer.drawn_by]
    if set(named) != set(found):
        raise RuntimeError(
            f"the layer table names {sorted(named)} as {drawing}s, but {package} draws {sorted(found)}: make them agree"
        )
    return tuple(found[name] for name in named)
