"""LaTeX formulas, typeset as vector outlines in a mathematical font.

Typesetting a formula takes 10 to 50 ms, and importing the typesetter a quarter of a second. Both are deferred until a
formula is first needed, and each formula is cached.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from types import ModuleType
from xml.etree.ElementTree import XML, Element

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from sigviz.drawing.theme import Theme
from sigviz.system.errors import UnusablePlatformError

_OLD = "#010204"  # the invisible background of the part that the next line changes
_NOWHERE = QPointF()
_Shape = tuple[QPointF, QPainterPath, QColor]
_DECIMALS = 3  # of the coordinates in the typesetter's output
_NAMED = re.compile(r'mathcolor="(\w+)"')


class Formula:
    """A typeset formula: filled shapes, in logical pixels from the upper left corner, and a line of text."""

    def __init__(self, svg: Element, text: str, mark: str) -> None:
        self.text = text
        left, top, self.width, self.height = (float(part) for part in svg.attrib["viewBox"].split())
        self.baseline = -top  # from the top
        shapes = [
            (start - QPointF(left, top), shape, QColor(element.get("fill", "black")))
            for element in svg.iter()
            for start, shape in _shapes(element)
        ]
        boxes = {name: _boxes(shapes, QColor(colour)) for name, colour in (("new", mark), ("old", _OLD))}
        self.new, self.old = boxes["new"], boxes["old"]  # the boxes of marked parts
        self._grounds = [shape for shape in shapes if shape[2] == QColor(mark)]
        self._shapes = [shape for shape in shapes if shape[2] not in (QColor(mark), QColor(_OLD))]

    def draw(
        self, painter: QPainter, x: float, y: float, scale: float = 1.0, colour: str = "", shift: QPointF = _NOWHERE
    ) -> None:
        """Draw the formula with its upper left corner at (x, y), in one colour and without marks if it is given.

        The parts that are marked as new are drawn with a ``shift``.
        """
        painter.save()
        painter.translate(x, y)
        painter.scale(scale, scale)
        for start, shape, own in self._shapes if colour else (*self._grounds, *self._shapes):
            moved = not shift.isNull() and self._is_new(shape.boundingRect().translated(start).center())
            place = start + shift if moved else start
            painter.translate(place)
            painter.fillPath(shape, QColor(colour) if colour else own)
            painter.translate(-place)
        painter.restore()

    def _is_new(self, at: QPointF) -> bool:
        return any(box.contains(at) for box in self.new)


def _boxes(shapes: list[_Shape], ground: QColor) -> list[QRectF]:
    """Return the boxes with a background."""
    return [shape.boundingRect().translated(start) for start, shape, colour in shapes if colour == ground]


def _shapes(element: Element) -> Iterator[tuple[QPointF, QPainterPath]]:
    """Yield the start and the outline of an SVG path or rectangle, the only shapes in the typesetter's output.

    An outline begins at the origin. It is the same wherever a glyph of one size is, so that a file can store it once.
    """
    kind = element.tag.rpartition("}")[2]
    path = QPainterPath()
    if kind == "rect":
        path.addRect(QRectF(*(float(element.get(name, "0")) for name in ("x", "y", "width", "height"))))
        yield QPointF(), path
    elif kind == "path":
        path.setFillRule(Qt.FillRule.WindingFill)
        commands = [
            (letter, [float(number) for number in numbers.replace(",", " ").split()])
            for letter, numbers in _COMMAND.findall(element.get("d", ""))
        ]
        start = commands[0][1]
        for letter, values in commands:
            placed = (round(value - start[index % 2], _DECIMALS) for index, value in enumerate(values))
            _DRAW[letter](path, *placed)
        yield QPointF(*start), path


def line_of(mathml: Element) -> str:
    """Return MathML as a line of plain text.

    >>> from xml.etree.ElementTree import XML
    >>> line_of(XML("<m><mi>y</mi><mo>=</mo><mfrac><mn>1</mn><m><mn>1</mn><mo>+</mo><mi>x</mi></m></mfrac></m>"))
    'y = 1/(1+x)'
    """
    kind, parts = mathml.tag.rpartition("}")[2], [line_of(part) for part in mathml]
    if kind in _BETWEEN:
        first, second = (f"({part})" if _is_sum(part) else part for part in parts)
        return f"{first}{'' if second == '′' else _BETWEEN[kind]}{second}"
    text = (mathml.text or "").strip() + "".join(parts)
    return f" {text} " if text in _SPACED else text


def _is_sum(line: str) -> bool:
    """Return whether a line has an operator outside of parentheses, so that it needs parentheses in a larger term."""
    while (inner := _INSIDE.sub("", line)) != line:
        line = inner
    return bool(_SIGN.search(line))


_BETWEEN = {"mfrac": "/", "msup": "^", "msub": "_"}
_INSIDE = re.compile(r"\([^()]*\)")
_SIGN = re.compile(r"[-+\u2212 ]")
_SPACED = ("=", "·")
_COMMAND = re.compile(r"([MLQCZ])([^MLQCZ]*)")
_DRAW: dict[str, Callable[..., None]] = {
    "M": QPainterPath.moveTo,
    "L": QPainterPath.lineTo,
    "Q": QPainterPath.quadTo,
    "C": QPainterPath.cubicTo,
    "Z": QPainterPath.closeSubpath,
}


@lru_cache(maxsize=256)
def formula(latex: str, size: float, theme: Theme) -> Formula:
    """Return a formula at a font size in logical pixels, in the colours of a theme.

    The colour names ``sigma``, ``complement`` and ``slope`` stand for the theme's; ``new`` and ``old`` mark parts.
    Raise `UnusablePlatformError` if the files of the typesetter cannot be read.
    """
    ziamath, tex2mml = _setter()
    ziamath.config.svg2 = False  # draw each glyph in place, because `_shape` does not resolve reusable symbols
    coloured = _NAMED.sub(lambda match: _attribute(match[1], theme), tex2mml(latex))
    math = ziamath.Math(f'<mstyle mathcolor="{theme.ink}">{coloured}</mstyle>', size=size)
    return Formula(math.svgxml(), line_of(XML(coloured)).strip(), theme.mark)


@cache
def _setter() -> tuple[ModuleType, Callable[[str], str]]:
    with warnings.catch_warnings():
        # ziamath finds its own font in a way that is deprecated on 3.11.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            import ziamath
            from ziamath.tex import tex2mml
        except OSError as error:  # a file that they read on import is missing or damaged
            raise UnusablePlatformError(
                f"formulas cannot be typeset: reinstall the packages ziamath and latex2mathml ({error})"
            ) from error
    return ziamath, tex2mml


def _attribute(name: str, theme: Theme) -> str:
    if name == "new":
        return f'mathbackground="{theme.mark}"'
    if name == "old":
        return f'mathbackground="{_OLD}"'
    return f'mathcolor="{theme.stroke(name).colour}"' if name in ("sigma", "complement", "slope") else ""
