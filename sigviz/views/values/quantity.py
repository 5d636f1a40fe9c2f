"""One quantity of the panel: its name, its number, its bar, and its value in naive float64 code."""

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL, Theme
from sigviz.maths.float64 import NaiveText
from sigviz.model.readout import HIDDEN, NAMES


class Quantity(QLabel):
    """One quantity: its name, its value with significant digits, and a bar from 0 to 1.

    ``text()`` is the full text, such as ``σ(x) = 0.7311``. The parent `Values` draws it, the name above the number,
    because one painter for all labels takes a third of the time of one painter each.
    """

    menu_requested = Signal(str, QPoint)  # quantity, position in global pixels
    reveal_requested = Signal(str)  # clicked while its number is hidden

    def __init__(self, quantity: str, caption: str, parent: QWidget, most: float = 1.0) -> None:
        super().__init__(parent)
        self.setObjectName(quantity)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.quantity, self._caption = quantity, text.italic(caption)
        self._number, self._fraction = "", 0.0
        self.note = ""  # the variable text after the caption
        self.naive: NaiveText | None = None  # the float64 output, if it is shown
        self._most = most  # the largest possible value, marked on the bar

    def show_number(self, number: str, fraction: float) -> None:
        """Show a number, and fill a fraction of the bar. Emits nothing."""
        self._number, self._fraction = number, fraction
        self.setText(f"{NAMES[self.quantity]} = {number}")
        if (number == HIDDEN) != bool(self.toolTip()):
            self.setToolTip("Click to reveal" if number == HIDDEN else "")
            self.setCursor(Qt.CursorShape.PointingHandCursor if number == HIDDEN else Qt.CursorShape.ArrowCursor)

    def paint_still(self, painter: QPainter, theme: Theme, unit: float, *, bar: bool) -> None:
        """Draw the name and the empty bar."""
        left, top = self.x(), self.y() + 15 * unit
        text.mathematical(SMALL * unit).draw(painter, left, top, self._caption, theme.quiet)
        if bar:
            trough = self._bar(unit)
            painter.fillRect(trough, text.paint(theme.faint))
            if self._most < 1:
                mark = QRectF(trough.left() + self._most * trough.width(), trough.top() - 3 * unit, unit, 11 * unit)
                painter.fillRect(mark, text.paint(theme.quiet))

    def paint_moving(self, painter: QPainter, theme: Theme, unit: float, *, bar: bool) -> None:
        """Draw the number and fill the bar."""
        size = (theme.large if self.quantity == "product" else theme.medium) * unit
        colour = theme.stroke(self.quantity).colour
        baseline = self.y() + 15 * unit + 0.98 * size
        text.mathematical(size).draw(painter, self.x(), baseline, self._number, colour)
        if self.naive is not None:
            _paint_naive(painter, theme, unit, QPointF(self.x(), baseline + 18 * unit), self.naive, self.width())
        if self.note:
            small = text.mathematical(SMALL * unit)
            after = self.x() + small.width(self._caption) + 0.3 * SMALL * unit
            small.draw(painter, after, self.y() + 15 * unit, self.note, theme.ink)
        if bar:
            filled = self._bar(unit)
            filled.setWidth(filled.width() * self._fraction)
            painter.fillRect(filled, text.paint(colour))

    def paint_in_line(self, painter: QPainter, theme: Theme, unit: float) -> None:
        """Write x and the number in one line, without x if both are too long."""
        face = text.mathematical(SMALL * unit)
        baseline = self.y() + 0.5 * self.height() + 0.33 * SMALL * unit
        x, number = f"𝑥 = {self.note}", f"𝜎′ = {self._number}"
        after = face.width(x) + 1.2 * SMALL * unit
        if after + face.width(number) <= self.width():
            face.draw(painter, self.x(), baseline, x, theme.ink)
        else:
            after = 0.0
        face.draw(painter, self.x() + after, baseline, number, theme.stroke(self.quantity).colour)

    def _bar(self, unit: float) -> QRectF:
        return QRectF(self.x(), self.y() + self.height() - 9 * unit, self.width(), 5 * unit)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._number == HIDDEN:
            self.reveal_requested.emit(self.quantity)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(self.quantity, event.globalPos())
        event.accept()


def _paint_naive(painter: QPainter, theme: Theme, unit: float, at: QPointF, naive: NaiveText, width: float) -> None:
    """Write the float64 output, with the wrong digits highlighted."""
    size = SMALL * unit
    face, x = text.fitting(size, naive.right + naive.wrong + naive.power, width), at.x()
    for words, colour, marked in (
        (naive.right, theme.quiet, False),
        (naive.wrong, theme.ink, True),
        (naive.power, theme.ink if naive.wrong else theme.quiet, False),
    ):
        wide = face.width(words)
        if marked and words:
            painter.fillRect(QRectF(x, at.y() - 0.85 * size, wide, 1.1 * size), text.paint(theme.mark))
        face.draw(painter, x, at.y(), words, colour)
        x += wide
