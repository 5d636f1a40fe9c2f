"""Use from other Python programs: signals and setters of the window, the choice of Qt, style sheets of a host."""

import os
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

import sigviz
from sigviz.model.scene import Scene
from tests.clients import need
from tests.events import drag

OTHERS = ("PyQt6", "PyQt5", "PySide2")
HOSTS = (
    "QFrame { border: 7px solid red; padding: 9px; margin: 5px }",
    "QGraphicsView { border: 3px solid red; padding: 11px; background: yellow }",
    "* { border: 2px solid red; padding: 3px; margin: 4px; font-size: 31px; color: red; background: yellow }",
)


def test_every_move_of_the_point_emits_a_signal(make_window, qtbot):
    window = make_window()
    xs, scenes = [], []
    window.x_changed.connect(xs.append)
    window.scene_changed.connect(scenes.append)
    drag(qtbot, window.plot.viewport(), (300, 300), (400, 300), (500, 300))
    assert xs == [scene.x for scene in scenes]
    assert len(xs) == 3
    xs.clear()
    window.set_x(-2.5)
    window.table["undo"].trigger()
    window.table["layer_grid"].trigger()
    assert xs == [-2.5, scenes[2].x], "showing a layer does not move the point"
    assert scenes[-1] == window.scene


def test_setting_x_or_the_scene_is_one_step_of_undo(make_window, qtbot):
    window = make_window()
    with qtbot.waitSignal(window.x_changed, check_params_cb=lambda x: x == 40.0):
        window.set_x(40)
    assert window.scene.x_range == Scene().x_range, "the view stays"
    other = Scene(x=-1.0, layers={"sigma", "mirror"}, theme="dark", x_range=(-3, 3))
    with qtbot.waitSignal(window.scene_changed, check_params_cb=lambda scene: scene == other):
        window.set_scene(other)
    for _ in range(2):
        window.table["undo"].trigger()
    assert window.scene == Scene(theme="dark")


def test_a_slot_can_move_the_point_again(make_window):
    window, xs = make_window(), []
    window.x_changed.connect(lambda x: window.set_x(round(x)))
    window.scene_changed.connect(lambda scene: xs.append(scene.x))
    window.set_x(1.4)
    window.set_x(2.6)
    assert xs[-1] == window.scene.x == 3.0
    with pytest.raises(TypeError, match="set_scene"):
        window.set_scene({"x": 1})


@pytest.mark.parametrize("x", [701, float("nan"), "2", None])
def test_an_invalid_x_raises_an_error(make_window, x):
    window = make_window()
    with pytest.raises(ValueError, match="x must be"):
        window.set_x(x)
    assert window.scene == Scene()


def python(code, **environment):
    """Run code in a fresh interpreter, and return its stderr and its exit status."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, env={**os.environ, **environment}
    )
    return done.stderr, done.returncode


@pytest.mark.slow
@pytest.mark.parametrize("asked", [*OTHERS, "PyQt99"])
def test_the_environment_does_not_choose_the_qt(tmp_path, asked):
    target = tmp_path / "a.png"
    code = f"from sigviz.cli import main; raise SystemExit(main(['render', {str(target)!r}, '--size', '60x40']))"
    assert python(code, PYQTGRAPH_QT_LIB=asked) == ("", 0)
    assert target.stat().st_size > 100


@pytest.mark.slow
@pytest.mark.parametrize("other", OTHERS)
def test_another_loaded_qt_is_reported_in_one_line(tmp_path, other):
    loaded = f"import sys, types; sys.modules[{other + '.QtCore'!r}] = types.ModuleType('QtCore'); "
    message = f"sigviz needs PySide6, but {other} is already loaded in this process\n"
    err, status = python(f"{loaded}from sigviz.cli import main; sys.exit(main(['render', 'a.png']))")
    assert (err, status) == (f"sigviz: {message}", 1)
    for name in ("sigviz.app", "sigviz.pictures.series", "sigviz.pictures.renderer", "sigviz.pictures.notebook"):
        assert python(f"{loaded}import {name}")[0].endswith(f"Error: {message}"), name


@pytest.mark.slow
def test_environment_variables_for_other_programs_are_unchanged():
    code = "import os, sigviz.app; assert os.environ['PYQTGRAPH_QT_LIB'] == 'PyQt5'"
    assert python(code, PYQTGRAPH_QT_LIB="PyQt5") == ("", 0)


@pytest.mark.slow
@pytest.mark.parametrize("sheet", HOSTS)
def test_the_style_sheet_of_a_host_does_not_change_figures(qapp, tmp_path, sheet):
    scene = Scene(layers=Scene().layers | {"secant", "area", "derivation"})
    sigviz.render(scene, tmp_path / "plain.png", size=(900, 600))
    qapp.setStyleSheet(sheet)
    try:
        sigviz.render(scene, tmp_path / "hosted.png", size=(900, 600))
    finally:
        qapp.setStyleSheet("")
    assert (tmp_path / "hosted.png").read_bytes() == (tmp_path / "plain.png").read_bytes()


def test_a_function_called_on_every_drag_may_draw(make_window, qtbot):
    window = make_window()
    curve = window.plot.plot([], [])
    window.x_changed.connect(lambda x: curve.setData([x, x], [0, 1]))
    drag(qtbot, window.plot.viewport(), (300, 300), (500, 300))
    QApplication.processEvents()
    assert np.array(curve.getData()).tolist() == [[window.scene.x] * 2, [0, 1]]


@pytest.mark.client
def test_the_window_works_in_ipython():
    """Under ``%gui qt`` the window responds while the prompt waits for input."""
    need(modules=("IPython", "pexpect"))
    import pexpect

    said = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    shell = pexpect.spawn(
        sys.executable,
        ["-m", "IPython", "--no-banner", "--simple-prompt", "--colors=NoColor", "--no-confirm-exit"],
        env={**os.environ, **said},
        timeout=60,
        encoding="utf-8",
    )
    try:
        for line in (
            "%gui qt",
            "import sigviz.app",
            "window = sigviz.app.build(); window.show()",
            "from PySide6.QtCore import QTimer",
            "QTimer.singleShot(200, lambda: (window.set_x(2.5), print('the window has', window.scene.x)))",
        ):
            shell.expect("In .*: ")
            shell.sendline(line)
        shell.expect("the window has 2.5")
    finally:
        shell.close(force=True)
