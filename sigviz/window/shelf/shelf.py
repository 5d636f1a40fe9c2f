"""The shelf: a band under the figure with a button for each picture of the formula, *More*, and two actions."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QAction, QMoveEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sigviz.drawing.theme import THEMES, scale_of
from sigviz.model.layers import LAYERS, Layer
from sigviz.model.scene import Scene
from sigviz.window.shelf.buttons import HANDLE, TALL, ActionButton, FoldHandle, PictureButton, ShelfButton
from sigviz.window.shelf.more import MoreSheet
from sigviz.window.shelf.preview import Preview

ACTIONS = ("present", "export")
_DELAY = 150  # milliseconds until the preview, so that a pointer on its way elsewhere shows none
_SHARE = 0.13  # the largest fraction of the window's height
_MARGIN = 12.0


class Shelf(QWidget):
    """Buttons for the layers with words, in the order of the table. Those that do not fit are under *More*."""

    picture_chosen = Signal(str)  # the layer of a button
    layer_toggled = Signal(str)  # a layer in the sheet
    folded_changed = Signal()

    def __init__(self, actions: Mapping[str, QAction], preview: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shelf")
        self.setAccessibleName("Pictures of the formula")
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        self._preview, self._scene, self.folded = preview, Scene(), False
        self._layers: frozenset[str] = frozenset()
        self.handle = FoldHandle(self)
        self.pictures = [PictureButton(layer, self) for layer in LAYERS if layer.words]
        self.more = ShelfButton("More", self)
        self.more.setObjectName("shelf_more")
        self.more.setAccessibleDescription("Show the other layers")
        self.more.setToolTip("Show the other layers")
        self.quiet = [ActionButton(actions[name], self) for name in ACTIONS]
        self.sheet = MoreSheet(self)
        self._pointed: PictureButton | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_DELAY)
        self._waiting.timeout.connect(self._show_preview)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._row = QWidget(self)
        row, column = self._buttons, _ = QHBoxLayout(self._row), QVBoxLayout(self)
        for button in (*self.pictures, self.more):
            row.addWidget(button)
        row.addStretch(1)
        for button in self.quiet:
            row.addWidget(button)
        row.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.handle)
        column.addWidget(self._row)

    def _connect(self) -> None:
        self.handle.clicked.connect(self._on_fold)
        self.more.clicked.connect(self._on_more)
        self.sheet.layer_toggled.connect(self.layer_toggled)
        for button in self.pictures:
            button.clicked.connect(self._on_chosen)
            button.pointed.connect(self._on_pointed)

    def show_scene(self, scene: Scene) -> None:
        """Show which layers a scene shows. Emits nothing."""
        before, self._scene = self._scene, scene
        layers = scene.seen.layers
        if (before.theme, scale_of(before)) != (scene.theme, scale_of(scene)):
            self._fit()
        if layers == self._layers:
            self._renew_preview()
            return
        self._layers = layers
        self._hide_preview()
        for button in self.pictures:
            button.setChecked(button.layer.name in layers)
        if self.sheet.isVisible():
            self.sheet.show_scene(scene)

    def show_folded(self, *, folded: bool) -> None:
        """Show only the handle, or everything."""
        self.folded = folded
        self._row.setVisible(not folded)
        self.handle.show_folded(folded=folded)
        self._hide_preview()
        self._fit()

    def show_if(self, *, shown: bool) -> None:
        """Show the shelf, or hide it with its preview."""
        # Not in a hideEvent: Qt would also call it while the window closes, and PySide would then lose an error there.
        self.setVisible(shown)
        if not shown:
            self._hide_preview()

    @property
    def under_more(self) -> list[Layer]:
        """The layers in the sheet."""
        on_shelf = {button.layer.name for button in self.pictures if not button.isHidden()}
        return [layer for layer in LAYERS if layer.name not in on_shelf]

    @property
    def _unit(self) -> float:
        return min(scale_of(self._scene), _SHARE * self.window().height() / (TALL + HANDLE))

    def _fit(self) -> None:
        """Apply theme and scale, and show as many buttons as fit."""
        theme, unit = THEMES[self._scene.theme], self._unit
        for button in (self.handle, self.more, *self.pictures, *self.quiet):
            button.dress(theme, unit)
        margin = round(_MARGIN * unit)
        self._buttons.setContentsMargins(margin, 0, margin, 0)
        fixed = sum(button.sizeHint().width() for button in (self.more, *self.quiet)) + 2 * margin
        room = self.width() - fixed
        for button in self.pictures:
            room -= button.sizeHint().width()
            button.setVisible(room >= 0)
        height = HANDLE if self.folded else HANDLE + TALL
        self.setFixedHeight(round(height * unit))

    def _on_chosen(self) -> None:
        button = self.sender()
        if isinstance(button, PictureButton):
            self._hide_preview()
            self.picture_chosen.emit(button.layer.name)

    def _on_fold(self) -> None:
        self.show_folded(folded=not self.folded)
        self.folded_changed.emit()

    def _on_more(self) -> None:
        self.sheet.fill(self.under_more, self._scene, self._unit)
        self.sheet.open_above(self.more.mapToGlobal(QPoint(self.more.width(), 0)))

    def _on_pointed(self, pointed: bool) -> None:
        button = self.sender()
        if not isinstance(button, PictureButton):
            return
        if pointed:
            self._pointed = button
            self._waiting.start()
        elif button is self._pointed:
            self._hide_preview()

    def _show_preview(self) -> None:
        if self._pointed is not None and self._pointed.isVisible():
            self._preview.show_layer(self._pointed.layer, self._scene, self._pointed)

    def _renew_preview(self) -> None:
        """Leave only the sentence of a preview, since the scene has changed, until the scene rests."""
        if self._pointed is not None and self._preview.shown:
            self._preview.show_sentence(self._pointed.layer, self._scene, self._pointed)
            self._waiting.start()

    def _postpone_preview(self) -> None:
        """Hide a preview, whose place has changed, until the window rests."""
        self._preview.hide()
        if self._pointed is not None:
            self._waiting.start()

    def _hide_preview(self) -> None:
        self._waiting.stop()
        self._pointed = None
        self._preview.hide()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the height of the shelf."""
        return QSize(0, self.height())

    def minimumSizeHint(self) -> QSize:
        """Return `sizeHint`: the shelf never makes the window wider."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        self._postpone_preview()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._postpone_preview()
