"""Nothing overlaps and nothing sticks out: what that means, for boxes and for all that a window shows."""

from itertools import combinations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

_ROUNDING = 0.01  # of a pixel
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def assert_apart(boxes, within, slack=(_ROUNDING, _ROUNDING)):
    """Fail if two of the named boxes overlap by more than a slack across and down, or if one leaves the whole."""
    named = [(name, QRectF(box)) for name, box in boxes if not box.isEmpty()]
    whole = QRectF(within).adjusted(-_ROUNDING, -_ROUNDING, _ROUNDING, _ROUNDING)
    assert [name for name, box in named if not whole.contains(box)] == []
    for (one, here), (other, there) in combinations(named, 2):
        both = here.intersected(there)
        apart = both.width() <= slack[0] or both.height() <= slack[1]
        assert apart, f"{one} and {other} overlap: {here}, {there}"


def assert_nothing_overlaps(window):
    """Look at all that a window shows: its views, the parts of each, and the texts in the plot."""
    figure, controls, plot = window.figure, window.controls, window.plot
    parents = [(figure, 0), (figure.values, 0), (controls, 0)]
    parents += [(figure.cards_panel, 1), (controls.options.widget(), 1)]  # their boxes are rounded, one by one
    for parent, slack in parents:
        if parent.isVisible():
            assert_apart(_shown_in(parent), parent.rect().adjusted(-slack, -slack, slack, slack), (slack, slack))
    assert_labels_apart(plot)


def assert_labels_apart(plot):
    """Look at the texts in a plot."""
    assert_apart([(label.text, label.box) for label in plot.labels], plot.coordinates.rect)


def _shown_in(parent):
    """Give the name and the box of each widget in another one; a label without a text takes no room."""
    for child in parent.findChildren(QWidget, options=_DIRECT):
        if child.isVisible() and getattr(child, "text", lambda: "widget")() != "":
            yield f"{type(child).__name__} {child.objectName()}", child.geometry()
