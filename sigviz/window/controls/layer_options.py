"""The options of the layers that are on: what is typed and chosen for each, from one table."""

import math
from collections.abc import Callable
from itertools import pairwise
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QScrollArea, QWidget

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL
from sigviz.model.layer_options import OPTIONS, Option, change, shows, value_of
from sigviz.model.neuron_texts import indexed
from sigviz.model.scene import Scene
from sigviz.window.controls.number_field import LEAVING, NumberField

_ROW, _GAP, _MARGIN = 32.0, 6.0, 20.0
_LABEL, _LEAST = 124.0, 290.0  # the width of a label, and of a row at the least


_BUTTONS = {"clear_trace": "Clear", "answer": "Answer", "learn": "One step"}


def _both(option: Option) -> str:
    """Return the label of a row: of an input, with the weight beside it."""
    return option.label if option.place is None else f"{indexed('a', option.place)}, {indexed('w', option.place)}"


# What of a scene the options show.
_part = attrgetter("layers", *dict.fromkeys(option.field for option in OPTIONS if option.field))


class Row(QObject):
    """An option's label and its control; tells what is set, what is pressed, and that a person is done typing."""

    was_set = Signal(object)  # the value
    was_pressed = Signal()
    done = Signal()

    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self.label = QLabel("" if option.beside else _both(option), parent)
        self.control, self._show = _control(option)
        self.control.setParent(parent)
        number = "" if option.place is None else option.place + 1
        self.control.setObjectName(f"option_{option.action or option.field}{number}")
        self.control.setAccessibleName(f"{option.label}: {_BUTTONS[option.action]}" if option.action else option.label)
        self.label.setBuddy(self.control)
        self._connect(self.control)

    def _connect(self, control: QWidget) -> None:
        if isinstance(control, QPushButton):
            control.clicked.connect(self._on_pressed)
        elif isinstance(control, QComboBox):
            control.currentTextChanged.connect(self._on_set)
        elif isinstance(control, NumberField):
            control.valueChanged.connect(self._on_set)
        if isinstance(control, (NumberField, _Choice)):
            control.left.connect(self.done)

    def _on_set(self, value: Any) -> None:
        self.was_set.emit(value)

    def _on_pressed(self) -> None:
        self.was_pressed.emit()

    def show_scene(self, scene: Scene) -> None:
        """Show the scene's value. Emits nothing."""
        with QSignalBlocker(self.control):
            self._show(value_of(self.option, scene))

    def dress(self, unit: float) -> None:
        """Take a text size."""
        for part in (self.label, self.control):
            part.setFont(text.sans(SMALL * unit).font)


class _Choice(QComboBox):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in LEAVING:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _control(option: Option) -> tuple[QWidget, Callable[[Any], None]]:
    """Return the control of an option, and what shows a value on it."""
    if option.action:
        button = QPushButton(_BUTTONS[option.action])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button, lambda _value: None
    if option.words:
        choice = _Choice()
        choice.addItems(option.words)
        return choice, choice.setCurrentText
    number = NumberField(option.label, option.limits, option.step, whole=option.whole)
    return number, number.show_value


class Tuning(QScrollArea):
    """Shows the options of the layers that are on, in one column or several; tells what is set and what is pressed."""

    change_requested = Signal(dict, object)  # fields of the scene, the gesture
    action_requested = Signal(str)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("options")
        self.setAccessibleName("Options of the layers")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self.setWidget(self._inside)
        self._scene, self._unit = Scene(), 1.0
        self._seen: object = None
        self._rows: dict[Option, Row] = {}  # made when first shown: most days, few are

    @property
    def rows(self) -> list[Row]:
        """The rows that have been shown, in the table's order."""
        return [self._rows[option] for option in OPTIONS if option in self._rows]

    def _make(self, option: Option) -> Row:
        row = Row(option, self._inside)
        row.was_set.connect(self._on_set)
        row.was_pressed.connect(self._on_pressed)
        row.done.connect(self.done)
        return row

    def _on_set(self, value: Any) -> None:
        row = self.sender()
        if isinstance(row, Row):
            self.change_requested.emit(dict(change(row.option, self._scene, value)), None)

    def _on_pressed(self) -> None:
        row = self.sender()
        if isinstance(row, Row):
            self.action_requested.emit(row.option.action)

    def show_scene(self, scene: Scene) -> bool:
        """Show a scene's options; return whether other rows are shown than before. Emits nothing."""
        self._scene = scene
        seen = _part(scene)
        if seen == self._seen:
            return False
        self._seen = seen
        before = self._shown()
        for option in OPTIONS:
            if option not in self._rows and shows(option, scene):
                self._rows[option] = self._make(option)
        for one, other in pairwise(self.rows):
            self.setTabOrder(one.control, other.control)
        for row in self.rows:
            visible = shows(row.option, scene)
            for part in (row.label, row.control):
                part.setVisible(visible)
            if visible:
                row.show_scene(scene)
        return before != self._shown()

    def _shown(self) -> list[Row]:
        return [row for row in self.rows if not row.control.isHidden()]

    def _lines(self) -> list[list[Row]]:
        """Return the rows that are shown, those beside each other together."""
        lines: list[list[Row]] = []
        for row in self._shown():
            if row.option.beside:
                lines[-1].append(row)
            else:
                lines.append([row])
        return lines

    def height_in(self, width: int, unit: float) -> int:
        """Return how high all rows are together at a width."""
        rows = math.ceil(len(self._lines()) / self._columns(width, unit))
        return round(rows * (_ROW + _GAP) * unit + (_GAP * unit if rows else 0))

    def _columns(self, width: int, unit: float) -> int:
        return max(1, int(width // (_LEAST * unit)))

    def dress(self, unit: float) -> None:
        """Take a text size."""
        self._unit = unit
        for row in self.rows:
            row.dress(unit)
        self._arrange()

    def _arrange(self) -> None:
        unit, lines = self._unit, self._lines()
        bar = self.verticalScrollBar().sizeHint().width()
        width, high = self.width(), self.height_in(self.width(), unit)
        width -= bar if high > self.height() else 0
        columns = self._columns(width, unit)
        self._inside.resize(width, self.height_in(width, unit))
        per_column = math.ceil(len(lines) / columns)
        wide = width / columns
        label = min(_LABEL * unit, 0.45 * wide)
        for place, line in enumerate(lines):
            column, below = divmod(place, max(per_column, 1))
            left, top, high = column * wide + _MARGIN * unit, below * (_ROW + _GAP) * unit, round(_ROW * unit)
            room = (wide - 2 * _MARGIN * unit - label - (len(line) - 1) * _GAP * unit) / len(line)
            line[0].label.setGeometry(round(left), round(top), round(label), high)
            for at, row in enumerate(line):
                x = left + label + at * (room + _GAP * unit)
                row.control.setGeometry(round(x), round(top), round(room), high)

    def show_focused(self) -> None:
        """Scroll to the option that has the focus, if one has it."""
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus():
            middle = focused.mapTo(self._inside, focused.rect().center())
            self.ensureVisible(middle.x(), middle.y(), 0, focused.height() // 2 + 1)

    # Qt's own names

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Scroll anew: Qt makes room for the cursor in a field, and not for all of the field."""
        moved = super().focusNextPrevChild(onwards)
        self.show_focused()
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
