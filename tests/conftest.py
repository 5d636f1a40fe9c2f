"""What all tests share: an invisible screen, windows that are taken down again, and a watch over what is left."""

import gc
import os
from pathlib import Path

# Two screens, of different sizes.
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

# Of the quick lane, of all others, and for a night: --hypothesis-profile=long
hypothesis.settings.register_profile("save", deadline=None, max_examples=25, stateful_step_count=25)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True)
hypothesis.settings.register_profile("long", deadline=None, max_examples=5000, stateful_step_count=200)


def pytest_configure(config):
    hypothesis.settings.load_profile("save" if config.option.markexpr == "not slow" else "ci")
    pytest.register_assert_rewrite("tests.life", "tests.hands", "tests.overlap")


def pytest_xdist_auto_num_workers(config):
    """Start no workers for tests that are named: they start sooner, and can be looked into with ``breakpoint()``."""
    return 0 if any(".py" in name for name in config.invocation_params.args) else None


@pytest.hookimpl(tryfirst=True)  # before -m selects
def pytest_collection_modifyitems(items):
    """Mark what starts a screen as a client, and every client as slow."""
    for item in items:
        if item.get_closest_marker("screen"):
            item.add_marker("client")
        if item.get_closest_marker("client"):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def qapp():
    """The program's own application, in the place of pytest-qt's plain one."""
    application = sigviz.app._application()
    yield application
    application.closeAllWindows()


def delete_later():
    """Run what is due, deletions too; these wait for an event loop that tests do not run."""
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
    """Fail a test that leaves a window, a menu or a dialog behind."""
    if QApplication.instance() is None:
        yield
        return
    before = {shiboken6.getCppPointer(widget) for widget in QApplication.topLevelWidgets()}
    yield
    delete_later()
    left = _new(before)
    if left:
        del left
        gc.collect()  # a tenth of a second, and hardly ever needed
        left = _new(before)
    names = [f"{type(widget).__name__} {widget.objectName() or widget.windowTitle()}" for widget in left]
    for widget in left:
        if shiboken6.isValid(widget):
            widget.close()
            widget.deleteLater()
    delete_later()
    # The traceback of a failed test holds what the test held.
    assert not left or not getattr(request.node, "passed", False), f"left behind: {names}"


def show(qtbot, window):
    """Show a window, and wait until it is on the screen and has the keyboard."""
    with qtbot.waitExposed(window):
        window.show()
    with qtbot.waitActive(window):
        window.activateWindow()


@pytest.fixture
def make_window(qtbot, nothing_left):
    """A function that builds and shows a window: of a scene, or of a scene's fields, or as settings remember it."""
    windows = []  # of which pytest-qt has weak references only

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
    """A function that shows a view without a screen in the body."""
    views = []  # of which pytest-qt has weak references only

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
    """A function that lays out a figure without controls, as a picture has it."""

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
    """Words as they are drawn, each with where it ends and its row."""

    @property
    def words(self):
        return [word for word, _, _ in self]

    def row(self, wanted):
        return next(row for word, _, row in reversed(self) if word == wanted)


@pytest.fixture
def written(monkeypatch):
    """The words that are written from now on; they leave no ink."""
    words = Written()

    def note(face, painter, x, y, word, colour, align=0.0):
        words.append((word, x + (1 - align) * face.width(word), y))

    monkeypatch.setattr(text.Face, "draw", note)
    return words


@pytest.fixture
def here(qapp, tmp_path, monkeypatch):
    """A folder to write to, which is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def keep(scene, path):
    """Write a scene to a file of the format that its name says, as small as it goes, and return the file."""
    if path.suffix == ".json":
        atomic_files.write(path, scene.to_json().encode())
    else:
        series.render(scene, path, size=(30, 20))
    return path
