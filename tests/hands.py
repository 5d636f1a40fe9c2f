"""Random user actions on a window with mouse and keyboard."""

import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QPushButton

from sigviz.window.actions import ACTIONS, PLOT_MENU
from tests.events import CTRL, LEFT, MIDDLE, NONE, SHIFT, Repeats, ask_for_menu, drag, pinch, pixel, type_text, wheel
from tests.life import Life

# Actions that ask for a file, hide the window, or have a rule of their own.
APART = {"open", "save_scene", "export", "quit", "undo", "redo", "present", "play", "shortcuts", "about", "type_x"}
PLAIN = [row for row in ACTIONS if row.name not in APART]
KEYS = [one for row in PLAIN for one in row.keys if one.isascii()]
# Keys whose repeats belong to the gesture of the first press.
HELD = {"Left", "Right", "Shift+Left", "Ctrl+Right", "+", "-"}

shares = st.floats(0, 1)
places = st.tuples(shares, shares)
modifiers = st.sampled_from([NONE, NONE, SHIFT, CTRL])
typed = st.sampled_from(["2", "-3.5", "1e-3", "−0,5", "700", "-700.25", "1e9", "0", "", "-", "nonsense", "5", "0.999"])
leaving = st.sampled_from([[Qt.Key.Key_Return], [Qt.Key.Key_Escape], [Qt.Key.Key_Tab], []])


def spot(widget, place):
    """Return the pixel at a fraction of the width and height of a widget."""
    x, y = round(place[0] * (widget.width() - 1)), round(place[1] * (widget.height() - 1))
    return x, max(y, 1)  # because (0, 0) means the middle to QTest


class Hands(RuleBasedStateMachine):
    """Rules for a user with a mouse and a keyboard."""

    def __init__(self, qtbot, qtlog):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.qtbot, self.life, self.steps = qtbot, Life(qtbot, qtlog, Path(self.folder.name)), 0

    @property
    def window(self):
        return self.life.window

    def leave_field(self):
        """Move the focus as Qt does before a press, so that typed text is entered."""
        self.window.activateWindow()
        self.window.plot.setFocus(Qt.FocusReason.MouseFocusReason)
        self.life.did()
        assert QApplication.focusWidget() is self.window.plot

    # The mouse

    @rule(way=st.lists(places, min_size=1, max_size=4), held=modifiers, button=st.sampled_from([LEFT, LEFT, MIDDLE]))
    def drag_on_plot(self, way, held, button):
        self.leave_field()
        target = self.window.plot.viewport()
        drag(self.qtbot, target, *(spot(target, place) for place in way), button=button, modifiers=held)
        self.life.did()

    @rule(way=st.lists(places, min_size=3, max_size=3), between=st.sampled_from(KEYS) | st.just("Ctrl+Z"))
    def press_a_key_in_the_middle_of_a_drag(self, way, between):
        self.leave_field()
        target, gesture = self.window.plot.viewport(), object()
        begin, middle, end = (pixel(spot(target, place)) for place in way)
        self.qtbot.mouseDClick(target, LEFT, pos=begin)
        self.qtbot.mouseMove(target, middle)
        self.life.did(gesture)
        self.press_key(between)
        self.qtbot.mouseMove(target, end)
        self.qtbot.mouseRelease(target, LEFT, pos=end)
        self.life.did(gesture)

    @precondition(lambda self: not self.window.figure.cards_panel.isHidden())
    @rule(way=st.lists(places, min_size=1, max_size=3), choice=shares)
    def drag_on_cards(self, way, choice):
        self.leave_field()
        target = self.window.figure.cards_panel
        grips = [handle.at for card, look in target._cards() for handle in card.handles(target._readout, look)]
        begin = grips[int(choice * (len(grips) - 1))] if grips else QPointF(*spot(target, way[0]))
        drag(self.qtbot, target, begin, *(QPointF(*spot(target, place)) for place in way))
        self.life.did()

    @rule(way=st.lists(places, min_size=1, max_size=3))
    def drag_the_slider(self, way):
        self.leave_field()
        target = self.window.controls.slider
        drag(self.qtbot, target, *(spot(target, place) for place in way))
        self.life.did()

    @rule(at=places, notches=st.sampled_from([1, -1, 0.25, -3, 30]), held=modifiers, fingers=st.booleans())
    def zoom_at(self, at, notches, held, fingers):
        target = self.window.plot.viewport()
        if fingers:
            pinch(target, spot(target, at), notches / 10)
        else:
            wheel(target, spot(target, at), notches, held)

    @rule(at=places, name=st.sampled_from([row.name for row in PLAIN if row.name in PLOT_MENU]))
    def choose_from_the_plots_menu(self, at, name):
        ask_for_menu(self.window.plot.viewport(), spot(self.window.plot.viewport(), at))
        (menu,) = self.life.popups()
        assert self.window.table[name] in menu.actions()
        menu.close()
        self.window.table[name].trigger()

    @rule(which=st.sampled_from(["sigma", "complement", "product"]))
    def press_a_value(self, which):
        reading = next(each for each in self.window.figure.values.readings if each.quantity == which)
        if reading.isVisible():
            self.leave_field()
            drag(self.qtbot, reading, (5, 5))

    # The keyboard

    def key(self, which, modifiers=NONE):
        self.qtbot.keyClick(self.window.focusWidget(), which, modifiers)

    def press_key(self, portable, gesture=None):
        """Press a key from the table of actions."""
        if portable == "Ctrl+Z":
            self.life.travel("undo")
            return
        combination = QKeySequence(portable)[0]
        self.key(combination.key(), combination.keyboardModifiers())
        self.life.did(gesture)

    @rule(portable=st.sampled_from(KEYS), again=st.integers(0, 3))
    def press_a_key(self, portable, again):
        self.leave_field()
        held = object()
        self.press_key(portable, held)
        if portable in HELD:
            with Repeats():
                for _ in range(again):
                    self.press_key(portable, held)

    @rule(text=typed, end=leaving)
    def type_x(self, text, end):
        self.leave_field()
        self.key(Qt.Key.Key_X)
        type_text(self.qtbot, self.window.focusWidget(), text)
        for one in end:
            self.key(one)
        self.leave_field()

    @rule(choice=shares, text=typed, end=leaving, arrows=st.integers(-2, 2))
    def set_an_option(self, choice, text, end, arrows):
        self.leave_field()
        rows = [control for control in self.window.controls.options.controls if control.isVisible()]
        if not rows:
            return
        control = rows[int(choice * (len(rows) - 1))]
        if isinstance(control, QPushButton):
            self.qtbot.mouseClick(control, LEFT)
            self.life.did()
            return
        control.setFocus()
        if isinstance(control, QAbstractSpinBox) and not arrows:
            control.selectAll()
            type_text(self.qtbot, self.window.focusWidget(), text)
            for one in end:
                self.key(one)
        for _ in range(abs(arrows)):
            self.key(Qt.Key.Key_Up if arrows > 0 else Qt.Key.Key_Down)
            self.life.did()
        assert isinstance(control, (QAbstractSpinBox, QComboBox))
        self.leave_field()
