"""The accessible texts, read through Qt's accessibility interface, and keyboard access to every control."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QMenu, QWidget

from sigviz.window.actions import ACTIONS
from tests.events import CTRL, SHIFT, drag
from tests.senses import face

Text, Role = QAccessible.Text, QAccessible.Role


@pytest.fixture
def announced(monkeypatch):
    said = []
    monkeypatch.setattr(
        "sigviz.window.announce.announce", lambda widget, message: said.append((widget.objectName(), message))
    )
    return said


def test_the_plot_says_what_it_is_and_where_the_point_is(make_window, qtbot):
    window = make_window()
    plot = face(window.plot)
    assert plot.text(Text.Name) == "Plot of σ(x), its slope σ′(x) and the tangent at the point"
    assert plot.text(Text.Description) == "x = 1, slope 0.197"
    for which, modifiers, said in (
        (Qt.Key.Key_Right, CTRL, "x = 2, slope 0.105"),
        (Qt.Key.Key_Left, SHIFT, "x = 1.99, slope 0.106"),
        (Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, "x = 0, slope 0.250"),
    ):
        qtbot.keyClick(window.focusWidget(), which, modifiers)
        assert plot.text(Text.Description) == said
    drag(qtbot, window.plot.viewport(), (300, 300), (200, 300))
    assert plot.text(Text.Description).startswith("x = −")
    window.store.update(x=40.0)
    assert plot.text(Text.Description) == "x = 40, slope 4.25×10⁻¹⁸"


def test_the_field_is_a_spin_box_with_a_name_and_a_value(make_window):
    window = make_window(x=0.123456789)
    field = face(window.findChild(QAbstractSpinBox, "x"))
    assert field.role() == Role.SpinBox
    assert field.text(Text.Name) == "x"
    assert field.text(Text.Value) == "0.12"
    assert not field.state().readOnly
    window.store.update(x=-2.5)
    assert field.text(Text.Value) == "−2.5"


def test_the_slider_is_a_slider_with_a_name_and_a_value(make_window):
    window = make_window(x=0.0)
    slider = face(window.controls.slider)
    assert slider.role() == Role.Slider
    assert slider.text(Text.Name) == "x over the visible range"
    value = slider.valueInterface()
    middle = (value.minimumValue() + value.maximumValue()) / 2
    assert value.currentValue() == pytest.approx(middle, abs=1)
    window.store.update(x=8.0)
    assert value.currentValue() == value.maximumValue()


def test_the_slider_describes_x(make_window):
    """A screen reader reads the value and a description, not only a number of slider steps."""
    window = make_window(x=4.0)
    slider = face(window.controls.slider)
    assert "4" in slider.text(Text.Value) + slider.text(Text.Description)


def test_a_screen_reader_can_set_x(make_window):
    """Assistive programs set a value without the mouse, and the scene must follow."""
    window = make_window()
    value = face(window.controls.slider).valueInterface()
    value.setCurrentValue(value.maximumValue())
    assert window.scene.x == 8
    face(window.controls.field).valueInterface().setCurrentValue(-2.5)
    assert window.scene.x == -2.5


@pytest.mark.parametrize(
    ("name", "said"), [("sigma", "σ(x) = 0.7311"), ("complement", "1 − σ(x) = 0.2689"), ("product", "σ′(x) = 0.1966")]
)
def test_the_values_are_read_as_name_and_number(make_window, name, said):
    window = make_window()
    label = face(window.findChild(QLabel, name))
    assert label.role() == Role.StaticText
    assert label.text(Text.Name) == said
    assert not label.state().invisible
    window.store.update(x=-2.0)
    assert label.text(Text.Name) != said


def test_every_entry_of_a_menu_has_a_name_and_its_key(make_window):
    window = make_window()
    seen = set()

    def walk(interface, menu):
        assert interface.role() in (Role.MenuBar, Role.PopupMenu)
        assert interface.childCount() == len(menu.actions())
        for index, action in enumerate(menu.actions()):
            entry = interface.child(index)
            if action.isSeparator():
                assert entry.role() == Role.Separator
                continue
            assert entry.role() in (Role.MenuItem, Role.CheckBox, Role.RadioButton), action.text()
            assert entry.text(Text.Name).replace("&", "") == action.text().replace("&", "")
            if action.menu():
                walk(face(action.menu()), action.menu())
            else:
                seen.add(action.objectName())
                if action.shortcut().toString():
                    assert entry.text(Text.Accelerator)
                assert bool(entry.state().checkable) == action.isCheckable()
                assert bool(entry.state().checked) == action.isChecked()

    walk(face(window.menuBar()), window.menuBar())
    assert seen == {row.name for row in ACTIONS if row.menu}


def controls_of(window):
    """Return the widgets that the user can operate, without their own child widgets."""
    for widget in window.findChildren(QWidget):
        part = widget.objectName().startswith("qt_") or widget.focusProxy() is not None
        if widget.isVisibleTo(window) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not part:
            yield widget


def test_every_control_has_a_name_and_is_reached_by_tab(make_window, qtbot):
    window = make_window()
    controls = set(controls_of(window))
    shelf = window.shelf
    beside = {shelf.handle, *shelf.pictures, shelf.more, *shelf.quiet}
    assert controls == {window.plot, window.controls.field, window.controls.slider, *beside}
    for control in controls:
        assert face(control).text(Text.Name), control
    for which, modifiers in ((Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Backtab, SHIFT)):
        window.plot.setFocus()
        reached = []
        for _ in range(len(controls)):
            reached.append(QApplication.focusWidget())
            qtbot.keyClick(window.focusWidget(), which, modifiers)
        assert set(reached) == controls
        assert QApplication.focusWidget() is window.plot, "and starts again"


def test_every_visible_focusable_element_has_a_name(make_window):
    window = make_window()

    def walk(interface, depth=0):
        state = interface.state()
        if state.focusable and not state.invisible and interface.role() != Role.EditableText:
            yield interface
        for index in range(interface.childCount() if depth < 8 else 0):
            child = interface.child(index)
            if child is not None and child.isValid() and not isinstance(child.object(), QMenu):
                yield from walk(child, depth + 1)

    nameless = [(each.role(), each.object()) for each in walk(face(window)) if not each.text(Text.Name)]
    assert nameless == []


def test_keyboard_moves_are_announced(make_window, qtbot, announced):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Home)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_0)
    assert announced == [
        ("plot", "x = 2, slope 0.105"),
        ("plot", "x = −8, slope 3.35×10⁻⁴"),
        ("plot", "x = 0, slope 0.250"),
    ]


def test_an_announcement_reaches_qt(make_window, qtbot):
    """The real function runs without a Qt warning."""
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
