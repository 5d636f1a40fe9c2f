"""Text: the program's own two faces, drawn so that it scales with the picture and looks alike in every file."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    Qt,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from sigviz.drawing.background import grounded
from sigviz.drawing.theme import MATHEMATICAL, SANS
from sigviz.system.errors import UnusablePlatformError

# The files stand in packages that take a quarter of a second to import, and need not be imported to be found.
_FILES = {SANS: ("ziafont", "DejaVuSans.ttf"), MATHEMATICAL: ("ziamath", "STIXTwoMath-Regular.ttf")}
_loaded: dict[str, int] = {}  # the number under which Qt has a family
_LARGE = 512  # pixels
_STAMPED = 64.0  # logical pixels: from this size on, Qt keeps no pictures of letters
_REMEMBERED = 2000  # widths of texts
_UNSEEN = QColor(0, 0, 0, 0)
# In a formula, letters are the mathematical italics.
_ITALIC = str.maketrans({"σ": "𝜎", "x": "𝑥"})


def load_fonts() -> None:
    """Make the program's faces known to Qt, which may have none of its own, and forgets them with its application.

    Raises `UnusablePlatformError` if one cannot be loaded: another face in its place would make another picture.
    """
    for family, (package, name) in _FILES.items():
        if family not in QFontDatabase.applicationFontFamilies(_loaded.get(family, -1)):
            _loaded[family] = _load(family, package, name)
            for made in (sans, mathematical):
                made.cache_clear()  # what was made without the family, or for an application that is gone


def _load(family: str, package: str, name: str) -> int:
    spec = find_spec(package)
    for folder in spec.submodule_search_locations or () if spec else ():
        number = QFontDatabase.addApplicationFont(str(Path(folder) / "fonts" / name))
        if family in QFontDatabase.applicationFontFamilies(number):
            return number
    raise UnusablePlatformError(
        f"the font {family!r} cannot be loaded, which the package {package} brings: install that again"
    )


def italic(formula: str) -> str:
    """Return a formula with its letters as mathematical italics."""
    return formula.translate(_ITALIC)


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str) -> str:
    """Return a text with ordinary letters for mathematical ones, which Qt gives no Unicode to in a PDF.

    >>> plain("𝜎′(𝑥) ≤ ¼, 𝑥 + ℎ")
    'σ′(x) ≤ ¼, x + h'
    """
    return "".join(normalize("NFKC", sign) if sign > "\uffff" or sign == "ℎ" else sign for sign in text)


def letter(name: str) -> str:
    """Return a Latin small letter as the mathematical italic, for formulas among words.

    >>> letter("h"), letter("y")
    ('ℎ', '𝑦')
    """
    return "ℎ" if name == "h" else chr(ord("𝑎") + ord(name) - ord("a"))


class Face:
    """A face at a size in logical pixels, unhinted: at twice the scale it is the same, twice as large."""

    outlines = False  # whether text is drawn as paths, for readers that may lack the face
    searchable = False  # whether what is drawn as paths carries its text, unseen, to be searched and copied

    def __init__(self, family: str, size: float) -> None:
        self.size = size
        self.font = QFont(family)
        self.font.setPixelSize(max(round(size), 1))
        self.font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self.font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)  # figures and signs need none
        self._large = QFont(self.font)
        self._large.setPixelSize(_LARGE)
        self._metrics = QFontMetricsF(self.font)
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Return how wide a text runs."""
        if text not in self._widths:
            if len(self._widths) > _REMEMBERED:
                self._widths.clear()
            self._widths[text] = self._metrics.horizontalAdvance(text)
        return self._widths[text]

    def draw(self, painter: QPainter, x: float, y: float, text: str, colour: str, align: float = 0.0) -> None:
        """Draw a line of text on the baseline at y; x is its beginning, with ``align`` ½ its middle, with 1 its end."""
        if align:
            x -= align * self.width(text)
        where = QPointF(x, y)
        if Face.outlines or (Face.searchable and plain(text) != text):
            painter.fillPath(self.outline(where, text), paint(colour))
            self.draw_unseen(painter, where, text)
        elif self.size > _STAMPED and isinstance(screen := painter.device(), QWidget):
            self._stamp(painter, where, text, colour, screen.devicePixelRatioF())
        else:
            painter.setFont(self.font)
            painter.setPen(paint(colour))
            painter.drawText(where, text)

    def _stamp(self, painter: QPainter, where: QPointF, text: str, colour: str, ratio: float) -> None:
        """Draw a text sign by sign from small pictures: on a screen, Qt fills the outlines of large letters anew."""
        for sign in text:
            stamp, offset = _sign(self, sign, colour, ratio)
            painter.drawPixmap(where + offset, stamp)
            where += QPointF(self.width(sign), 0.0)

    def draw_with_halo(
        self, painter: QPainter, where: QPointF, text: str, colour: str, ground: str, halo: float
    ) -> None:
        """Draw a text that breaks the lines below it, by a rim of the ground's colour."""
        path = self.outline(where, text)
        rim = QPen(paint(ground), 2 * halo, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        with grounded(painter):
            painter.strokePath(path, rim)
        painter.fillPath(path, paint(colour))
        self.draw_unseen(painter, where, text)

    def draw_unseen(self, painter: QPainter, where: QPointF, text: str) -> None:
        """Put a text where it can be searched and copied, and not be seen; nothing but a PDF has a use for it.

        In this very face: the order of two fonts in a PDF would differ from run to run.
        """
        if Face.searchable:
            painter.setFont(self.font)
            painter.setPen(_UNSEEN)
            painter.drawText(where, plain(text))

    def outline(self, where: QPointF, text: str) -> QPainterPath:
        """Return a text as a path: taken from large letters, for those of small ones come out a little as before."""
        path = QPainterPath()
        path.addText(QPointF(), self._large, text)
        scale = self.font.pixelSize() / _LARGE
        return QTransform(scale, 0, 0, scale, where.x(), where.y()).map(path)

    def box(self, text: str) -> QRectF:
        """Return the ink of a text drawn with its baseline at the origin."""
        return self._metrics.tightBoundingRect(text)


@lru_cache(maxsize=64)
def _sign(face: Face, sign: str, colour: str, ratio: float) -> tuple[QPixmap, QPointF]:
    """Return the picture of a sign, and where it lies from the beginning of its baseline."""
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
    """Return the face of the interface."""
    return Face(SANS, size)


@lru_cache(maxsize=64)
def mathematical(size: float) -> Face:
    """Return the face of formulas and numbers."""
    return Face(MATHEMATICAL, size)


def fitting(size: float, words: str, room: float) -> Face:
    """Return the mathematical face at a size, or so much smaller that a text fits into a room."""
    face = mathematical(size)
    while face.width(words) > room and face.font.pixelSize() > 1:
        # Sizes are whole pixels: one that is rounded up again would not be smaller.
        size = min(size * room / face.width(words), face.font.pixelSize() - 1.0)
        face = mathematical(max(size, 1.0))
    return face


@lru_cache(maxsize=256)
def paint(colour: str) -> QColor:
    """Return a colour by its spelling."""
    return QColor(colour)


@contextmanager
def as_outlines() -> Iterator[None]:
    """Draw text as paths in the body."""
    before, Face.outlines = Face.outlines, True
    try:
        yield
    finally:
        Face.outlines = before


@contextmanager
def as_searchable() -> Iterator[None]:
    """Let text that is drawn as paths carry its letters in the body."""
    before, Face.searchable = Face.searchable, True
    try:
        yield
    finally:
        Face.searchable = before
