"""Lossless WebP, with the scene in XMP. WebP container specification, https://developers.google.com/speed/webp."""

import io
import os
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from sigviz.formats.base.embedded_scene import LARGEST, SceneFileError, find_in_xml, xmp
from sigviz.formats.base.format import Encoder, Page, StillFormat
from sigviz.formats.base.pixels import pillow
from sigviz.model.scene import Scene

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


def _paint(page: Page, scene: Scene) -> Encoder:
    return partial(_encode, page.image(scene), xmp(scene, page.title, page.describe(scene)))


def _encode(picture: "QImage", metadata: bytes) -> bytes:
    target = io.BytesIO()
    try:
        pillow(picture).save(target, "WEBP", lossless=True, method=2, xmp=metadata)
    except ValueError as error:  # with "encoding error 1", WebP's code for too little memory
        raise MemoryError(*error.args) from error
    return target.getvalue()


def read_scene(file: BinaryIO, name: str) -> bytes | None:
    """Return the JSON of the scene in the XMP, or None. Raises `SceneFileError` if the file is not a WebP."""
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:] != b"WEBP":
        raise SceneFileError(f"{name!r} is not a WebP file, despite its extension")
    while len(head := file.read(8)) == 8:
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"XMP ":
            return find_in_xml([file.read(min(length, 2 * LARGEST))], name)
        file.seek(length + length % 2, os.SEEK_CUR)
    return None


WEBP = StillFormat(name="webp", pixels=True, paint=_paint, read_scene=read_scene)
