"""Painted pixels as encoders take them: a byte for each colour."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PySide6.QtGui import QImage


def plain(picture: "QImage") -> "QImage":
    """Return a picture with a byte for each colour, and one for alpha if it has that.

    Raises `MemoryError` if there is not enough memory.
    """
    from PySide6.QtGui import QImage

    kind = QImage.Format.Format_RGBA8888 if picture.hasAlphaChannel() else QImage.Format.Format_RGB888
    converted = picture.convertToFormat(kind)
    if converted.isNull():
        raise MemoryError(f"{picture.width()}x{picture.height()} pixels")
    return converted


def pillow(picture: "QImage") -> "Image":
    """Return a picture as Pillow has it. Raises `MemoryError` if there is not enough memory."""
    from PIL import Image

    converted = plain(picture)
    mode, size = "RGBA" if converted.hasAlphaChannel() else "RGB", (converted.width(), converted.height())
    return Image.frombuffer(mode, size, bytes(converted.constBits()), "raw", mode, converted.bytesPerLine(), 1)
