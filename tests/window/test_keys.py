"""Key events for every key of the table, with any focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListWidget, QPushButton, QSlider

from sigviz.model.layers import LAYER_NAMES, LAYERS
from sigviz.model.scene import Scene
from sigviz.window.actions import ACTIONS, MOUSE
from sigviz.window.dialogs.help import ShortcutHelp, spell
from tests.events import CTRL, NONE, SHIFT

Key = Qt.Key


def test_no_key_occurs_twice_in_the_table():
    spelled = [QKeySequence(each).toString() for action in ACTIONS for each in action.keys]
    assert len(spelled) == len(set(spelled))
    assert "" not in spelled
    names = [action.name for action in ACTIONS]
    assert len(names) == len(set(names))


def test_no_other_widget_uses_a_key_of_the_table(make_window):
    window = make_window()
    spelled = [sequence.toString() for action in window.findChildren(QAction) for sequence in action.shortcuts()]
    assert sorted(spelled) == sorted(QKeySequence(each).toString() for action in ACTIONS for each in action.keys)


def test_each_action_is_found_by_its_name(make_window):
    window = make_window()
    for row in ACTIONS:
        action = window.findChild(QAction, row.name)
        assert action is window.table[row.name]
        assert [sequence.toString() for sequence in action.shortcuts()] == [
            QKeySequence(k).toString() for k in row.keys
        ]
        assert action.isCheckable() == row.checkable


def test_the_menus_hold_each_action_once(make_window):
    def held(menu):
        for action in menu.actions():
            if action.menu():
                yield from held(action.menu())
            elif not action.isSeparator():
                yield action.objectName()

    assert sorted(held(make_window().menuBar())) == sorted(row.name for row in ACTIONS if row.menu)


def test_the_plot_has_the_first_focus(make_window):
    window = make_window()
    assert QApplication.focusWidget() is window.plot


MOVES = [
    (Key.Key_Right, NONE, 0.4), (Key.Key_Left, NONE, 0.2), (Key.Key_Right, SHIFT, 0.31), (Key.Key_Left, SHIFT, 0.29),
    (Key.Key_Right, CTRL, 1.3), (Key.Key_Left, CTRL, -0.7), (Key.Key_Home, NONE, -8), (Key.Key_End, NONE, 8),
    (Key.Key_0, NONE, 0),
]  # fmt: skip


@pytest.mark.parametrize("focus", ["plot", "slider"])
@pytest.mark.parametrize(("which", "modifiers", "x"), MOVES)
def test_keys_move_the_point(make_window, qtbot, which, modifiers, x, focus):
    window = make_window(x=0.3)
    (window.plot if focus == "plot" else window.controls.slider).setFocus()
    qtbot.keyClick(window.focusWidget(), which, modifiers)
    assert window.scene.x == x
    assert window.scene.x_range == (-8, 8)
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert window.scene.x == 0.3


@pytest.mark.parametrize("focus", ["plot", "slider"])
def test_keys_of_the_view(make_window, qtbot, focus):
    window = make_window()
    (window.plot if focus == "plot" else window.controls.slider).setFocus()
    for zoom_in, zoom_out in ((Key.Key_Plus, Key.Key_Minus), (Key.Key_Equal, Key.Key_Minus)):
        at = window.plot.coordinates.x_to_px(1.0)
        qtbot.keyClick(window.focusWidget(), zoom_in)
        assert window.scene.x_range[1] - window.scene.x_range[0] < 15
        assert window.plot.coordinates.x_to_px(1.0) == pytest.approx(at, abs=1), "zooms about the point"
        qtbot.keyClick(window.focusWidget(), zoom_out)
        assert window.scene.x_range == pytest.approx((-8, 8))
    window.store.update(x_range=(2.0, 3.0), y_range=(0.0, 0.1))
    qtbot.keyClick(window.focusWidget(), Key.Key_R)
    assert (window.scene.x_range, window.scene.y_range) == ((-8, 8), (-0.1, 1.1))
    for layer in LAYERS:
        before = window.scene.layers
        qtbot.keyClicks(window.focusWidget(), layer.key)
        changed = window.scene.layers ^ before
        assert changed == {layer.name} if layer.name != "derivation" else layer.name in changed
        assert window.table[f"layer_{layer.name}"].isChecked() == window.scene.shows(layer.name)
    assert [layer.key for layer in LAYERS][:9] == list("123456789")
    assert [layer.name for layer in LAYERS] == list(LAYER_NAMES)


def test_the_x_key_focuses_the_field(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_X)
    assert QApplication.focusWidget() is window.controls.field
    qtbot.keyClicks(window.focusWidget(), "-2.5")
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    assert window.scene.x == -2.5
    assert QApplication.focusWidget() is window.plot


def test_a_text_field_keeps_its_keys(make_window, qtbot):
    window = make_window()
    window.controls.field.setFocus()
    for which, modifiers in ((Key.Key_Left, NONE), (Key.Key_Right, SHIFT), (Key.Key_Home, NONE), (Key.Key_End, NONE)):
        qtbot.keyClick(window.focusWidget(), which, modifiers)
    qtbot.keyClicks(window.focusWidget(), "0-+123456789xXrR")
    assert window.scene == Scene()
    line = QLineEdit(window.figure)
    line.show()
    line.setFocus()
    qtbot.keyClicks(window.focusWidget(), "xr0+-=19")
    assert line.text() == "xr0+-=19"
    assert window.scene.x == 1


@pytest.mark.parametrize("kind", [QComboBox, QListWidget, QSlider])
def test_arrows_belong_to_a_focused_control(make_window, qtbot, kind):
    window = make_window()
    control = kind(window.figure)
    if kind is QSlider:
        control.setRange(0, 100)
        control.setValue(50)
        control.setOrientation(Qt.Orientation.Horizontal)
        state = control.value
    else:
        control.addItems([f"row {number}" for number in range(50)])
        state = control.currentIndex if kind is QComboBox else control.currentRow
        (control.setCurrentIndex if kind is QComboBox else control.setCurrentRow)(20)
    control.show()
    control.setFocus()
    for which in (Key.Key_Down, Key.Key_Up, Key.Key_PageDown, Key.Key_PageUp, Key.Key_End, Key.Key_Home):
        before = state()
        qtbot.keyClick(window.focusWidget(), which)
        assert state() != before, which
    for which in (Key.Key_Left, Key.Key_Right):
        qtbot.keyClick(window.focusWidget(), which)
    assert window.scene.x == 1
    for which, done in (
        (Key.Key_3, lambda: window.scene.shows("complement")),
        (Key.Key_0, lambda: window.scene.x == 0),
    ):
        qtbot.keyClick(window.focusWidget(), which)
        assert done(), "plain keys work wherever the focus is"


def test_space_belongs_to_a_focused_button(make_window, qtbot):
    window = make_window()
    button, clicks = QPushButton("do", window.figure), []
    button.clicked.connect(lambda: clicks.append(1))
    button.show()
    button.setFocus()
    qtbot.keyClick(window.focusWidget(), Key.Key_Space)
    assert clicks == [1]
    qtbot.keyClick(window.focusWidget(), Key.Key_Right)
    assert window.scene.x == 1.1


def test_f1_shows_every_key_and_what_the_mouse_does(make_window, qtbot):
    window = make_window(text_scale=1.5)
    qtbot.keyClick(window.focusWidget(), Key.Key_F1)
    dialog = window.findChild(ShortcutHelp)
    assert dialog.isVisible()
    text = dialog.browser.toPlainText()
    for row in ACTIONS:
        if row.keys:
            assert spell(row.keys) in text, row.name
            assert (row.about or row.title.replace("&", "")) in text, row.name
    for gesture, meaning in MOUSE:
        assert gesture in text
        assert meaning in text
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    window.activateWindow()
    qtbot.keyClick(window.focusWidget(), Key.Key_Right)
    assert window.scene.x == 1.1


@pytest.mark.parametrize("name", ["clear_trace", "answer", "learn"])
def test_a_button_says_what_its_action_in_the_menu_says(make_window, name):
    window = make_window(layers=LAYER_NAMES)
    row = next(row for row in ACTIONS if row.name == name)
    word = window.findChild(QPushButton, f"option_{name}").text()
    assert row.title.replace("&", "").startswith(word) or row.about.startswith(word)


def test_the_view_is_reset_as_its_entry_says(make_window):
    window = make_window(x=20, x_range=(10, 30), y_range=(0, 0.5))
    window.table["reset_view"].trigger()
    assert (window.scene.x_range, window.scene.y_range) == (Scene().x_range, Scene().y_range)
    assert window.table["reset_view"].toolTip() == "Show the home view."
