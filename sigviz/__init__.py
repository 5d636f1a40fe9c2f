"""See why the slope of the logistic sigmoid is σ(x)·(1 − σ(x)).

All public names except `Scene` are imported on first use, so that the command line can answer without numpy or Qt.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sigviz.model.scene import Scene
from sigviz.version import __version__

if TYPE_CHECKING:
    from sigviz.maths.sigmoid import complement, derivative, sigmoid
    from sigviz.pictures.series import render

__all__ = ["Scene", "__version__", "complement", "derivative", "render", "sigmoid"]

_HOMES = {
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


def _notebook_picture(scene: Scene) -> tuple[bytes, dict[str, Any]]:
    """Return the scene as a PNG picture and the metadata that notebooks use."""
    from sigviz.pictures.notebook import png_with_metadata

    return png_with_metadata(scene)


Scene.notebook_picture = _notebook_picture
