"""Text in the program's own two fonts, drawn so that it scales with the picture and looks the same in every format."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

from PySide6.QtCore import QPointF, QRectF, Qt  # QtGui has Qt too, but takes 10 ms to find it
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from sigviz.drawing.background import grounded
from sigviz.drawing.theme import MATHEMATICAL, SANS
from sigviz.system.errors import UnusablePlatformError

# Importing these packages takes a quarter of a second; their files can be found without it.
_FILES = {SANS: ("ziafont", "DejaVuSans.ttf"), MATHEMATICAL: ("ziamath", "STIXTwoMath-Regular.ttf")}
_loaded: dict[str, int] = {}  # Qt's number for each font family
_LARGE = 512  # pixels
_STAMPED = 64.0  # logical pixels: above this size, Qt does not cache glyphs
_REMEMBERED = 2000  # the most text widths and plain texts that are cached
_UNSEEN = QColor(0, 0, 0, 0)
# Letters in formulas are mathematical italics.
_ITALIC = str.maketrans({"σ": "𝜎", "x": "𝑥"})


def load_fonts() -> None:
    """Load the program's fonts into Qt, which may have none of its own and drops them with its application.

    Raise `UnusablePlatformError` if one cannot be loaded, because a substitute would change every picture.
    """
    for family, (package, name) in _FILES.items():
        if family not in QFontDatabase.applicationFontFamilies(_loaded.get(family, -1)):
            _loaded[family] = _load(family, package, name)
            for cached in (sans, mathematical, _glyph):
                cached.cache_clear()  # these faces were created without the family or for an earlier application


def _load(family: str, package: str, name: str) -> int:
    spec = find_spec(package)
    for folder in spec.submodule_search_locations or () if spec else ():
        number = QFontDatabase.addApplicationFont(str(Path(folder) / "fonts" / name))
        if family in QFontDatabase.applicationFontFamilies(number):
            return number
    raise UnusablePlatformError(
        f"the font {family!r} cannot be loaded: reinstall the package {package}, which provides it"
    )


def italic(formula: str) -> str:
    """Return a formula with its letters replaced by mathematical italics."""
    return formula.translate(_ITALIC)


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str) -> str:
    """Return a text with mathematical letters replaced by ordinary ones. Qt gives the former no Unicode in a PDF.

    >>> plain("𝜎′(𝑥) ≤ ¼, 𝑥 + ℎ")
    'σ′(x) ≤ ¼, x + h'
    """
    return "".join(normalize("NFKC", sign) if sign > "\uffff" or sign == "ℎ" else sign for sign in text)


def letter(name: str) -> str:
    """Return a lowercase Latin letter as a mathematical italic, for use within words.

    >>> letter("h"), letter("y")
    ('ℎ', '𝑦')
    """
    return "ℎ" if name == "h" else chr(ord("𝑎") + ord(name) - ord("a"))


class Face:
    """A font at a size in logical pixels, without hinting, so that it scales exactly."""

    outlines = False  # whether text is drawn as paths, for readers that may lack the font
    searchable = False  # whether text drawn as paths also carries invisible text, to be searched and copied

    def __init__(self, family: str, size: float) -> None:
        self.size = size
        self.font = QFont(family)
        self.font.setPixelSize(max(round(size), 1))
        self.font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self.font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)  # digits and signs need no shaping
        self._large = QFont(self.font)
        self._large.setPixelSize(_LARGE)
        self._metrics = QFontMetricsF(self.font)
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Return the width of a text in logical pixels."""
        if text not in self._widths:
            if len(self._widths) > _REMEMBERED:
                self._widths.clear()
            self._widths[text] = self._metrics.horizontalAdvance(text)
        return self._widths[text]

    def draw(self, painter: QPainter, x: float, y: float, text: str, colour: str, align: float = 0.0) -> None:
        """Draw a line of text on the baseline y. x is its start, with ``align`` 0.5 its middle, with 1 its end."""
        if align:
            x -= align * self.width(text)
        where = QPointF(x, y)
        if Face.outlines:
            self._draw_glyphs(painter, where, text, colour)
        elif Face.searchable and plain(text) != text:
            painter.fillPath(self.outline(where, text), paint(colour))
            self.draw_unseen(painter, where, text)
        elif self.size > _STAMPED and isinstance(screen := painter.device(), QWidget):
            self._stamp(painter, where, text, colour, screen.devicePixelRatioF())
        else:
            painter.setFont(self.font)
            painter.setPen(paint(colour))
            painter.drawText(where, text)

    def _draw_glyphs(self, painter: QPainter, where: QPointF, text: str, colour: str) -> None:
        """Draw each character as the same path wherever and however large it is, so that a file can store it once."""
        family, scale = self.font.family(), self.font.pixelSize() / _LARGE
        painter.save()
        painter.translate(where)
        painter.scale(scale, scale)
        for sign in text:
            path, advance = _glyph(family, sign)
            painter.fillPath(path, paint(colour))
            painter.translate(advance, 0.0)
        painter.restore()

    def _stamp(self, painter: QPainter, where: QPointF, text: str, colour: str, ratio: float) -> None:
        """Draw a text from cached pictures of its characters, because Qt fills large outlines on every repaint."""
        for sign in text:
            stamp, offset = _sign(self, sign, colour, ratio)
            painter.drawPixmap(where + offset, stamp)
            where += QPointF(self.width(sign), 0.0)

    def draw_with_halo(
        self, painter: QPainter, where: QPointF, text: str, colour: str, ground: str, halo: float
    ) -> None:
        """Draw a text with a rim in the background colour, which interrupts the lines below it."""
        self.draw_halo(painter, where, text, ground, halo)
        painter.fillPath(self.outline(where, text), paint(colour))
        self.draw_unseen(painter, where, text)

    def draw_halo(self, painter: QPainter, where: QPointF, text: str, ground: str, halo: float) -> None:
        """Draw only the rim of a text."""
        rim = QPen(paint(ground), 2 * halo, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        with grounded(painter):
            painter.strokePath(self.outline(where, text), rim)

    def draw_unseen(self, painter: QPainter, where: QPointF, text: str) -> None:
        """Add invisible text that can be searched and copied. Only a PDF uses it.

        It is set in the same font, because the order of two fonts in a PDF differs from run to run.
        """
        if Face.searchable:
            painter.setFont(self.font)
            painter.setPen(_UNSEEN)
            painter.drawText(where, plain(text))

    def outline(self, where: QPointF, text: str) -> QPainterPath:
        """Return a text as a path, scaled down from large letters because the outlines of small ones are rounded."""
        path = QPainterPath()
        path.addText(QPointF(), self._large, text)
        scale = self.font.pixelSize() / _LARGE
        return QTransform(scale, 0, 0, scale, where.x(), where.y()).map(path)

    def box(self, text: str) -> QRectF:
        """Return the bounding box of the ink of a text whose baseline starts at the origin."""
        return self._metrics.tightBoundingRect(text)


@lru_cache(maxsize=1024)
def _glyph(family: str, sign: str) -> tuple[QPainterPath, float]:
    """Return the outline of a character of the large font, and its advance."""
    font, path = sans(_LARGE).font if family == SANS else mathematical(_LARGE).font, QPainterPath()
    path.addText(QPointF(), font, sign)
    return path, QFontMetricsF(font).horizontalAdvance(sign)


@lru_cache(maxsize=64)
def _sign(face: Face, sign: str, colour: str, ratio: float) -> tuple[QPixmap, QPointF]:
    """Return the picture of a character, and its offset from the start of the baseline."""
    box = face.box(sign).adjusted(-2, -2, 2, 2)
    corner = QPointF(math.floor(box.left()), math.floor(box.top()))
    stamp = QPixmap(math.ceil((box.right() - corner.x()) * ratio), math.ceil((box.bottom() - corner.y()) * ratio))
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(face.outline(-corner, sign), paint(colour))
    painter.end()
    return stamp, corner


@lru_cache(maxsize=64)
def sans(size: float) -> Face:
    """Return the font of the interface at a size in logical pixels."""
    return Face(SANS, size)


@lru_cache(maxsize=64)
def mathematical(size: float) -> Face:
    """Return the font of formulas and numbers at a size in logical pixels."""
    return Face(MATHEMATICAL, size)


def fitting(size: float, words: str, room: float) -> Face:
    """Return the mathematical font at a size, reduced if necessary so that a text fits into the width ``room``."""
    face = mathematical(size)
    while face.width(words) > room and face.font.pixelSize() > 1:
        # Sizes are rounded to whole pixels, so subtract at least one to make progress.
        size = min(size * room / face.width(words), face.font.pixelSize() - 1.0)
        face = mathematical(max(size, 1.0))
    return face


@lru_cache(maxsize=256)
def paint(colour: str) -> QColor:
    """Return the colour that a string such as ``#003B74`` names."""
    return QColor(colour)


@contextmanager
def as_outlines() -> Iterator[None]:
    """Draw text as paths inside the ``with`` block."""
    before, Face.outlines = Face.outlines, True
    try:
        yield
    finally:
        Face.outlines = before


@contextmanager
def as_searchable() -> Iterator[None]:
    """Make text that is drawn as paths searchable inside the ``with`` block."""
    before, Face.searchable = Face.searchable, True
    try:
        yield
    finally:
        Face.searchable = before
