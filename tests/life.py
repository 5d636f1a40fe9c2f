"""A window in use, and the properties that must hold after every user action."""

import math
import re
import traceback
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QtMsgType
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

import sigviz.app
from sigviz.maths.expression import evaluate
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.readout import resolve
from sigviz.model.scene import THEMES, Scene
from sigviz.model.store import UNDO_STEPS
from sigviz.views.figure import Figure
from sigviz.window.controls.panel import Controls
from tests.conftest import delete_later, show
from tests.history import History, undoable
from tests.overlap import assert_nothing_overlaps
from tests.pictures_alike import assert_look_alike
from tests.truth import in_ascii

_PAUSE = 10.0  # seconds between user actions, so that a series of wheel events ends


class Life:
    """A window from opening to closing, with a simulated clock and a record of all messages."""

    def __init__(self, qtbot, qtlog, folder: Path):
        self.folder, self.shown, self.now = folder, [], 0.0
        self._qtbot, self._log, self._before = qtbot, qtlog, len(qtlog.records)
        self._lasting = ExitStack()
        self._errors = self._lasting.enter_context(qtbot.capture_exceptions())
        patch = self._lasting.enter_context(pytest.MonkeyPatch.context())
        for module in ("plot.gestures", "window.player"):
            patch.setattr(f"sigviz.{module}.monotonic", lambda: self.now)
        self.open()

    def open(self):
        """Start the program with the settings of the previous run, if there was one."""
        self.window = sigviz.app.build(settings=str(self.folder / "settings.json"))
        self.window.player._timer.setInterval(10**6)  # tests trigger the frames
        self.window.store.changed.connect(self.shown.append)
        self.history = History(self.window.scene)
        show(self._qtbot, self.window)
        self.settle()

    def close(self):
        """Close the window and return its last scene."""
        scene = self.window.scene
        self.window.close()
        self.window.deleteLater()
        del self.window
        delete_later()
        assert not self.said, self.said
        return scene

    def end(self):
        """Undo the patches."""
        self._lasting.close()

    @property
    def said(self):
        """Exceptions in Qt callbacks, and Qt messages."""
        heard = self._log.records[self._before :]
        words = [record.message for record in heard if record.type != QtMsgType.QtDebugMsg and not record.ignored]
        return words + ["".join(traceback.format_exception(*error)) for error in self._errors]

    def settle(self):
        """Process pending events."""
        QApplication.processEvents()
        self.now += _PAUSE

    def did(self, gesture=None):
        """Record that a gesture has ended."""
        QApplication.processEvents()
        self.history.did(self.shown, gesture)
        self.shown.clear()

    def popups(self):
        """Return the open menus and dialogs."""
        kinds = QMenu, QDialog
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kinds) and each.isVisible()]

    # Properties that must hold

    def check(self):
        """Check that all parts of the window agree."""
        assert not self.said, self.said
        scene = self.window.scene
        assert scene == self.history.now == Scene(**scene.to_dict())
        readout = resolve(self.window.dressed(scene))
        if not self.window.figure.values.isHidden():  # otherwise it is updated when shown again
            self._check_numbers(readout)
        if scene.shows("point") or scene.shows("tangent"):
            self._check_tangent(scene)
        self._check_told(readout)
        self._check_actions(scene)
        assert_nothing_overlaps(self.window)
        assert not list(self.folder.glob(".*"))

    def check_undo(self):
        """Check that undo reverts exactly the changes of the last gesture, and that redo restores them."""
        before, after = self.history.before, self.history.now
        if before is None:  # undo or redo followed it
            return
        undo, redo = self.window.table["undo"], self.window.table["redo"]
        assert undo.isEnabled()
        assert not redo.isEnabled()
        if undoable(before) == undoable(after):  # the gesture ended where it began, and undo skips it
            return
        self.travel("undo")
        assert undoable(self.window.scene) == undoable(before)
        self.travel("redo")
        assert undoable(self.window.scene) == undoable(after)
        assert not redo.isEnabled()

    def travel(self, way):
        """Undo or redo."""
        self.window.table[way].trigger()
        QApplication.processEvents()
        self.shown.clear()
        self.history.travelled(self.window.scene)

    def travel_to_the_end(self, way):
        """Undo or redo as often as possible, and return the scenes shown, including the first."""
        seen = [undoable(self.window.scene)]
        while self.window.table[way].isEnabled():
            self.travel(way)
            seen.append(undoable(self.window.scene))
        return [now for now, before in zip(seen, [None, *seen], strict=False) if now != before]

    def check_undo_of_everything(self):
        """Check that undo leads to the first scene, and redo back through the same scenes."""
        self.travel_to_the_end("redo")
        back = self.travel_to_the_end("undo")
        assert len(back) <= UNDO_STEPS + 1
        assert back[-1] == undoable(self.history.first) or self.history.gestures > UNDO_STEPS
        assert self.travel_to_the_end("redo") == back[::-1]

    def _check_numbers(self, readout):
        """Check the displayed numbers against an independent computation from x."""
        x = readout.scene.x
        sigma, complement = (math.exp(min(side, 0) - math.log1p(math.exp(-abs(x)))) for side in (x, -x))
        values = self.window.figure.values
        for reading, exact in zip(values.readings, (sigma, complement, sigma * complement), strict=True):
            number = in_ascii(reading.text().partition(" = ")[2])
            if reading.quantity in readout.scene.concealed:
                assert number == "?"
            else:
                assert math.isclose(float(number), exact, rel_tol=6e-4)
            assert _told(reading) == reading.text()

    def _check_tangent(self, scene):
        """Check that the tangent on the plot goes through the point with the slope σ(1 − σ)."""
        plot, value = self.window.plot, resolve(scene).value
        frame, place, at = plot.coordinates, plot.marks.point.pos(), plot.marks.point.pixel
        x, y = frame.x_to_px(scene.x), frame.y_to_px(value.sigma)
        assert (place.x(), place.y(), at.x(), at.y()) == (scene.x, value.sigma, x, y)
        per_column = (frame.x_range[1] - frame.x_range[0]) / frame.width
        per_row = (frame.y_range[1] - frame.y_range[0]) / frame.height
        assert bool(plot.marks.tangent.stretches) == scene.draws("tangent")
        for line, _ in plot.marks.tangent.stretches:
            if line.dx() > 1 and abs(y) < 1e6 > abs(x):
                rise = -line.dy() / line.dx()
                slope = value.sigma * value.complement * per_column / per_row
                assert math.isclose(rise, slope, rel_tol=1e-4, abs_tol=1e-7)
                assert abs(y - rise * (line.x1() - x) - line.y1()) < 1e-3 + 1e-9 * abs(y)

    def _check_told(self, readout):
        """Check that the accessible texts and the controls agree with the scene."""
        window, controls = self.window, self.window.controls
        # A message may come before the description, which stays as it is while the point sweeps.
        description = _told(window.plot, QAccessible.Text.Description)
        assert window.player.playing or readout.description in description
        assert controls.slider.accessibleDescription() == f"x = {readout.x_text}"
        typed = _told(controls.field, QAccessible.Text.Value)
        if refused := _told(controls.field, QAccessible.Text.Description):
            with pytest.raises(ValueError, match=re.escape(refused)):
                evaluate(typed)
        elif not (controls.field.hasFocus() and controls.field.lineEdit().isModified()):
            assert evaluate(controls.field.tip or typed) == readout.scene.x

    def _check_actions(self, scene):
        table = self.window.table
        if not self.history.gestures:
            assert not table["undo"].isEnabled()
            assert not table["redo"].isEnabled()
        assert [name for name in LAYER_NAMES if table[f"layer_{name}"].isChecked() != scene.shows(name)] == []
        assert [name for name in THEMES if table[f"theme_{name}"].isChecked()] == [scene.theme]

    def check_picture(self):
        """Check that the window looks like a new one that shows the same scene."""
        window = self.window
        window.greeting.hide()  # what lies over the plot for a moment is not a part of the figure
        window.shelf._hide_preview()
        window.plot.gestures.leave()
        readout, controls = resolve(window.dressed(window.scene)), Controls()
        fresh = Figure(controls)
        fresh.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        fresh.show_head(shown=not window.controls.isHidden())
        fresh.resize(window.figure.size())
        fresh.use(window.figure.medium)
        controls.show_readout(readout, window.unit_of(readout.scene))
        fresh.show_readout(readout)
        fresh.show()
        for figure in (window.figure, fresh):
            _set_formulas(figure.derivation)
        try:
            for name in ("plot", "values", "derivation", "cards_panel"):
                one, other = getattr(window.figure, name), getattr(fresh, name)
                assert one.isHidden() == other.isHidden(), name
                if not one.isHidden():
                    assert one.geometry() == other.geometry(), name
                    assert_look_alike(one, other)
        finally:
            fresh.close()
            fresh.deleteLater()
            delete_later()


def _set_formulas(derivation):
    """Typeset the formulas that are otherwise typeset when the program is idle."""
    for _ in derivation._plan.boxes:
        if not derivation.isHidden():
            derivation.repaint()
            QApplication.processEvents()


def _told(widget: QWidget, kind=QAccessible.Text.Name):
    return QAccessible.queryAccessibleInterface(widget).text(kind)
