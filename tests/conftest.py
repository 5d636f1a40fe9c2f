"""Fixtures for all tests: an invisible screen, windows that are closed after the test, and a check for leaks."""

import gc
import os
from pathlib import Path

# Two screens of different sizes.
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('screens.json')}")

import hypothesis
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

import sigviz.app
from sigviz.drawing import text
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.pictures import series
from sigviz.system import atomic_files
from sigviz.views.figure import Figure
from sigviz.window.controls.panel import Controls

# For the quick tests, for all tests, and for a night: --hypothesis-profile=long
hypothesis.settings.register_profile("save", deadline=None, max_examples=25, stateful_step_count=25)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True)
hypothesis.settings.register_profile("long", deadline=None, max_examples=5000, stateful_step_count=200)


def pytest_configure(config):
    hypothesis.settings.load_profile("save" if config.option.markexpr == "not slow" else "ci")
    pytest.register_assert_rewrite("tests.life", "tests.hands", "tests.overlap")


def pytest_xdist_auto_num_workers(config):
    """Start no workers if test files are named: tests start sooner, and ``breakpoint()`` works."""
    return 0 if any(".py" in name for name in config.invocation_params.args) else None


@pytest.hookimpl(tryfirst=True)  # before -m selects tests
def pytest_collection_modifyitems(items):
    """Mark every screen test as a client test, and every client test as slow."""
    for item in items:
        if item.get_closest_marker("screen"):
            item.add_marker("client")
        if item.get_closest_marker("client"):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def qapp():
    """The application of the program, instead of the plain one of pytest-qt."""
    application = sigviz.app._application()
    yield application
    application.closeAllWindows()


def delete_later():
    """Process pending events and deferred deletions, which otherwise wait for an event loop."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.when == "call":
        item.passed = report.passed
    return report


def _new(before):
    return [widget for widget in QApplication.topLevelWidgets() if shiboken6.getCppPointer(widget) not in before]


@pytest.fixture(autouse=True)
def nothing_left(request):
    """Fail a test that does not close a window, menu or dialog."""
    if QApplication.instance() is None:
        yield
        return
    before = {shiboken6.getCppPointer(widget) for widget in QApplication.topLevelWidgets()}
    yield
    delete_later()
    left = _new(before)
    if left:
        del left
        gc.collect()  # takes 0.1 s and is rarely needed
        left = _new(before)
    names = [f"{type(widget).__name__} {widget.objectName() or widget.windowTitle()}" for widget in left]
    for widget in left:
        if shiboken6.isValid(widget):
            widget.close()
            widget.deleteLater()
    delete_later()
    # The traceback of a failed test keeps its windows alive.
    assert not left or not getattr(request.node, "passed", False), f"left behind: {names}"


def show(qtbot, window):
    """Show a window and wait until it is exposed and active."""
    with qtbot.waitExposed(window):
        window.show()
    with qtbot.waitActive(window):
        window.activateWindow()


@pytest.fixture(autouse=True)
def at_once(request, monkeypatch):
    """Show every change at once, except in tests marked ``glides``."""
    if request.node.get_closest_marker("glides") is None:
        monkeypatch.setattr("sigviz.window.glide.MOVE", 0)


@pytest.fixture
def make_window(qtbot, nothing_left):
    """A function that builds and shows a window from a scene, from fields of a scene, or from settings."""
    windows = []  # pytest-qt has only weak references

    def make(scene=None, settings=None, **scene_fields):
        if scene is None and (scene_fields or settings is None):
            scene = Scene(**scene_fields)
        window = sigviz.app.build(scene, settings=settings)
        windows.append(window)
        qtbot.addWidget(window)
        show(qtbot, window)
        return window

    yield make
    QApplication.clipboard().clear()


@pytest.fixture
def unseen(qtbot, nothing_left):
    """A function that shows a view of a given size without putting it on the screen."""
    views = []  # pytest-qt has only weak references

    def make(view, width, height):
        views.append(view)
        qtbot.addWidget(view)
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.resize(width, height)
        view.show()
        return view

    return make


@pytest.fixture
def make_figure(unseen):
    """A function that lays out a figure without controls, as in a picture."""

    def make(scene, width, height):
        figure = Figure()
        figure.show_readout(resolve(scene))
        return unseen(figure, width, height)

    return make


@pytest.fixture
def controls(qtbot):
    controls = Controls()
    qtbot.addWidget(controls)
    return controls


class Written(list):
    """The drawn words, each with the x of its right end and the y of its baseline."""

    @property
    def words(self):
        return [word for word, _, _ in self]

    def row(self, wanted):
        return next(row for word, _, row in reversed(self) if word == wanted)


@pytest.fixture
def written(monkeypatch):
    """A list that collects the words drawn from now on, instead of drawing them."""
    words = Written()

    def note(face, painter, x, y, word, colour, align=0.0):
        words.append((word, x + (1 - align) * face.width(word), y))

    monkeypatch.setattr(text.Face, "draw", note)
    return words


@pytest.fixture
def here(qapp, tmp_path, monkeypatch):
    """A temporary folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def keep(scene, path):
    """Write a scene to a file in the format of its suffix, as a small picture if it is one, and return the path."""
    if path.suffix == ".json":
        atomic_files.write(path, scene.to_json().encode())
    else:
        series.render(scene, path, size=(30, 20))
    return path
