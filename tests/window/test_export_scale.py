"""The scale field of the export dialog accepts a comma or a point, and leaves Enter and Esc to the dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.window.test_export_dialog import export, type_into


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("typed", "scale"), [("1,5", 1.5), ("1.5", 1.5), ("99", 16), ("0", 0.1)])
def test_a_scale_is_typed_with_a_comma_or_a_point(make_window, qtbot, typed, scale):
    dialog = export(qtbot, make_window())
    assert dialog.details.scale.text() == "1"
    type_into(qtbot, dialog.details.scale, typed)
    assert dialog.choices.scale == scale
    dialog.file.setFocus()
    assert dialog.details.scale.text() == f"{scale:g}"
    dialog.reject()


@pytest.mark.parametrize(("pressed", "saved"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_enter_and_esc_in_the_field_of_the_scale_are_the_dialogs(make_window, qtbot, pressed, saved):
    dialog = export(qtbot, make_window())
    type_into(qtbot, dialog.details.size_field, "30x20")
    type_into(qtbot, dialog.details.scale, "1,5")
    qtbot.keyClick(dialog.focusWidget(), pressed)
    assert not dialog.isVisible()
    assert Path("sigmoid.png").exists() == saved
    assert not saved or QImage("sigmoid.png").width() == 45
