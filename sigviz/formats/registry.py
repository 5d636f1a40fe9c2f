"""The one table of file formats: the command line, the export dialog, scene files and notebooks read it."""

from pathlib import PurePath

from sigviz.formats import gif, pdf, png, scene_json, svg, webp
from sigviz.formats.base.format import SceneReader, SeriesFormat, StillFormat
from sigviz.model.validators import nearest

Format = StillFormat | SeriesFormat

_ALL: tuple[Format, ...] = (png.PNG, webp.WEBP, svg.SVG, pdf.PDF, gif.GIF)
FORMATS = {f".{each.name}": each for each in _ALL}  # of pictures, by their extension
SCENE_READERS: dict[str, SceneReader] = {
    ".json": scene_json.read_scene,
    **{suffix: each.read_scene for suffix, each in FORMATS.items() if each.read_scene},
}


def format_of(path: str) -> Format:
    """Return the format that a path's extension names. `ValueError` if it names none.

    >>> format_of("figure.PDF").name
    'pdf'
    >>> format_of("figure.pgn")
    Traceback (most recent call last):
    ...
    ValueError: 'figure.pgn' has no extension of a picture: did you mean '.png'?
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in FORMATS:
        known = nearest(suffix, FORMATS) if suffix else f"choose from {', '.join(FORMATS)}"
        raise ValueError(f"{path!r} has no extension of a picture: {known}")
    return FORMATS[suffix]


def with_format(path: str, name: str) -> str:
    """Return a path with the extension of a format; only the extension of a format is replaced by it.

    >>> with_format("figure.png", "svg"), with_format("slope at 0.25", "svg")
    ('figure.svg', 'slope at 0.25.svg')
    """
    whole = PurePath(path)
    stem = whole.stem if whole.suffix.lower() in FORMATS else whole.name
    return str(whole.with_name(f"{stem}.{name}"))


def completed(path: str, name: str) -> str:
    """Return a path with the extension of a format, unless it ends with letters after a dot, or names no file.

    >>> completed("slope at 0.25", "svg"), completed("figure.pgn", "svg")
    ('slope at 0.25.svg', 'figure.pgn')
    """
    whole = PurePath(path)
    is_name = whole.name.strip(".") and path.endswith(whole.name)
    return path if whole.suffix[1:].isalpha() or not is_name else f"{path}.{name}"
