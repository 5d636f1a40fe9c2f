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
from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.views.stage import Stage

hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_configure():
    pytest.register_assert_rewrite("tests.life", "tests.hands")


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


@pytest.fixture
def make_window(qapp, nothing_left):
    """A function that builds and shows a window: of a scene, or of a scene's fields, or as settings remember it."""
    windows = []

    def make(scene=None, settings=None, **scene_fields):
        if scene is None and (scene_fields or settings is None):
            scene = Scene(**scene_fields)
        window = sigviz.app.build(scene, settings=settings)
        windows.append(window)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        return window

    yield make
    QApplication.clipboard().clear()
    while windows:
        window = windows.pop()
        window.close()
        window.deleteLater()
    delete_later()


@pytest.fixture
def make_stage(qapp, nothing_left):
    """A function that lays out a stage without controls, as a picture has it."""
    stages = []

    def make(scene, width, height):
        stage = Stage()
        stages.append(stage)
        stage.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        stage.resize(width, height)
        stage.show_readout(resolve(scene))
        stage.show()
        return stage

    yield make
    while stages:
        stage = stages.pop()
        stage.close()
        stage.deleteLater()
    delete_later()
