"""Files and the clipboard: what leaves the window, and what comes into it."""

import os
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QToolTip

from sigviz.formats.picture_size import Size
from sigviz.model.scene import Scene
from sigviz.request.command_line import command
from sigviz.storage import scene_files
from sigviz.system import atomic_files
from sigviz.window import announce
from sigviz.window.commands.base import Base

if TYPE_CHECKING:
    from sigviz.window.dialogs.export_dialog import ExportDialog


class Sharing(Base):
    """Opening, saving, exporting and copying."""

    def open_file(self) -> None:
        """Ask for a file, and open the scene that it keeps."""
        kinds = " ".join(f"*{suffix}" for suffix in scene_files.READABLE)
        path, _ = QFileDialog.getOpenFileName(self._window, "Open", "", f"Scenes and pictures ({kinds})")
        if path:
            self.open_scene(Path(path))

    def open_url(self, url: QUrl) -> None:
        """Open the scene that a file keeps, named by a URL, which may name this machine as well."""
        if url.host() in ("localhost", gethostname().lower()):
            url.setHost("")
        if url.host() or os.name == "nt":
            path = url.toLocalFile()
        else:  # byte by byte, for Qt knows no names that are not text
            path = os.fsdecode(unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded)))
        self.open_scene(Path(path))

    def open_scene(self, path: Path) -> None:
        """Open the scene that a file keeps, as one step; if it keeps none, say so and change nothing."""
        try:
            scene = scene_files.read_scene(path)
        except (scene_files.SceneFileError, atomic_files.FileAccessError) as problem:
            self._complain(str(problem))
            return
        self._window.set_scene(scene)

    def save_scene(self) -> None:
        """Ask for a file, and write the scene to it; before that, ask whether to replace what is there."""
        kinds, unasked = "Scenes (*.json)", QFileDialog.Option.DontConfirmOverwrite  # it would ask of another name
        path, _ = QFileDialog.getSaveFileName(self._window, "Save scene", "sigmoid.json", kinds, "", unasked)
        if not path:
            return
        target = Path(path if Path(path).suffix.lower() == ".json" else f"{path}.json")
        in_the_way = atomic_files.in_the_way(target)
        if in_the_way:
            self._ask(f"{target.name!r} {in_the_way}. Replace it?", partial(self._write_scene, target))
        else:
            self._write_scene(target)

    def _write_scene(self, target: Path) -> None:
        try:
            with atomic_files.unprotected(target):
                atomic_files.write(target, self._scene.to_json().encode())
        except atomic_files.FileAccessError as problem:
            self._complain(str(problem))

    def export(self) -> None:
        """Ask what a picture is to be, and write it; the choices are remembered."""
        from sigviz.window.dialogs.export_dialog import ExportDialog

        dialog = ExportDialog(self._window, self._scene, self._window.export_choices)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._remember_export, dialog))
        self._open(dialog)

    def _remember_export(self, dialog: "ExportDialog") -> None:
        self._window.export_choices = dialog.choices
        announce.announce(self._window.plot, f"Saved as {dialog.file.text()}")

    def copy_command(self) -> None:
        """Put the line on the clipboard that makes this picture anew; if that is without the trace, say so."""
        size, scale = self._figure_size, self._window.devicePixelRatioF()
        QGuiApplication.clipboard().setText(command(self._seen, "figure.png", size, scale))
        if self._scene.trace:
            self._tell("The copied command leaves the trace out: save the scene or a picture to keep its dots.")

    def copy_picture(self) -> None:
        """Put what the figure shows on the clipboard, at the screen's scale."""
        from sigviz.pictures.renderer import Renderer

        with closing(Renderer(self._figure_size, self._window.devicePixelRatioF())) as renderer:
            QGuiApplication.clipboard().setImage(renderer.image(self._seen))

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

    def _tell(self, message: str) -> None:
        """Show a message that goes by itself, and have it said."""
        plot = self._window.plot
        QToolTip.showText(plot.mapToGlobal(plot.rect().center()), message, plot)
        announce.announce(plot, message)

    @property
    def _seen(self) -> Scene:
        """The scene as it is seen, in the projector's theme while presented."""
        return self._window.presentation.dress(self._scene)

    @property
    def _figure_size(self) -> Size:
        size = self._window.figure.size()
        return Size(size.width(), size.height())

    def _ask(self, question: str, agreed: Callable[[], None]) -> None:
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        box = QMessageBox(QMessageBox.Icon.Question, "sigviz", question, buttons, self._window)
        box.setDefaultButton(QMessageBox.StandardButton.No)
        box.setObjectName("question")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(agreed)
        self._open(box)

    def _complain(self, problem: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "sigviz", problem, parent=self._window)
        box.setObjectName("complaint")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._open(box)
