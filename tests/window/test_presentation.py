"""Presentation and the desktop: the window is restored inside a screen and follows the color scheme."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication

import sigviz.app
from sigviz.model.scene import Scene
from tests.conftest import show


@pytest.fixture
def schemes(qapp):
    """A function that emits the signal of a new color scheme, as Qt does when the desktop changes it."""
    return QGuiApplication.styleHints().colorSchemeChanged.emit  # the offscreen platform cannot set one


def inside_a_screen(window):
    return any(screen.availableGeometry().contains(window.geometry()) for screen in QGuiApplication.screens())


@pytest.mark.parametrize("place", [(90_000, 90_000, 800, 600), (-3000, 10, 700, 500), (0, -2000, 5000, 5000)])
def test_a_window_is_restored_inside_a_screen(make_window, qtbot, place):
    # GIVEN a window outside all screens
    window = make_window()
    window.setGeometry(QRect(*place))
    # WHEN it starts and stops presenting
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert window.geometry() == window.screen().geometry()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    # THEN it is inside a screen
    assert inside_a_screen(window), window.geometry()


def test_a_window_inside_a_screen_is_restored_to_its_position(make_window, qtbot):
    window = make_window()
    window.setGeometry(QRect(37, 41, 700, 500))
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F5)
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert window.geometry() == QRect(37, 41, 700, 500)


def test_a_window_follows_the_color_scheme_of_the_desktop(qtbot, nothing_left, schemes):
    window = sigviz.app.build()
    qtbot.addWidget(window)
    show(qtbot, window)
    for scheme, theme in ((Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")):
        schemes(scheme)
        assert window.scene.theme == theme
    assert not window.store.can_undo
    # BUT not once a theme is chosen
    window.table["theme_print"].trigger()
    schemes(Qt.ColorScheme.Dark)
    assert window.scene.theme == "print"


def test_a_window_of_a_given_scene_keeps_its_theme(make_window, schemes):
    window = make_window(Scene(theme="light"))
    schemes(Qt.ColorScheme.Dark)
    assert window.scene.theme == "light"
