"""Where all that is read goes: the boxes of plot, values, derivation and cards_panel, and what has no room."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import Literal, NamedTuple, Protocol, get_args

from PySide6.QtCore import QRect, QSize

from sigviz.drawing.theme import SMALL, THEMES, scale_of
from sigviz.model.layers import LAYERS
from sigviz.model.scene import LAST_STEP, Scene
from sigviz.views import cards_panel as panel
from sigviz.views import derivation
from sigviz.views.card import Card
from sigviz.views.values import layout as values_layout
from sigviz.views.values import naive_values

_COLUMN = 330.0  # how wide the values are beside the plot, at text scale 1
_SHARE = 0.45  # at most this much of the width
_LEAST_COLUMN = 230.0  # narrower than this, they go under the plot
_HEAD = 0.4  # how much of the height the widget above them may take
_UNDER = {"row": (150.0, 0.36), "column": (340.0, 0.5)}  # how high they are there, and the most of the height
_BETTER = 1.2  # how much larger their text is to be where they take more of the plot for it
_LEAST = QSize(300, 200)  # on a smaller figure the plot is alone

_BIG = QSize(1150, 600)  # from here on, at text scale 1, the whole derivation stands beside the plot
_LINES = 0.52  # the share of the width that it has there
_BAND = 160.0  # how high it is under a smaller figure, at text scale 1

_LOW = (0.5, 0.42, 0.34, 0.26)  # shares of the height that cards at the bottom may take
_WIDE = (0.58, 0.5, 0.42, 0.34)  # shares of the width that cards at the right may take
_PLOT = (0.38, 1 / 3)  # the least share of the width and of the height that cards leave the plot
_READABLE = 8.0  # logical pixels of a letter: where it would be smaller, the last cards have no room
_ENOUGH, _SAME = 0.8, 0.02  # of the text asked for: beyond this, the plot's size counts too; what counts as alike
_WORTH, _SHAPE = 0.5, 1.6  # of a plot as high as the figure, in text; how much wider than high a plot is best

Height = Callable[[int, int], int]
Reads = Callable[[QSize], float]
Place = Literal["beside", "row", "column"]  # of the values: beside the plot, or under it


class Layout(NamedTuple):
    """The boxes of the plot and of what stands beside or under it, empty where it is not shown."""

    plot: QRect
    head: QRect
    values: QRect
    derivation: QRect = QRect()
    cards_panel: QRect = QRect()
    room: int = 0  # the most height that the head was given

    @property
    def values_beside(self) -> bool:
        """Whether the values stand beside the plot, and not under it."""
        return self.values.left() > 0

    @property
    def derivation_beside(self) -> bool:
        """Whether the derivation stands beside the plot as a whole, and not as a band under it."""
        return self.derivation.left() > 0


class Fit(Protocol):
    """What lays out all but the cards of a scene in a size."""

    def __call__(self, size: QSize, *, place: Place = ...) -> Layout:
        """Return the layout with the values in their place, if they are shown."""


class Arrangement(NamedTuple):
    """A layout with cards in it, and the unit of its smallest text."""

    layout: Layout
    cards: panel.Plan = panel.NOTHING
    unit: float = 1.0


def layout_part(scene: Scene) -> object:
    """Return what of a scene `arrange` depends on, with a head whose options have a row for each input."""
    return scene.layers, scene.theme, scene.text_scale, len(scene.inputs)


def arrange(scene: Scene, size: QSize, head: Height | None = None) -> Arrangement:
    """Return where everything of a scene goes.

    ``head`` tells how high the widget above the values is for a width and the room that there is, if there is one.
    The first cards are shown, as many as can be read and leave the plot its room, there where the smallest text is
    largest. The values have no room where theirs could not be read.
    """
    scale, with_derivation = scale_of(scene), scene.shows("derivation")

    def fit(reads: Reads | None, *, whole: bool = True) -> Fit:
        return partial(layout, scale=scale, values=reads, head=head, with_derivation=with_derivation, whole=whole)

    wholes = (True, False) if with_derivation and _is_big(size, scale) else (False,)
    values = (_reads(scene), None) if scene.shows("values") else (None,)
    small = size.width() < _LEAST.width() or size.height() < _LEAST.height()
    cards = [] if small else panel.shown(scene)
    for count in range(len(cards), 0, -1):
        for reads, whole in product(values, wholes):
            best = _best(scene, cards[:count], size, fit(reads, whole=whole))
            if best is not None:
                return best
    return Arrangement(fit(values[0])(size))


def _best(scene: Scene, cards: Sequence[Card], size: QSize, fit: Fit) -> Arrangement | None:
    """Return the best way to lay out cards, or nothing if none leaves the plot its room and can be read."""
    scale, plain = scale_of(scene), fit(size)
    tried = (
        _judged(scene, cards, made)
        for made in _with_cards(cards, size, scale, plain, fit)
        if _leaves_room(made.plot, size) and made.derivation_beside == plain.derivation_beside
    )
    able = [made for made in tried if made.unit * SMALL >= _READABLE]
    return max(able, key=partial(_merit, scale, size, plain), default=None)


def without_room(scene: Scene, made: Arrangement) -> tuple[str, ...]:
    """Return the titles of the layers that have no room: cards, and values where cards take theirs."""
    shown = {*made.cards.boxes, *(("values",) if not made.cards.boxes or not made.layout.values.isEmpty() else ())}
    asked = (layer for layer in LAYERS if (layer.name == "values" or "card" in layer.drawn_by))
    return tuple(layer.title for layer in asked if layer.name not in shown and scene.shows(layer.name))


def _is_big(size: QSize, scale: float) -> bool:
    return size.width() >= _BIG.width() * scale and size.height() >= _BIG.height() * scale


def _reads(scene: Scene) -> Reads:
    """Return what tells the unit of the values in a box."""
    shrink, naive = THEMES[scene.theme].shrink, scene.shows(naive_values.LAYER)
    return lambda box: values_layout.plan(box, scale_of(scene), shrink, naive=naive).unit


def _leaves_room(plot: QRect, size: QSize) -> bool:
    wide, high = _PLOT
    return plot.width() >= wide * size.width() and plot.height() >= high * size.height()


def _merit(scale: float, size: QSize, plain: Layout, made: Arrangement) -> tuple[bool, int, bool, float]:
    """Return what arrangements are chosen by.

    First values that stay where they are without cards, if all text can be large enough; then the text's size, a head
    that stays too, and text and plot together.
    """
    text, plot = made.unit / scale, made.layout.plot
    high = min(plot.width() / _SHAPE, plot.height()) / size.height()
    head = made.layout.head
    stays = made.layout.values_beside == plain.values_beside and text >= _ENOUGH
    head_stays = head.isEmpty() or head.topLeft() == plain.head.topLeft()
    return stays, round(min(text, _ENOUGH) / _SAME), head_stays, text + _WORTH * high


def _with_cards(cards: Sequence[Card], size: QSize, scale: float, plain: Layout, fit: Fit) -> Iterator[Layout]:
    """Give the ways to lay out cards: under the plot, at the bottom, at the right."""
    width, height = size.width(), size.height()
    places = ("beside",) if plain.values.isEmpty() else get_args(Place)
    if plain.values_beside:
        for share in _LOW:
            made = panel.plan(cards, plain.plot.width(), share * height, scale)
            plot, box = _cut(plain.plot, round(made.height))
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
    """Return a box in two: the rest, and its lowest part of this height."""
    rest = max(box.height() - high, 0)
    return QRect(box.left(), box.top(), box.width(), rest), QRect(box.left(), box.top() + rest, box.width(), high)


def _judged(scene: Scene, cards: Sequence[Card], made: Layout) -> Arrangement:
    """Return a layout with its cards, and how large the text is that is smallest in it."""
    scale, values, lines, box = scale_of(scene), made.values, made.derivation, made.cards_panel
    placed = panel.plan(cards, box.width(), box.height(), scale)
    units = [placed.unit]
    if not values.isEmpty():
        units.append(_reads(scene)(values.size()))
    if not lines.isEmpty():
        units.append(derivation.plan(lines.width(), lines.height(), LAST_STEP, scale).unit)
    return Arrangement(made, placed, min(units))


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
    """Return where everything but the cards goes.

    The values have their place, if that is beside the plot and the figure is narrow under it; ``values`` tells how
    large their text is in a box, if they are shown. ``head`` tells how high the widget above them is for a width and
    the room that there is, if there is one; without values it lies under the plot. The derivation takes the right half
    of a large figure if it may stand there as a ``whole``, else a band at the bottom.
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
    """Return how high the values are under a plot; if no place is named there, where their text is clearly larger."""
    highs = {name: round(min(high * scale, most * size.height())) for name, (high, most) in _UNDER.items()}
    if place == "beside":
        row, column = (values(QSize(size.width(), high)) for high in highs.values())
        place = "column" if column > _BETTER * row else "row"
    return highs[place]
