"""Conversion of painted pixels for encoders: one byte per colour channel."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PySide6.QtGui import QImage


def plain(picture: "QImage") -> "QImage":
    """Return a picture with one byte per colour channel, and one for alpha if it has an alpha channel.

    Raises `MemoryError` if there is not enough memory.
    """
    from PySide6.QtGui import QImage

    kind = QImage.Format.Format_RGBA8888 if picture.hasAlphaChannel() else QImage.Format.Format_RGB888
    converted = picture.convertToFormat(kind)
    if converted.isNull():
        raise MemoryError(f"{picture.width()}x{picture.height()} pixels")
    return converted


def pillow(picture: "QImage") -> "Image":
    """Return a picture as a Pillow image. Raises `MemoryError` if there is not enough memory."""
    from PIL import Image

    converted = plain(picture)
    mode, size = "RGBA" if converted.hasAlphaChannel() else "RGB", (converted.width(), converted.height())
    return Image.frombuffer(mode, size, bytes(converted.constBits()), "raw", mode, converted.bytesPerLine(), 1)
