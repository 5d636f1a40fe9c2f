"""Problems in a lecture: typing while the point sweeps, remote buttons without effect, fingers landing one by one."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from sigviz import cli
from sigviz.drawing.theme import SMALL
from sigviz.formats.picture_size import Size
from sigviz.model.scene import HIDEABLE, Scene
from sigviz.pictures.renderer import Renderer
from tests.events import CTRL, LEFT, Fingers
from tests.pixels import rgb

Key = Qt.Key


def test_typing_x_stops_playing(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_P)
    qtbot.keyClick(window.focusWidget(), Key.Key_X)
    assert not window.player.playing
    qtbot.keyClicks(window.focusWidget(), "2.5")
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    assert window.scene.x == 2.5


def test_text_being_typed_is_not_overwritten(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_X)
    qtbot.keyClicks(window.focusWidget(), "2.")
    window.store.update(x=3.0)
    assert window.controls.field.text() == "2."


def test_remote_buttons_work_after_x_was_pressed(make_window, qtbot):
    # GIVEN a presentation in which x is typed
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_F5)
    qtbot.keyClick(window.focusWidget(), Key.Key_X)
    QApplication.processEvents()
    assert window.controls.field.isVisible()
    qtbot.keyClicks(window.focusWidget(), "-1")
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    # THEN the field is hidden, and the buttons of the remote still work
    assert window.scene.x == -1
    assert not window.controls.isVisible()
    qtbot.keyClick(window.focusWidget(), Key.Key_PageDown)
    qtbot.keyClick(window.focusWidget(), Key.Key_PageDown)
    assert window.scene.step == 2


def test_a_press_on_the_plot_hides_the_field_again(make_window, qtbot):
    window = make_window()
    qtbot.keyClick(window.focusWidget(), Key.Key_F5)
    qtbot.keyClick(window.focusWidget(), Key.Key_X)
    qtbot.mouseClick(window.plot.viewport(), LEFT, pos=QPoint(200, 200))
    assert not window.controls.isVisible()
    qtbot.keyClick(window.focusWidget(), Key.Key_PageDown)
    assert window.scene.shows("derivation")


def test_undo_works_while_playing(make_window, qtbot):
    window = make_window(x=3)
    qtbot.keyClick(window.focusWidget(), Key.Key_P)
    window.player.moved.emit(0.25, object())
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert (window.scene.x, window.player.playing) == (3, False)


def test_the_first_line_shows_its_layers_however_the_derivation_is_opened(make_window, qtbot):
    for which in (Key.Key_D, Key.Key_PageDown):
        window = make_window()
        qtbot.keyClick(window.focusWidget(), which)
        assert window.scene.shows("derivation")
        assert not window.scene.shows("derivative")
        window.close()


def test_a_scene_that_begins_at_a_step_can_go_back(make_window, qtbot):
    window = make_window(layers=["sigma", "tangent", "complement", "derivation"], step=8)
    qtbot.keyClick(window.focusWidget(), Key.Key_PageUp)
    assert not window.scene.shows("complement")


def test_hiding_the_derivation_keeps_the_step(make_window, qtbot):
    window = make_window(layers=["sigma", "derivation"])
    for which in (Key.Key_PageDown, Key.Key_PageDown, Key.Key_D, Key.Key_D, Key.Key_PageUp):
        qtbot.keyClick(window.focusWidget(), which)
    assert window.scene.layers == {"sigma", "derivation"}, "the tangent of step 3 is hidden too"


def test_fingers_that_land_one_by_one_do_not_move_the_point(make_window):
    window = make_window()
    fingers = Fingers(window.plot.viewport())
    fingers.to((350, 300))
    fingers.to((350, 300), (450, 300))
    fingers.to((250, 300), (550, 300))
    fingers.lift()
    assert window.scene.x == 1
    low, high = window.scene.x_range
    assert high - low == pytest.approx(16 / 3, rel=0.02)


def test_hidden_values_cannot_be_read_from_the_axis():
    def plot(sigma_range):
        scene = Scene(x=1, x_range=(0.999, 1.001), y_range=sigma_range, hidden=HIDEABLE, layers=["grid", "projection"])
        renderer = Renderer(Size(600, 400))
        picture = rgb(renderer.image(scene))
        renderer.close()
        return picture[:, :100]

    assert np.array_equal(plot((0.7305, 0.7315)), plot((0.7306, 0.7316)))


@pytest.mark.parametrize(
    "series", [["a-{x}.png", "--step", "1:3"], ["a-{step}.png", "--x", "0:1:0.5"]], ids=["steps", "x"]
)
def test_a_series_never_overwrites_its_own_files(series, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        cli.main(["render", *series])
    assert ended.value.code == 2
    assert "{i:03}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_copying_while_presenting_copies_the_visible_figure(make_window, qtbot):
    window = make_window(theme="dark")
    qtbot.keyClick(window.focusWidget(), Key.Key_F5)
    window.table["copy_picture"].trigger()
    copied = rgb(QApplication.clipboard().image())
    assert tuple(copied[2, 2]) == (0, 0, 0), "the ground of the dark projector"


def test_text_fits_on_a_portrait_screen(make_window, qtbot):
    screens = QGuiApplication.screens()
    if len(screens) < 3:
        pytest.skip("this platform has been given no upright screen")
    window = make_window(layers=["sigma", "point", "derivation", "values"])
    window.toggle_presentation(screens[2])
    QApplication.processEvents()
    qtbot.keyClick(window.focusWidget(), Key.Key_PageDown)
    QApplication.processEvents()
    hints = window.findChild(QLabel, "hints")
    assert hints.text()
    assert hints.fontMetrics().horizontalAdvance(hints.text()) < hints.width() == window.width()
    assert 0.042 < window.plot.coordinates.scale * SMALL / screens[2].size().width() < 0.044, "of the shorter side"
