"""Moving the point and the view, and how it all looks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from sigviz import __version__
from sigviz.drawing.theme import scale_of
from sigviz.maths import ranges
from sigviz.maths.number_format import add
from sigviz.maths.ranges import Range
from sigviz.model import navigation, neuron, neuron_texts
from sigviz.model.scene import FIELDS
from sigviz.model.trace import Trace
from sigviz.window import announce
from sigviz.window.actions import ACTIONS, MOUSE
from sigviz.window.commands.base import Base
from sigviz.window.dialogs.help import Row, ShortcutHelp, spell

_TEXT_STEPS = (0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_KEY_ZOOM = {"in": 0.8, "out": 1.25}


class Exploring(Base):
    """The point, the view, themes and layers, and help."""

    def close(self) -> None:
        """Close the window."""
        self._window.close()

    def undo(self) -> None:
        """Take back the last step, and say where the point is now."""
        self._window.player.stop()
        self._store.undo()
        announce.announce(self._window.plot, self._readout.description)

    def redo(self) -> None:
        """Do again what was undone, and say where the point is now."""
        self._window.player.stop()
        self._store.redo()
        announce.announce(self._window.plot, self._readout.description)

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
        self._window.change({"x": navigation.clamp_x(x)}, self._window.key_gesture)
        announce.announce(self._window.plot, self._readout.description)

    def type_x(self) -> None:
        """Put the cursor into the field of x."""
        self._window.player.stop()
        self._window.figure.show_head(shown=True)  # while presenting, it is away
        self._window.controls.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.controls.field.selectAll()

    def reset_view(self) -> None:
        """Show the first view again, moved if the point is elsewhere."""
        x_range = ranges.follow(self._scene.x, navigation.HOME["x_range"])
        self._store.update(x_range=x_range, y_range=navigation.HOME["y_range"])

    def zoom(self, direction: str) -> None:
        """Zoom about the point, or about the middle where the point is out of view."""
        scene, factor = self._scene, _KEY_ZOOM[direction]
        frame = self._window.plot.coordinates
        centre = _within(scene.x, frame.x_range), _within(self._readout.value.sigma, frame.y_range)
        gesture, column = self._window.key_gesture or object(), frame.x_to_px(centre[0])
        self._store.update(gesture, **navigation.zoom(scene, (factor, factor), centre))
        # The numbers at the y axis may have become wider, and moved the plot.
        moved = centre[0] - self._window.plot.coordinates.px_to_x(column)
        self._store.update(gesture, **navigation.pan(self._scene, (moved, 0.0)))

    def choose_theme(self, name: str) -> None:
        """Take a theme, also for the next time."""
        self._window.theme_chosen = True
        self._store.update(theme=name)

    def resize_text(self, direction: str) -> None:
        """Make text larger or smaller by a step, or of normal size."""
        presentation = self._window.presentation
        now = presentation.scale_step if presentation.active else self._scene.text_scale
        low, high = FIELDS["text_scale"].limits
        scales = {
            "up": min((step for step in _TEXT_STEPS if step > now), default=high),
            "down": max((step for step in _TEXT_STEPS if step < now), default=low),
            "back": 1.0,
        }
        if presentation.active:
            presentation.scale_step = scales[direction]
            self._window.show_anew()
        else:
            self._store.update(text_scale=scales[direction])

    def toggle_layer(self, layer: str) -> None:
        """Show a layer, or hide it."""
        if layer == "derivation" and not self._scene.shows(layer):
            self._window.commands.go_to_step(self._scene.step)  # with the layers that serve it
            return
        asked = {"revealed": False} if layer == "predict" else {}
        self._store.update(layers=self._scene.layers ^ {layer}, **asked)

    def clear_trace(self) -> None:
        """Take away the dots that the point has left."""
        self._store.update(trace=Trace())

    def learn(self) -> None:
        """Let the unit learn by a step of gradient descent, and say how large the error is now; first, show it."""
        if not self._scene.shows("neuron"):
            self.toggle_layer("neuron")
            return
        self._window.change(neuron.learn(self._scene), self._window.key_gesture)
        error = neuron_texts.read(self._readout).error
        announce.announce(self._window.figure.cards_panel, f"error {error}, {self._readout.description}")

    def show_shortcuts(self) -> None:
        """Show the list of keys."""
        sections: dict[str, list[Row]] = {"Mouse": list(MOUSE)}
        for action in ACTIONS:
            if action.keys:
                words = action.title.replace("&", "").removesuffix("…")
                about = f"{words}. {action.about}" if action.about else words
                heading = action.menu.partition("/")[0].replace("&", "")
                sections.setdefault(heading, []).append((spell(action.keys), about))
        seen = self._window.presentation.dress(self._scene)
        self._open(ShortcutHelp(self._window, sections.items(), scale_of(seen)))

    def show_about(self) -> None:
        """Tell what this is."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("About sigviz")
        box.setText(f"sigviz {__version__}")
        box.setInformativeText("See why the slope of the logistic sigmoid is σ(x)·(1 − σ(x)).")
        self._open(box)


def _within(at: float, visible: Range) -> float:
    low, high = visible
    return at if low <= at <= high else (low + high) / 2
