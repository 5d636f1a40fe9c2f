"""The page of keys for a lecture: all of them at once, as large as fits."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QWidget

from sigviz.drawing import text
from sigviz.window.hall.keys import WORDS, lines

_LARGEST = 0.042  # of the font, as a fraction of the shorter side of the page
_AROUND, _BETWEEN = 0.6, 0.4  # margins, and the smallest gap beside the columns, in font sizes
_APART, _ABOVE, _ROWS = 1.2, 0.4, 0.03  # gaps after the keys, above headings and between rows, in font sizes
_TRIED = 100  # the font size, in pixels, at which the page is measured first
_HEADING = "heading"


class KeysPage(QDialog):
    """Covers the window, in two columns. Any click closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys while presenting")
        self.setAccessibleDescription(_spoken())
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._row = QHBoxLayout(self)
        self._grids = [_grid(sections) for sections in _halves(list(WORDS))]
        self._row.addStretch(1)
        for grid in self._grids:
            self._row.addLayout(grid)
            self._row.addStretch(1)

    def _set_size(self, pixels: int) -> bool:
        """Set everything in a font size, and return whether it fits."""
        self.setFont(text.sans(pixels).font)
        around = round(_AROUND * pixels)
        self._row.setContentsMargins(around, 0, around, around)
        self._row.setSpacing(round(_BETWEEN * pixels))
        for heading in self.findChildren(QLabel, _HEADING):
            heading.setContentsMargins(0, round(_ABOVE * pixels), 0, 0)
        for grid in self._grids:
            grid.setHorizontalSpacing(round(_APART * pixels))
            grid.setVerticalSpacing(round(_ROWS * pixels))
        self._row.activate()
        hint = self._row.sizeHint()
        return hint.width() <= self.width() and hint.height() <= self.height()

    def _fit(self) -> None:
        self._set_size(_TRIED)
        hint = self._row.sizeHint()
        share = min(self.width() / hint.width(), self.height() / hint.height())
        pixels = round(min(_LARGEST * min(self.width(), self.height()), share * _TRIED + 1))
        while not self._set_size(pixels) and pixels > 1:
            pixels -= 1

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        self.reject()


def _halves(sections: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the sections of the two columns, which are as equal in height as possible."""
    heights = [len(lines(section)) + 1 for section in sections]
    cut = min(range(len(sections)), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    return sections[:cut], sections[cut:]


def _grid(sections: Iterable[str]) -> QGridLayout:
    grid = QGridLayout()
    for section in sections:
        heading = QLabel(section)
        heading.setObjectName(_HEADING)
        heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for keys, words in lines(section):
            row = grid.rowCount()
            for column, shown in enumerate((keys, words)):
                label = QLabel(shown)
                label.setTextFormat(Qt.TextFormat.PlainText)
                grid.addWidget(label, row, column)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid


def _spoken() -> str:
    """Return the page in words, for a screen reader."""
    return "; ".join(f"{keys}: {words}" for section in WORDS for keys, words in lines(section))
