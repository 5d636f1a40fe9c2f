"""The control panel: the field and the slider for x, the derivation buttons, and the options of the layers."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from sigviz.drawing import text
from sigviz.drawing.theme import MEDIUM, SMALL, THEMES, scale_of
from sigviz.model.navigation import aim
from sigviz.model.readout import Readout
from sigviz.model.scene import FIELDS
from sigviz.window.controls.layer_options import OptionsPanel
from sigviz.window.controls.number_field import NumberField
from sigviz.window.controls.x_slider import XSlider

_TWO_ROWS = QSize(330, 100)  # size of the controls in logical pixels at text scale 1
_ONE_ROW = QSize(520, 60)
_MORE = 1.32  # the maximum height with options, as a multiple of the available height
_PEEK = 44.0  # the minimum height of the options, which scroll
_MARGIN, _HEIGHT, _GAP = 20, 32, 14  # left and right of the controls, of a control, above and below the controls
_FIELD = 200  # the width of the field in one row


class Controls(QWidget):
    """The field and the slider of x in two rows, or in one if the panel is wide, above the options of the layers."""

    x_typed = Signal(float)
    x_dragged = Signal(float, object)
    done = Signal()  # the user returns to the plot

    def __init__(self) -> None:
        super().__init__()
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        self._head = QWidget()
        self.label = QLabel(text.italic("x ="))
        self.field, self.slider = NumberField("x", FIELDS["x"].limits), XSlider()
        self.label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.options = OptionsPanel()
        self.options.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.options.hide()
        self.options.before = self.slider
        self._row, self._rows = QHBoxLayout(), QVBoxLayout(self._head)
        self._lay_out()
        self.label.setBuddy(self.field)
        self.label.setAccessibleName("x")
        self._readout: Readout | None = None
        self._theme, self._scale = THEMES["light"], 1.0
        self._room = 10_000  # the available height without options
        self.field.valueChanged.connect(self.x_typed)
        self.field.left.connect(self.done)
        self.slider.moved.connect(self._on_slid)

    def _lay_out(self) -> None:
        for control in (self.label, self.field, self.slider):
            control.setParent(self._head)  # in tab order
        self._row.addWidget(self.label)
        self._row.addWidget(self.field)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._rows.addLayout(self._row)
        self._rows.addWidget(self.slider)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._head)
        self._layout.addWidget(self.options, 1)

    def show_readout(self, readout: Readout, unit: float | None = None) -> None:
        """Show x in a size, by default that of the scene. Emits nothing."""
        self._readout = readout
        scene = readout.scene
        look = THEMES[scene.theme], unit or scale_of(scene)
        is_new = look != (self._theme, self._scale)
        self._theme, self._scale = look
        if self.options.show_scene(scene) or is_new:
            self._arrange()
        self.field.show_value(scene.x, readout.x_text)
        self.slider.show_x(scene.x, scene.x_range, f"x = {readout.x_text}")

    def height_in(self, width: int, room: int) -> int:
        """Return the height of the controls at a width, where ``room`` is the available height.

        The options of the layers may take a little more; if even that is too small, they scroll.
        """
        unit, rows = self._fit(width, room)
        base = round(rows.height() * unit)
        natural = self.options.height_in(width, unit)
        return base + min(natural, max(round(_MORE * room) - base, round(_PEEK * unit)))

    def place(self, box: QRect, room: int) -> None:
        """Set the geometry to a box whose height comes from `height_in` with the same ``room``."""
        self._room = room
        self.setGeometry(box)
        self._arrange()

    def _fit(self, width: int, height: int) -> tuple[float, QSize]:
        """Return the scale and the size at scale 1: one row if it fits at nearly full size, otherwise two."""
        rows = _ONE_ROW if width >= 0.95 * _ONE_ROW.width() * self._scale else _TWO_ROWS
        return min(self._scale, width / rows.width(), height / rows.height()), rows

    def _arrange(self) -> None:
        unit, rows = self._fit(self.width(), min(self.height(), self._room))
        margin, height, gap = (round(length * unit) for length in (_MARGIN, _HEIGHT, _GAP))
        self._head.setFixedHeight(round(rows.height() * unit))
        self.label.setFont(text.mathematical(MEDIUM * unit).font)
        self.slider.dress(self._theme, unit)
        for part in (self.label, self.field, self.slider):
            part.setFixedHeight(height)
        self.field.setFont(text.sans(SMALL * unit).font)
        self._rows.setContentsMargins(margin, gap, margin, 0)
        for layout in (self._rows, self._row):
            layout.setSpacing(gap // 2)
        if rows is _ONE_ROW:
            self._row.insertWidget(2, self.slider)
            self.field.setFixedWidth(round(_FIELD * unit))
        else:
            self._rows.addWidget(self.slider)
            self.field.setMinimumWidth(0)
            self.field.setMaximumWidth(self.width())
        self.options.dress(unit)
        self.options.setVisible(self.height() > self._head.height())
        self._layout.activate()  # now, because the figure is painted before the event loop would do it

    def _on_slid(self, x: float, gesture: object) -> None:
        if self._readout is not None:
            self.x_dragged.emit(aim(x, self._readout.scene.x_range), gesture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
