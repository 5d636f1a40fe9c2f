"""A cached picture of the static part of a view. The moving part is drawn over a copy of it."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

Painting = Callable[[QPainter], None]


class BackgroundCache:
    """The cached picture of a widget's static part, drawn again after `forget` or when the screen's scale changes."""

    def __init__(self) -> None:
        self._kept: QPixmap | None = None
        self._key: object = None

    def follow(self, key: object) -> bool:
        """Forget the picture if the key that it depends on has changed. Return whether it has."""
        changed, self._key = key != self._key, key
        if changed:
            self.forget()
        return changed

    def forget(self) -> None:
        """Discard the picture, so that it is drawn again when it is next needed."""
        self._kept = None

    @property
    def kept(self) -> bool:
        """Whether a picture is cached."""
        return self._kept is not None

    def of(self, widget: QWidget, paint: Painting, ground: str) -> QPixmap:
        """Return the picture: what ``paint`` draws on a background of the colour ``ground``."""
        ratio = widget.devicePixelRatioF()
        if self._kept is None or self._kept.devicePixelRatio() != ratio:
            self._kept = QPixmap(widget.size() * ratio)
            self._kept.setDevicePixelRatio(ratio)
            self._kept.fill(QColor(ground))
            painter = QPainter(self._kept)
            paint(painter)
            painter.end()
        return self._kept

    def paint(self, widget: QWidget, still: Painting, moving: Painting, ground: str) -> None:
        """Paint a widget: the cached picture of its static part, then its moving part."""
        picture = self.of(widget, still, ground)
        painter = QPainter(widget)
        painter.drawPixmap(0, 0, picture)
        moving(painter)
        painter.end()

    def add(self, paint: Painting) -> None:
        """Draw more into the cached picture, if there is one."""
        if self._kept is not None:
            painter = QPainter(self._kept)
            paint(painter)
            painter.end()
