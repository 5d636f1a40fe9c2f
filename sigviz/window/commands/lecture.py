"""What a lecturer does: steps, hiding, playing, presenting."""

from sigviz.model import navigation
from sigviz.window.commands.base import Base


class Lecture(Base):
    """Going through the derivation, and showing it to a hall."""

    def present(self) -> None:
        """Present, or go on presenting: a remote may send the key again."""
        if not self._host.presenting:
            self._host.toggle_presentation()

    def toggle_presentation(self) -> None:
        """Present, or stop presenting."""
        self._host.toggle_presentation()

    def step_by(self, steps: str | int) -> None:
        """Go to the next line of the derivation, or the one before; a black screen only comes back."""
        if self._host.blank:
            self._host.toggle_blank()
            return
        scene = self._scene
        self.go_to_step(scene.step + int(steps) if scene.shows("derivation") else scene.step)

    def go_to_step(self, step: int) -> None:
        """Go to a line of the derivation, with the layers that serve it."""
        self._store.update(**navigation.go_to_step(self._scene, step))
        self._host.announce(self._readout.line, "derivation")

    def hide(self) -> None:
        """Hide every number that follows from x, or reveal what is hidden."""
        self._store.update(**navigation.hide(self._scene))

    def reveal(self, quantity: str) -> None:
        """Reveal one value."""
        self._store.update(**navigation.reveal(self._scene, quantity))

    def answer(self) -> None:
        """Reveal the slope that is guessed, or ask for it anew; first, ask."""
        self._store.update(**navigation.answer(self._scene))

    def blank(self) -> None:
        """Make the screen black while presenting, or show it again."""
        if self._host.presenting:
            self._host.toggle_blank()

    def escape(self) -> None:
        """Leave what is in front: the black screen, the help, the sweep, the full screen."""
        if self._host.blank:
            self._host.toggle_blank()
        elif self._host.close_help():
            pass
        elif self._player.playing:
            self._player.stop()
        elif self._host.presenting:
            self._host.toggle_presentation()

    def play(self) -> None:
        """Let the point sweep along the visible range and back, or stop it."""
        if self._player.playing:
            self._player.stop()
        else:
            self._player.reduced = self._host.reduced_motion
            self._player.play(self._scene.x, self._scene.x_range)

    def change_speed(self, steps: str) -> None:
        """Let the sweep be faster or slower."""
        self._player.faster(int(steps))

    def choose_motion(self, motion: str) -> None:
        """Glide, jump, or do as the desktop has it."""
        self._host.motion = motion
        self._player.reduced = self._host.reduced_motion
