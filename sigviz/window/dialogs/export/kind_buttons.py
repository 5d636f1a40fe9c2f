"""The row of pictures at the top of the export dialog: one button for each kind of picture."""

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from sigviz.drawing.theme import SMALL
from sigviz.window.dialogs.export.kind_marks import HEIGHT, WIDTH, paint_kind
from sigviz.window.dialogs.export.kinds import KINDS, Kind

_PAD = 8.0  # units around and between mark and words
_PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KindButton(QAbstractButton):
    """A button with the mark of a kind of picture above its title. It is framed while it is chosen."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.setObjectName(f"kind_{kind.name}")
        self.setText(kind.title)
        self.setCheckable(True)
        self.setAccessibleName(kind.title)
        self.setAccessibleDescription(f"{kind.format.upper()}, {kind.size}")
        self.setToolTip(self.accessibleDescription())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def _unit(self) -> float:
        return self.fontInfo().pixelSize() / SMALL

    def nextCheckState(self) -> None:
        """Do nothing: the state follows the choices."""

    # Qt overrides

    def sizeHint(self) -> QSize:
        unit, words = self._unit, self.fontMetrics()
        wide = max(WIDTH * unit, words.horizontalAdvance(self.text())) + 2 * _PAD * unit
        return QSize(round(wide), round((HEIGHT + 2.5 * _PAD) * unit) + words.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESS:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter, unit, colours = QPainter(self), self._unit, self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse() or self.isDown():
            edge = QPalette.ColorRole.Highlight if self.isChecked() else QPalette.ColorRole.Mid
            painter.setPen(QPen(colours.color(edge), 2.0 if self.isChecked() else 1.0))
            painter.setBrush(colours.color(QPalette.ColorRole.Base))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(colours.color(QPalette.ColorRole.WindowText), 1.0, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5), 3, 3)
        box = QRectF((self.width() - WIDTH * unit) / 2, _PAD * unit, WIDTH * unit, HEIGHT * unit)
        paint_kind(painter, self.kind.name, box, colours)
        painter.setPen(colours.color(QPalette.ColorRole.WindowText))
        words = QRectF(0, box.bottom() + 0.5 * _PAD * unit, self.width(), self.fontMetrics().height())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()


class KindButtons(QWidget):
    """The buttons in one row, or in two where the row is too narrow. ``chosen`` has the kind that was clicked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {kind.name: KindButton(kind) for kind in KINDS}
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for button in self.buttons.values():
            button.clicked.connect(partial(self.chosen.emit, button.kind))
        self._arrange()

    def show_kind(self, chosen: Kind | None) -> None:
        """Show which kind the current choices are, if any. Emits nothing."""
        for button in self.buttons.values():
            button.setChecked(button.kind is chosen)

    def _arrange(self) -> None:
        widths = [button.sizeHint().width() + self._grid.spacing() for button in self.buttons.values()]
        columns = len(widths) if self.width() >= sum(widths) else 2
        if columns != self._columns:
            self._columns = columns
            for index, button in enumerate(self.buttons.values()):
                self._grid.addWidget(button, index // columns, index % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        return QSize(2 * widest + self._grid.spacing(), super().minimumSizeHint().height())
