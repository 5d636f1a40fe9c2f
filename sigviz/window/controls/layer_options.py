"""The controls for the options of the visible layers."""

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL
from sigviz.model.fields.validators import Kind, Number, Whole, Word
from sigviz.model.scene import Scene
from sigviz.window.controls.choice import Choice
from sigviz.window.controls.number_field import NumberField
from sigviz.window.controls.option_rows import FIELD_NAMES, ROWS, ActionOption, OptionRow, ValueOption

_HEIGHT, _GAP, _MARGIN = 30.0, 4.0, 20.0  # of a row, in logical pixels at text scale 1
_HEADING, _ABOVE = 20.0, 6.0  # the height of a heading, and the space above it
_LABEL, _LEAST = 124.0, 310.0  # the width of a label, and the minimum width of a row

_PREFIX = "option_"  # of the object names of controls

# The part of a scene that the options show.
_part = attrgetter("layers", *FIELD_NAMES)


class _Control(NamedTuple):
    """A widget that edits a value.

    ``was_set`` is its signal, ``read`` converts the argument of the signal to the value, and ``show`` shows a value.
    """

    widget: NumberField | Choice
    was_set: SignalInstance
    read: Callable[[Any], Any]
    show: Callable[[Any], None]


def _number(option: ValueOption, kind: Number) -> _Control:
    field = NumberField(option.spoken, kind.limits, option.step, whole=isinstance(kind, Whole))
    return _Control(field, field.valueChanged, kind.clamp, field.show_value)


def _choice(_option: ValueOption, kind: Word) -> _Control:
    choice = Choice()
    choice.addItems(kind.words)
    return _Control(choice, choice.currentTextChanged, str, choice.setCurrentText)


_CONTROLS: dict[type[Kind], Callable[[ValueOption, Any], _Control]] = {
    Number: _number,
    Whole: _number,
    Word: _choice,
}


class RowView(QWidget):
    """The label and the controls of a row."""

    was_set = Signal(object, object)  # the option, the value
    was_pressed = Signal(str)  # the name of the action
    done = Signal()  # the user returns to the plot

    def __init__(self, row: OptionRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.row = row
        self.heading, self.label = QLabel(row.heading, self), QLabel(row.label)
        self.heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.heading.setVisible(bool(row.heading))
        self._values: dict[ValueOption, _Control] = {}
        self.controls = [self._control(option) for option in row.options]
        self.label.setBuddy(self.controls[0])
        self._column, self._layout = QVBoxLayout(self), QHBoxLayout()
        self._column.addWidget(self.heading)
        self._column.addLayout(self._layout)
        self._layout.addWidget(self.label)
        for control in self.controls:
            control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self._layout.addWidget(control, 1)

    def _control(self, option: ValueOption | ActionOption) -> QWidget:
        widget = self._button(option) if isinstance(option, ActionOption) else self._value(option)
        widget.setObjectName(_PREFIX + option.name)
        return widget

    def _button(self, option: ActionOption) -> QPushButton:
        button = QPushButton(option.button)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(option.spoken)
        button.clicked.connect(self._on_pressed)
        return button

    def _value(self, option: ValueOption) -> QWidget:
        control = _CONTROLS[type(option.kind)](option, option.kind)
        control.widget.setAccessibleName(option.spoken)
        control.was_set.connect(self._on_set)
        control.widget.left.connect(self.done)
        self._values[option] = control
        return control.widget

    def _on_set(self, value: Any) -> None:
        option = next(option for option, control in self._values.items() if control.widget is self.sender())
        self.was_set.emit(option, self._values[option].read(value))

    def _on_pressed(self) -> None:
        self.was_pressed.emit(self.sender().objectName().removeprefix(_PREFIX))

    def show_scene(self, scene: Scene) -> None:
        """Show the values of a scene. Emits nothing."""
        for option, control in self._values.items():
            with QSignalBlocker(control.widget):
                control.show(option.value(scene))

    def dress(self, unit: float) -> None:
        """Set the text size, as a factor of the normal one."""
        for part in (self.heading, self.label, *self.controls):
            part.setFont(text.sans(SMALL * unit * (0.85 if part is self.heading else 1.0)).font)
        gap, margin = round(_GAP * unit), round(_MARGIN * unit)
        self.label.setFixedWidth(round(_LABEL * unit) - gap)
        for control in self.controls:
            control.setFixedHeight(round(_HEIGHT * unit))
        self.heading.setFixedHeight(round(_HEADING * unit))
        self.setFixedHeight(self.row_height(self.row, unit))
        self._column.setContentsMargins(margin, round(_ABOVE * unit) if self.row.heading else 0, margin, 0)
        self._column.setSpacing(0)
        self._layout.setSpacing(gap)

    @staticmethod
    def row_height(row: OptionRow, unit: float) -> int:
        """Return the height of a row at a text size."""
        return round(_HEIGHT * unit) + (round(_HEADING * unit) + round(_ABOVE * unit) if row.heading else 0)


class OptionsPanel(QScrollArea):
    """Shows the options of the visible layers in one or more columns."""

    change_requested = Signal(dict, object)  # fields of the scene, the gesture
    action_requested = Signal(str)  # the name of the action
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("options")
        self.setAccessibleName("Layer options")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._inside)
        self._scene, self._unit = Scene(), 1.0
        self._seen: object = None
        self._shown: list[OptionRow] = []
        self.before: QWidget | None = None  # the control before the options, in the order of Tab
        self._views: dict[OptionRow, RowView] = {}  # built when first shown, because most never are

    @property
    def controls(self) -> Iterator[QWidget]:
        """The controls that have been shown, in the order of the table."""
        return (control for row in ROWS if row in self._views for control in self._views[row].controls)

    def _build(self, row: OptionRow) -> RowView:
        view = RowView(row, self._inside)
        view.was_set.connect(self._on_set)
        view.was_pressed.connect(self.action_requested)
        view.done.connect(self.done)
        view.dress(self._unit)
        return view

    def _on_set(self, option: ValueOption, value: Any) -> None:
        self.change_requested.emit(dict(option.change(self._scene, value)), None)

    def show_scene(self, scene: Scene) -> bool:
        """Show the options of a scene. Return whether the set of visible rows has changed. Emits nothing."""
        self._scene = scene
        seen = _part(scene)
        if seen == self._seen:
            return False
        before, self._seen = self._shown, seen
        self._shown = [row for row in ROWS if row.is_shown(scene)]
        for row in self._shown:
            if row not in self._views:
                self._views[row] = self._build(row)
            self._views[row].show_scene(scene)
        if self._shown == before:
            return False
        first = () if self.before is None else (self.before,)
        for one, other in pairwise((*first, *self.controls)):
            self.setTabOrder(one, other)
        return True

    def height_in(self, width: int, unit: float) -> int:
        """Return the height of all rows at a width and a text size."""
        rows, gap = self._rows_in(width, unit), round(_GAP * unit)
        lines = (self._shown[at::rows] for at in range(rows))
        high = sum(max(RowView.row_height(row, unit) for row in line) for line in lines)
        return high + (rows + 1) * gap if rows else 0

    def _rows_in(self, width: int, unit: float) -> int:
        return math.ceil(len(self._shown) / _columns(width, unit))

    def dress(self, unit: float) -> None:
        """Set the text size, as a factor of the normal one."""
        self._unit = unit
        gap = round(_GAP * unit)
        self._grid.setVerticalSpacing(gap)
        self._grid.setContentsMargins(0, 0, 0, 2 * gap)
        for view in self._views.values():
            view.dress(unit)
        self._arrange()

    def _arrange(self) -> None:
        """Put the rows into as many columns as fit beside the scroll bar, if there is one.

        Their parent is resized here: `setWidgetResizable` would do it only after a turn of the event loop.
        """
        scrolls = self.height_in(self.width(), self._unit) > self.height()
        width = self.width() - (self.verticalScrollBar().sizeHint().width() if scrolls else 0)
        columns, rows = _columns(width, self._unit), self._rows_in(width, self._unit)
        while self._grid.takeAt(0):
            pass
        for index, row in enumerate(self._shown):
            self._grid.addWidget(self._views[row], index % rows, index // rows, Qt.AlignmentFlag.AlignBottom)
        for column in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row, view in self._views.items():
            view.setVisible(row in self._shown)
        self._inside.resize(width, max(self.height_in(width, self._unit), self.height()))
        self._grid.activate()

    def show_focused(self) -> None:
        """Scroll to the option that has the focus, if there is one."""
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus():
            middle = focused.mapTo(self._inside, focused.rect().center())
            self.ensureVisible(middle.x(), middle.y(), 0, focused.height() // 2 + 1)

    # Qt overrides

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Scroll to the whole field: Qt only scrolls far enough to show its text cursor."""
        moved = super().focusNextPrevChild(onwards)
        self.show_focused()
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _columns(width: int, unit: float) -> int:
    return max(1, int(width // (_LEAST * unit)))
