"""The shelf under the figure: what one click reaches, what hovering shows, and when the shelf is there."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog

from sigviz.model.layers import LAYERS
from sigviz.model.scene import Scene
from sigviz.storage.settings import Memory, Settings
from sigviz.window.shelf.marks import MARKS
from tests.events import LEFT, drag
from tests.pixels import rgb

SHELVED = [layer for layer in LAYERS if layer.words]
popups = pytest.mark.qt_log_ignore("This plugin does not support")


def button(window, layer):
    return next(each for each in window.shelf.pictures if each.layer.name == layer)


def hover(qtbot, window, layer, *, wait=True):
    at = QPointF(5, 5)
    QApplication.sendEvent(button(window, layer), QEnterEvent(at, at, at))
    if wait:
        qtbot.waitUntil(window.shelf._preview.bubble.isVisible)


def leave(window, layer):
    QApplication.sendEvent(button(window, layer), QEvent(QEvent.Type.Leave))


def press(qtbot, widget):
    qtbot.mouseClick(widget, LEFT, pos=widget.rect().center())


# The first screen


def drags_the_point(qtbot, window):
    at = window.plot.marks.point.pixel
    drag(qtbot, window.plot.viewport(), at, at + QPointF(80, 0))
    return window.scene.x != 1.0


def types_x(qtbot, window):
    press(qtbot, window.controls.field.lineEdit())
    return QApplication.focusWidget() is window.controls.field


def shows(layer):
    def clicks(qtbot, window):
        press(qtbot, button(window, layer))
        return window.scene.shows(layer)

    return clicks


def presents(qtbot, window):
    press(qtbot, window.shelf.quiet[0])
    return window.presentation.active


def exports(qtbot, window):
    press(qtbot, window.shelf.quiet[1])
    dialog = window.findChild(QDialog)
    dialog.reject()
    return dialog.objectName() == "export"


REACHED = (drags_the_point, types_x, *map(shows, ("derivation", "area", "secant", "neuron")), presents, exports)


@popups
def test_one_click_on_the_first_screen_reaches_all_eight_things_that_matter(make_window, qtbot):
    reached = 0
    for act in REACHED:
        window = make_window()
        window.resize(1280, 800)
        reached += act(qtbot, window)
        window.close()
    assert reached == len(REACHED) == 8


@pytest.mark.parametrize("layer", SHELVED, ids=lambda layer: layer.name)
def test_a_click_keeps_a_picture_and_another_one_gives_it_up(make_window, qtbot, layer):
    window = make_window()
    before = window.scene
    press(qtbot, button(window, layer.name))
    assert window.scene.shows(layer.name)
    assert button(window, layer.name).isChecked()
    qtbot.keyClick(window.plot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.scene == before, "it is one step"
    assert not button(window, layer.name).isChecked()
    press(qtbot, button(window, layer.name))
    press(qtbot, button(window, layer.name))
    assert window.scene.layers == before.layers


def test_draw_takes_the_curve_away_and_begins_with_a_dot(make_window, qtbot):
    window = make_window(x=1.0)
    press(qtbot, button(window, "trace"))
    assert (window.scene.shows("derivative"), window.scene.trace) == (False, (1.0,))
    assert window.greeting.words == next(layer.hint for layer in LAYERS if layer.name == "trace")
    drag(qtbot, window.plot.viewport(), (300, 300), (400, 300))
    assert window.greeting.isHidden()


# Hovering


@pytest.mark.parametrize("layer", SHELVED, ids=lambda layer: layer.name)
def test_hovering_shows_the_sentence_and_leaving_changes_nothing(make_window, qtbot, layer):
    window = make_window(x=1.0)
    before, plain = window.scene, rgb(window.grab().toImage())
    hover(qtbot, window, layer.name)
    bubble, ghost = window.shelf._preview.bubble, window.shelf._preview.ghost
    assert bubble.accessibleName().startswith(layer.about)
    assert bubble.geometry().bottom() <= button(window, layer.name).mapTo(window, QPoint()).y()
    assert window.rect().contains(bubble.geometry())
    assert ghost.isVisible() == (layer.name in ("secant", "trace", "saturation", "slope-field"))
    assert bubble._card.isNull() == (layer.drawn_by != ("card",))
    leave(window, layer.name)
    assert bubble.isHidden()
    assert ghost.isHidden()
    assert window.scene == before
    assert not window.store.can_undo
    assert (rgb(window.grab().toImage()) == plain).all()


def test_the_preview_is_faint_and_shows_what_a_click_keeps(make_window, qtbot):
    window = make_window(x=1.0)
    plain = rgb(window.plot.grab().toImage())
    hover(qtbot, window, "secant")
    faint = rgb(window.plot.grab().toImage())
    leave(window, "secant")
    press(qtbot, button(window, "secant"))
    differ = (abs(faint - plain) > 3).any(axis=2)
    assert 100 < differ.sum() < 0.05 * differ.size
    assert abs(faint - plain).max() < 0.5 * 255


def test_a_pointer_on_its_way_shows_nothing(make_window, qtbot):
    window = make_window()
    hover(qtbot, window, "secant", wait=False)
    leave(window, "secant")
    assert not window.shelf._waiting.isActive()


@pytest.mark.parametrize("change", [{"x": 3.0}, {"theme": "dark"}, {"h": 0.5}], ids=lambda change: next(iter(change)))
def test_a_change_leaves_only_the_sentence_and_a_fresh_preview_follows(make_window, qtbot, change):
    window = make_window(x=1.0)
    hover(qtbot, window, "secant")
    bubble, ghost = window.shelf._preview.bubble, window.shelf._preview.ghost
    window.store.update(**change)
    assert bubble.isVisible()
    assert ghost.isHidden(), "it shows another scene"
    qtbot.waitUntil(ghost.isVisible)
    renewed = rgb(window.plot.grab().toImage())
    leave(window, "secant")
    hover(qtbot, window, "secant")
    assert (rgb(window.plot.grab().toImage()) == renewed).all()


def test_a_card_goes_with_its_numbers(make_window, qtbot):
    window = make_window(x=1.0)
    hover(qtbot, window, "area")
    bubble = window.shelf._preview.bubble
    window.set_x(3.0)
    assert bubble.isVisible()
    assert bubble._card.isNull()
    qtbot.waitUntil(lambda: not bubble._card.isNull())


def test_the_preview_follows_the_size_of_the_window(make_window, qtbot):
    window = make_window(x=1.0)
    window.resize(1280, 800)
    hover(qtbot, window, "secant")
    bubble, ghost = window.shelf._preview.bubble, window.shelf._preview.ghost
    window.resize(900, 700)
    QApplication.processEvents()
    assert (bubble.isHidden(), ghost.isHidden()) == (True, True)
    qtbot.waitUntil(bubble.isVisible)
    assert window.rect().contains(bubble.geometry())
    assert ghost.size() == window.plot.viewport().size()


@pytest.mark.parametrize("without_shelf", ["presenting", "low"])
def test_the_preview_goes_with_the_shelf(make_window, qtbot, without_shelf):
    window = make_window(x=1.0)
    hover(qtbot, window, "secant")
    if without_shelf == "presenting":
        window.toggle_presentation()
    else:
        window.resize(1280, 560)
    QApplication.processEvents()
    assert window.shelf.isHidden()
    assert window.shelf._preview.bubble.isHidden()
    assert window.shelf._preview.ghost.isHidden()
    assert not window.shelf._waiting.isActive()


# Keyboard and screen readers


def test_buttons_are_reached_by_tab_and_pressed_by_the_keyboard(make_window, qtbot):
    window = make_window()
    first = window.shelf.pictures[0]
    first.setFocus()
    for picture in window.shelf.pictures:
        assert QApplication.focusWidget() is picture
        qtbot.keyClick(picture, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.shelf.more
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        button(window, "secant").setFocus()
        before = window.scene.shows("secant")
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert window.scene.shows("secant") != before
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_M)
    assert window.scene.shows("mirror"), "keys of the window still work"


def test_a_screen_reader_hears_name_state_and_sentence(make_window, qtbot):
    window = make_window()
    for picture in window.shelf.pictures:
        face = QAccessible.queryAccessibleInterface(picture)
        assert face.text(QAccessible.Text.Name) == picture.layer.words
        assert picture.layer.about in face.text(QAccessible.Text.Description)
        assert face.state().checkable
        assert picture.layer.key in picture.toolTip()
        press(qtbot, picture)
        assert bool(face.state().checked) == window.scene.shows(picture.layer.name)


# More


@popups
def test_more_holds_all_other_layers_and_stays_open(make_window, qtbot):
    window = make_window()
    press(qtbot, window.shelf.more)
    sheet = window.shelf.sheet
    assert QApplication.activePopupWidget() is sheet
    ticks = {tick.objectName().removeprefix("sheet_"): tick for tick in sheet.findChildren(QCheckBox)}
    assert set(ticks) == {layer.name for layer in LAYERS} - set(MARKS)
    for name in ("mirror", "grid"):
        before = window.scene.shows(name)
        qtbot.mouseClick(ticks[name], LEFT, pos=QPoint(8, ticks[name].height() // 2))
        assert window.scene.shows(name) == ticks[name].isChecked() != before
        assert sheet.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden()


@popups
def test_what_does_not_fit_is_under_more(make_window, qtbot):
    window = make_window(text_scale=1.25)
    window.resize(640, 800)
    QApplication.processEvents()
    hidden = [picture for picture in window.shelf.pictures if picture.isHidden()]
    assert hidden == window.shelf.pictures[-len(hidden) :]
    names = {layer.name for layer in window.shelf.under_more}
    assert {picture.layer.name for picture in hidden} <= names
    for part in (*window.shelf.pictures, window.shelf.more, *window.shelf.quiet):
        if not part.isHidden():
            assert part.width() >= part.sizeHint().width()
            assert window.rect().contains(part.rect().translated(part.mapTo(window, QPoint())))


# Where it is


@pytest.mark.parametrize(("height", "there"), [(599, False), (600, True)])
def test_a_low_window_has_no_shelf(make_window, height, there):
    window = make_window()
    window.resize(1280, height)
    QApplication.processEvents()
    assert window.shelf.isVisible() == there


def test_it_is_absent_while_presenting_and_from_pictures(make_window, qtbot):
    window = make_window()
    assert window.figure_size.height == window.figure.height() < window.height() - window.shelf.height()
    window.toggle_presentation()
    assert window.shelf.isHidden()
    window.toggle_presentation()
    assert window.shelf.isVisible()


def test_it_folds_to_a_thin_handle_and_the_next_start_remembers(make_window, qtbot, tmp_path):
    settings = Settings(tmp_path / "settings.json")
    window = make_window(settings=settings)
    high = window.shelf.height()
    press(qtbot, window.shelf.handle)
    QApplication.processEvents()
    assert window.shelf.height() < 0.25 * high
    assert "Show" in window.shelf.handle.accessibleName()
    window.close()
    other = make_window(settings=settings)
    assert other.shelf.folded
    press(qtbot, other.shelf.handle)
    assert other.shelf.height() == high


# The first start


def test_the_first_start_says_one_thing_until_the_first_drag(make_window, qtbot, tmp_path):
    settings = Settings(tmp_path / "settings.json")
    window = make_window(settings=settings)
    assert window.greeting.isVisible()
    assert window.greeting.words == "drag me"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert window.greeting.isVisible(), "only a drag answers it"
    assert window.greeting.geometry().contains(window.plot.marks.point.pixel.toPoint())
    drag(qtbot, window.plot.viewport(), (300, 300), (400, 300))
    assert window.greeting.isHidden()
    window.close()
    assert make_window(settings=settings).greeting.isHidden()


def test_the_words_follow_the_point_when_the_plot_changes_its_size(make_window, qtbot, tmp_path):
    window = make_window(settings=Settings(tmp_path / "settings.json"))
    window.resize(1280, 800)
    fold = window.shelf.handle
    for step in (lambda: window.resize(1000, 700), lambda: press(qtbot, fold), lambda: window.resize(1200, 780)):
        step()
        QApplication.processEvents()
        assert window.greeting.isVisible()
        assert window.greeting.geometry().contains(window.plot.marks.point.pixel.toPoint())


def test_with_reduced_motion_the_point_does_not_breathe(make_window, tmp_path):
    settings = Settings(tmp_path / "settings.json")
    settings.save(Memory(Scene(), motion="reduced"))
    window = make_window(settings=settings)
    assert window.greeting.isVisible()
    assert not window.greeting._timer.isActive()


def test_an_embedded_window_greets_nobody(make_window):
    assert make_window().greeting.isHidden()
