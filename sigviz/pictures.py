"""A scene as a picture, by the views that the window holds."""

from PySide6.QtGui import QColor, QImage, QPainter

from sigviz.views.stage import Stage


def image(stage: Stage, scale: float) -> QImage:
    """Return what a stage shows, with ``scale`` pixels of the picture to a logical pixel."""
    picture = QImage(stage.size() * scale, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(scale)
    picture.fill(QColor(stage.ground))
    painter = QPainter(picture)
    stage.paint(painter)
    painter.end()
    return picture
