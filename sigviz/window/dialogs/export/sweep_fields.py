"""The fields of an animation: from where to where x sweeps, and how long it takes."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from sigviz.model.scene import FIELDS
from sigviz.request.sweep import Sweep
from sigviz.storage.export_choices import SECONDS, Choices
from sigviz.window.dialogs.export.entries import NumberEntry

_LIMITS = FIELDS["x"].limits
FPS = 25.0  # frames per second


class SweepFields(QWidget):
    """A row of three fields. ``changed`` is emitted after each change by the user."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = NumberEntry("first", _LIMITS, 0.5)
        self.last = NumberEntry("last", _LIMITS, 0.5)
        self.seconds = NumberEntry("seconds", SECONDS, 0.5)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for title, field in (("F&rom", self.first), ("T&o", self.last), ("Secon&ds", self.seconds)):
            label = QLabel(title)
            label.setBuddy(field)
            field.setAccessibleName(title.replace("&", ""))
            field.lineEdit().textChanged.connect(self.changed)
            field.valueChanged.connect(self.changed)
            row.addWidget(label)
            row.addWidget(field, 1)

    def show_choices(self, choices: Choices) -> None:
        """Show choices. Emits nothing."""
        with QSignalBlocker(self):
            self.first.show_value(choices.first)
            self.last.show_value(choices.last)
            self.seconds.show_value(choices.seconds)

    def chosen(self, others: Choices) -> Choices:
        """Return the choices of the fields, and for everything else the ``others``."""
        return replace(others, first=self.first.value(), last=self.last.value(), seconds=self.seconds.value())


def sweep(choices: Choices) -> Sweep:
    """Return the series of x of an animation, with at least two frames. Raises `ValueError` if it has no length.

    >>> len(sweep(Choices(first=1.0, last=-1.0, seconds=2.0)))
    50
    """
    if choices.first == choices.last:
        raise ValueError("From and To must be different: between them, x sweeps.")
    first, last = Decimal(repr(choices.first)), Decimal(repr(choices.last))
    steps = max(round(choices.seconds * FPS), 2) - 1
    return Sweep(first, last, (last - first) / steps)
