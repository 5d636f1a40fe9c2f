"""The layout of a figure: the boxes of plot, values, derivation and cards, and the layers that do not fit."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import Literal, NamedTuple, Protocol, get_args

from PySide6.QtCore import QRect, QSize

from sigviz.drawing.medium import SCREEN, Medium
from sigviz.drawing.theme import SMALL
from sigviz.model.layers import LAYERS
from sigviz.model.scene import LAST_STEP, Scene
from sigviz.views import cards_panel as panel
from sigviz.views import derivation
from sigviz.views.card import Card
from sigviz.views.values import float64_values
from sigviz.views.values import layout as values_layout

_COLUMN = 330.0  # the width of the values beside the plot, at text scale 1
_SHARE = 0.45  # the largest fraction of the width that they take
_LEAST_COLUMN = 230.0  # if they would be narrower, they are placed under the plot
_HEAD = 0.4  # the largest fraction of the height that the head takes
_UNDER = {"row": (150.0, 0.36), "column": (340.0, 0.5)}  # height and largest fraction of it
_BETTER = 1.2  # how much larger their text must be to justify a column, which takes more of the plot
_LEAST = QSize(300, 200)  # a smaller figure shows only the plot

_BIG = QSize(1150, 600)  # at text scale 1: from this size on, the derivation is beside the plot
_LINES = 0.52  # the fraction of the width that it takes there
_BAND = 160.0  # its height at the bottom of a smaller figure, at text scale 1

_LOW = (0.5, 0.42, 0.34, 0.26)  # fractions of the height that cards at the bottom may take
_WIDE = (0.58, 0.5, 0.42, 0.34)  # fractions of the width that cards at the right may take
_PLOT = (0.38, 1 / 3)  # the smallest fractions of width and height that cards leave for the plot
_READABLE = 8.0  # logical pixels: the smallest font size; to keep it, the last cards are omitted
_ENOUGH, _SAME = 0.8, 0.02  # of the requested text size: what is enough, and what difference is ignored
_WORTH, _SHAPE = 0.5, 1.6  # the weight of the plot's height relative to the text size; its best ratio of sides

Height = Callable[[int, int], int]
Reads = Callable[[QSize], float]
Place = Literal["beside", "row", "column"]  # of the values: beside the plot, or under it in a row or column


class Layout(NamedTuple):
    """The boxes of the plot and of the views beside or under it. The box of a hidden view is empty."""

    plot: QRect
    head: QRect
    values: QRect
    derivation: QRect = QRect()
    cards_panel: QRect = QRect()
    room: int = 0  # the largest height available to the head

    @property
    def values_beside(self) -> bool:
        """Whether the values are beside the plot, not under it."""
        return self.values.left() > 0

    @property
    def derivation_beside(self) -> bool:
        """Whether the derivation is beside the plot, not in a band at the bottom."""
        return self.derivation.left() > 0


class Fit(Protocol):
    """A function that lays out a scene without its cards."""

    def __call__(self, size: QSize, *, place: Place = ...) -> Layout:
        """Return the layout for a size. The values, if they are shown, are in ``place``."""


class Arrangement(NamedTuple):
    """A layout with its cards, and the unit of its smallest text."""

    layout: Layout
    cards: panel.CardsPlan = panel.NOTHING
    unit: float = 1.0


def layout_part(scene: Scene) -> object:
    """Return the values of a scene that `arrange` depends on. The head's height depends on the number of inputs."""
    return scene.layers, scene.theme, scene.text_scale, len(scene.inputs)


def arrange(scene: Scene, size: QSize, head: Height | None = None, medium: Medium = SCREEN) -> Arrangement:
    """Return the arrangement of a scene in a size.

    ``head`` returns the height of the widget above the values for a width and the available height, if there is one.
    As many of the first cards are shown as are legible and leave enough space for the plot. They are placed where the
    smallest text is largest. The values are omitted if they would not be legible.
    """
    scale, with_derivation = medium.scale(scene), scene.shows("derivation")

    def fit(reads: Reads | None, *, whole: bool = True) -> Fit:
        return partial(layout, scale=scale, values=reads, head=head, with_derivation=with_derivation, whole=whole)

    wholes = (True, False) if with_derivation and _is_big(size, scale) else (False,)
    values = (_reads(scene, medium), None) if scene.shows("values") else (None,)
    small = size.width() < _LEAST.width() or size.height() < _LEAST.height()
    cards = [] if small else panel.shown(scene)
    for count in range(len(cards), 0, -1):
        for reads, whole in product(values, wholes):
            best = _best(scene, medium, cards[:count], size, fit(reads, whole=whole))
            if best is not None:
                return best
    return Arrangement(fit(values[0])(size))


def _best(scene: Scene, medium: Medium, cards: Sequence[Card], size: QSize, fit: Fit) -> Arrangement | None:
    """Return the best arrangement of cards, or None if none is legible and leaves enough space for the plot."""
    scale, plain = medium.scale(scene), fit(size)
    candidates = (
        _judged(scene, medium, cards, candidate)
        for candidate in _with_cards(cards, size, scale, plain, fit)
        if _leaves_room(candidate.plot, size)
        and candidate.derivation_beside == plain.derivation_beside
        and candidate.values.isEmpty() == plain.values.isEmpty()
    )
    legible = [candidate for candidate in candidates if candidate.unit * SMALL >= _READABLE]
    return max(legible, key=partial(_merit, scale, size, plain), default=None)


def omitted_layers(scene: Scene, arrangement: Arrangement) -> tuple[str, ...]:
    """Return the titles of the layers that do not fit: cards, and the values if cards take their space."""
    cards, values = arrangement.cards.boxes, arrangement.layout.values
    shown = {*cards, *(("values",) if not cards or not values.isEmpty() else ())}
    fitted = (layer for layer in LAYERS if (layer.name == "values" or "card" in layer.drawn_by))
    return tuple(layer.title for layer in fitted if layer.name not in shown and scene.shows(layer.name))


def _is_big(size: QSize, scale: float) -> bool:
    return size.width() >= _BIG.width() * scale and size.height() >= _BIG.height() * scale


def _reads(scene: Scene, medium: Medium) -> Reads:
    """Return a function that returns the unit of the values in a box of some size."""
    scale, shrink, naive = medium.scale(scene), medium.theme(scene).shrink, scene.shows(float64_values.LAYER)
    return lambda box: values_layout.plan(box, scale, shrink, naive=naive).unit


def _leaves_room(plot: QRect, size: QSize) -> bool:
    wide, high = _PLOT
    return plot.width() >= wide * size.width() and plot.height() >= high * size.height()


def _merit(scale: float, size: QSize, plain: Layout, candidate: Arrangement) -> tuple[bool, int, bool, float]:
    """Return the sort key of an arrangement; the largest is the best.

    The criteria in order: the values stay where they are without cards and the text is large enough; the text size; the
    head stays where it is without cards; the weighted sum of text size and plot height.
    """
    text, plot = candidate.unit / scale, candidate.layout.plot
    high = min(plot.width() / _SHAPE, plot.height()) / size.height()
    head = candidate.layout.head
    stays = candidate.layout.values_beside == plain.values_beside and text >= _ENOUGH
    head_stays = head.isEmpty() or head.topLeft() == plain.head.topLeft()
    return stays, round(min(text, _ENOUGH) / _SAME), head_stays, text + _WORTH * high


def _with_cards(cards: Sequence[Card], size: QSize, scale: float, plain: Layout, fit: Fit) -> Iterator[Layout]:
    """Yield layouts with cards: under the plot, at the bottom, at the right."""
    width, height = size.width(), size.height()
    places = ("beside",) if plain.values.isEmpty() else get_args(Place)
    if plain.values_beside:
        for share in _LOW:
            plan = panel.plan(cards, plain.plot.width(), share * height, scale)
            plot, box = _cut(plain.plot, round(plan.height))
            yield plain._replace(plot=plot, cards_panel=box)
    for place, share in product(places, _LOW):
        high = round(panel.plan(cards, width, share * height, scale).height)
        rest = fit(QSize(width, height - high), place=place)
        yield rest._replace(cards_panel=QRect(0, height - high, width, high))
    if plain.derivation_beside:
        return
    top = height - plain.derivation.height()
    for place, share in product(places, _WIDE):
        wide = round(panel.plan(cards, share * width, top, scale).width)
        rest = fit(QSize(width - wide, height), place=place)
        yield rest._replace(derivation=plain.derivation, cards_panel=QRect(width - wide, 0, wide, top))


def _cut(box: QRect, high: int) -> tuple[QRect, QRect]:
    """Split a box and return the rest, and the lowest part of this height."""
    rest = max(box.height() - high, 0)
    return QRect(box.left(), box.top(), box.width(), rest), QRect(box.left(), box.top() + rest, box.width(), high)


def _judged(scene: Scene, medium: Medium, cards: Sequence[Card], candidate: Layout) -> Arrangement:
    """Return a layout as an arrangement, with the unit of its smallest text."""
    scale, values, lines, box = medium.scale(scene), candidate.values, candidate.derivation, candidate.cards_panel
    placed = panel.plan(cards, box.width(), box.height(), scale)
    units = [placed.unit]
    if not values.isEmpty():
        units.append(_reads(scene, medium)(values.size()))
    if not lines.isEmpty():
        units.append(derivation.plan(lines.width(), lines.height(), LAST_STEP, scale).unit)
    return Arrangement(candidate, placed, min(units))


def layout(
    size: QSize,
    scale: float,
    *,
    values: Reads | None = None,
    head: Height | None = None,
    with_derivation: bool = False,
    place: Place = "beside",
    whole: bool = True,
) -> Layout:
    """Return the layout of everything except the cards.

    ``values`` returns the unit of the values in a box, if they are shown. They get the requested place, but in a narrow
    figure they are under the plot, not beside it. ``head`` returns the height of the widget above them for a width and
    the available height, if there is one; without values it is under the plot. The derivation takes the right half of a
    large figure if ``whole`` is true, otherwise a band at the bottom.
    """
    width, height = size.width(), size.height()
    fit = partial(_without_derivation, scale=scale, values=values, head=head)
    if not with_derivation:
        return fit(size, place=place)
    if whole and _is_big(size, scale):
        right = round(width * _LINES)
        left = QSize(width - right, height)
        return fit(left, place="row")._replace(derivation=QRect(width - right, 0, right, height))
    band = round(min(_BAND * scale, 0.4 * height))
    above = QSize(width, height - band)
    return fit(above, place=place)._replace(derivation=QRect(0, height - band, width, band))


def _without_derivation(
    size: QSize, scale: float, *, values: Reads | None, head: Height | None, place: Place
) -> Layout:
    width, height, room = size.width(), size.height(), round(_HEAD * size.height())
    if width < _LEAST.width() or height < _LEAST.height():
        values = None
    column = round(min(_COLUMN * scale, _SHARE * width))
    if values is not None and place == "beside" and column >= _LEAST_COLUMN:
        left, strip = width - column, head(column, room) if head else 0
        boxes = QRect(0, 0, left, height), QRect(left, 0, column, strip), QRect(left, strip, column, height - strip)
        return Layout(*boxes, room=room)
    strip = head(width, room) if head else 0
    high = _height_under(QSize(width, height - strip), scale, values, place) if values is not None else 0
    top = height - strip - high
    boxes = QRect(0, 0, width, top), QRect(0, top, width, strip), QRect(0, height - high, width, high)
    return Layout(*boxes, room=room)


def _height_under(size: QSize, scale: float, values: Reads, place: Place) -> int:
    """Return the height of the values under a plot: in the requested row or column, otherwise in the better one."""
    highs = {name: round(min(high * scale, most * size.height())) for name, (high, most) in _UNDER.items()}
    if place == "beside":
        row, column = (values(QSize(size.width(), high)) for high in highs.values())
        place = "column" if column > _BETTER * row else "row"
    return highs[place]
