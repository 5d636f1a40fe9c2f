"""The drawings on the buttons of the kinds of pictures, in the colours of the window's palette."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen, QPolygonF

WIDTH, HEIGHT = 64.0, 44.0  # of a drawing, in units
_Role = QPalette.ColorRole


def paint_kind(painter: QPainter, name: str, box: QRectF, palette: QPalette) -> None:
    """Draw the mark of a kind of picture in a box."""
    painter.save()
    unit = min(box.width() / WIDTH, box.height() / HEIGHT)
    painter.translate(box.center().x() - WIDTH / 2 * unit, box.center().y() - HEIGHT / 2 * unit)
    painter.scale(unit, unit)
    _MARKS[name](painter, palette)
    painter.restore()


def _column(painter: QPainter, palette: QPalette) -> None:
    _page(painter, palette)
    _words(painter, palette, 18, 30, (19, 23, 27, 31, 35, 39))
    _words(painter, palette, 34, 46, range(7, 40, 4))
    _figure(painter, palette, QRectF(18, 6, 12, 9))


def _full(painter: QPainter, palette: QPalette) -> None:
    _page(painter, palette)
    _words(painter, palette, 18, 30, range(27, 40, 4))
    _words(painter, palette, 34, 46, range(27, 40, 4))
    _figure(painter, palette, QRectF(18, 6, 28, 16))


def _slide(painter: QPainter, palette: QPalette) -> None:
    _sheet(painter, palette, QRectF(4, 6, 56, 31.5))
    _figure(painter, palette, QRectF(9, 10, 46, 23.5), 2.4)


def _animation(painter: QPainter, palette: QPalette) -> None:
    _sheet(painter, palette, QRectF(1, 6, 62, 32))
    painter.setBrush(palette.color(_Role.Mid))
    for at in range(8):
        for top in (8.5, 32.5):
            painter.drawRect(QRectF(4 + at * 7.6, top, 3, 3))
    for at, share in enumerate((0.22, 0.5, 0.78)):
        frame = QRectF(4 + at * 19.2, 14, 17.6, 16)
        _sheet(painter, palette, frame)
        _figure(painter, palette, frame.adjusted(2, 2.5, -2, -2.5), 1.4, share)


def _page(painter: QPainter, palette: QPalette) -> None:
    _sheet(painter, palette, QRectF(15, 1, 34, 42))


def _sheet(painter: QPainter, palette: QPalette, box: QRectF) -> None:
    painter.setPen(QPen(palette.color(_Role.Mid), 1.0))
    painter.setBrush(palette.color(_Role.Base))
    painter.drawRect(box)
    painter.setPen(Qt.PenStyle.NoPen)


def _words(painter: QPainter, palette: QPalette, left: float, right: float, rows: "range | tuple[int, ...]") -> None:
    painter.setPen(QPen(palette.color(_Role.PlaceholderText), 1.0))
    for y in rows:
        painter.drawLine(QPointF(left, y), QPointF(right, y))
    painter.setPen(Qt.PenStyle.NoPen)


def _figure(painter: QPainter, palette: QPalette, box: QRectF, width: float = 1.6, point: float = 0.62) -> None:
    """Draw σ in a box, with a point at a share of its width."""

    def at(share: float) -> QPointF:
        height = 1 / (1 + math.exp(-12 * (share - 0.5)))
        return QPointF(box.left() + share * box.width(), box.bottom() - height * box.height())

    painter.setPen(QPen(palette.color(_Role.Mid), 0.8))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.setPen(QPen(palette.color(_Role.Highlight), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([at(step / 24) for step in range(25)]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(_Role.WindowText))
    painter.drawEllipse(at(point), width, width)


_MARKS: dict[str, Callable[[QPainter, QPalette], None]] = {
    "column": _column,
    "full": _full,
    "slide": _slide,
    "animation": _animation,
}
