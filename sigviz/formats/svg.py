"""SVG: vector graphics, with text as outlines, and with the scene in its metadata."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from sigviz.formats.base.embedded_scene import LARGEST, SceneFileError, element, find_in_xml
from sigviz.formats.base.format import Encoder, Page, StillFormat
from sigviz.formats.picture_size import CSS_PX_PER_INCH
from sigviz.model.scene import Scene

_SIZE = re.compile(rb'width="[^"]*" height="[^"]*"')
_ID = re.compile(rb'(\bid="|\burl\(#|\bhref="#)')
_PATH = re.compile(rb'<path( fill-rule="nonzero"|) d="([^"]{40,})"/>')
# What Qt writes for every group though it changes nothing: there is no text, and each value is the initial one.
_NEEDLESS = re.compile(
    rb'\n?font-family="[^"]*" font-size="[^"]*" font-weight="[^"]*" font-style="[^"]*"(?: \n(?=>))?'
    rb'| transform="matrix\(1,0,0,1,0,0\)"| vector-effect="none"| fill-rule="evenodd"(?= d=)'
    rb'| (?:stroke|fill)-opacity="1"'
)
_EMPTY = re.compile(rb"<g [^>]*>\s*</g>\s*")
_LARGEST_FILE = 16_000_000  # bytes; larger files are not searched for a scene


def _paint(page: Page, scene: Scene) -> Encoder:
    """Paint a scene. The SVG is complete at once, so nothing remains for the encoder."""
    svg = _drawn(page, scene)
    return lambda: svg


def _drawn(page: Page, scene: Scene) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
    from PySide6.QtGui import QPainter
    from PySide6.QtSvg import QSvgGenerator

    width, height, scale = page.size.width, page.size.height, page.scale
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # Qt's other version, SVG Tiny 1.2, has no clip paths
    generator.setOutputDevice(target)
    generator.setResolution(round(CSS_PX_PER_INCH))
    generator.setSize(QSize(round(width * scale), round(height * scale)))
    generator.setViewBox(QRectF(0, 0, width, height))
    generator.setTitle(page.title)
    generator.setDescription(page.describe(scene))
    painter = QPainter(generator)
    try:
        page.paint(painter, scene, width, height, text="outlines")
    finally:
        painter.end()
    head, desc, rest = bytes(target.data().data()).partition(b"</desc>\n")
    head = _SIZE.sub(f'width="{width * scale:g}" height="{height * scale:g}"'.encode(), head, count=1)
    return head + desc + f"<metadata>{element(scene)}</metadata>\n".encode() + _with_own_ids(_compact(rest))


def _compact(svg: bytes) -> bytes:
    """Return the drawing of an SVG with each outline that is drawn several times stored once."""
    svg = _EMPTY.sub(b"", _NEEDLESS.sub(b"", svg))
    clips, drawn = svg[: (end := svg.find(b"<g "))], svg[end:]
    times = Counter(outline for _, outline in _PATH.findall(drawn))
    names = {outline: f"outline{index}".encode() for index, (outline, count) in enumerate(times.items()) if count > 1}

    def used(found: re.Match[bytes]) -> bytes:
        rule, outline = found.groups()
        return b'<use xlink:href="#%s"%s/>' % (names[outline], rule) if outline in names else found[0]

    outlines = b"".join(b'<path id="%s" d="%s"/>\n' % (name, outline) for outline, name in names.items())
    return clips + b"<defs>\n" + outlines + b"</defs>\n" + _PATH.sub(used, drawn)


def _with_own_ids(svg: bytes) -> bytes:
    """Return the drawing of an SVG with ids derived from its content.

    Qt uses the same ids in every picture, so pictures inlined in one page would conflict.
    """
    from PySide6.QtCore import QUuid

    drawn = QUuid.createUuidV5(QUuid(), svg).toString(QUuid.StringFormat.Id128)[:12].encode()
    return _ID.sub(rb"\1sigviz-" + drawn + rb"-", svg)


def read_scene(file: BinaryIO, name: str) -> bytes | None:
    """Return the JSON of the scene, or None. Raises `SceneFileError` if the file cannot be searched for it."""
    return find_in_xml(_pieces(file, name), name)


def _pieces(file: BinaryIO, name: str) -> Iterator[bytes]:
    """Yield a file in large pieces, because expat scans a long token again with each piece."""
    for _ in range(_LARGEST_FILE // LARGEST):
        yield file.read(LARGEST)
    if file.read(1):
        raise SceneFileError(f"{name!r} is too large to be searched for a scene")


SVG = StillFormat(name="svg", pixels=False, paint=_paint, read_scene=read_scene)
