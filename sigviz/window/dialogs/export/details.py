"""The details of a picture: format, size, scale, theme, text size, values, and background."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from sigviz.formats.picture_size import SCALES
from sigviz.formats.registry import FORMATS
from sigviz.model.scene import THEMES
from sigviz.storage.export_choices import EXPORT_FORMATS, TEXT_SIZES, Choices
from sigviz.window.controls.choice import Choice
from sigviz.window.dialogs.export.entries import NumberEntry, TextEntry


class Details(QWidget):
    """A form for the details. ``changed`` is emitted after each change by the user."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind, self.theme = Choice(), Choice()
        self.kind.addItems(EXPORT_FORMATS)
        self.theme.addItems(THEMES)
        self.size_field = TextEntry()
        self.size_field.setToolTip("In CSS pixels, or in mm, cm or in: 86mmx60mm")
        self.scale = NumberEntry("scale", SCALES, 0.5)
        self.text_size = NumberEntry("text_size", TEXT_SIZES, 0.25)
        self.values = QCheckBox("Values")
        self.values.setToolTip("Show the numbers σ(x), 1 − σ(x) and their product in the picture")
        self.transparent = QCheckBox("Transparent background")
        self._lay_out()
        for signal in (
            self.kind.currentTextChanged,
            self.theme.currentTextChanged,
            self.size_field.textChanged,
            *(field.lineEdit().textChanged for field in (self.scale, self.text_size)),
            *(field.valueChanged for field in (self.scale, self.text_size)),
            self.values.toggled,
            self.transparent.toggled,
        ):
            signal.connect(self._on_change)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for index, (title, control) in enumerate(
            (
                ("&Format", self.kind),
                ("Si&ze", self.size_field),
                ("S&cale", self.scale),
                ("&Theme", self.theme),
                ("Te&xt size", self.text_size),
            )
        ):
            label = QLabel(title)
            label.setBuddy(control)
            control.setAccessibleName(title.replace("&", ""))
            row, column = divmod(index, 2)
            grid.addWidget(label, row, 2 * column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(control, row, 2 * column + 1)
        ticks = QHBoxLayout()
        ticks.addWidget(self.values)
        ticks.addWidget(self.transparent)
        ticks.addStretch(1)
        grid.addLayout(ticks, 3, 0, 1, 4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def show_choices(self, choices: Choices) -> None:
        """Show choices. Emits nothing."""
        with QSignalBlocker(self):
            self.kind.setCurrentText(choices.format)
            self.theme.setCurrentText(choices.theme)
            self.size_field.setText(choices.size)
            self.scale.show_value(choices.scale)
            self.text_size.show_value(choices.text_scale)
            self.values.setChecked(choices.values)
            self.transparent.setChecked(choices.transparent)
        self._enable()

    def chosen(self, others: Choices) -> Choices:
        """Return the choices of the form, and for everything else the ``others``."""
        return replace(
            others,
            format=self.kind.currentText(),
            size=self.size_field.text(),
            scale=self.scale.value(),
            theme=self.theme.currentText(),
            text_scale=self.text_size.value(),
            values=self.values.isChecked(),
            transparent=self.transparent.isChecked(),
        )

    def _enable(self) -> None:
        """Disable what has no meaning in the format."""
        kind = FORMATS[f".{self.kind.currentText()}"]
        self.scale.setEnabled(kind.pixels)
        self.transparent.setEnabled(kind.transparent)

    def _on_change(self) -> None:
        self._enable()
        self.changed.emit()
