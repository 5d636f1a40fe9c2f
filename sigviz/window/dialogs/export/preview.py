"""The preview of a picture: at true size, on paper above a line of text of 9 pt, or both reduced alike."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from sigviz.drawing import text
from sigviz.drawing.theme import THEMES, Theme
from sigviz.formats.picture_size import Size

_SENTENCE = "Text of 9 pt beside the figure"
_TEXT, _LINE = 12.0, 20.0  # CSS pixels: the size of the text, and the height of its line
_MARGIN = 10  # logical pixels of paper around picture and text
_SQUARE = 8  # logical pixels of the checkerboard behind a transparent picture


class Preview(QWidget):
    """Shows a picture. It tells how far a picture of a size must be reduced to fit."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Preview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self._pixmap, self._size, self._reduction = QPixmap(), Size(1, 1), 1.0
        self._theme, self._transparent = THEMES["light"], False

    def reduction(self, size: Size) -> float:
        """Return the factor at which a picture fits, at most 1."""
        line = _LINE if size.on_paper else 0.0
        wide, high = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
        return min(max(wide, 1) / size.width, max(high, 1) / (size.height + line), 1.0)

    def show_picture(self, picture: QImage, size: Size, reduction: float, theme: Theme, *, transparent: bool) -> None:
        """Show a picture that was drawn at a reduction. Its device pixel ratio is that of the screen."""
        self._pixmap, self._size, self._reduction = QPixmap.fromImage(picture), size, reduction
        self._theme, self._transparent = theme, transparent
        self.update()

    def pixmap(self) -> QPixmap:
        """Return the picture, without what is around it."""
        return self._pixmap

    # Qt overrides

    def sizeHint(self) -> QSize:
        return self.minimumSize()  # the dialog gives it all that is left

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._pixmap.isNull():
            return
        painter = QPainter(self)
        shown = self._pixmap.deviceIndependentSize()
        line = _LINE * self._reduction if self._size.on_paper else 0.0
        left = round((self.width() - shown.width()) / 2)
        top = round((self.height() - shown.height() - line) / 2)
        box = QRectF(left, top, shown.width(), shown.height())
        if self._size.on_paper:
            self._paint_sheet(painter, box.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN + line))
        else:
            self._paint_sheet(painter, box)
        if self._transparent:
            self._paint_checkerboard(painter, box)
        painter.drawPixmap(box.topLeft(), self._pixmap)
        if self._size.on_paper:
            painter.translate(box.bottomLeft())
            painter.scale(self._reduction, self._reduction)
            text.mathematical(_TEXT).draw(painter, 0.0, _LINE - 0.4 * _TEXT, _SENTENCE, self._theme.ink)
        painter.end()

    def _paint_sheet(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, text.paint(self._theme.ground))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(box.adjusted(0.0, 0.0, -1.0, -1.0) if self._size.on_paper else box.adjusted(-1, -1, 0, 0))

    def _paint_checkerboard(self, painter: QPainter, box: QRectF) -> None:
        squares = QPixmap(2 * _SQUARE, 2 * _SQUARE)
        squares.fill(text.paint(self._theme.ground))
        inked = QPainter(squares)
        for at in (0, _SQUARE):
            inked.fillRect(at, at, _SQUARE, _SQUARE, text.paint(self._theme.band))
        inked.end()
        painter.setBrushOrigin(QPointF(box.topLeft()))
        painter.fillRect(box, QBrush(squares))
        painter.setBrush(Qt.BrushStyle.NoBrush)
