"""The export dialog: the options of a picture of the scene, with a preview."""

from contextlib import closing, suppress
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sigviz.formats.picture_size import SCALES, parse_size
from sigviz.formats.registry import completed, with_format
from sigviz.model.scene import THEMES, Scene
from sigviz.pictures.renderer import Renderer, omission
from sigviz.pictures.series import PictureMemoryError, make
from sigviz.request.request import PictureRequest, Request
from sigviz.storage.export_choices import EXPORT_FORMATS, Choices
from sigviz.system import atomic_files
from sigviz.window.controls.choice import Choice
from sigviz.window.controls.number_field import LEAVING, NumberField

_PAUSE = 150  # milliseconds without a change until the preview is updated


class _Scale(NumberField):
    """A number field that leaves Enter and Esc to the dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in LEAVING:
            event.ignore()


class ExportDialog(QDialog):
    """Asks for a format, size, scale, theme and file, and writes the picture. Shows errors in the dialog."""

    def __init__(self, parent: QWidget, scene: Scene, choices: Choices) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.setLocale(QLocale.c())  # a decimal point in every country
        self.setWindowTitle("Export a picture")
        self._scene = scene
        self._agreed = ("", "")  # a file that the user agreed to replace, and the reason for the question
        self._build(choices)
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show_preview)
        self._follow_changes()

    @property
    def choices(self) -> Choices:
        """The current choices."""
        return Choices(
            self.kind.currentText(),
            self.size_field.text(),
            self.scale.value(),
            self.theme.currentText(),
            self.transparent.isChecked(),
            str(Path(self.file.text()).parent),
        )

    def _build(self, choices: Choices) -> None:
        self.kind, self.theme = Choice(), Choice()
        self.kind.addItems(EXPORT_FORMATS)
        self.kind.setCurrentText(choices.format)
        self.theme.addItems(THEMES)
        self.theme.setCurrentText(choices.theme)
        self.size_field = QLineEdit(choices.size)
        self.size_field.setToolTip("In CSS pixels, or in mm, cm or in: 86mmx60mm")
        self.scale = _Scale("scale", SCALES, 0.5)
        self.scale.setKeyboardTracking(True)  # update the preview and the value while typing
        self.scale.show_value(choices.scale)
        self.transparent = QCheckBox("Transparent background")
        self.transparent.setChecked(choices.transparent)
        self.file = QLineEdit(str(_folder(choices) / f"sigmoid.{choices.format}"))
        self.browse = QPushButton("Choose…")
        self.preview = QLabel()
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setAccessibleName("Preview")
        self.preview.setMinimumSize(160, 100)
        self.missing, self.problem = QLabel(), QLabel()
        for label, name in ((self.missing, "missing"), (self.problem, "problem")):
            label.setObjectName(name)
            label.setWordWrap(True)
        self._lay_out()

    def _lay_out(self) -> None:
        form = QFormLayout()
        for title, control in (
            ("&Format", self.kind),
            ("&Size", self.size_field),
            ("S&cale", self.scale),
            ("&Theme", self.theme),
            ("", self.transparent),
        ):
            form.addRow(title, control)
            control.setAccessibleName(title.replace("&", "") or "Transparent background")
        row = QHBoxLayout()
        row.addWidget(self.file)
        row.addWidget(self.browse)
        form.addRow("File", row)
        self.file.setAccessibleName("File")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        column = QVBoxLayout(self)
        column.addWidget(self.preview, 1)
        column.addWidget(self.missing)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def _follow_changes(self) -> None:
        self.kind.currentTextChanged.connect(self._on_kind)
        for signal in (self.theme.currentTextChanged, self.size_field.textChanged, self.scale.valueChanged):
            signal.connect(self._on_change)
        self.scale.valueChanged.connect(self.scale.show_value)
        self.scale.editingFinished.connect(self._on_scale_typed)
        self.transparent.toggled.connect(self._on_change)
        self.browse.clicked.connect(self._on_browse)
        self.buttons.accepted.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)

    def _wanted(self) -> PictureRequest:
        """Return the request for the current choices. Raise `ValueError` if they are invalid."""
        chosen = self.choices
        self.scale.check()
        wanted = PictureRequest(
            Request(),
            self.file.text(),
            size=parse_size(chosen.size),
            scale=chosen.scale,
            transparent=chosen.transparent,
            literal=True,
        )
        wanted.check()
        return wanted

    def _on_scale_typed(self) -> None:
        with suppress(ValueError):  # keep the refused text visible
            self.scale.check()
            self.scale.show_value(self.scale.value())

    def _on_kind(self, kind: str) -> None:
        path = self.file.text()
        self.file.setText(with_format(path, kind) if Path(path).name else str(Path(path) / f"sigmoid.{kind}"))
        self._on_change()

    def _on_change(self) -> None:
        self.problem.clear()
        self._timer.start()

    def _on_browse(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Export a picture", self.file.text())
        if path:
            self._agreed = (path, "already exists")  # the file dialog has asked already
            self.file.setText(completed(path, self.kind.currentText()))

    def _on_save(self) -> None:
        path = completed(self.file.text(), self.kind.currentText())
        self.file.setText(path)
        in_the_way = atomic_files.in_the_way(Path(path))
        if in_the_way and self._agreed != (path, in_the_way):
            self._agreed = (path, in_the_way)
            self.problem.setText(f"{path!r} {in_the_way}: save again to replace it")
            return
        try:
            wanted = self._wanted()
            with atomic_files.unprotected(Path(path)):
                make(wanted, [self._scene.evolve(theme=self.theme.currentText())])
        except (ValueError, atomic_files.FileAccessError, PictureMemoryError) as problem:
            self.problem.setText(str(problem))
        else:
            self.accept()

    def _show_preview(self) -> None:
        try:
            wanted = self._wanted()
        except ValueError as problem:
            self.problem.setText(str(problem))
            self.missing.clear()
            return
        room = self.preview.size()
        fitting = min(room.width() / wanted.size.width, room.height() / wanted.size.height)
        scene = self._scene.evolve(theme=self.theme.currentText())
        scale = fitting * self.devicePixelRatioF()
        with closing(Renderer(wanted.size, scale, transparent=wanted.transparent)) as renderer:
            try:
                picture = renderer.image(scene)
            except ValueError:  # so long and thin that the preview would be less than a pixel wide
                picture = QImage()
        omitted = renderer.omitted
        self.missing.setText(f"{omission(omitted)}; use a larger size" if omitted else "")
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.preview.setPixmap(QPixmap.fromImage(picture))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_preview()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    def sizeHint(self) -> QSize:
        return QSize(640, 620).boundedTo(self.screen().availableSize())


def _folder(choices: Choices) -> Path:
    """Return the folder of the last picture, or the current folder, as an absolute path for the user to see."""
    with suppress(OSError):  # the current folder no longer exists
        return Path.cwd() / choices.folder
    return Path.home() / choices.folder
