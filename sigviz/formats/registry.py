"""The table of file formats, used by the command line, the export dialog, scene files and notebooks."""

from pathlib import PurePath

from sigviz.formats import gif, pdf, png, scene_json, svg, webp
from sigviz.formats.base.format import SceneReader, SeriesFormat, StillFormat
from sigviz.model.fields.validators import nearest

Format = StillFormat | SeriesFormat

_ALL: tuple[Format, ...] = (png.PNG, webp.WEBP, svg.SVG, pdf.PDF, gif.GIF)
FORMATS = {f".{kind.name}": kind for kind in _ALL}  # of pictures, by extension
SCENE_READERS: dict[str, SceneReader] = {
    ".json": scene_json.read_scene,
    **{suffix: kind.read_scene for suffix, kind in FORMATS.items() if kind.read_scene},
}


def format_of(path: str) -> Format:
    """Return the format for the extension of a path. Raises `ValueError` if the extension is unknown.

    >>> format_of("figure.PDF").name
    'pdf'
    >>> format_of("figure.pgn")
    Traceback (most recent call last):
    ...
    ValueError: 'figure.pgn' does not have the extension of a picture: did you mean '.png'?
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in FORMATS:
        known = nearest(suffix, FORMATS) if suffix else f"choose from {', '.join(FORMATS)}"
        raise ValueError(f"{path!r} does not have the extension of a picture: {known}")
    return FORMATS[suffix]


def with_format(path: str, name: str) -> str:
    """Return a path with the extension of a format, which replaces only the extension of another format.

    >>> with_format("figure.png", "svg"), with_format("slope at 0.25", "svg")
    ('figure.svg', 'slope at 0.25.svg')
    """
    whole = PurePath(path)
    stem = whole.stem if whole.suffix.lower() in FORMATS else whole.name
    return str(whole.with_name(f"{stem}.{name}"))


def completed(path: str, name: str) -> str:
    """Return a path with the extension of a format added, unless it has an extension of letters or names no file.

    >>> completed("slope at 0.25", "svg"), completed("figure.pgn", "svg")
    ('slope at 0.25.svg', 'figure.pgn')
    """
    whole = PurePath(path)
    is_name = whole.name.strip(".") and path.endswith(whole.name)
    return path if whole.suffix[1:].isalpha() or not is_name else f"{path}.{name}"
