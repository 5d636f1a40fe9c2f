"""The layout of a figure: the boxes of plot, values, derivation and cards, and the layers that do not fit.

At a desk, the values are beside the plot, or under it in a narrow figure, and the cards stand in one strip under the
plot. In a hall, the larger side of the screen shows the derivation or a card, or two of them one above the other, and
the values become one line under the plot. What does not fit is omitted, and never made smaller.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize

from sigviz.drawing.medium import SCREEN, Medium
from sigviz.drawing.theme import SMALL, Theme
from sigviz.model.layers import LAYERS
from sigviz.model.scene import FOCUSABLE, Scene
from sigviz.views import cards_panel as panel
from sigviz.views.values import float64_values
from sigviz.views.values import layout as values_layout

_LEAST = QSize(300, 200)  # a smaller figure shows only the plot
_SHARE = 0.45  # the largest fraction of the width that the values take beside the plot
_LEAST_COLUMN = 230.0  # if they would be narrower, they are placed under the plot
_HEAD = 0.4  # the largest fraction of the height that the head takes
_UNDER = {"row": (150.0, 0.36), "column": (340.0, 0.5)}  # height and largest fraction of it
_BETTER = 1.2  # how much larger their text must be to justify a column, which takes more of the plot

_BIG = QSize(1150, 600)  # at text scale 1: from this size on, the derivation is beside the plot
_LINES = 0.52  # the fraction of the width that it takes there
_BAND = 160.0  # its height at the bottom of a smaller figure, at text scale 1

_STRIP = 0.38, 0.55  # the usual and the largest fraction of the height for the strip of cards
_READABLE = 8.0  # logical pixels: the smallest font size of the values, which are omitted otherwise
_PLOT = 0.3  # the smallest fraction of the height that they leave for the plot

_STAGE = 0.6  # the fraction of a hall's screen beside the plot
_LINE = 34.0  # the height of the line of values under the plot, in units

Height = Callable[[int, int], int]


class Layout(NamedTuple):
    """The boxes of the plot, of the views beside or under it, and of each card. The box of a hidden view is empty."""

    plot: QRect
    head: QRect = QRect()
    values: QRect = QRect()
    derivation: QRect = QRect()
    cards: Mapping[str, QRect] = MappingProxyType({})
    room: int = 0  # the largest height available to the head
    values_in_line: bool = False

    @property
    def cards_panel(self) -> QRect:
        """The box of the panel with all the cards."""
        box = QRect()
        for card in self.cards.values():
            box = box.united(card)
        return box

    def lowered(self, by: int) -> "Layout":
        """Return the layout with all boxes lowered by a number of pixels."""
        boxes = {name: getattr(self, name).translated(0, by) for name in ("plot", "head", "values", "derivation")}
        return self._replace(cards={name: box.translated(0, by) for name, box in self.cards.items()}, **boxes)


def layout_part(scene: Scene) -> object:
    """Return the values of a scene that `arrange` depends on. The head's height depends on the number of inputs."""
    return scene.layers, scene.theme, scene.text_scale, len(scene.inputs), scene.focus, scene.caption


def omitted_layers(scene: Scene, layout: Layout) -> tuple[str, ...]:
    """Return the names of the layers that do not fit: cards, the derivation, and the values where cards are."""
    shown = {*layout.cards, *(name for name in ("values", "derivation") if not getattr(layout, name).isEmpty())}
    crowded = bool(panel.in_focus_first(scene))
    fitted = (layer.name for layer in LAYERS if layer.name in FOCUSABLE or (layer.name == "values" and crowded))
    return tuple(name for name in fitted if name not in shown and scene.shows(name))


def arrange(scene: Scene, size: QSize, head: Height | None = None, medium: Medium = SCREEN) -> Layout:
    """Return the layout of a scene in a size.

    ``head`` returns the height of the widget above the values for a width and the available height, if there is one.
    """
    fit = _Fit(scene, medium, head)
    if size.width() < _LEAST.width() or size.height() < _LEAST.height():
        return fit.plain(QRect(0, 0, size.width(), size.height()), values=False)
    return fit.in_hall(size) if fit.theme.hall else fit.at_desk(size)


class _Fit:
    """The parts of a layout of one scene in one medium."""

    def __init__(self, scene: Scene, medium: Medium, head: Height | None) -> None:
        self.scene, self.head = scene, head
        self.theme: Theme = medium.theme(scene)
        self.scale = medium.scale(scene)

    # In a hall

    def in_hall(self, size: QSize) -> Layout:
        """Return a layout with the derivation or the cards beside the plot, or below it on an upright screen.

        Without them, all the values are there if they fit.
        """
        width, height = size.width(), size.height()
        rest, stage = QRect(0, 0, width, height), QRect()
        if not panel.in_focus_first(self.scene):
            plain = self.plain(rest, values=self.scene.shows("values"))
            if plain.values.isEmpty() or self._unit_of_values(plain.values.size()) >= self.theme.shrink * self.scale:
                return plain
        elif width >= height:
            left = width - round(_STAGE * width)
            rest, stage = QRect(0, 0, left, height), QRect(left, 0, width - left, height)
        else:
            top = height - round(_STAGE * height)
            rest, stage = QRect(0, 0, width, top), QRect(0, top, width, height - top)
        room = round(_HEAD * rest.height())
        strip = self.head(rest.width(), room) if self.head else 0
        line = round(_LINE * self.scale) if self.scene.shows("values") else 0
        plot, below = _cut(rest, strip + line)
        values, head = _cut(below, strip)
        boxes = {} if stage.isEmpty() else self._staged(stage)
        lines = boxes.pop("derivation", QRect())
        return Layout(plot, head, values, lines, boxes, room, values_in_line=True)

    def _staged(self, stage: QRect) -> dict[str, QRect]:
        """Return the box of the layer in focus, and of a second one below or above it if both fit."""
        first, *others = panel.in_focus_first(self.scene)
        for second in others[:1]:
            upper, lower = _cut(stage, stage.height() // 2)
            if all(panel.fits(name, lower.size(), self.scale) for name in (first, second)):
                return dict(zip(sorted((first, second), key=FOCUSABLE.index), (upper, lower), strict=True))
        return {first: stage}

    # At a desk

    def at_desk(self, size: QSize) -> Layout:
        """Return a layout with a strip of cards under the plot, if it leaves enough of the plot."""
        whole = QRect(0, 0, size.width(), size.height())
        derivation, region = self._beside_derivation(whole)
        cards = panel.shown(self.scene)
        shows_values, beside = self.scene.shows("values"), region.width() == whole.width()
        for values in (True, False) if shows_values else (False,):
            found = self._with_cards(region, _PLOT * size.height(), values=values, beside=beside)
            if found.cards or not cards:
                return self._legible(found)._replace(derivation=derivation)
        return self._legible(self.plain(region, values=shows_values, beside=beside))._replace(derivation=derivation)

    def _legible(self, layout: Layout) -> Layout:
        """Return a layout without values that cannot be read."""
        small = not layout.values.isEmpty() and self._unit_of_values(layout.values.size()) * SMALL < _READABLE
        return layout._replace(values=QRect()) if small else layout

    def _beside_derivation(self, whole: QRect) -> tuple[QRect, QRect]:
        """Return the box of the derivation, and the rest of the figure."""
        if not self.scene.shows("derivation"):
            return QRect(), whole
        if whole.width() >= _BIG.width() * self.scale and whole.height() >= _BIG.height() * self.scale:
            right = round(whole.width() * _LINES)
            left = whole.width() - right
            return QRect(left, 0, right, whole.height()), QRect(0, 0, left, whole.height())
        rest, band = _cut(whole, round(min(_BAND * self.scale, 0.4 * whole.height())))
        return band, rest

    def _with_cards(self, region: QRect, least: float, *, values: bool, beside: bool) -> Layout:
        """Return a layout with as many cards as fit, if they leave ``least`` pixels of the plot's height."""
        plain = self.plain(region, values=values, beside=beside)
        cards = panel.shown(self.scene)
        usual, most = (share * region.height() for share in _STRIP)
        high = round(min(panel.USUAL * self.scale, max(usual, panel.LEAST * self.scale)))
        if not cards or high > most:
            return plain
        if plain.values.left() > 0:
            plot, strip = _cut(plain.plot, high)
            plain = plain._replace(plot=plot)
        else:
            above, strip = _cut(region, high)
            plain = self.plain(above, values=values, beside=beside)
        if plain.plot.height() < least:
            return plain
        return plain._replace(cards=panel.in_strip(self.scene, strip, self.scale))

    def plain(self, region: QRect, *, values: bool, beside: bool = True) -> Layout:
        """Return a layout without cards: the values and the head beside the plot, or under it in a narrow region."""
        width, height, room = region.width(), region.height(), round(_HEAD * region.height())
        naive = self.scene.shows(float64_values.LAYER)
        share = values_layout.width(self.theme, naive=naive) * self.scale
        column = round(min(share, (_STAGE if self.theme.hall else _SHARE) * width))
        if values and beside and column >= _LEAST_COLUMN:
            left, strip = width - column, self.head(column, room) if self.head else 0
            boxes = QRect(0, 0, left, height), QRect(left, 0, column, strip), QRect(left, strip, column, height - strip)
            return Layout(*boxes, room=room)
        strip = self.head(width, room) if self.head else 0
        high = self._height_under(QSize(width, height - strip)) if values else 0
        top = height - strip - high
        boxes = QRect(0, 0, width, top), QRect(0, top, width, strip), QRect(0, height - high, width, high)
        return Layout(*boxes, room=room)

    def _height_under(self, size: QSize) -> int:
        """Return the height of the values under a plot, in a row or in a column, if its text is much larger."""
        highs = [round(min(high * self.scale, most * size.height())) for high, most in _UNDER.values()]
        row, column = (self._unit_of_values(QSize(size.width(), high)) for high in highs)
        return highs[1] if column > _BETTER * row else highs[0]

    def _unit_of_values(self, box: QSize) -> float:
        naive = self.scene.shows(float64_values.LAYER)
        return values_layout.plan(box, self.scale, self.theme, naive=naive).unit


def _cut(box: QRect, high: int) -> tuple[QRect, QRect]:
    """Split a box and return the rest, and the lowest part of this height."""
    rest = max(box.height() - high, 0)
    return QRect(box.left(), box.top(), box.width(), rest), QRect(box.left(), box.top() + rest, box.width(), high)
