"""The page of keys for a lecture: large, whole, and closed by what is at hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel

from sigviz.model.layers import LAYERS
from sigviz.window.actions import ACTIONS
from sigviz.window.dialogs.help import ShortcutHelp, spell
from sigviz.window.hall.keys import HINTS, WORDS
from sigviz.window.hall.keys_page import KeysPage
from tests.cards import presented
from tests.events import LEFT
from tests.overlap import assert_apart

Key = Qt.Key


def page_of(window):
    pages = [page for page in window.findChildren(KeysPage) if page.isVisible()]
    return pages[0] if pages else None


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1920, 1080), (3840, 2160)], ids=str)
def test_every_digit_is_large_enough_for_a_hall(make_window, size):
    window = presented(make_window(), size)
    window.table["shortcuts"].trigger()
    for label in page_of(window).findChildren(QLabel):
        assert QFontMetricsF(label.font()).tightBoundingRect("0").height() >= 0.028 * size[1]


@pytest.mark.parametrize("size", [(640, 480), (768, 1024), (1024, 768), (1920, 1080)], ids=str)
def test_the_page_is_whole_and_follows_the_window(make_window, size):
    # GIVEN the page, opened in a window of another size
    window = presented(make_window(), (1280, 720))
    window.table["shortcuts"].trigger()
    window.resize(*size)
    QApplication.processEvents()
    # THEN it fills the window, and no text is cut off or over another one
    page = page_of(window)
    assert page.geometry() == window.rect()
    labels = page.findChildren(QLabel)
    assert [label.text() for label in labels if label.width() < label.sizeHint().width()] == []
    assert [label.text() for label in labels if label.height() < label.sizeHint().height()] == []
    assert_apart([(label.text(), label.geometry()) for label in labels], page.rect())


def test_the_keys_of_remotes_and_layers_are_on_it(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_F5)
    qtbot.keyClick(window.focusWidget(), Key.Key_F1)
    texts = {label.text() for label in page_of(window).findChildren(QLabel)}
    assert {"PgDown", "PgUp", "B, .", "F5, Shift+F5", "Esc"} <= texts
    assert {layer.key for layer in LAYERS if not layer.key.isdigit()} <= texts
    assert {spell(action.keys[:1]) for action in ACTIONS if action.name in HINTS} <= {
        word for text in texts for word in (text, text.partition(",")[0])
    }
    assert {name for words in WORDS.values() for name in words} <= {action.name for action in ACTIONS if action.keys}


@pytest.mark.parametrize("close", [Key.Key_F1, Key.Key_Escape, Key.Key_PageDown, Key.Key_PageUp, None])
def test_keys_a_remote_and_a_click_close_it_and_do_nothing_else(make_window, qtbot, close):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_F5)
    scene = window.scene
    qtbot.keyClick(window.focusWidget(), Key.Key_F1)
    if close is None:
        qtbot.mouseClick(page_of(window), LEFT)
    else:
        qtbot.keyClick(window.focusWidget(), close)
    assert page_of(window) is None
    assert (window.scene, window.presentation.active) == (scene, True)
    assert window.focusWidget() is window.plot


def test_at_the_desk_the_key_shows_the_whole_list(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_F1)
    assert page_of(window) is None
    window.findChild(ShortcutHelp).reject()
