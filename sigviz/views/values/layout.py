"""The layout of the values: in a column or in a row, as large as fits."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize

from sigviz.drawing.theme import Theme

_MARGIN = 20.0
_LONGEST = 5.625  # the width of the longest product, in font sizes
_AROUND, _AROUND_PRODUCT = 26.0, 24.0  # what a caption and the spaces add to the height of a number
# The widths that the longest numbers, the captions and the signs between them need in a row.
_CELLS = {"sigma": 150.0, "times": 40.0, "complement": 150.0, "equals": 40.0, "product": 280.0}
_SIGN = 12.0  # the space around a sign in a column
_LEAST, _LEAST_NAIVE = 180.0, 205.0  # the least widths of a column: those of the longest caption and float64 output
_NAIVE = 20.0  # the height of a line of float64 output
_BAR, _NO_BAR = 16.0, 4.0  # the height below each number, with and without a bar
_AIRY = 1.6  # the most by which gaps grow when there is space
_SPREAD = 0.45  # the fraction of the remaining height that parts the numbers
_ABOVE = 0.3  # the fraction of the remaining height that is above the values
_SIGNS = ("times", "equals")
_WIDE = 1.8  # from this ratio of width to height on, a row is preferred


@dataclass(frozen=True, slots=True)
class ValuesPlan:
    """The boxes of all parts, in logical pixels. Parts without a box are not shown."""

    unit: float
    boxes: dict[str, QRectF]
    bars: bool


def width(theme: Theme, *, naive: bool = False) -> float:
    """Return the width that a column needs, in units."""
    return _inner(theme, naive=naive) + 2 * _MARGIN + (0 if theme.hall else _MARGIN)


def _inner(theme: Theme, *, naive: bool) -> float:
    return max(_LONGEST * theme.large, _LEAST_NAIVE if naive and theme.hall else _LEAST)


def in_line(size: QSize, scale: float) -> ValuesPlan:
    """Return the plan of one line, which has only x and the product."""
    margin = _MARGIN * scale
    return ValuesPlan(scale, {"product": QRectF(margin, 0, size.width() - margin, size.height())}, bars=False)


def plan(size: QSize, scale: float, theme: Theme, *, naive: bool = False) -> ValuesPlan:
    """Return the arrangement for a widget of this size: a column or a row, whichever has the larger text.

    Text is as large as fits, up to the scale. If it would be smaller than the theme allows, the bars are omitted. With
    ``naive`` there is an additional line under each number, and at a desk one at the end.
    """
    ways = (_row, _column) if size.width() > _WIDE * size.height() else (_column, _row)
    for bars in (True, False):
        plans = (arrange(size, scale, theme, bars=bars, naive=naive) for arrange in ways)
        best = max(plans, key=lambda plan: plan.unit)
        if best.unit >= theme.shrink * scale:
            break
    return best


def _heights(theme: Theme) -> dict[str, float]:
    number, sign, product = _AROUND + theme.medium, _SIGN + theme.medium, _AROUND_PRODUCT + theme.large
    return {"sigma": number, "times": sign, "complement": number, "equals": sign, "product": product}


def _column(size: QSize, scale: float, theme: Theme, *, bars: bool, naive: bool) -> ValuesPlan:
    bar = (_BAR if bars else _NO_BAR) + (_NAIVE if naive else 0)
    blocks = [(name, high + (0 if name in _SIGNS else bar)) for name, high in _heights(theme).items()]
    if naive and not theme.hall:
        blocks.append(("naive", _NAIVE))
    needed = 2 * _MARGIN + sum(high for _, high in blocks)
    unit = min(scale, size.width() / (2 * _MARGIN + _inner(theme, naive=naive)), size.height() / needed)
    airy = min(size.height() / (needed * unit), _AIRY)
    highs = {name: high * unit * (1 if name in _CELLS and name not in _SIGNS else airy) for name, high in blocks}
    spare = max(size.height() - 2 * _MARGIN * unit - sum(highs.values()), 0.0)
    for sign in _SIGNS:
        highs[sign] += _SPREAD * spare / len(_SIGNS)
    spare *= 1 - _SPREAD
    x, y = _MARGIN * unit, _MARGIN * unit + spare * _ABOVE
    boxes = {}
    for name, high in highs.items():
        boxes[name] = QRectF(x, y, size.width() - 2 * x, high)
        y += high
    return ValuesPlan(unit, boxes, bars)


def _row(size: QSize, scale: float, theme: Theme, *, bars: bool, naive: bool) -> ValuesPlan:
    high = _heights(theme)["product"] + (_BAR if bars else _NO_BAR) + (_NAIVE if naive else 0)
    below = _NAIVE if naive and not theme.hall else 0.0
    needed = sum(_CELLS.values())
    unit = min(scale, size.width() / (2 * _MARGIN + needed), size.height() / (_MARGIN + high + below))
    stretch = (size.width() - 2 * _MARGIN * unit) / needed
    x = left = _MARGIN * unit
    top = (size.height() - (high + below) * unit) / 2
    boxes = {}
    for name, wide in _CELLS.items():
        boxes[name] = QRectF(x, top, wide * stretch, high * unit)
        x += wide * stretch
    if below:
        under = top + (high + below - _NAIVE) * unit
        boxes["naive"] = QRectF(left, under, size.width() - 2 * left, _NAIVE * unit)
    return ValuesPlan(unit, boxes, bars)
