"""Commands for files and the clipboard."""

import os
from contextlib import closing
from functools import partial
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from sigviz.model.scene import TRAILS
from sigviz.model.store import State
from sigviz.request.command_line import command
from sigviz.request.file_names import TALK_SUFFIX, is_talk
from sigviz.request.talk_file import read_talk
from sigviz.storage import scene_files
from sigviz.system import atomic_files
from sigviz.window.commands.talks import Talks
from sigviz.window.dialogs import messages

if TYPE_CHECKING:
    from sigviz.window.dialogs.export.dialog import ExportDialog


class Sharing(Talks):
    """Opening, saving, exporting and copying."""

    def open_file(self) -> None:
        """Ask for a file and open the scene or the talk that it contains."""
        kinds = " ".join(f"*{suffix}" for suffix in (*scene_files.READABLE, TALK_SUFFIX))
        if path := self._host.ask_for_file("Open", f"Scenes, pictures and talks ({kinds})"):
            self.open_scene(Path(path))

    def open_url(self, url: QUrl) -> None:
        """Open the file that a URL names; the URL may include the name of this machine."""
        if url.host() in ("localhost", gethostname().lower()):
            url.setHost("")
        if url.host() or os.name == "nt":
            path = url.toLocalFile()
        else:  # decode the bytes, because Qt cannot represent file names that are not valid text
            path = os.fsdecode(unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded)))
        self.open_scene(Path(path))

    def open_scene(self, path: Path) -> None:
        """Open the scene or the talk in a file as one undo step. If there is none, show an error and change nothing."""
        try:
            state = State.begun(read_talk(path), self._scene) if is_talk(path) else State(scene_files.read_scene(path))
        except (scene_files.SceneFileError, atomic_files.FileAccessError) as problem:
            self._complain(str(problem))
            return
        self.leave_talk(partial(self.open_state, state))

    def save_scene(self) -> None:
        """Ask for a file and write the scene to it. Ask again before replacing an existing file."""
        path = self._host.ask_for_file("Save scene", "Scenes (*.json)", "sigmoid.json")
        if not path:
            return
        target = Path(path if Path(path).suffix.lower() == ".json" else f"{path}.json")
        in_the_way = atomic_files.in_the_way(target)
        if in_the_way:
            asked = f"{target.name!r} {in_the_way}. Replace it?"
            self._host.open_dialog(partial(messages.question, asked=asked, agreed=partial(self._write_scene, target)))
        else:
            self._write_scene(target)

    def _write_scene(self, target: Path) -> None:
        try:
            with atomic_files.unprotected(target):
                atomic_files.write(target, self._scene.to_json().encode())
        except atomic_files.FileAccessError as problem:
            self._complain(str(problem))

    def export(self) -> None:
        """Open the export dialog and remember its choices."""
        self._host.open_dialog(self._export_dialog)

    def _export_dialog(self, parent: QWidget) -> "ExportDialog":
        from sigviz.window.dialogs.export.dialog import ExportDialog

        dialog = ExportDialog(parent, self._scene, self._host.export_choices)
        dialog.accepted.connect(partial(self._remember_export, dialog))
        return dialog

    def _remember_export(self, dialog: "ExportDialog") -> None:
        self._host.export_choices = dialog.choices
        self._host.announce(f"Saved as {dialog.file.text()}")

    def copy_command(self) -> None:
        """Copy the command that makes this picture. Warn if it omits what use left behind."""
        scene, size, scale = self._host.pictured(self._scene), self._host.figure_size, self._host.pixel_ratio
        QGuiApplication.clipboard().setText(command(scene, "figure.png", size, scale))
        if any(getattr(scene, name) for name in TRAILS):
            self._host.tell(
                "The copied command leaves out dots, guesses and errors. Save the scene or a picture to keep them."
            )

    def copy_picture(self) -> None:
        """Copy the figure as a picture with the resolution of the screen."""
        from sigviz.pictures.renderer import Renderer

        scene, ratio = self._host.pictured(self._scene), self._host.pixel_ratio
        with closing(Renderer(self._host.figure_size, ratio)) as renderer:
            QGuiApplication.clipboard().setImage(renderer.image(scene))

    def copy_values(self) -> None:
        """Copy all values as two columns."""
        QGuiApplication.clipboard().setText(self._readout.table)

    def copy_description(self) -> None:
        """Copy the figure in words, as pictures contain it."""
        QGuiApplication.clipboard().setText(self._host.description)

    def copy_formula(self) -> None:
        """Copy the formula and its numbers as LaTeX."""
        QGuiApplication.clipboard().setText(self._readout.latex)

    def copy_value(self, quantity: str) -> None:
        """Copy one value in full precision."""
        values = self._readout.quantities
        if quantity in values:  # hidden values are not copied
            QGuiApplication.clipboard().setText(repr(values[quantity]))

    def _complain(self, problem: str) -> None:
        self._host.open_dialog(partial(messages.complaint, problem=problem))
