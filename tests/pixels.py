"""Measuring pictures: the amount of a colour at each pixel, including partly covered pixels at edges."""

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter


def rgb(image):
    """Return a picture as an array of shape (height, width, 3) with values from 0 to 255."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return flat[:, : image.width(), 2::-1].astype(np.float32)


def picture(view, scale):
    """Return a view painted at a scale, as in pictures, as an array."""
    image = QImage(view.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(getattr(view, "ground", "white")))
    painter = QPainter(image)
    try:
        view.paint(painter)
    finally:
        painter.end()
    return rgb(image)


def colour(name):
    """Return a colour as an array of three values."""
    return np.array(QColor(name).getRgb()[:3], dtype=np.float32)


def ink(pixels, ground):
    """Return the distance of each pixel from the background, at most 1: the fraction of it that a line covers."""
    far = np.abs(pixels - colour(ground)).sum(axis=2)
    return far / max(far.max(), 1.0)


def covered(pixels, name, tolerance=3.0):
    """Return which pixels have this colour."""
    return (np.abs(pixels - colour(name)) <= tolerance).all(axis=2)


def centroids(amount, axis=0):
    """Return the centre and the amount of the ink in each column (or row, with ``axis=1``), in pixels."""
    places = np.arange(amount.shape[axis], dtype=float) + 0.5
    total = amount.sum(axis=axis)
    moment = (amount * (places[:, None] if axis == 0 else places)).sum(axis=axis)
    with np.errstate(invalid="ignore"):
        return moment / total, total
