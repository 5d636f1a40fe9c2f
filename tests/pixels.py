"""Measuring pictures: how much of a colour is where, with edges counted in parts."""

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter


def rgb(image):
    """Return a picture as an array of height × width × 3, from 0 to 255."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return flat[:, : image.width(), 2::-1].astype(np.float32)


def picture(view, scale):
    """Return what a view shows, painted at a scale as pictures are, as an array."""
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
    """Return a colour as an array of three."""
    return np.array(QColor(name).getRgb()[:3], dtype=np.float32)


def ink(pixels, ground):
    """Return how far each pixel is from the ground, the farthest being 1: the part of it that a line covers."""
    far = np.abs(pixels - colour(ground)).sum(axis=2)
    return far / max(far.max(), 1.0)


def covered(pixels, name, tolerance=3.0):
    """Return which pixels have just this colour."""
    return (np.abs(pixels - colour(name)) <= tolerance).all(axis=2)


def centroids(amount, axis=0):
    """Return the middle of the ink in each column (or row, with ``axis=1``), in pixels, and how much ink there is."""
    places = np.arange(amount.shape[axis], dtype=float) + 0.5
    total = amount.sum(axis=axis)
    moment = (amount * (places[:, None] if axis == 0 else places)).sum(axis=axis)
    with np.errstate(invalid="ignore"):
        return moment / total, total
