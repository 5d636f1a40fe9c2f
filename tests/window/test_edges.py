"""The theme reaches everything: the edges of controls, menus, lists and tips can be seen, and dialogs follow it."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTextBrowser,
    QToolTip,
)

from sigviz.drawing.theme import THEMES
from sigviz.window.controls.choice import Choice
from sigviz.window.controls.style import ControlStyle
from sigviz.window.dialogs.failure import Failure
from tests.drawing.test_theme import contrast

VISIBLE = 3.0  # the contrast that WCAG asks of everything that is not text
# Messages of the offscreen platform, which cannot raise windows or grab the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def edges(widget, at=0.5):
    """Return the colours of the pixels beside the left edge of a widget, from the left."""
    picture = widget.grab().toImage()
    return [picture.pixelColor(x, round(at * picture.height())).name() for x in range(4)]


@themes
@pytest.mark.parametrize("kind", [QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QPushButton, QTextBrowser])
def test_the_edge_of_each_control_can_be_told_from_what_is_around_it(make_window, kind, theme):
    window = make_window(theme=theme.name)
    control = kind(window)
    control.resize(control.sizeHint().expandedTo(control.minimumSizeHint()))
    around = [theme.chrome, theme.ground] if kind in (QLineEdit, QDoubleSpinBox) else [theme.chrome]
    seen = edges(control)
    assert any(all(contrast(colour, other) >= VISIBLE for other in around) for colour in seen), seen


@themes
def test_menus_and_lists_have_an_edge(make_window, theme):
    window = make_window(theme=theme.name, layers=["secant"])
    menu = next(menu for menu in window.findChildren(QMenu) if menu.title() == "&Layers")
    menu.popup(QPoint(20, 20))
    choice = window.findChild(Choice, "option_secant")
    choice.showPopup()
    for opened in (menu, choice.view().window()):
        seen = edges(opened, 0.9)
        assert contrast(seen[0], theme.ground) >= VISIBLE, type(opened)
        assert contrast(seen[0], theme.chrome) >= VISIBLE, type(opened)
        assert contrast(seen[2], theme.ground) < 1.1, "the background is that of the theme"
    line = menu.grab().toImage()
    separator = menu.actionGeometry(next(action for action in menu.actions() if action.isSeparator()))
    column = [line.pixelColor(menu.width() - 40, y).name() for y in range(separator.top(), separator.bottom() + 1)]
    assert max(contrast(colour, theme.ground) for colour in column) >= VISIBLE
    choice.hidePopup()
    menu.close()


@themes
@pytest.mark.parametrize("part", ["plot", "controls"])
def test_a_tip_has_the_theme_and_an_edge(make_window, theme, part):
    window = make_window(theme=theme.name)
    over = getattr(window, part)
    QToolTip.showText(over.mapToGlobal(QPoint(100, 100)), "a tip", over)
    tip = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QLabel) and each.text() == "a tip")
    seen = edges(tip)
    assert contrast(seen[0], theme.ground) >= VISIBLE
    assert contrast(seen[0], theme.chrome) >= VISIBLE
    assert seen[1] == theme.chrome.lower()
    tip.close()
    tip.deleteLater()


def ground(widget):
    return widget.palette().color(QPalette.ColorRole.Window)


@pytest.mark.parametrize("name", ["about", "shortcuts", "export"])
def test_an_open_dialog_follows_the_theme_and_the_text_size(make_window, name):
    window = make_window(theme="light")
    window.table[name].trigger()
    dialog = QApplication.activeModalWidget()
    assert ground(dialog) == QColor(THEMES["light"].chrome)
    window.store.update(theme="dark", text_scale=2.0)
    assert ground(dialog) == QColor(THEMES["dark"].chrome)
    assert dialog.font().pixelSize() == window.font().pixelSize()
    dialog.reject()


def test_the_dialogs_for_files_and_for_errors_are_dark_too(make_window):
    window = make_window(theme="dark")
    for dialog in (QFileDialog(window), Failure(window, "ValueError: no", "details")):
        assert ground(dialog) == QColor(THEMES["dark"].chrome)
        dialog.deleteLater()


def test_a_window_in_another_program_leaves_its_looks_alone(make_window, qapp):
    # GIVEN a program with its own style and colours
    qapp.setStyle("Fusion")
    qapp.setPalette(QPalette("#336699"))
    QToolTip.setPalette(QPalette("#993366"))
    try:
        window = make_window(theme="dark")
        window.store.update(theme="print")
        assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor("#336699")
        assert QToolTip.palette().color(QPalette.ColorRole.Window) == QColor("#993366")
        assert not isinstance(QApplication.style(), ControlStyle)
    finally:
        qapp.setStyle(ControlStyle())


def test_drawing_a_field_again_finds_the_pictures_of_the_style(make_window, monkeypatch):
    """Fusion caches pictures by palette: a new palette for each drawing would make a drag slower by a fifth."""
    window = make_window(theme="dark")
    window.controls.field.repaint()
    made = []
    monkeypatch.setattr(QPalette, "setColor", lambda *changed: made.append(changed))
    window.controls.field.repaint()
    assert made == []
