"""The picture of a scene in a notebook."""

from contextlib import closing
from typing import Any

from sigviz.formats.picture_size import Size
from sigviz.formats.png import PNG
from sigviz.model.scene import Scene
from sigviz.pictures.renderer import Renderer

_WIDTH, _HEIGHT = 640, 400  # CSS pixels
_SCALE = 2.0


def png_with_metadata(scene: Scene) -> tuple[bytes, dict[str, Any]]:
    """Return a scene as PNG, with its width and height on the page and its description.

    Raises `RuntimeError` as ``sigviz.render`` does.
    """
    with closing(Renderer(Size(_WIDTH, _HEIGHT), _SCALE)) as renderer:
        png, described = PNG.paint(renderer, scene)(), renderer.describe(scene)
    return png, {"width": _WIDTH, "height": _HEIGHT, "alt": described}
