"""Commands for talks: going from build to build, and taking up changes of the file."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from sigviz.model.store import State
from sigviz.model.talk.talk import Talk
from sigviz.request.talk_file import read_talk
from sigviz.request.tours import read_tour
from sigviz.storage.scene_files import SceneFileError
from sigviz.system.atomic_files import FileAccessError
from sigviz.window.commands.lecture import Lecture

_FIRST, _LAST = "This is the first scene of the talk", "This is the last scene of the talk"


class Talks(Lecture):
    """Commands that give a talk. Without one, the same keys walk through the derivation."""

    def open_tour(self, name: str) -> None:
        """Open a talk that comes with the program."""
        self.leave_talk(partial(self.open_state, State.begun(read_tour(name), self._scene)))

    def close_talk(self) -> None:
        """Close the talk. The scene stays as it is, without a caption."""
        self.leave_talk(lambda: self.open_state(State(self._scene.evolve(caption=None))))

    def open_state(self, state: State) -> None:
        """Show a scene or the first build of a talk, as it is in its file, as one undo step."""
        self._player.stop()
        self._store.show(state)
        self._host.document.is_as(state.talk)
        self._host.announce(self._where)

    def leave_talk(self, then: Callable[[], None]) -> None:
        """Do something that closes the talk."""
        then()

    def step_by(self, steps: str | int) -> None:
        """Go forward or back by builds of the talk. If something covers the figure, only show it again.

        If anything of the build was changed by hand, the first step back restores it. Without a talk, the steps are
        lines of the derivation.
        """
        if self._uncovered():
            return
        talk, place = self._store.state.talk, self._store.state.place
        if talk is None:
            self.step_through_derivation(int(steps))
        elif int(steps) < 0 and not self._store.state.as_written:
            self._go(talk, place)
        else:
            self._go(talk, place + int(steps))

    def go_to_end(self, end: str) -> None:
        """Go to the first or the last build of the talk."""
        talk = self._store.state.talk
        if talk is not None and not self._uncovered():
            self._go(talk, 0 if end == "first" else len(talk.builds) - 1)

    def rehearse(self) -> None:
        """Show the presenter's view as a window, or close it."""
        self._host.toggle_rehearsal()

    def swap_screens(self) -> None:
        """Let the audience's figure and the presenter's view change their screens."""
        self._host.swap_screens()

    def reload_talk(self) -> None:
        """Take up a change of the talk's file. If it is invalid, keep the talk, and say what is wrong at the desk."""
        talk = self._store.state.talk
        if talk is None or talk.source is None or self._host.document.modified:
            return
        try:
            revised = read_talk(talk.source)
        except FileAccessError:  # editors replace files, so that there is none for a moment
            return
        except SceneFileError as problem:
            if not self._host.presenting:
                self._host.tell(str(problem))
            return
        if revised != talk:
            self._store.revise(revised)
        elif revised.text != talk.text:  # only its comments have changed, which must stay when it is saved
            self._store.rename(revised)
        self._host.document.is_as(revised)

    def _go(self, talk: Talk, place: int) -> None:
        """Go to the nearest place that the talk has."""
        self._player.stop()
        state = self._store.state
        there = talk.nearest(place)
        onwards = there > state.place
        with self._host.gliding(talk.builds[there].glide if onwards else None):
            self._store.show(replace(state, scene=talk.at(there, state.scene), place=there))
        if place != there:
            self._host.announce(_FIRST if place < there else _LAST)
        else:
            self._host.announce(self._where)

    @property
    def _where(self) -> str:
        """Where the talk is, in words, with what is seen there."""
        state = self._store.state
        return ". ".join(filter(None, (state.position, state.scene.caption, self._readout.description)))
