"""Accessibility with every layer on: keyboard, screen reader, and texts that are not cut off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLabel, QWidget

from sigviz.model.layers import LAYER_NAMES
from tests.senses import face

Role, Text = QAccessible.Role, QAccessible.Text
ROLES = {QAbstractSpinBox: Role.SpinBox, QComboBox: Role.ComboBox, QAbstractButton: Role.Button}


def options(window):
    """Return the controls of the visible options."""
    kinds = tuple(ROLES)
    found = [part for part in window.controls.options.findChildren(QWidget) if isinstance(part, kinds)]
    return [part for part in found if part.isVisibleTo(window) and part.objectName().startswith("option_")]


@pytest.fixture
def full(make_window):
    """A window with every layer on and six inputs."""
    return make_window(layers=LAYER_NAMES, inputs=[1, 2, 3, 4, 5, 6], weights=[1, -1, 0.5, -0.5, 0, 2])


def test_every_option_has_a_role_and_a_unique_name(full):
    names = [face(control).text(Text.Name) for control in options(full)]
    assert len(names) > 20
    assert len(set(names)) == len(names)
    assert all(names)
    for control in options(full):
        assert face(control).role() in ROLES.values(), control


def test_tab_goes_through_all_options_from_top_to_bottom(full, qtbot):
    full.controls.slider.setFocus()
    places = []
    for _ in options(full):
        qtbot.keyClick(full.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus in options(full), focus
        at = focus.mapTo(full.controls.options.widget(), focus.rect().topLeft())
        seen = full.controls.options.viewport()
        visible = seen.rect().contains(focus.rect().translated(focus.mapTo(seen, focus.rect().topLeft())))
        assert visible, f"{focus.accessibleName()} is scrolled out of view"
        places.append((at.y(), at.x()))
    half = full.controls.options.viewport().width() / 2
    columns = 2 if half > 312 else 1
    assert places == sorted(places, key=lambda place: (columns == 2 and place[1] >= half, place))


def test_the_accessible_value_of_an_option_follows_a_change(full):
    field = full.controls.options.findChild(QWidget, "option_weights1")
    assert face(field).text(Text.Value) == "1"
    full.store.update(weights=[-2.5, -1, 0.5, -0.5, 0, 2])
    assert face(field).text(Text.Value) == "−2.5"


def test_a_unit_can_be_set_up_and_trained_by_keyboard_alone(make_window, qtbot):
    # GIVEN a new window
    window = make_window(x=8)
    # WHEN the unit is shown, its first weight typed, and the loss chosen, all by keys
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N)
    while QApplication.focusWidget().objectName() != "option_weights1":
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    QApplication.focusWidget().selectAll()
    qtbot.keyClicks(window.focusWidget(), "2,5")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.scene.weights[0] == 2.5
    while QApplication.focusWidget().objectName() != "option_loss":
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.scene.loss == "cross-entropy"
    # THEN a learning step moves it towards its target, typed as 0
    while QApplication.focusWidget().objectName() != "option_target":
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    QApplication.focusWidget().selectAll()
    qtbot.keyClicks(window.focusWidget(), "0")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    before = window.scene.x
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_L)
    assert window.scene.x < before - 0.5


@pytest.mark.slow
@pytest.mark.parametrize("size", [(640, 480), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("text_scale", [0.75, 1.0, 2.0, 3.0])
def test_no_label_or_button_is_cut_off(full, size, text_scale):
    full.store.update(text_scale=text_scale)
    full.resize(*size)
    QApplication.processEvents()
    for label in full.controls.findChildren(QLabel):
        if label.isVisibleTo(full) and label.text():
            wide = label.fontMetrics().horizontalAdvance(label.text())
            assert wide <= label.width() + 1, (label.text(), wide, label.width())
    for control in options(full):
        assert control.height() >= control.fontMetrics().height(), control.accessibleName()
        if isinstance(control, QAbstractButton):
            assert control.fontMetrics().horizontalAdvance(control.text()) <= control.width() - 4, control.text()
