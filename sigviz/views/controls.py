"""What is operated beside the readings: x, as a number to type and as a slider over the visible range."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from operator import itemgetter

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QSlider, QToolButton, QWidget

from sigviz.model.navigation import aim, clamp_x
from sigviz.model.numbers import add, parse
from sigviz.model.readout import Readout, x_exact
from sigviz.model.scene import X_LIMIT
from sigviz.views import text
from sigviz.views.theme import MEDIUM, SMALL, THEMES, Theme

_POSITIONS = 100_000
_TWO_ROWS = QSize(330, 100)  # logical pixels that the controls take at text scale 1
_ONE_ROW = QSize(520, 60)


@contextmanager
def silent(widget: QObject) -> Iterator[None]:
    """Keep a widget from telling of a change that it is being told of."""
    before = widget.blockSignals(True)
    try:
        yield
    finally:
        widget.blockSignals(before)


class XField(QDoubleSpinBox):
    """x as a number: any finite one in [−700, 700], in full precision, written with a point and typed with either."""

    left = Signal()  # Enter or Esc: the person is done here
    _PARTIAL = frozenset("0123456789.,+-−eE ")

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setObjectName("x")
        self.setAccessibleName("x")
        self.setDecimals(323)  # the most there are: x is not rounded
        self.setRange(-X_LIMIT, X_LIMIT)
        self.setKeyboardTracking(False)
        self.setSingleStep(0.1)

    def show_readout(self, readout: Readout) -> None:
        """Show x, unless a person is just typing another one. Emits nothing."""
        x, shown = readout.scene.x, x_exact(readout.scene)
        if x == self.value() and shown == self._text:
            return
        self._text = shown
        with silent(self):
            if x != self.value():
                self.setValue(x)  # writes the text too
            else:
                self.lineEdit().setText(shown)

    def stepBy(self, steps: int) -> None:
        self.setValue(clamp_x(add(self.value(), f"{steps / 10}")))

    def textFromValue(self, value: float) -> str:  # noqa: ARG002
        return self._text

    def valueFromText(self, typed: str) -> float:
        return self.value() if typed == self._text else clamp_x(parse(typed))

    def validate(self, typed: str, position: int) -> tuple[QValidator.State, str, int]:
        try:
            parse(typed)
            state = QValidator.State.Acceptable
        except ValueError:
            partial = self._PARTIAL.issuperset(typed)
            state = QValidator.State.Intermediate if partial else QValidator.State.Invalid
        return state, typed, position

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+C to the window where nothing is selected."""
        nothing = event.type() == QEvent.Type.ShortcutOverride and not self.lineEdit().hasSelectedText()
        leaving = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in leaving:
            event.accept()
            return True
        if nothing and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.interpretText()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.lineEdit().setText(self._text)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a wheel that happens to be over the field is not meant for it


class XSlider(QSlider):
    """x over the visible range: a click takes the handle there, and the keys of the point are left to the window."""

    moved = Signal(float, object)  # share of the range, the gesture; also when a screen reader sets the value

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("x_slider")
        self.setAccessibleName("x over the visible range")
        self.setRange(0, _POSITIONS)
        self.valueChanged.connect(self._on_value)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme, self._unit = THEMES["light"], 1.0
        self._gesture: object = None

    def show_share(self, share: float, description: str) -> None:
        """Put the handle at a share of the range, and say in words what that is. Emits nothing."""
        self.setAccessibleDescription(description)
        with silent(self):
            self.setValue(round(min(max(share, 0.0), 1.0) * _POSITIONS))

    def dress(self, theme: Theme, unit: float) -> None:
        """Take on a theme and a size."""
        self._theme, self._unit = theme, unit
        self.update()

    def _on_value(self, value: int) -> None:
        self.moved.emit(value / _POSITIONS, None)

    def _groove(self) -> tuple[float, float]:
        radius = 10 * self._unit
        return radius + 1, self.width() - radius - 1

    def _move_to(self, px: float) -> None:
        left, right = self._groove()
        self.moved.emit(min(max((px - left) / max(right - left, 1.0), 0.0), 1.0), self._gesture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture = object()
            self._move_to(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event.position().x())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), text.paint(self._theme.chrome))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = self._groove()
        middle, unit, theme = self.height() / 2, self._unit, self._theme
        at = left + (right - left) * self.value() / _POSITIONS
        painter.fillRect(QRectF(left, middle - 2 * unit, right - left, 4 * unit), text.paint(theme.faint))
        painter.fillRect(QRectF(left, middle - 2 * unit, at - left, 4 * unit), text.paint(theme.quiet))
        painter.setPen(Qt.PenStyle.NoPen)
        for radius, colour in ((10, theme.ink if self.hasFocus() else theme.chrome), (8, theme.sigma.colour)):
            painter.setBrush(text.paint(colour))
            painter.drawEllipse(QPointF(at, middle), radius * unit, radius * unit)
        painter.end()


def _button(sign: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class Controls(QWidget):
    """The field and the slider of x, in two rows, or in one where it is wide."""

    x_typed = Signal(float)
    x_dragged = Signal(float, object)
    step_requested = Signal(int)  # how many lines of the derivation onwards
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        self.label = QLabel(text.italic("x ="), self)
        self.field, self.slider = XField(), XSlider()
        self.back, self.onwards = _button("‹", "Previous step"), _button("›", "Next step")
        for control in (self.field, self.slider, self.back, self.onwards):
            control.setParent(self)
        self.label.setBuddy(self.field)
        self.label.setAccessibleName("x")
        self._readout: Readout | None = None
        self._theme, self._scale = THEMES["light"], 1.0
        self._stepping = False
        self.field.valueChanged.connect(self.x_typed)
        self.field.left.connect(self.done)
        self.slider.moved.connect(self._on_slid)
        self.back.clicked.connect(partial(self.step_requested.emit, -1))
        self.onwards.clicked.connect(partial(self.step_requested.emit, 1))

    def show_readout(self, readout: Readout) -> None:
        """Show x. Emits nothing."""
        self._readout = readout
        scene = readout.scene
        if self._stepping != scene.shows("derivation"):
            self._stepping = scene.shows("derivation")
            self._arrange()
        theme = THEMES[scene.theme]
        if (theme, scene.text_scale * theme.size) != (self._theme, self._scale):
            self._theme, self._scale = theme, scene.text_scale * theme.size
            self._arrange()
        self.field.show_readout(readout)
        low, high = scene.x_range
        self.slider.show_share((scene.x - low) / (high - low), f"x = {readout.x_text}")

    def height_in(self, width: int, room: int) -> int:
        """Return how high the controls are at a width, where ``room`` is the most that there is."""
        unit, rows = self._fit(width, room)
        return round(rows.height() * unit)

    def _fit(self, width: int, height: int) -> tuple[float, QSize]:
        """Return the arrangement in which the controls are larger, and its scale."""
        units = [
            (min(self._scale, width / rows.width(), height / rows.height()), rows) for rows in (_ONE_ROW, _TWO_ROWS)
        ]
        return max(units, key=itemgetter(0))

    def _arrange(self) -> None:
        width = self.width()
        unit, rows = self._fit(width, self.height())
        margin, high, gap, name = (round(each * unit) for each in (20, 32, 14, 44))
        self.label.setFont(text.mathematical(MEDIUM * unit).font)
        self.field.setFont(text.sans(SMALL * unit).font)
        self.slider.dress(self._theme, unit)
        self.label.setGeometry(margin, gap, name, high)
        buttons = round(2 * high + gap / 2) if self._stepping else 0
        for button, place in ((self.back, 2), (self.onwards, 1)):
            button.setVisible(self._stepping)
            button.setFont(text.sans(SMALL * unit).font)
            button.setGeometry(width - margin - place * high, gap, high, high)
        width -= buttons if rows is _ONE_ROW else 0
        if rows is _ONE_ROW:
            field = round(200 * unit)
            left = margin + name + field + gap
            self.field.setGeometry(margin + name, gap, field, high)
            self.slider.setGeometry(left, gap, width - left - margin, high)
        else:
            self.field.setGeometry(margin + name, gap, width - 2 * margin - name - buttons, high)
            self.slider.setGeometry(margin, high + gap + gap // 2, width - 2 * margin, high)

    def _on_slid(self, share: float, gesture: object) -> None:
        if self._readout is not None:
            low, high = self._readout.scene.x_range
            self.x_dragged.emit(aim(low + share * (high - low), (low, high)), gesture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
