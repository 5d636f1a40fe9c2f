"""Commands that make a talk: adding what is seen as a scene, changing scenes, and saving."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sigviz.model.store import State
from sigviz.model.talk.talk import Talk
from sigviz.request import talk_editing
from sigviz.request.file_names import TALK_SUFFIX
from sigviz.system import atomic_files
from sigviz.window.commands.sharing import Sharing
from sigviz.window.dialogs import messages


class Editing(Sharing):
    """Commands that change the open talk, each as one undo step, and save it."""

    def toggle_filmstrip(self) -> None:
        """Show or hide the filmstrip."""
        self._host.toggle_filmstrip()

    def edit_caption(self) -> None:
        """Let the user type the caption of the current scene, in the filmstrip."""
        self._host.edit_caption()

    def add_view(self) -> None:
        """Add what is seen as a scene after the current one. Without a talk, begin one."""
        state = self._store.state
        if state.talk is None:
            talk = talk_editing.begun(self._scene)
            self._show(talk, 0)
        else:
            number = state.talk.builds[state.place].number
            self._edit(lambda talk: talk_editing.added(talk, number, self._scene), number + 1)
        self._tell_where("added")

    def update_scene(self) -> None:
        """Let the current scene of the talk show what is seen."""
        state = self._store.state
        if state.talk is not None:
            self._show(talk_editing.updated(state.talk, state.place, self._scene), state.place)
            self._tell_where("updated")

    def duplicate_scene(self) -> None:
        """Add a copy of the current scene after it."""
        number = self._number
        if number:
            self._edit(lambda talk: talk_editing.duplicated(talk, number), number + 1)
            self._tell_where("duplicated")

    def remove_scene(self) -> None:
        """Remove the current scene. The last one that is left cannot be removed: close the talk instead."""
        number = self._number
        if number:
            self._edit(lambda talk: talk_editing.removed(talk, number), number)
            self._tell_where("removed")

    def shift_scene(self, steps: str) -> None:
        """Move the current scene up or down."""
        self.move_scene(self._number, self._number + int(steps))

    def move_scene(self, number: int, to: int) -> None:
        """Let a scene have another number, counted from 1."""
        talk = self._store.state.talk
        if talk is not None and 1 <= to <= len(talk.scenes) and to != number:
            self._edit(lambda talk: talk_editing.moved(talk, number, to), to)
            self._tell_where("moved")

    def set_caption(self, number: int, caption: str, gesture: object = None) -> None:
        """Set the caption of a scene. Raises `ValueError` if it is not valid."""
        talk, place = self._store.state.talk, self._store.state.place
        if talk is not None and caption != talk.scenes[number - 1].entry.get("caption", ""):
            self._show(talk_editing.captioned(talk, number, caption), place, gesture)

    def set_notes(self, number: int, notes: str, gesture: object = None) -> None:
        """Set the notes of a scene. Raises `ValueError` if they are not valid."""
        talk, place = self._store.state.talk, self._store.state.place
        if talk is not None and notes.strip() != talk.scenes[number - 1].notes:
            self._show(talk_editing.noted(talk, number, notes), place, gesture)

    def go_to_scene(self, number: int) -> None:
        """Go to the first build of a scene."""
        talk = self._store.state.talk
        if talk is not None:
            self._go(talk, talk.start_of(number))

    @property
    def _number(self) -> int:
        """The number of the current scene, or 0 without a talk."""
        state = self._store.state
        return state.talk.builds[state.place].number if state.talk else 0

    def _edit(self, edit: Callable[[Talk], Talk], number: int) -> None:
        """Change the talk, and go to a scene of it. If that is not possible, say why."""
        talk = self._store.state.talk
        if talk is None:
            return
        try:
            edited = edit(talk)
        except ValueError as error:
            self._host.tell(f"{str(error)[0].upper()}{str(error)[1:]}")
            return
        self._show(edited, edited.start_of(min(number, len(edited.scenes))))

    def _show(self, talk: Talk, place: int, gesture: object = None) -> None:
        self._player.stop()
        place = talk.nearest(place)
        self._store.show(State(talk.at(place, self._scene), talk, place), gesture)

    def _tell_where(self, done: str) -> None:
        self._host.announce(f"Scene {done}. {self._store.state.position}")

    # Saving

    def save(self) -> None:
        """Save the talk to its file, or ask for one. Without a talk, save the scene."""
        talk = self._store.state.talk
        if talk is None:
            self.save_scene()
        elif talk.source is None:
            self.save_talk_as()
        elif self._host.document.changed_elsewhere(talk.source):
            asked = f"{talk.source.name!r} was changed by another program. Replace it?"
            self._ask(asked, partial(self._write_talk, talk.source))
        else:
            self._write_talk(talk.source)

    def save_talk_as(self) -> None:
        """Ask for a file and save the talk to it. Ask again before replacing an existing file."""
        talk = self._store.state.talk
        if talk is None:
            return
        name = talk.source.name if talk.source else f"talk{TALK_SUFFIX}"
        path = self._host.ask_for_file("Save talk", f"Talks (*{TALK_SUFFIX})", name)
        if not path:
            return
        target = Path(path if Path(path).suffix.lower() == TALK_SUFFIX else f"{path}{TALK_SUFFIX}")
        in_the_way = atomic_files.in_the_way(target)
        if in_the_way:
            self._ask(f"{target.name!r} {in_the_way}. Replace it?", partial(self._write_talk, target))
        else:
            self._write_talk(target)

    def _ask(self, asked: str, agreed: Callable[[], None]) -> None:
        self._host.open_dialog(partial(messages.question, asked=asked, agreed=agreed))

    def _write_talk(self, target: Path) -> None:
        talk = self._store.state.talk
        if talk is not None and talk.title == talk_editing.UNTITLED:
            named = talk_editing.titled(talk, target.stem)
            self._store.rename(named)
        try:
            self._host.document.write(target)
        except atomic_files.FileAccessError as problem:
            self._complain(str(problem))
        else:
            self._host.announce("Talk saved")

    def offer_unsaved(self) -> None:
        """Offer the talk that an earlier run did not save, if there is one."""
        found = self._host.document.found()
        if found is not None:

            def reopen() -> None:
                self._host.document.adopt(found)
                self._store.show(State.begun(found, self._scene))

            discard = self._host.document.drop_found
            self._host.open_dialog(partial(messages.unsaved_found, title=found.title, reopen=reopen, discard=discard))

    def leave_talk(self, then: Callable[[], None]) -> None:
        """Do something that closes the talk, after asking whether to save it if it has changed."""
        talk = self._store.state.talk
        if talk is None or not self._host.document.modified:
            then()
            return

        def save() -> None:
            self.save()
            if not self._host.document.modified:  # otherwise a question or an error is shown
                then()

        self._host.open_dialog(partial(messages.keep_changes, title=talk.title, save=save, discard=then))
