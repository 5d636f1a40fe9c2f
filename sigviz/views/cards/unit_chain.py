"""The chain card: the product of the local gradients of n units in a row, as a logarithmic bar, and its bound ¼ⁿ."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from sigviz.drawing import text
from sigviz.drawing.theme import MEDIUM, SMALL
from sigviz.maths import unit_chain
from sigviz.model.layer_texts import power, superscript
from sigviz.model.readout import HIDDEN, Readout
from sigviz.model.scene import Scene
from sigviz.views.card import Card, Look

_BAR = 22.0
_GAP = 1.5  # between the units in the bar
_TITLE, _TITLE_OF_ONE = "{units} units in a row, each 𝜎′(𝑥)", "1 unit in a row, each 𝜎′(𝑥)"
_DESCRIPTION, _DESCRIPTION_OF_ONE = "{units} units: {product}, at most {bound}", "1 unit: {product}, at most {bound}"


class UnitChainCard(Card):
    """The card of the layer ``chain``."""

    layer = "chain"
    title = "Product of local gradients"
    sizes = ((300.0, 222.0),)
    stretches = True

    def still(self, scene: Scene) -> object:
        """Return the number of units, the span of the axis, and whether the product is hidden."""
        return scene.units, _span(scene), "product" in scene.concealed

    def paint_still(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw the title, the axis and the bound."""
        scene, theme, unit = readout.scene, look.theme, look.unit
        look.write_title(painter, (_TITLE if scene.units > 1 else _TITLE_OF_ONE).format(units=scene.units))
        bar, bound = _bars(look)
        span = _span(scene)
        for step in range(6):
            x = bar.left() + step / 5 * bar.width()
            painter.fillRect(
                QRectF(x, bar.top() - 4 * unit, unit, bound.bottom() - bar.top() + 8 * unit), text.paint(theme.faint)
            )
            if step in (0, 5) or span <= 100:
                label = HIDDEN if "product" in scene.concealed and step else superscript(-span * step // 5)
                align = 0.0 if step == 0 else 1.0 if step == 5 else 0.5
                if step in (0, 5):
                    look.write(painter, x, bound.bottom() + 8 * unit + 0.9 * SMALL * unit, label, align=align)
        wide = -unit_chain.log_bound(scene.units) / span * bound.width()
        painter.fillRect(QRectF(bound.left(), bound.top(), wide, bound.height()), text.paint(theme.axis))
        under = bound.bottom() + 8 * unit + 2.3 * SMALL * unit
        look.write(
            painter,
            bound.left(),
            under,
            f"at most ¼{_exponent(scene.units)} = {power(unit_chain.log_bound(scene.units))}",
        )

    def paint_moving(self, painter: QPainter, readout: Readout, look: Look) -> None:
        """Draw one piece of the bar for each unit, and write the product."""
        scene, theme, unit = readout.scene, look.theme, look.unit
        bar, _ = _bars(look)
        piece = -unit_chain.log_gradient(scene.x) / _span(scene) * bar.width()
        gap = min(_GAP * unit, 0.25 * piece)
        colour = text.paint(theme.slope.colour)
        pieces = 0 if "product" in scene.concealed else scene.units
        for index in range(pieces):
            painter.fillRect(QRectF(bar.left() + index * piece, bar.top(), piece - gap, bar.height()), colour)
        words = f"𝜎′{_exponent(scene.units)} = {_product(scene)}"
        face = text.fitting(MEDIUM * unit, words, look.inner.width())
        face.draw(painter, bar.left(), bar.top() - 14 * unit, words, theme.slope.colour)

    def describe(self, readout: Readout) -> str:
        """Return the product and its bound."""
        scene = readout.scene
        description = _DESCRIPTION if scene.units > 1 else _DESCRIPTION_OF_ONE
        bound = power(unit_chain.log_bound(scene.units))
        return description.format(units=scene.units, product=_product(scene), bound=bound)


def _exponent(units: int) -> str:
    return superscript(units).removeprefix("10") if units > 1 else ""


def _product(scene: Scene) -> str:
    """Return the product of the local gradients."""
    hidden = "product" in scene.concealed
    return HIDDEN if hidden else power(unit_chain.log_product(scene.x, scene.units))


def _span(scene: Scene) -> int:
    return unit_chain.span(unit_chain.log_product(scene.x, scene.units))


def _bars(look: Look) -> tuple[QRectF, QRectF]:
    """Return the boxes of the bar of the product and of the bar of the bound below it. Both span the whole axis."""
    inner, unit = look.inner, look.unit
    top = inner.top() + MEDIUM * unit + 34 * unit
    bar = QRectF(inner.left(), top, inner.width(), _BAR * unit)
    return bar, bar.translated(0, (_BAR + 8) * unit).adjusted(0, 0, 0, -0.5 * _BAR * unit)
