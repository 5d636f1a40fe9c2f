"""Commands for lectures: derivation steps, hiding, playing and presenting."""

from sigviz.model import navigation
from sigviz.window.commands.base import Base


class Lecture(Base):
    """Commands that step through the derivation and present it to an audience."""

    def present(self) -> None:
        """Start presenting, or continue: a remote control may send the key again."""
        if not self._host.presenting:
            self._host.toggle_presentation()

    def toggle_presentation(self) -> None:
        """Start or stop presenting."""
        self._host.toggle_presentation()

    def _uncovered(self) -> bool:
        """Remove what covers the figure, and return whether anything did."""
        if self._host.blank:
            self._host.toggle_blank()
            return True
        return self._host.close_help()

    def step_through_derivation(self, steps: int) -> None:
        """Go forward or back by lines of the derivation, or show it if it is hidden."""
        scene = self._scene
        self.go_to_step(scene.step + steps if scene.shows("derivation") else scene.step)

    def go_to_step(self, step: int) -> None:
        """Go to a line of the derivation and show the layers that belong to it."""
        self._store.update(**navigation.go_to_step(self._scene, step))
        self._host.announce(self._readout.line, "derivation")

    def hide(self) -> None:
        """Hide every number that follows from x, or reveal all hidden ones."""
        self._store.update(**navigation.hide(self._scene))

    def reveal(self, quantity: str) -> None:
        """Reveal one value."""
        self._store.update(**navigation.reveal(self._scene, quantity))

    def answer(self) -> None:
        """Start a guess of the slope, reveal the answer, or start again."""
        self._store.update(**navigation.answer(self._scene))

    def blank(self) -> None:
        """Make the screen black while presenting, or show the figure again."""
        if self._host.presenting:
            self._host.toggle_blank()

    def toggle_pointer(self) -> None:
        """Turn the mouse pointer into a large dot, or back."""
        self._host.toggle_pointer()

    def escape(self) -> None:
        """Leave the first of these that is active: the black screen, the help, the sweep, the dot, full screen."""
        if self._uncovered():
            pass
        elif self._player.playing:
            self._player.stop()
        elif self._host.end_pointer():
            pass
        elif self._host.presenting:
            self._host.toggle_presentation()

    def play(self) -> None:
        """Let the point sweep across the visible range and back, or stop it."""
        if self._player.playing:
            self._player.stop()
        else:
            self._player.reduced = self._host.reduced_motion
            self._player.play(self._scene.x, self._scene.x_range)

    def change_speed(self, steps: str) -> None:
        """Make the sweep faster or slower."""
        self._player.faster(int(steps))

    def choose_motion(self, motion: str) -> None:
        """Let the point glide or jump, or follow the system setting."""
        self._host.motion = motion
        self._player.reduced = self._host.reduced_motion
