"""Writing the picture or the animation, with progress that can be cancelled."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from sigviz.model.scene import Scene
from sigviz.pictures.series import make
from sigviz.request.request import PictureRequest
from sigviz.system import atomic_files


class CancelledError(Exception):
    """The user has cancelled the animation."""


def write(wanted: PictureRequest, scene: Scene, parent: QWidget) -> None:
    """Write what is wanted of a scene. While an animation is drawn, its progress is shown over ``parent``.

    Raises `ValueError`, `FileAccessError` and `PictureMemoryError` as `make` does, and `CancelledError`. Then nothing
    is written.
    """
    scenes = wanted.scenes(scene)
    with atomic_files.unprotected(Path(wanted.out)):
        if len(wanted) == 1:
            make(wanted, scenes)
            return
        progress = QProgressDialog("Drawing the animation…", "Cancel", 0, len(wanted), parent)
        progress.setObjectName("progress")
        progress.setWindowTitle("Export a picture")
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(0)
        try:
            make(wanted, _watched(scenes, progress))
        finally:
            progress.close()
            progress.deleteLater()


def _watched(scenes: Iterable[Scene], progress: QProgressDialog) -> Iterator[Scene]:
    for done, scene in enumerate(scenes):
        progress.setValue(done)  # processes events, because the dialog is modal
        if progress.wasCanceled():
            raise CancelledError
        yield scene
