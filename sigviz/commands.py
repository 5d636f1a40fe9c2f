"""What the table of actions names: each command reads the scene and gives its intent to the store."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from sigviz import __version__, files
from sigviz.actions import ACTIONS, MOUSE
from sigviz.model import navigation
from sigviz.model.derivation import LINES
from sigviz.model.numbers import add
from sigviz.model.output import Size
from sigviz.model.readout import Readout, resolve
from sigviz.model.scene import FIELD_NAMES, HIDEABLE, TEXT_SCALES, Range, Scene
from sigviz.model.steps import Steps
from sigviz.options import command
from sigviz.views.announce import announce
from sigviz.views.help import Row, ShortcutHelp, spell

if TYPE_CHECKING:
    from sigviz.export import ExportDialog
    from sigviz.window import MainWindow

_TEXT_STEPS = (0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_KEY_ZOOM = {"in": 0.8, "out": 1.25}


class Commands:
    """All that a person can do to a window by menu or key."""

    def __init__(self, window: "MainWindow") -> None:
        self._reference = ref(window)  # the window holds the actions that hold this
        self._store = window.store
        self._steps = Steps()

    @property
    def _window(self) -> "MainWindow":
        window = self._reference()
        if window is None:
            raise RuntimeError("the window is gone")
        return window

    @property
    def _scene(self) -> Scene:
        return self._store.scene

    @property
    def _readout(self) -> Readout:
        return resolve(self._store.scene)

    def close(self) -> None:
        """Close the window."""
        self._window.close()

    def open_file(self) -> None:
        """Ask for a file, and open the scene that it keeps."""
        kinds = " ".join(f"*{suffix}" for suffix in files.READABLE)
        path, _ = QFileDialog.getOpenFileName(self._window, "Open", "", f"Scenes and pictures ({kinds})")
        if path:
            self.open_scene(Path(path))

    def open_scene(self, path: Path) -> None:
        """Open the scene that a file keeps, as one step; if it keeps none, say so and change nothing."""
        try:
            scene = files.read_scene(path)
        except (files.Foreign, files.Refused) as problem:
            self._complain(str(problem))
            return
        self._store.update(**{name: getattr(scene, name) for name in FIELD_NAMES})

    def save_scene(self) -> None:
        """Ask for a file, and write the scene to it."""
        path, _ = QFileDialog.getSaveFileName(self._window, "Save scene", "sigmoid.json", "Scenes (*.json)")
        if path:
            try:
                files.write(Path(path), self._scene.to_json().encode())
            except files.Refused as problem:
                self._complain(str(problem))

    def export(self) -> None:
        """Ask what a picture is to be, and write it; the choices are remembered."""
        from sigviz.export import Choices, ExportDialog

        dialog = ExportDialog(self._window, self._scene, Choices.from_dict(self._window.export_choices))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._remember_export, dialog))
        self._open(dialog)

    def _remember_export(self, dialog: "ExportDialog") -> None:
        self._window.export_choices = dialog.choices.to_dict()

    def copy_command(self) -> None:
        """Put the line on the clipboard that makes this picture anew."""
        size, scale = self._stage_size, self._window.devicePixelRatioF()
        QGuiApplication.clipboard().setText(command(self._scene, "figure.png", size, scale))

    @property
    def _stage_size(self) -> Size:
        size = self._window.stage.size()
        return Size(size.width(), size.height())

    def _complain(self, problem: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "sigviz", problem, parent=self._window)
        box.setObjectName("complaint")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._open(box)

    def undo(self) -> None:
        """Take back the last step, and say where the point is now."""
        self._store.undo()
        announce(self._window.plot, self._readout.description)

    def redo(self) -> None:
        """Do again what was undone, and say where the point is now."""
        self._store.redo()
        announce(self._window.plot, self._readout.description)

    def present(self) -> None:
        """Take the whole screen, or give it back."""
        self._window.toggle_presentation()

    def step_by(self, steps: str) -> None:
        """Go to the next line of the derivation, or the one before."""
        scene = self._scene
        self.go_to_step(scene.step + int(steps) if scene.shows("derivation") else scene.step)

    def go_to_step(self, step: int) -> None:
        """Go to a line of the derivation, with the layers that serve it."""
        self._store.update(**self._steps.go(self._scene, step))
        readout = self._readout
        line, value = LINES[self._scene.step - 1], readout.line_values[self._scene.step - 1]
        announce(self._window.stage.derivation, f"{line.rule}{f', {value.text}' if value else ''}. {line.why}")

    def hide(self) -> None:
        """Hide every number that follows from x, or reveal what is hidden."""
        self._store.update(hidden=() if self._scene.hidden else HIDEABLE)

    def reveal(self, quantity: str) -> None:
        """Reveal one value."""
        self._store.update(hidden=self._scene.hidden - {quantity})

    def blank(self) -> None:
        """Make the screen black while presenting, or show it again."""
        presentation = self._window.presentation
        if presentation.active:
            presentation.toggle_blank()

    def escape(self) -> None:
        """Leave what is in front: the black screen, the sweep, the whole screen."""
        window = self._window
        if window.presentation.blank:
            window.presentation.unblank()
        elif window.player.playing:
            window.player.stop()
        elif window.presentation.active:
            window.toggle_presentation()

    def play(self) -> None:
        """Let the point sweep along the visible range and back, or stop it."""
        player = self._window.player
        if player.playing:
            player.stop()
        else:
            player.reduced = self._window.reduced_motion
            player.play(self._scene.x, self._scene.x_range)

    def change_speed(self, steps: str) -> None:
        """Let the sweep be faster or slower."""
        self._window.player.faster(int(steps))

    def choose_motion(self, motion: str) -> None:
        """Glide, jump, or do as the desktop has it."""
        self._window.motion = motion

    def step(self, step: str) -> None:
        """Move the point by a step of x, and say where it is."""
        self._move(add(self._scene.x, step))

    def go_to_edge(self, edge: str) -> None:
        """Move the point to an end of the visible range."""
        self._move(self._scene.x_range[0 if edge == "left" else 1])

    def go_to_zero(self) -> None:
        """Move the point to x = 0."""
        self._move(0.0)

    def _move(self, x: float) -> None:
        self._window.player.stop()
        x = navigation.clamp_x(x)
        self._store.update(self._window.key_gesture, x=x, x_range=navigation.follow(x, self._scene.x_range))
        announce(self._window.plot, self._readout.description)

    def type_x(self) -> None:
        """Put the cursor into the field of x."""
        self._window.controls.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.controls.field.selectAll()

    def reset_view(self) -> None:
        """Show the first view again, moved if the point is elsewhere."""
        x_range = navigation.follow(self._scene.x, navigation.HOME["x_range"])
        self._store.update(x_range=x_range, y_range=navigation.HOME["y_range"])

    def zoom(self, direction: str) -> None:
        """Zoom about the point, or about the middle where the point is out of view."""
        scene, factor = self._scene, _KEY_ZOOM[direction]
        centre = _within(scene.x, scene.x_range), _within(self._readout.value.sigma, scene.y_range)
        self._store.update(self._window.key_gesture, **navigation.zoom(scene, (factor, factor), centre))

    def choose_theme(self, name: str) -> None:
        """Take a theme, also for the next time."""
        self._window.theme_chosen = True
        self._store.update(theme=name)

    def resize_text(self, direction: str) -> None:
        """Make text larger or smaller by a step, or of normal size."""
        presentation = self._window.presentation
        now = presentation.scale_step if presentation.active else self._scene.text_scale
        scales = {
            "up": min((step for step in _TEXT_STEPS if step > now), default=TEXT_SCALES[1]),
            "down": max((step for step in _TEXT_STEPS if step < now), default=TEXT_SCALES[0]),
            "back": 1.0,
        }
        if presentation.active:
            presentation.scale_step = scales[direction]
            self._window.show_anew()
        else:
            self._store.update(text_scale=scales[direction])

    def toggle_layer(self, layer: str) -> None:
        """Show a layer, or hide it."""
        self._store.update(layers=self._scene.layers ^ {layer})

    def copy_picture(self) -> None:
        """Put what the stage shows on the clipboard, at the screen's scale."""
        from sigviz.pictures import Studio

        studio = Studio(self._stage_size)
        QGuiApplication.clipboard().setImage(studio.image(self._scene, self._window.devicePixelRatioF()))
        studio.close()

    def copy_values(self) -> None:
        """Put all values on the clipboard, as two columns."""
        QGuiApplication.clipboard().setText(self._readout.table)

    def copy_formula(self) -> None:
        """Put the formula with its numbers on the clipboard, as LaTeX."""
        QGuiApplication.clipboard().setText(self._readout.latex)

    def copy_value(self, quantity: str) -> None:
        """Put one value on the clipboard, in full precision."""
        values = self._readout.quantities
        if quantity in values:  # what is hidden is not given away
            QGuiApplication.clipboard().setText(repr(values[quantity]))

    def show_shortcuts(self) -> None:
        """Show the list of keys."""
        sections: dict[str, list[Row]] = {"Mouse": list(MOUSE)}
        for action in ACTIONS:
            if action.keys:
                words = action.title.replace("&", "")
                about = f"{words}. {action.about}" if action.about else words
                heading = action.menu.partition("/")[0].replace("&", "")
                sections.setdefault(heading, []).append((spell(action.keys), about))
        self._open(ShortcutHelp(self._window, sections.items(), self._scene.text_scale))

    def show_about(self) -> None:
        """Tell what this is."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("About sigviz")
        box.setText(f"sigviz {__version__}")
        box.setInformativeText("See why the slope of the logistic sigmoid is σ(x)·(1 − σ(x)).")
        self._open(box)

    def _open(self, dialog: QDialog) -> None:
        dialog.setPalette(self._window.palette())
        dialog.setFont(self._window.font())
        dialog.open()


def _within(at: float, visible: Range) -> float:
    low, high = visible
    return at if low <= at <= high else (low + high) / 2
