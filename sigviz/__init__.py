"""See why the slope of the logistic sigmoid is σ(x)·(1 − σ(x)).

The public names are imported when first used, so that the command line can answer without numpy or Qt.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sigviz.maths.sigmoid import complement, derivative, sigmoid
    from sigviz.model.scene import Scene
    from sigviz.pictures.series import render

__version__ = "0.1.0"
__all__ = ["Scene", "__version__", "complement", "derivative", "render", "sigmoid"]

_HOMES = {
    "Scene": "sigviz.model.scene",
    "sigmoid": "sigviz.maths.sigmoid",
    "complement": "sigviz.maths.sigmoid",
    "derivative": "sigviz.maths.sigmoid",
    "render": "sigviz.pictures.series",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
