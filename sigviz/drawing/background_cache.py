"""What lies still in a view, kept as a picture: what moves is then drawn over a copy of it."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

Painting = Callable[[QPainter], None]


class BackgroundCache:
    """The picture of a widget's still part, drawn again when it is forgotten or the screen's scale changes."""

    def __init__(self) -> None:
        self._kept: QPixmap | None = None
        self._key: object = None

    def follow(self, key: object) -> bool:
        """Forget the picture if what it depends on differs from the last time, and return whether it does."""
        changed, self._key = key != self._key, key
        if changed:
            self.forget()
        return changed

    def forget(self) -> None:
        """Have it drawn again the next time."""
        self._kept = None

    @property
    def kept(self) -> bool:
        """Whether there is a picture."""
        return self._kept is not None

    def of(self, widget: QWidget, paint: Painting, ground: str) -> QPixmap:
        """Return the picture: what ``paint`` draws on a ground of this colour."""
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
        """Paint a widget: the picture of its still part, and what moves over it."""
        kept = self.of(widget, still, ground)
        painter = QPainter(widget)
        painter.drawPixmap(0, 0, kept)
        moving(painter)
        painter.end()

    def add(self, paint: Painting) -> None:
        """Draw more into the picture that is kept, if one is."""
        if self._kept is not None:
            painter = QPainter(self._kept)
            paint(painter)
            painter.end()
