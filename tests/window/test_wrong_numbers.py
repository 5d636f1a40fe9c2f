"""Text that is not a number: every field refuses it, keeps and marks it, and never reads it as another number."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLabel

from sigviz.drawing.theme import THEMES
from sigviz.maths.expression import evaluate
from sigviz.maths.number_format import parse
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.storage import scene_files
from sigviz.window import announce
from sigviz.window.controls.number_field import NumberField
from tests.events import drag, type_text
from tests.window.test_export_dialog import export, save

ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
COMMAS = ["2,5,", "1,,5", "1.000,5", "3,1.4", "1,5e,2", "2,5.", ",,1", "1,000,000", "2..5", ",", "−,5,"]
WRONG = ["abc", "1e", "--", "nan", "inf", "1.2.3", "-", "e5", "1e999", "0x1", "1/0", "2+", "ln 0", "(1", "x2", *COMMAS]


def fill(qtbot, field, typed, ending=None):
    field.setFocus()
    field.selectAll()
    if not typed:
        qtbot.keyClick(field, Qt.Key.Key_Delete)
    type_text(qtbot, field, typed)
    if ending is not None:
        qtbot.keyClick(field, ending)


def is_marked(field):
    line = field.lineEdit()
    marked = line.font().underline()
    assert marked == (line.palette().base().color() == field.palette().brightText().color())
    assert marked == bool(field.accessibleDescription())
    assert not marked or field.tip == field.accessibleDescription()
    note = field.window().findChild(QLabel, f"note_{field.objectName()}")
    assert marked == (note is not None and note.isVisible())
    return marked


@pytest.fixture
def every_field(make_window):
    """A window with all layers and options, and all its number fields."""
    window = make_window(Scene(x=1.5, layers=LAYER_NAMES, secant="symmetric"))
    return window, [field for field in window.findChildren(QDoubleSpinBox) if not field.isHidden()]


@pytest.mark.parametrize("ending", [ENTER, TAB])
def test_every_field_refuses_and_marks_text_that_is_not_a_number(every_field, ending, qtbot):
    window, fields = every_field
    assert {"x", "h", "threshold", "guess"} <= {field.objectName().removeprefix("option_") for field in fields}
    for field in fields:
        assert isinstance(field, NumberField)
        scene, value = window.scene, field.value()
        for typed in COMMAS:
            fill(qtbot, field, typed, ending)
            assert (window.scene, field.value(), field.text()) == (scene, value, typed), field.objectName()
            assert is_marked(field)
        fill(qtbot, field, f"{value}".replace(".", ","), ending)
        assert (window.scene, is_marked(field)) == (scene, False)


def test_the_scene_keeps_its_x_and_esc_shows_it_again(make_window, monkeypatch, qtbot):
    announced = []
    monkeypatch.setattr(announce, "announce", lambda _, words: announced.append(words))
    window = make_window(x=1.5)
    field = window.controls.field
    before = field.text()
    for typed in [*WRONG, ""]:
        announced.clear()
        fill(qtbot, field, typed, ENTER)
        assert window.scene.x == 1.5, "nor is a part of it, which would be another number"
        assert field.text() == (typed or before)
        assert is_marked(field) == bool(typed)
        assert announced == ([field.tip] if typed else [])
        if typed:
            assert QApplication.focusWidget() is field, "it can be mended at once"
            qtbot.keyClick(QApplication.focusWidget(), ENTER)
            assert (window.scene.x, field.text()) == (1.5, typed)
            qtbot.keyClick(QApplication.focusWidget(), ESCAPE)
        assert QApplication.focusWidget() is window.plot
    assert (window.scene.x, field.text(), is_marked(field)) == (1.5, before, False)
    assert not window.store.can_undo


def test_typing_or_another_x_removes_the_mark(make_window, qtbot):
    window = make_window(x=1.5)
    field = window.controls.field
    fill(qtbot, field, "2,5,", ENTER)
    window.store.update(theme="dark")
    assert field.lineEdit().palette().base().color().name() == THEMES["dark"].mark.lower()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    assert (field.text(), is_marked(field)) == ("2,5", False)
    qtbot.keyClick(QApplication.focusWidget(), ENTER)
    assert window.scene.x == 2.5
    fill(qtbot, field, "2,5,", TAB)
    drag(qtbot, window.plot.viewport(), (500, 300), (510, 300))
    assert not is_marked(field)
    assert field.text() == resolve(window.scene).x_text
    fill(qtbot, field, "2,,5", ENTER)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert not is_marked(field)
    assert parse(field.text()) == window.scene.x


def test_any_text_is_read_as_its_number_or_refused(make_window, qtbot):
    window = make_window(x=1.5)
    field = window.controls.field

    @given(st.text(st.sampled_from("0123456789,.−-+eE "), min_size=1, max_size=8))
    @example("1,5e,2")
    def check(typed):
        window.store.update(x=1.5)
        fill(qtbot, field, typed, ENTER)
        plain = typed.strip().replace("−", "-").replace(",", ".")
        if re.fullmatch(r"[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?", plain):
            value = float(plain)
            assume(abs(value) < 1e308)
            assert window.scene.x == min(max(value, -700), 700)
        elif is_marked(field) is False:
            assert window.scene.x == min(max(evaluate(typed), -700), 700)
        else:
            assert (window.scene.x, field.text()) == (1.5, typed)
        qtbot.keyClick(QApplication.focusWidget(), ESCAPE)

    check()


@pytest.mark.parametrize("ending", [ENTER, TAB, None])
def test_no_picture_is_made_with_an_invalid_scale(make_window, here, ending, qtbot):
    """With Enter, with the button of the dialog, and while the text is still being typed."""
    dialog = export(qtbot, make_window(x=1.5))
    for typed in COMMAS:
        fill(qtbot, dialog.details.scale, typed, ending)
        save(qtbot, dialog)
        assert dialog.isVisible(), typed
        assert "is not a number" in dialog.problem.text(), typed
        assert dialog.details.scale.text() == typed
        assert list(Path().iterdir()) == []
    fill(qtbot, dialog.details.scale, "0,5", ending)
    save(qtbot, dialog)
    assert scene_files.read_scene(Path("sigmoid.png")).x == 1.5


@pytest.mark.parametrize("typed", ["1,280x800", "30,x20", "1,5x2,5", "30x20,"])
def test_no_picture_is_made_with_an_invalid_size(make_window, here, typed, qtbot):
    dialog = export(qtbot, make_window())
    dialog.details.size_field.setText(typed)
    save(qtbot, dialog)
    assert dialog.problem.text()
    assert list(Path().iterdir()) == []
    dialog.reject()
