"""The buttons of the shelf, and the handle that folds it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from sigviz.drawing import text
from sigviz.drawing.strokes import pen
from sigviz.drawing.theme import THEMES, Stroke, Theme
from sigviz.model.layers import Layer
from sigviz.window.shelf.marks import HEIGHT, WIDTH, mark_colour, paint_mark

_WORDS = 12.0  # the size of the words below a mark
_PAD, _UNDERLINE = 8.0, 2.0
HANDLE = 10.0  # the height of the folding handle
TALL = HEIGHT + _WORDS + 2.2 * _PAD  # the height of a button

_PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ShelfButton(QAbstractButton):
    """A flat button with words. It reports when the pointer or the focus comes to it, and when both have left."""

    pointed = Signal(bool)

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setAccessibleName(words.rstrip("…"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.theme, self.unit = THEMES["light"], 1.0

    def dress(self, theme: Theme, unit: float) -> None:
        """Apply a theme and a scale."""
        self.theme, self.unit = theme, unit
        self.setFont(text.sans(_WORDS * unit).font)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the words with a margin."""
        return QSize(round(self._words_width() + 2 * _PAD * self.unit), round(TALL * self.unit))

    def minimumSizeHint(self) -> QSize:
        """Return `sizeHint`: words are never cut."""
        return self.sizeHint()

    def _words_width(self) -> float:
        return text.sans(_WORDS * self.unit).width(self.text())

    @property
    def _lit(self) -> bool:
        return self.isChecked() or self.underMouse() or self.hasFocus()

    def _paint_words(self, painter: QPainter, baseline: float) -> None:
        colour = self.theme.ink if self._lit else self.theme.quiet
        text.sans(_WORDS * self.unit).draw(painter, self.width() / 2, baseline, self.text(), colour, align=0.5)

    def _paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setPen(pen(Stroke(self.theme.sigma.colour, 2.0), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_words(painter, self.height() / 2 + 0.35 * _WORDS * self.unit)
        self._paint_focus(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESS:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()
        self.pointed.emit(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit(self.underMouse())


class PictureButton(ShelfButton):
    """The button of a layer: its mark above its words. It is coloured and underlined while the layer is shown."""

    def __init__(self, layer: Layer, parent: QWidget) -> None:
        super().__init__(layer.words, parent)
        self.layer = layer
        self.setObjectName(f"shelf_{layer.name}")
        self.setCheckable(True)
        self.setToolTip(f"{layer.title} ({layer.key})")
        self.setAccessibleDescription(f"{layer.about} Key {layer.key}")

    def event(self, event: QEvent) -> bool:
        """Leave the tip to screen readers: the sentence above the button tells the same."""
        return True if event.type() == QEvent.Type.ToolTip else super().event(event)

    def nextCheckState(self) -> None:
        """Do nothing: the state follows the scene."""

    def sizeHint(self) -> QSize:
        """Return the size of the mark or the words, whichever is wider, with a margin."""
        wide = max(WIDTH * self.unit, self._words_width())
        return QSize(round(wide + _PAD * self.unit), round(TALL * self.unit))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.unit
        box = QRectF((self.width() - WIDTH * unit) / 2, 0.5 * _PAD * unit, WIDTH * unit, HEIGHT * unit)
        paint_mark(painter, self.layer.name, box, self.theme, coloured=self._lit)
        self._paint_words(painter, box.bottom() + (0.5 * _PAD + 0.85 * _WORDS) * unit)
        if self.isChecked():
            line = QRectF(0, self.height() - _UNDERLINE * unit, self.width(), _UNDERLINE * unit)
            painter.fillRect(line.adjusted(6 * unit, 0, -6 * unit, 0), text.paint(self._colour))
        self._paint_focus(painter)
        painter.end()

    @property
    def _colour(self) -> str:
        return mark_colour(self.layer.name, self.theme)


class ActionButton(ShelfButton):
    """A quiet button that triggers an action of the window."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(action.text().replace("&", ""), parent)
        self.setObjectName(f"shelf_{action.objectName()}")
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        self.setToolTip(f"{action.toolTip()} ({keys})")
        self.setAccessibleDescription(action.toolTip())
        self.clicked.connect(action.trigger)


class FoldHandle(ShelfButton):
    """A thin line across the shelf that folds it, or unfolds it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setObjectName("shelf_fold")
        self.show_folded(folded=False)

    def show_folded(self, *, folded: bool) -> None:
        """Show what a click does."""
        name = "Show the shelf" if folded else "Hide the shelf"
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._folded = folded
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the handle."""
        return QSize(0, round(HANDLE * self.unit))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, unit = QPointF(self.width() / 2, self.height() / 2), self.unit
        lean = QPointF(0, (2 if self._folded else -2) * unit)
        colour = self.theme.ink if self._lit else self.theme.axis
        painter.setPen(pen(Stroke(colour, 2.0), unit))
        for side in (-1, 1):
            painter.drawLine(middle + QPointF(side * 9 * unit, 0) + lean / 2, middle - lean / 2)
        self._paint_focus(painter)
        painter.end()
