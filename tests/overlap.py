"""Checks that boxes, and the visible parts of a window, do not overlap and do not leave their parent."""

from itertools import combinations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QLabel, QWidget

_ROUNDING = 0.01  # of a pixel
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def assert_apart(boxes, within, slack=(_ROUNDING, _ROUNDING)):
    """Fail if two named boxes overlap by more than ``slack`` in x and y, or if one leaves ``within``."""
    named = [(name, QRectF(box)) for name, box in boxes if not box.isEmpty()]
    whole = QRectF(within).adjusted(-_ROUNDING, -_ROUNDING, _ROUNDING, _ROUNDING)
    assert [name for name, box in named if not whole.contains(box)] == []
    for (one, here), (other, there) in combinations(named, 2):
        both = here.intersected(there)
        apart = both.width() <= slack[0] or both.height() <= slack[1]
        assert apart, f"{one} and {other} overlap: {here}, {there}"


def assert_nothing_overlaps(window):
    """Check all visible parts of a window: its views, the parts of each, and the texts in the plot."""
    figure, controls, plot = window.figure, window.controls, window.plot
    parents = [(figure, 0), (figure.values, 0), (controls, 0)]
    parents += [(part, 0) for part in (window.centralWidget(), window.shelf, window.shelf.more.parentWidget())]
    parents += [(figure.cards_panel, 1), (controls.options.widget(), 1)]  # each of their boxes is rounded
    for parent, slack in parents:
        if parent.isVisible():
            assert_apart(_shown_in(parent), parent.rect().adjusted(-slack, -slack, slack, slack), (slack, slack))
    assert_labels_apart(plot)
    assert_buttons_whole(window.shelf)


def assert_buttons_whole(shelf):
    """Check that no button of the shelf is narrower than its words: a layout squeezes them rather than overlap."""
    shown = [button for button in (*shelf.pictures, shelf.more, *shelf.quiet) if button.isVisible()]
    assert [button.text() for button in shown if button.width() < button.sizeHint().width()] == []


def assert_labels_apart(plot):
    """Check the texts in a plot."""
    assert_apart([(label.text, label.box) for label in plot.labels], plot.coordinates.rect)


def _shown_in(parent):
    """Yield the name and the box of each visible widget in a parent, except for windows and labels without text."""
    for child in parent.findChildren(QWidget, options=_DIRECT):
        empty = isinstance(child, QLabel) and not child.text()
        if child.isVisible() and not child.isWindow() and not empty:
            yield f"{type(child).__name__} {child.objectName()}", child.geometry()
