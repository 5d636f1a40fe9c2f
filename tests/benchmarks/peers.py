"""The same content, drawn five ways: two curves, tangent, point and four numbers in a window of 1280×800.

Each peer moves its point on a mouse move that is sent to it, and is done when the move is painted.
"""

from abc import ABC, abstractmethod

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

import sigviz
import sigviz.app

SIZE = (1280, 800)
X = np.linspace(-8, 8, 500)


class Paints(QObject):
    """Counts the paint events of a widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class Peer(ABC):
    """A window with a point to drag. ``target`` takes the mouse; ``moves`` counts what was applied."""

    window: QWidget
    target: QWidget

    def start(self) -> None:
        self.window.resize(*SIZE)
        self.window.show()
        for _ in range(5):
            QApplication.processEvents()
        self.paints = Paints(self.target)
        self.send(QEvent.Type.MouseButtonPress, 0)
        QApplication.processEvents()

    @property
    @abstractmethod
    def x(self) -> float:
        """Where the point is."""

    def send(self, kind: QEvent.Type, step: int) -> None:
        width = self.target.width()
        at = QPointF(0.25 * width + (step * 7) % int(0.4 * width), 0.5 * self.target.height())
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        place = self.target.mapToGlobal(at)
        event = QMouseEvent(kind, at, place, button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.target, event)

    def drag(self, step: int) -> None:
        """Move the point and see it painted; a move that was dropped is an error, not a fast one."""
        before, painted = self.x, self.paints.count
        self.send(QEvent.Type.MouseMove, step)
        for _ in range(4):  # matplotlib draws a turn of the loop later
            QApplication.processEvents()
            if self.paints.count > painted:
                break
        if self.x == before or self.paints.count == painted:
            raise AssertionError(f"step {step} of {type(self).__name__} was not applied and painted")


class Sigviz(Peer):
    """The whole window."""

    scene = sigviz.Scene()

    def __init__(self) -> None:
        self.window = sigviz.app.build(self.scene)
        self.target = self.window.plot.viewport()

    @property
    def x(self) -> float:
        return self.window.scene.x


class SigvizDerivation(Sigviz):
    """The whole window, with all lines of the derivation beside it."""

    scene = sigviz.Scene(layers=[*sigviz.Scene().layers, "derivation"], step=8)


def _values(x: float) -> tuple[float, float, float]:
    sigma = float(1 / (1 + np.exp(-x)))
    return sigma, 1 - sigma, sigma * (1 - sigma)


class _Labelled(Peer):
    """A plot beside four labels."""

    def __init__(self) -> None:
        self.window = QWidget()
        row = QHBoxLayout(self.window)
        row.addWidget(self.canvas(), 1)
        column = QVBoxLayout()
        row.addLayout(column)
        self.labels = [QLabel("0.0000") for _ in range(4)]
        for label in self.labels:
            label.setFixedWidth(160)
            column.addWidget(label)
        self._x = 0.0

    @abstractmethod
    def canvas(self) -> QWidget: ...

    @property
    def x(self) -> float:
        return self._x

    def write(self, x: float) -> tuple[float, float, float]:
        self._x = x
        values = _values(x)
        for label, value in zip(self.labels, (x, *values), strict=True):
            label.setText(f"{value:.4f}")
        return values


class PlainPyqtgraph(_Labelled):
    """pyqtgraph as in its examples: curves, a line and a TargetItem, updated through setData and setPos."""

    def canvas(self) -> QWidget:
        self.plot = pg.PlotWidget(background="w")
        self.plot.setXRange(-8, 8, padding=0)
        self.plot.setYRange(-0.1, 1.1, padding=0)
        self.plot.setAntialiasing(True)
        sigma = 1 / (1 + np.exp(-X))
        self.plot.plot(X, sigma, pen="b")
        self.plot.plot(X, sigma * (1 - sigma), pen="g")
        self.tangent = self.plot.plot([-8, 8], [0, 1], pen="r")
        self.point = pg.TargetItem((0, 0.5), movable=True)
        self.point.sigPositionChanged.connect(self.moved)
        self.plot.addItem(self.point)
        self.plot.scene().setMoveDistance = 0
        self.plot.scene().minDragTime = 0
        self.plot.scene().mouseRateLimit = -1
        pg.setConfigOption("mouseRateLimit", -1)
        self.target = self.plot.viewport()
        return self.plot

    def moved(self) -> None:
        self.follow(self.point.pos().x())

    def follow(self, x: float) -> None:
        sigma, _, slope = self.write(x)
        self.tangent.setData([-8, 8], [sigma + slope * (-8 - x), sigma + slope * (8 - x)])
        if self.point.pos().y() != sigma:
            self.point.setPos(x, sigma)

    def send(self, kind: QEvent.Type, step: int) -> None:
        if kind == QEvent.Type.MouseButtonPress:
            at = self.plot.mapFromScene(self.plot.plotItem.vb.mapViewToScene(self.point.pos()))
            event = QMouseEvent(
                kind,
                QPointF(at),
                self.target.mapToGlobal(QPointF(at)),
                Qt.MouseButton.LeftButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(self.target, event)
        else:
            super().send(kind, step)


class Handwritten(_Labelled):
    """A QPainter widget with a cached background: as little as Qt can do."""

    def canvas(self) -> QWidget:
        self.target = _Canvas(self)
        return self.target


class _Canvas(QWidget):
    def __init__(self, peer: Handwritten) -> None:
        super().__init__()
        self.peer = peer
        self.still: QPixmap | None = None
        self.point, self.ends = QPointF(), (QPointF(), QPointF())
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def spot(self, x: float, y: float) -> QPointF:
        return QPointF((x + 8) / 16 * self.width(), (1.1 - y) / 1.2 * self.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x() / self.width() * 16 - 8
        sigma, _, slope = self.peer.write(x)
        self.point = self.spot(x, sigma)
        self.ends = self.spot(-8, sigma + slope * (-8 - x)), self.spot(8, sigma + slope * (8 - x))
        self.update()

    def paintEvent(self, event: object) -> None:
        if self.still is None or self.still.size() != self.size():
            self.still = QPixmap(self.size())
            self.still.fill(Qt.GlobalColor.white)
            painter = QPainter(self.still)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            sigma = 1 / (1 + np.exp(-X))
            for colour, ys in (("#003B74", sigma), ("#208462", sigma * (1 - sigma))):
                painter.setPen(QPen(QColor(colour), 2.5))
                painter.drawPolyline(QPolygonF([self.spot(x, y) for x, y in zip(X, ys, strict=True)]))
            painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self.still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#208462"), 2))
        painter.drawLine(*self.ends)
        painter.setBrush(QColor("#003B74"))
        painter.drawEllipse(QRectF(self.point.x() - 8, self.point.y() - 8, 16, 16))
        painter.end()


class _Matplotlib(Peer):
    def __init__(self) -> None:
        self._x = 0.0
        self.window = self.canvas()

    @property
    def x(self) -> float:
        return self._x

    def canvas(self) -> QWidget:
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure

        self.figure = Figure()
        self.mpl = FigureCanvasQTAgg(self.figure)
        self.axes = self.figure.add_subplot()
        self.axes.set_xlim(-8, 8)
        self.axes.set_ylim(-0.1, 1.1)
        sigma = 1 / (1 + np.exp(-X))
        self.axes.plot(X, sigma)
        self.axes.plot(X, sigma * (1 - sigma))
        (self.tangent,) = self.axes.plot([-8, 8], [0, 1], animated=self.animated)
        (self.point,) = self.axes.plot([0], [0.5], "o", animated=self.animated)
        self.numbers = [
            self.figure.text(0.86, 0.8 - 0.1 * row, "0.0000", fontsize=14, animated=self.animated) for row in range(4)
        ]
        self.figure.subplots_adjust(right=0.82)
        self.mpl.mpl_connect("motion_notify_event", self.moved)
        self.target = self.mpl
        return self.mpl

    animated = False

    def moved(self, event: object) -> None:
        x = event.xdata
        if x is None:
            return
        self._x = x
        sigma, complement, slope = _values(x)
        self.tangent.set_data([-8, 8], [sigma + slope * (-8 - x), sigma + slope * (8 - x)])
        self.point.set_data([x], [sigma])
        for number, value in zip(self.numbers, (x, sigma, complement, slope), strict=True):
            number.set_text(f"{value:.4f}")
        self.show()

    def show(self) -> None:
        self.mpl.draw_idle()


class MatplotlibIdle(_Matplotlib):
    """matplotlib's usual slider demo: draw_idle."""


class MatplotlibBlit(_Matplotlib):
    """matplotlib, tuned by hand: the background is kept, and two artists are drawn over it."""

    animated = True
    background = None

    def start(self) -> None:
        super().start()
        self.mpl.draw()
        self.background = self.mpl.copy_from_bbox(self.figure.bbox)

    def show(self) -> None:
        if self.background is None:
            return
        self.mpl.restore_region(self.background)
        for artist in (self.tangent, self.point, *self.numbers):
            self.axes.draw_artist(artist)
        self.mpl.blit(self.figure.bbox)


PEERS = (Sigviz, MatplotlibBlit, MatplotlibIdle, PlainPyqtgraph, Handwritten)
