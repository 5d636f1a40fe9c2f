"""Scenes as pictures, by the views that the window holds; no event loop, and no window on a screen.

A `Studio` holds one figure of one size and paints scene after scene with it. What it paints on differs by format; what
is painted does not.
"""

import io
import math
import mmap
import os
import re
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6

import sigviz.plot  # noqa: F401 — before Qt, for it sees whether another one is loaded

# isort: split
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt, QUuid
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from sigviz.drawing.background import transparent_ground
from sigviz.drawing.text import as_outlines, as_searchable, load_fonts
from sigviz.formats import embedded_scenes, png_encoder
from sigviz.formats.formats import CSS_PX_PER_INCH, Size
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.plot.widget import TITLE
from sigviz.system.application import existing
from sigviz.views.figure import Figure

if TYPE_CHECKING:
    from PIL.Image import Image

_SVG_SIZE = re.compile(rb'width="[^"]*" height="[^"]*"')
_SVG_ID = re.compile(rb'(\bid="|\burl\(#|\bhref="#)')
_PDF_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")
_PDF_BOX = re.compile(rb"/MediaBox \[([\d. ]+)\]")
_POINTS_PER_INCH = 72.0
_PDF_DOTS = 1200  # to the inch: fine enough that no rounding of a coordinate is seen


def application() -> QApplication:
    """Return the QApplication, made without a screen if there is none, with the program's faces.

    Raises `UnusablePlatformError` where that cannot be.
    """
    found = existing() or _offscreen()
    load_fonts()
    return found


def _offscreen() -> QApplication:
    # Where memory or a limit lets no thread start, Qt waits for it for ever; pictures come as fast without them.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    # The theme too, for the environment may name one, and GTK's ends a process that has no display.
    return QApplication(["sigviz", "-platform", "offscreen", "-platformtheme", "offscreen"])


def no_room(titles: Iterable[str]) -> str:
    """Return the words for layers that a picture has no room for."""
    return f"{', '.join(titles)}: no room in a picture of this size"


class Studio:
    """Paints scenes at one size; ``transparent`` leaves the ground out."""

    def __init__(self, size: Size, *, transparent: bool = False) -> None:
        application()
        self._size, self._transparent = size, transparent
        self.without_room: dict[str, None] = {}  # the titles of the layers that had no room in a picture
        self._figure = Figure()
        self._figure.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # laid out as if shown, and never seen
        self._figure.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._figure.resize(max(round(size.width), 1), max(round(size.height), 1))
        self._figure.show()

    def close(self) -> None:
        """Delete the figure, at once: ``deleteLater`` waits for an event loop, and a script may never run one."""
        self._figure.close()
        shiboken6.delete(self._figure)

    def image(self, scene: Scene, scale: float) -> QImage:
        """Return a scene in pixels, ``scale`` of them to a CSS pixel. `ValueError` if they are too many."""
        width, height = self._size.pixels(scale)
        kind = QImage.Format.Format_ARGB32_Premultiplied if self._transparent else QImage.Format.Format_RGB32
        picture = QImage(width, height, kind)
        if picture.isNull():
            raise MemoryError(f"{width}x{height} pixels")
        if self._transparent:
            picture.fill(Qt.GlobalColor.transparent)
        self._paint(QPainter(picture), scene, width, height)
        return picture

    def png(self, scene: Scene, scale: float) -> bytes:
        """Return a scene as PNG, which keeps the scene."""
        return encode_png(self.image(scene, scale), scene, scale)

    def svg(self, scene: Scene, scale: float) -> bytes:
        """Return a scene as SVG: vectors throughout, text as outlines; it keeps the scene."""
        from PySide6.QtSvg import QSvgGenerator

        width, height = self._size.width, self._size.height
        target = QBuffer()
        target.open(QIODevice.OpenModeFlag.WriteOnly)
        # Only version 1.1 is written with real clip paths.
        generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        generator.setOutputDevice(target)
        generator.setResolution(round(CSS_PX_PER_INCH))
        generator.setSize(QSize(round(width * scale), round(height * scale)))
        generator.setViewBox(QRectF(0, 0, width, height))
        generator.setTitle(TITLE)
        generator.setDescription(resolve(scene).description)
        with as_outlines():
            self._paint(QPainter(generator), scene, width, height)
        head, desc, rest = bytes(target.data().data()).partition(b"</desc>\n")
        unit = (f'width="{width * scale:g}" height="{height * scale:g}"').encode()
        head = _SVG_SIZE.sub(unit, head, count=1)
        return head + desc + f"<metadata>{embedded_scenes.element(scene)}</metadata>\n".encode() + _with_own_ids(rest)

    def pdf(self, target: QIODevice, scenes: Iterable[Scene]) -> None:
        """Write scenes as the pages of a PDF of exact size, vectors throughout; it keeps the first scene."""
        pages = iter(scenes)
        first = next(pages)
        writer = QPdfWriter(target)
        page = QPageSize(QSizeF(*self._whole_points), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
        writer.setResolution(_PDF_DOTS)
        writer.setTitle(TITLE)
        writer.setCreator("sigviz")
        writer.setDocumentId(QUuid.createUuidV5(QUuid(), first.to_json().encode()))
        writer.setDocumentXmpMetadata(QByteArray(_xmp(first).encode()))
        dots = _PDF_DOTS / CSS_PX_PER_INCH
        painter = QPainter(writer)
        try:
            with as_searchable():
                self._paint_with(painter, first, self._size.width * dots, self._size.height * dots)
                for scene in pages:
                    writer.newPage()
                    self._paint_with(painter, scene, self._size.width * dots, self._size.height * dots)
        finally:
            painter.end()  # also where the pages end early: a writer must not go before its painter

    @property
    def _points(self) -> tuple[float, float]:
        share = _POINTS_PER_INCH / CSS_PX_PER_INCH
        return round(self._size.width * share, 6), round(self._size.height * share, 6)

    @property
    def _whole_points(self) -> tuple[int, int]:
        """The page in whole points, as Qt has it; `finish_pdf` crops it to what was asked for."""
        return math.ceil(self._points[0]), math.ceil(self._points[1])

    def finish_pdf(self, path: Path) -> None:
        """Crop the pages of a PDF to the exact size, and take the clock's dates out of it.

        Or put the date of SOURCE_DATE_EPOCH in: the same scene is the same bytes on every run.
        """
        (width, height), whole = self._points, self._whole_points
        box = f"0 {whole[1] - height:.4f} {width:.4f} {whole[1]}".encode()
        dated = _pdf_date()
        with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as content:
            for found in _PDF_DATE.finditer(content):
                date = b"/" + found[1] + b" " + dated if dated else b""
                content[found.start() : found.end()] = date.ljust(len(found[0]))
            if whole != (width, height):
                for found in _PDF_BOX.finditer(content):
                    content[found.start(1) : found.end(1)] = box.ljust(len(found[1]))

    def _paint(self, painter: QPainter, scene: Scene, width: float, height: float) -> None:
        try:
            self._paint_with(painter, scene, width, height)
        finally:
            painter.end()

    def _paint_with(self, painter: QPainter, scene: Scene, width: float, height: float) -> None:
        self._figure.show_readout(resolve(scene))
        self.without_room |= dict.fromkeys(self._figure.without_room)
        painter.save()
        painter.scale(width / self._figure.width(), height / self._figure.height())
        if not self._transparent:
            painter.fillRect(self._figure.rect(), QColor(self._figure.ground))
        with transparent_ground() if self._transparent else nullcontext():
            self._figure.paint(painter, filled=False)
        painter.restore()


def _with_own_ids(svg: bytes) -> bytes:
    """Return the drawing of an SVG with ids that follow from what is drawn.

    Pictures inlined in one page share their ids, and Qt gives each picture the same ones.
    """
    drawn = QUuid.createUuidV5(QUuid(), svg).toString(QUuid.StringFormat.Id128)[:12].encode()
    return _SVG_ID.sub(rb"\1sigviz-" + drawn + rb"-", svg)


def encode_png(picture: QImage, scene: Scene, scale: float) -> bytes:
    """Return pixels as PNG with their scene and density; can run beside the painting of the next picture."""
    return png_encoder.encode(picture, {embedded_scenes.KEY: scene.to_json()}, CSS_PX_PER_INCH * scale)


def encode_webp(picture: QImage, scene: Scene, scale: float) -> bytes:  # noqa: ARG001
    """Return pixels as lossless WebP with their scene; can run beside the painting of the next picture."""
    target = io.BytesIO()
    try:
        _pillow(picture).save(target, "WEBP", lossless=True, method=2, xmp=_xmp(scene).encode())
    except ValueError as error:  # which says "encoding error 1", and that is WebP's number for it
        raise MemoryError(*error.args) from error
    return target.getvalue()


def frame(picture: QImage) -> "Image":
    """Return pixels as a frame of an animation, in the 256 colours that serve it best."""
    from PIL.Image import Dither

    return _pillow(picture).quantize(256, dither=Dither.NONE)


def _pillow(picture: QImage) -> "Image":
    from PIL import Image

    plain = png_encoder.plain(picture)
    mode, size = "RGBA" if plain.hasAlphaChannel() else "RGB", (plain.width(), plain.height())
    return Image.frombuffer(mode, size, bytes(plain.constBits()), "raw", mode, plain.bytesPerLine(), 1)


def is_whole_pdf(path: Path) -> bool:
    """Return whether a PDF's table of contents stands where its end says: what is lost before moves it."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - 64, 0))
        found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", file.read())
        if not found:
            return False
        file.seek(int(found[1]))
        return file.read(4) == b"xref"


def _pdf_date() -> bytes:
    """Return the date that SOURCE_DATE_EPOCH asks for, if it makes sense."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("(D:%Y%m%d%H%M%SZ)").encode() if epoch else b""
    except (ValueError, OverflowError, OSError):
        return b""


def _xmp(scene: Scene) -> str:
    described = escape(resolve(scene).description, quote=False)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{TITLE}</rdf:li></rdf:Alt></dc:title>\n'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{described}</rdf:li></rdf:Alt></dc:description>\n'
        f"{embedded_scenes.element(scene)}\n"
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="w"?>\n'
    )
