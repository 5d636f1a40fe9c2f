"""LaTeX, set in a mathematical face as vectors.

Setting a formula takes 10 to 50 ms and the setter itself a quarter of a second to import, so both wait until a formula
is first asked for, and each formula is kept.
"""

import re
import warnings
from collections.abc import Callable
from functools import cache, lru_cache
from types import ModuleType

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from sigviz.views.theme import Theme

_NAMED = re.compile(r'mathcolor="(\w+)"')


class Formula:
    """A formula that is set; sizes are in logical pixels, ``depth`` is what lies below the baseline."""

    def __init__(self, svg: str, width: float, height: float, depth: float) -> None:
        self.width, self.height, self.depth = width, height, depth
        self._renderer = QSvgRenderer(QByteArray(svg.encode()))
        self._box = self._renderer.viewBoxF()

    def draw(self, painter: QPainter, x: float, y: float, scale: float = 1.0) -> None:
        """Draw the formula with its upper left corner at (x, y)."""
        box = self._box
        self._renderer.render(painter, QRectF(x, y, box.width() * scale, box.height() * scale))


@lru_cache(maxsize=256)
def formula(latex: str, size: float, theme: Theme) -> Formula:
    """Return a formula at a size of its letters, in a theme's colours.

    The colours ``sigma``, ``complement`` and ``slope`` are the theme's; ``new`` marks the ground behind.
    """
    ziamath, tex2mml = _setter()
    ziamath.config.svg2 = False  # QtSvg draws no symbols that are defined once and used often
    coloured = _NAMED.sub(lambda named: _attribute(named[1], theme), tex2mml(latex))
    math = ziamath.Math(f'<mstyle mathcolor="{theme.ink}">{coloured}</mstyle>', size=size)
    width, height = math.getsize()
    return Formula(math.svg(), width, height, -math.getyofst())


@cache
def _setter() -> tuple[ModuleType, Callable[[str], str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its way of finding its own font is deprecated on 3.11
        import ziamath
        from ziamath.tex import tex2mml
    return ziamath, tex2mml


def _attribute(name: str, theme: Theme) -> str:
    if name == "new":
        return f'mathbackground="{theme.mark}"'
    return f'mathcolor="{theme.stroke(name).colour}"' if name in ("sigma", "complement", "slope") else ""
