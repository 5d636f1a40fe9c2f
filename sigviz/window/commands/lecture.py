"""What a lecturer does: steps, hiding, playing, presenting."""

from sigviz.model import navigation
from sigviz.window import announce
from sigviz.window.commands.base import Base


class Lecture(Base):
    """Going through the derivation, and showing it to a hall."""

    def present(self) -> None:
        """Take the whole screen, or give it back."""
        self._window.toggle_presentation()

    def step_by(self, steps: str) -> None:
        """Go to the next line of the derivation, or the one before."""
        scene = self._scene
        self.go_to_step(scene.step + int(steps) if scene.shows("derivation") else scene.step)

    def go_to_step(self, step: int) -> None:
        """Go to a line of the derivation, with the layers that serve it."""
        self._store.update(**navigation.go_to_step(self._scene, step))
        announce.announce(self._window.figure.derivation, self._readout.line)

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
        self._window.player.reduced = self._window.reduced_motion
