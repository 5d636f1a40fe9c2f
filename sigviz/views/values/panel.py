"""The panel of live values, arranged like the formula: σ(x) × (1 − σ(x)) = σ′(x)."""

from functools import reduce

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from sigviz.drawing import text
from sigviz.drawing.background_cache import BackgroundCache
from sigviz.drawing.medium import SCREEN, Medium
from sigviz.drawing.theme import SMALL
from sigviz.model.readout import Readout
from sigviz.views.values.float64_values import LAYER, LIMITS, naive_texts
from sigviz.views.values.layout import ValuesPlan, in_line, plan
from sigviz.views.values.quantity import Quantity


def _rounded(box: QRectF) -> QRect:
    """Return a box with its edges on whole pixels. Adjacent boxes stay adjacent."""
    left, top = round(box.left()), round(box.top())
    return QRect(left, top, round(box.right()) - left, round(box.bottom()) - top)


class Values(QWidget):
    """The three quantities. It contains no controls."""

    menu_requested = Signal(str, QPoint)
    reveal_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None, medium: Medium = SCREEN) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.medium = medium
        self._theme, self._scale, self._naive = medium.themes["light"], 1.0, False
        self._plan, self._in_line = ValuesPlan(1.0, {}, bars=True), False
        self._still = BackgroundCache()
        self.readings = (
            Quantity("sigma", "σ(x)", self),
            Quantity("complement", "1 − σ(x)", self),
            Quantity("product", "σ′(x) — slope at x =", self, most=0.25),
        )
        self.naive = QLabel(self)
        self.naive.setObjectName("naive")
        self.naive.setTextFormat(Qt.TextFormat.PlainText)
        self.naive.setText(LIMITS)
        for label in (*self.readings, self.naive):
            label.setUpdatesEnabled(False)  # this widget draws them all
        self._arrange()
        for reading in self.readings:
            reading.menu_requested.connect(self.menu_requested)
            reading.reveal_requested.connect(self.reveal_requested)

    def show_readout(self, readout: Readout) -> None:
        """Show a readout. Emits nothing."""
        scene = readout.scene
        look = self.medium.theme(scene), self.medium.scale(scene), scene.shows(LAYER)
        if look != (self._theme, self._scale, self._naive):
            self._theme, self._scale, self._naive = look
            self._arrange()
        naive = naive_texts(readout) if self._naive else None
        for reading in self.readings:
            reading.naive = naive[reading.quantity] if naive else None
            reading.setAccessibleDescription("".join(reading.naive) if reading.naive else "")
            reading.show_number(*readout.number(reading.quantity))
        self.readings[-1].note = readout.x_text
        moving = (label.geometry() for label in self.readings)
        self.update(reduce(QRegion.united, moving, QRegion()))

    def show_in_line(self, *, in_line: bool) -> None:
        """Show only x and the product, in one line, or all the values."""
        if in_line != self._in_line:
            self._in_line = in_line
            self._arrange()

    def paint(self, painter: QPainter) -> None:
        """Draw the values with any painter, at any scale."""
        self._paint_still(painter)
        self._paint_moving(painter)

    def _arrange(self) -> None:
        if self._in_line:
            self._plan = in_line(self.size(), self._scale)
        else:
            self._plan = plan(self.size(), self._scale, self._theme, naive=self._naive)
        for child in (*self.readings, self.naive):
            box = self._plan.boxes.get(child.objectName())
            child.setVisible(box is not None)
            if box is not None:
                aligned = _rounded(box)
                child.setGeometry(aligned)
                child.setFixedSize(aligned.size())  # otherwise every new text makes the parent lay out again
        self._still.forget()
        self.update()

    def _paint_still(self, painter: QPainter) -> None:
        if self._in_line:
            return
        for reading in self.readings:
            reading.paint_still(painter, self._theme, self._plan.unit, bar=self._plan.bars)
        self._paint_signs(painter)
        if not self.naive.isHidden():
            self._paint_limits(painter)

    def _paint_moving(self, painter: QPainter) -> None:
        if self._in_line:
            self.readings[-1].paint_in_line(painter, self._theme, self._plan.unit)
            return
        for reading in self.readings:
            reading.paint_moving(painter, self._theme, self._plan.unit, bar=self._plan.bars)

    def _paint_limits(self, painter: QPainter) -> None:
        """Write where float64 becomes wrong, as large as fits."""
        size = SMALL * self._plan.unit
        baseline = self.naive.y() + 0.75 * self.naive.height()
        face = text.fitting(size, LIMITS, self.naive.width())
        face.draw(painter, self.naive.x(), baseline, LIMITS, self._theme.quiet)

    def _paint_signs(self, painter: QPainter) -> None:
        unit = self._plan.unit
        size = self._theme.medium * unit
        face = text.mathematical(size)
        in_row = self._plan.boxes["times"].top() == self._plan.boxes["sigma"].top()
        for name, sign in (("times", "×"), ("equals", "=")):
            box = self._plan.boxes[name]
            row = 15 * unit + size if in_row else 0.62 * box.height()
            left = box.center().x() - 0.3 * size if in_row else box.left()
            face.draw(painter, left, box.top() + row, sign, self._theme.quiet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        self._still.paint(self, self._paint_still, self._paint_moving, self._theme.ground)
