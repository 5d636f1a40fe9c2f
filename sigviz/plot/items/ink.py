"""The ink of a plot: which of its places are free, judged by what is drawn there."""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from sigviz.plot.coordinates import Coordinates

_NEAR = 1.6  # cells beside a line: half of its width, and the edges of what is near
_VISIBLE = 2  # of 255: fainter edges of lines do not count


class Ink:
    """Where something is drawn in a plot. The resolution is one cell per unit, whatever the size of the plot."""

    def __init__(self, coordinates: Coordinates, draw: Callable[[QPainter], None]) -> None:
        """Draw into an empty picture, and remember which of its cells are no longer empty."""
        area = coordinates.rect
        self._left, self._top, self._cells = area.left(), area.top(), 1.0 / coordinates.scale
        wide, high = (max(math.ceil(side * self._cells), 1) for side in (area.width(), area.height()))
        picture = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.scale(self._cells, self._cells)
        painter.translate(-self._left, -self._top)
        draw(painter)
        painter.end()
        alpha = np.frombuffer(picture.constBits(), np.uint8).reshape(high, picture.bytesPerLine())[:, 3 : 4 * wide : 4]
        self._drawn: npt.NDArray[np.bool_] = alpha > _VISIBLE

    def leaves(self, box: QRectF) -> bool:
        """Return whether nothing is drawn in a box of the graphics scene. Outside the plot, nothing is."""
        left, right = (
            self._cell(box.left() - self._left, 1, math.floor),
            self._cell(box.right() - self._left, 1, math.ceil),
        )
        top, bottom = (
            self._cell(box.top() - self._top, 0, math.floor),
            self._cell(box.bottom() - self._top, 0, math.ceil),
        )
        return not self._drawn[top:bottom, left:right].any()

    def leaves_line(self, line: QLineF) -> bool:
        """Return whether nothing is drawn along a line, and close to it."""
        cell = 1.0 / self._cells
        near = _NEAR * cell
        steps = max(math.ceil(line.length() / cell), 1)
        places = (line.pointAt(step / steps) for step in range(steps + 1))
        return all(self.leaves(QRectF(at.x() - near, at.y() - near, 2 * near, 2 * near)) for at in places)

    def _cell(self, offset: float, axis: int, rounded: Callable[[float], int]) -> int:
        return min(max(rounded(offset * self._cells), 0), int(self._drawn.shape[axis]))
