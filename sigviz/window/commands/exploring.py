"""Moving the point and the view, and how it all looks."""

from functools import partial

from sigviz.drawing.theme import scale_of
from sigviz.maths.number_format import add
from sigviz.maths.ranges import Range
from sigviz.model import layer_texts, navigation, neuron
from sigviz.model.scene import FIELDS
from sigviz.model.trace import Trace
from sigviz.window.commands.base import Base
from sigviz.window.dialogs import messages
from sigviz.window.dialogs.help import ShortcutHelp

_TEXT_STEPS = (0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_KEY_ZOOM = {"in": 0.8, "out": 1.25}


class Exploring(Base):
    """The point, the view, themes and layers, and help."""

    def close(self) -> None:
        """Close the window."""
        self._host.close()

    def undo(self) -> None:
        """Take back the last step, and say where the point is now."""
        self._player.stop()
        self._store.undo()
        self._host.announce(self._readout.description)

    def redo(self) -> None:
        """Do again what was undone, and say where the point is now."""
        self._player.stop()
        self._store.redo()
        self._host.announce(self._readout.description)

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
        self.change({"x": navigation.clamp_x(x)}, self.key_gesture)
        self._host.announce(self._readout.description)

    def drag(self, x: float, gesture: object) -> None:
        """Move the point to where it is dragged; the view stays."""
        self._player.stop()
        self._store.update(gesture, **navigation.move(self._scene, x))

    def sweep(self, share: float, gesture: object) -> None:
        """Move the point to a share of the visible range, where the sweep has it."""
        low, high = self._scene.x_range
        x = navigation.aim(low + share * (high - low), self._scene.x_range)
        self._store.update(gesture, **navigation.move(self._scene, x))

    def set_x(self, x: float) -> None:
        """Move the point to an x that was typed."""
        self.change({"x": x})

    def type_x(self) -> None:
        """Put the cursor into the field of x."""
        self._player.stop()
        self._host.focus_x()

    def pan(self, shift: Range, gesture: object) -> None:
        """Shift the view."""
        self._store.update(gesture, **navigation.pan(self._scene, shift))

    def zoom_about(self, factor: Range, centre: Range, gesture: object) -> None:
        """Zoom about a place that stays where it is."""
        self._store.update(gesture, **navigation.zoom(self._scene, factor, centre))

    def reset_view(self) -> None:
        """Show the first view again, moved if the point is elsewhere."""
        self._store.update(**navigation.reset_view(self._scene))

    def zoom(self, direction: str) -> None:
        """Zoom about the point, or about the middle where the point is out of view."""
        scene, factor = self._scene, _KEY_ZOOM[direction]
        frame = self._host.coordinates
        centre = _within(scene.x, frame.x_range), _within(self._readout.value.sigma, frame.y_range)
        gesture, column = self.key_gesture or object(), frame.x_to_px(centre[0])
        self.zoom_about((factor, factor), centre, gesture)
        # The numbers at the y axis may have become wider, and moved the plot.
        moved = centre[0] - self._host.coordinates.px_to_x(column)
        self.pan((moved, 0.0), gesture)

    def choose_theme(self, name: str) -> None:
        """Take a theme, also for the next time."""
        self._host.theme_chosen = True
        self._store.update(theme=name)

    def resize_text(self, direction: str) -> None:
        """Make text larger or smaller by a step, or of normal size."""
        now = self._host.text_scale
        low, high = FIELDS["text_scale"].limits
        scales = {
            "up": min((step for step in _TEXT_STEPS if step > now), default=high),
            "down": max((step for step in _TEXT_STEPS if step < now), default=low),
            "back": 1.0,
        }
        self._host.text_scale = scales[direction]

    def toggle_layer(self, layer: str) -> None:
        """Show a layer, or hide it."""
        self._store.update(**navigation.toggle(self._scene, layer))
        if layer == "derivation" and self._scene.shows(layer):
            self._host.announce(self._readout.line, "derivation")

    def clear_trace(self) -> None:
        """Take away the dots that the point has left."""
        self._store.update(trace=Trace())

    def learn(self) -> None:
        """Let the unit learn by a step of gradient descent, and say how large the error is now; first, show it."""
        if not self._scene.shows("neuron"):
            self.toggle_layer("neuron")
            return
        self.change(neuron.learn(self._scene), self.key_gesture)
        error = layer_texts.learning_error(self._readout.scene)
        self._host.announce(f"error {error}, {self._readout.description}", "cards_panel")

    def show_shortcuts(self) -> None:
        """Show the list of keys."""
        self._host.open_dialog(partial(ShortcutHelp, scale=scale_of(self._host.dressed(self._scene))))

    def show_about(self) -> None:
        """Tell what this is."""
        self._host.open_dialog(messages.about)


def _within(at: float, visible: Range) -> float:
    low, high = visible
    return at if low <= at <= high else (low + high) / 2
