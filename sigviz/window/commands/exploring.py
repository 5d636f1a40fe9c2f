"""Commands for the point, the view, and the appearance."""

from functools import partial

from sigviz.drawing.theme import scale_of
from sigviz.maths.number_format import add
from sigviz.maths.ranges import Range
from sigviz.model import layer_texts, navigation, neuron
from sigviz.model.layers import LAYERS
from sigviz.model.scene import FIELDS, TRAILS
from sigviz.window.commands.base import Base, gliding
from sigviz.window.dialogs import messages
from sigviz.window.dialogs.help import ShortcutHelp
from sigviz.window.hall.keys_page import KeysPage

_TEXT_STEPS = (0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_KEY_ZOOM = {"in": 0.8, "out": 1.25}
_TITLES = {layer.name: layer.title for layer in LAYERS}
_TOGGLED = {True: "{} shown", False: "{} hidden"}


class Exploring(Base):
    """Commands for the point, the view, themes, layers and help."""

    def close(self) -> None:
        """Close the window."""
        self._host.close()

    @gliding
    def undo(self) -> None:
        """Undo the last change and announce the position of the point."""
        self._player.stop()
        self._store.undo()
        self._host.announce(self._readout.description)

    @gliding
    def redo(self) -> None:
        """Redo the last undone change and announce the position of the point."""
        self._player.stop()
        self._store.redo()
        self._host.announce(self._readout.description)

    def step(self, step: str) -> None:
        """Move the point by a step of x and announce its position."""
        self._move(add(self._scene.x, step))

    @gliding
    def go_to_edge(self, edge: str) -> None:
        """Move the point to an end of the visible range."""
        self._move(self._scene.x_range[0 if edge == "left" else 1])

    @gliding
    def go_to_zero(self) -> None:
        """Move the point to x = 0 without moving the view."""
        self.drag(0.0, self.key_gesture)
        self._host.announce(self._readout.description)

    def _move(self, x: float) -> None:
        self.change({"x": navigation.clamp_x(x)}, self.key_gesture)
        self._host.announce(self._readout.description)

    def drag(self, x: float, gesture: object) -> None:
        """Move the point without moving the view. Stop playing."""
        self._player.stop()
        self._store.update(gesture, **navigation.move(self._scene, x))

    def sweep(self, share: float, gesture: object) -> None:
        """Move the point to a fraction of the visible range, as the sweep does."""
        low, high = self._scene.x_range
        x = navigation.aim(low + share * (high - low), self._scene.x_range)
        self._store.update(gesture, **navigation.move(self._scene, x))

    @gliding
    def set_x(self, x: float) -> None:
        """Move the point to a typed x without moving the view."""
        self.drag(x, None)

    def type_x(self) -> None:
        """Move the focus to the field of x."""
        self._player.stop()
        self._host.focus_x()

    def pan(self, shift: Range, gesture: object) -> None:
        """Shift the view."""
        self._store.update(gesture, **navigation.pan(self._scene, shift))

    def zoom_about(self, factor: Range, centre: Range, gesture: object) -> None:
        """Zoom by a factor per axis about a fixed centre."""
        self._store.update(gesture, **navigation.zoom(self._scene, factor, centre))

    @gliding
    def reset_view(self) -> None:
        """Show the home view."""
        self._store.update(**navigation.HOME)

    def zoom(self, direction: str) -> None:
        """Zoom about the point, or about the middle of the view if the point is out of view."""
        scene, factor = self._scene, _KEY_ZOOM[direction]
        frame = self._host.coordinates
        centre = _within(scene.x, frame.x_range), _within(self._readout.value.sigma, frame.y_range)
        gesture, column = self.key_gesture or object(), frame.x_to_px(centre[0])
        self.zoom_about((factor, factor), centre, gesture)
        # The tick labels of the y axis may have become wider and moved the plot.
        moved = centre[0] - self._host.coordinates.px_to_x(column)
        self.pan((moved, 0.0), gesture)

    def choose_theme(self, name: str) -> None:
        """Set the theme, and remember that the user has chosen one."""
        self._host.theme_chosen = True
        self._store.update(theme=name)

    def resize_text(self, direction: str) -> None:
        """Make the text one step larger or smaller, or reset its size."""
        current = self._host.text_scale
        low, high = FIELDS["text_scale"].limits
        scales = {
            "up": min((step for step in _TEXT_STEPS if step > current), default=high),
            "down": max((step for step in _TEXT_STEPS if step < current), default=low),
            "back": 1.0,
        }
        self._host.text_scale = scales[direction]

    def toggle_layer(self, layer: str) -> None:
        """Show or hide a layer."""
        self._store.update(**navigation.toggle(self._scene, layer))
        self._announce_layer(layer)

    def _announce_layer(self, layer: str) -> None:
        shown = self._scene.shows(layer)
        if layer == "derivation" and shown:
            self._host.announce(self._readout.line, "derivation")
        else:
            self._host.announce(_TOGGLED[shown].format(_TITLES[layer]))

    def focus(self, layer: str) -> None:
        """Put a card in focus."""
        self._store.update(focus=layer)
        self._announce_layer(layer)

    def choose_picture(self, layer: str) -> None:
        """Show a layer as its button on the shelf does, or hide it."""
        self._store.update(**navigation.choose_picture(self._scene, layer))
        self._announce_layer(layer)

    def clear_trace(self) -> None:
        """Remove the dots of the trace, the guesses, and the errors of learning."""
        self._store.update(**dict.fromkeys(TRAILS, ()))

    @gliding
    def learn(self) -> None:
        """Do one step of gradient descent and announce the error of the unit. If the unit is hidden, only show it."""
        if not self._scene.shows("neuron"):
            self.toggle_layer("neuron")
            return
        self.change(neuron.learn(self._scene), self.key_gesture)
        error = layer_texts.learning_error(self._readout.scene)
        self._host.announce(f"error {error}, {self._readout.description}", "cards_panel")

    def show_shortcuts(self) -> None:
        """Show the list of keys, or while presenting the page of keys, which the same key hides again."""
        if self._host.close_help():
            return
        scale = scale_of(self._host.dressed(self._scene))
        self._host.open_help(KeysPage if self._host.presenting else partial(ShortcutHelp, scale=scale))

    def show_hints(self) -> None:
        """Show the most important keys while presenting, otherwise the list of keys."""
        if self._host.presenting:
            self._host.show_hints()
        else:
            self.show_shortcuts()

    def show_about(self) -> None:
        """Show the name and the version of the program."""
        self._host.open_dialog(messages.about)


def _within(at: float, visible: Range) -> float:
    low, high = visible
    return at if low <= at <= high else (low + high) / 2
