"""The export dialog itself."""

from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath

from PySide6.QtCore import QLocale, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sigviz.drawing.theme import SMALL, THEMES
from sigviz.formats.picture_size import parse_size
from sigviz.formats.registry import completed, with_format
from sigviz.model.scene import Scene
from sigviz.pictures.renderer import Renderer, omission
from sigviz.pictures.series import PictureMemoryError
from sigviz.request.request import PictureRequest
from sigviz.storage.export_choices import ANIMATED, EXPORT_FORMATS, Choices
from sigviz.system import atomic_files
from sigviz.window.dialogs.export.checks import (
    Check,
    check_file,
    check_pixels,
    first_folder,
    first_problem,
    has_values,
    on_paper,
    requested,
)
from sigviz.window.dialogs.export.details import Details
from sigviz.window.dialogs.export.entries import TextEntry
from sigviz.window.dialogs.export.kind_buttons import KindButtons
from sigviz.window.dialogs.export.kinds import KINDS, Kind
from sigviz.window.dialogs.export.preview import Preview
from sigviz.window.dialogs.export.sweep_fields import SweepFields
from sigviz.window.dialogs.export.sweep_fields import sweep as sweep_of
from sigviz.window.dialogs.export.writing import CancelledError, write

_PAUSE = 150  # milliseconds without a change until the preview is updated
_WIDTH, _HEIGHT = 800, 680  # at text scale 1: enough for a figure of full width at its true size
_FRAME = QSize(20, 60)  # that a window manager may add


class ExportDialog(QDialog):
    """Asks for a kind of picture, its details and a file, and writes it. Shows errors in the dialog."""

    def __init__(self, parent: QWidget, scene: Scene, choices: Choices) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.setLocale(QLocale.c())  # a decimal point in every country
        self.setWindowTitle("Export a picture")
        self._scene, self._has_values = scene, has_values(scene)
        self._agreed = ("", "")  # a file that the user agreed to replace, and the reason for the question
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show_preview)
        self._build(choices if on_paper(choices) else replace(choices, values=self._has_values))
        self._lay_out()
        self._follow_changes()
        self._on_change()

    @property
    def choices(self) -> Choices:
        """The current choices."""
        return replace(
            self.details.chosen(self.sweep.chosen(Choices())),
            folder=str(Path(self.file.text()).parent),
            details=self.unfold.isChecked(),
        )

    def _build(self, choices: Choices) -> None:
        self.kinds, self.preview, self.details, self.sweep = KindButtons(), Preview(), Details(), SweepFields()
        self.details.show_choices(choices)
        self.sweep.show_choices(choices)
        self.file = TextEntry(str(first_folder(choices) / f"sigmoid.{choices.format}"))
        self.file.setAccessibleName("File")
        self.browse = QPushButton("Choose…")
        self.browse.setAutoDefault(False)  # otherwise Enter presses it while Save is disabled
        self.unfold = QPushButton()
        self.unfold.setObjectName("unfold")
        self.unfold.setAccessibleName("Details")
        self.unfold.setCheckable(True)
        self.unfold.setFlat(True)
        self.unfold.setAutoDefault(False)
        self._fold(unfolded=choices.details)
        self.caption, self.missing, self.problem = QLabel(), QLabel(), QLabel()
        for label, name in ((self.caption, "caption"), (self.missing, "missing"), (self.problem, "problem")):
            label.setObjectName(name)
            label.setWordWrap(True)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.missing.hide()
        self.problem.setMargin(3)
        self.problem.setBackgroundRole(QPalette.ColorRole.BrightText)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save.setDefault(True)

    def _lay_out(self) -> None:
        name = QLabel("F&ile")
        name.setBuddy(self.file)
        row = QHBoxLayout()
        row.addWidget(name)
        row.addWidget(self.file, 1)
        row.addWidget(self.browse)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.kinds)
        column.addWidget(self.preview, 1)
        column.addWidget(self.caption)
        column.addWidget(self.missing)
        column.addWidget(self.sweep)
        column.addLayout(row)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.details)
        self._scrolled = QScrollArea()
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scrolled.setWidget(content)
        whole = QVBoxLayout(self)
        whole.addWidget(self._scrolled, 1)
        whole.addWidget(self.problem)
        whole.addWidget(self.buttons)

    def _follow_changes(self) -> None:
        self.kinds.chosen.connect(self._on_kind_chosen)
        self.details.kind.currentTextChanged.connect(self._on_format)
        self.details.changed.connect(self._on_change)
        self.sweep.changed.connect(self._on_change)
        self.file.textChanged.connect(self._on_file)
        self.browse.clicked.connect(self._on_browse)
        self.unfold.toggled.connect(self._on_unfold)
        self.buttons.accepted.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)

    @property
    def _animated(self) -> bool:
        return self.details.kind.currentText() == ANIMATED

    def _wanted(self) -> PictureRequest:
        """Return the request for the current choices. Raise `ValueError` if they are invalid."""
        return requested(self.choices, completed(self.file.text(), self.details.kind.currentText()))

    def _problem(self) -> str:
        """Mark what is wrong, and return a sentence about the first of it, or an empty string."""
        details, sweep, chosen = self.details, self.sweep, self.choices
        numbers = [
            details.text_size,
            *([details.scale] if details.scale.isEnabled() else []),
            *([sweep.first, sweep.last, sweep.seconds] if self._animated else []),
        ]
        path = completed(self.file.text(), chosen.format)
        alone = [
            Check(details.size_field, partial(parse_size, chosen.size)),
            *(Check(number, number.check) for number in numbers),
            Check(self.file, partial(check_file, path)),
        ]
        together = [Check(details.size_field, partial(check_pixels, chosen))]
        if self._animated:
            together.append(Check(sweep.last, partial(sweep_of, chosen)))
            together.append(Check(sweep.seconds, self._wanted))
        return first_problem(alone, together)

    def _on_change(self) -> None:
        problem = self._problem()
        self._say(problem)
        self.save.setEnabled(not problem)
        self.sweep.setVisible(self._animated)
        chosen = self.choices
        kinds = (kind for kind in KINDS if kind.applied(chosen, values=self._has_values) == chosen)
        self.kinds.show_kind(next(kinds, None))
        if problem and any(field.accessibleDescription() for field in self.details.findChildren(TextEntry)):
            self.unfold.setChecked(True)
        self._timer.start()

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setAutoFillBackground(bool(problem))

    def _on_kind_chosen(self, kind: Kind) -> None:
        self.details.show_choices(kind.applied(self.choices, values=self._has_values))
        self._on_format(kind.format)
        self._on_change()

    def _on_format(self, kind: str) -> None:
        path = self.file.text()
        if PurePath(path).suffix.lower() != f".{kind}":
            self.file.setText(with_format(path, kind) if Path(path).name else str(Path(path) / f"sigmoid.{kind}"))

    def _on_file(self, path: str) -> None:
        """Choose the format that the name of the file has."""
        kind = PurePath(path).suffix.lower()[1:]
        if kind in EXPORT_FORMATS:
            self.details.show_choices(replace(self.choices, format=kind))
        self._on_change()

    def _fold(self, *, unfolded: bool) -> None:
        self.unfold.setChecked(unfolded)
        self.unfold.setText("▾ Details" if unfolded else "▸ Details")
        self.details.setVisible(unfolded)

    def _on_unfold(self, unfolded: bool) -> None:
        self._fold(unfolded=unfolded)
        grown = self.details.sizeHint().height() * (1 if unfolded else -1)
        self.resize((self.size() + QSize(0, grown)).boundedTo(self._room))

    def _on_browse(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Export a picture", self.file.text())
        if path:
            self._agreed = (path, "already exists")  # the file dialog has asked already
            self.file.setText(completed(path, self.details.kind.currentText()))

    def _on_save(self) -> None:
        path = completed(self.file.text(), self.details.kind.currentText())
        self.file.setText(path)
        if not self.save.isEnabled():
            return
        in_the_way = atomic_files.in_the_way(Path(path))
        if in_the_way and self._agreed != (path, in_the_way):
            self._agreed = (path, in_the_way)
            self._say(f"{path!r} {in_the_way}: save again to replace it")
            return
        try:
            write(self._wanted(), self._scene, self)
        except CancelledError:
            return
        except (ValueError, atomic_files.FileAccessError, PictureMemoryError) as problem:
            self._say(str(problem))
        else:
            self.accept()

    def _show_preview(self) -> None:
        if not self.save.isEnabled():
            self._show_missing("")
            return
        wanted = self._wanted()
        scene, ratio = wanted.request.apply(self._scene), self.devicePixelRatioF()
        reduction = self.preview.reduction(wanted.size)
        with closing(Renderer(wanted.size, reduction * ratio, transparent=wanted.transparent)) as renderer:
            try:
                picture = renderer.image(scene)
            except ValueError:  # so long and thin that the preview would be less than a pixel wide
                picture = QImage()
        picture.setDevicePixelRatio(ratio)
        theme = THEMES[scene.theme]
        self.preview.show_picture(picture, wanted.size, reduction, theme, transparent=wanted.transparent)
        self.caption.setText(
            "at its true size" if reduction == 1 else f"at {max(reduction * 100, 1):.0f} % of its size"
        )
        omitted = renderer.omitted
        self._show_missing(f"{omission(omitted)}; use a larger size" if omitted else "")

    def _show_missing(self, message: str) -> None:
        self.missing.setText(message)
        self.missing.setVisible(bool(message))

    @property
    def _room(self) -> QSize:
        """The largest size of the dialog on its screen."""
        return self.screen().availableSize() - _FRAME

    # Qt overrides

    def setVisible(self, visible: bool) -> None:
        if visible and not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.resize(self.sizeHint())  # Qt would use two thirds of the screen at most
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_preview()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    def sizeHint(self) -> QSize:
        unit = self.fontInfo().pixelSize() / SMALL
        height = _HEIGHT * unit + (self.details.sizeHint().height() if self.unfold.isChecked() else 0)
        return QSize(round(_WIDTH * unit), round(height)).boundedTo(self._room)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 240)
