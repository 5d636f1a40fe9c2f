"""PDF: vector graphics, one page per scene, with the first scene in its XMP metadata. ISO 32000-2."""

import errno
import math
import mmap
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sigviz.formats.base.embedded_scene import LARGEST, SceneFileError, find_in_xml, inflate, xmp
from sigviz.formats.base.format import Page, Playback, SeriesFormat
from sigviz.formats.picture_size import CSS_PX_PER_INCH, Size
from sigviz.model.scene import Scene

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtGui import QPdfWriter

_POINTS_PER_INCH = 72.0
_DOTS_PER_INCH = 1200  # fine enough that rounding of coordinates is invisible
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")
_BOX = re.compile(rb"/MediaBox \[([\d. ]+)\]")
_METADATA = re.compile(rb"/Type\s*/Metadata\b")
_FLATE = re.compile(rb"/(FlateDecode|Fl)\b")
_MOST_STREAMS = 100  # of metadata that are searched


def _write(path: Path, page: Page, scenes: Iterable[Scene], _playback: Playback) -> None:
    from PySide6.QtCore import QFile, QIODevice

    target = QFile()
    with path.open("wb") as file:  # opened by Python, because Qt cannot open names that are not valid text
        if not target.open(file.fileno(), QIODevice.OpenModeFlag.WriteOnly):
            raise OSError(0, target.errorString())
        _draw(target, page, scenes)
        failed = not target.flush() or target.error() != QFile.FileError.NoError
        target.close()
    if failed or not _is_whole(path):  # Qt's PDF writer ignores errors of writing
        raise OSError(errno.ENOSPC, "there is not enough space on the disk")
    _finish(path, page.size)


def _draw(target: "QIODevice", page: Page, scenes: Iterable[Scene]) -> None:
    from PySide6.QtGui import QPainter

    remaining = iter(scenes)
    first = next(remaining)
    writer = _writer(target, page, first)
    dots = _DOTS_PER_INCH / CSS_PX_PER_INCH
    width, height = page.size.width * dots, page.size.height * dots
    painter = QPainter(writer)
    try:
        page.paint(painter, first, width, height, text="searchable")
        for scene in remaining:
            writer.newPage()
            page.paint(painter, scene, width, height, text="searchable")
    finally:
        painter.end()  # also after an error, because the painter must end before its writer is deleted


def _writer(target: "QIODevice", page: Page, scene: Scene) -> "QPdfWriter":
    from PySide6.QtCore import QByteArray, QMarginsF, QSizeF, QUuid
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

    sheet = QSizeF(*_whole_points(page.size))
    size = QPageSize(sheet, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer = QPdfWriter(target)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(page.title)
    writer.setCreator("sigviz")
    writer.setDocumentId(QUuid.createUuidV5(QUuid(), scene.to_json().encode()))
    writer.setDocumentXmpMetadata(QByteArray(xmp(scene, page.title, page.describe(scene))))
    return writer


def _points(size: Size) -> tuple[float, float]:
    factor = _POINTS_PER_INCH / CSS_PX_PER_INCH
    return round(size.width * factor, 6), round(size.height * factor, 6)


def _whole_points(size: Size) -> tuple[int, int]:
    """Return the size of a page in whole points, as Qt requires; `_finish` crops the page to its exact size."""
    width, height = _points(size)
    return math.ceil(width), math.ceil(height)


def _is_whole(path: Path) -> bool:
    """Return whether the cross-reference table is at the offset given at the end of the file: lost bytes move it."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - 64, 0))
        found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", file.read())
        if not found:
            return False
        file.seek(int(found[1]))
        return file.read(4) == b"xref"


def _finish(path: Path, size: Size) -> None:
    """Crop the pages to the exact size, and remove the current date, so that every run writes the same bytes.

    If SOURCE_DATE_EPOCH is set, its date is used instead.
    """
    (width, height), whole = _points(size), _whole_points(size)
    box = f"0 {whole[1] - height:.4f} {width:.4f} {whole[1]}".encode()
    dated = _source_date()
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as content:
        for found in _DATE.finditer(content):
            date = b"/" + found[1] + b" " + dated if dated else b""
            content[found.start() : found.end()] = date.ljust(len(found[0]))
        if whole != (width, height):
            for found in _BOX.finditer(content):
                content[found.start(1) : found.end(1)] = box.ljust(len(found[1]))


def _source_date() -> bytes:
    """Return the date in SOURCE_DATE_EPOCH, or nothing if it is not set or not valid."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("(D:%Y%m%d%H%M%SZ)").encode() if epoch else b""
    except (ValueError, OverflowError, OSError):
        return b""


def read_scene(file: BinaryIO, name: str) -> bytes | None:
    """Return the JSON of the scene in the last metadata stream that has one, or None. ISO 32000-2, 14.3.

    Other metadata, such as that of embedded pictures, is skipped even if it is damaged.
    """
    if os.fstat(file.fileno()).st_size == 0:
        return None
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        at = len(content)
        for _ in range(_MOST_STREAMS):
            at = content.rfind(b"/Metadata", 0, at)
            if at < 0:
                break
            with suppress(SceneFileError):
                found = find_in_xml([_stream_about(content, at, name)], name)
                if found is not None:
                    return found
    return None


def _stream_about(content: mmap.mmap, at: int, name: str) -> bytes:
    """Return the content of the metadata stream whose dictionary contains the position ``at``, or nothing."""
    begin, end = content.rfind(b" obj", max(at - LARGEST, 0), at), content.find(b"stream", at, at + LARGEST)
    if min(begin, end) < 0 or not _METADATA.search(dictionary := content[begin:end]):
        return b""
    data = content[end + len(b"stream") : end + 2 * LARGEST].removeprefix(b"\r").removeprefix(b"\n")
    if _FLATE.search(dictionary):
        return inflate(data, name, 2 * LARGEST)
    return data.partition(b"endstream")[0]


PDF = SeriesFormat(name="pdf", pixels=False, series="pages", write=_write, read_scene=read_scene)
