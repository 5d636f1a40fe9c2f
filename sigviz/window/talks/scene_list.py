"""The list of a talk's scenes: a row for each, with its thumbnail, number and caption, which is edited in place."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sigviz.drawing.theme import THEMES
from sigviz.model.scene import FIELDS, MOST_LETTERS, Scene
from sigviz.model.talk.talk import Talk
from sigviz.window.talks.thumbnails import PAGE, Thumbnails

_ROW = "application/x-sigviz-row"
_Index = QModelIndex | QPersistentModelIndex
_WIDE = 176  # logical pixels: the width of a thumbnail, at text scale 1
_AROUND = 6
SCENE = Qt.ItemDataRole.UserRole


class SceneList(QAbstractListModel):
    """The scenes of a talk. A row is the number of a scene, less one."""

    caption_edited = Signal(int, str)  # number, caption
    scene_moved = Signal(int, int)  # number, its new one

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._talk: Talk | None = None

    def show_talk(self, talk: Talk | None) -> None:
        """Show another talk, or another version of it."""
        before, self._talk = self._talk, talk
        if talk is before:
            return
        if before is None or talk is None or len(before.scenes) != len(talk.scenes):
            self.beginResetModel()
            self.endResetModel()
            return
        changed = [
            row for row, pair in enumerate(zip(before.scenes, talk.scenes, strict=True)) if pair[0] is not pair[1]
        ]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() or self._talk is None else len(self._talk.scenes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._talk is None or not 0 <= index.row() < len(self._talk.scenes):
            return None
        part = self._talk.scenes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return part.caption
        if role == Qt.ItemDataRole.AccessibleTextRole:
            builds = f", {len(part.builds)} builds" if len(part.builds) > 1 else ""
            return f"Scene {index.row() + 1}{builds}: {part.caption or 'without a caption'}"
        if role == SCENE:
            return part.builds[-1]
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.caption_edited.emit(index.row() + 1, str(value))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        kinds = Qt.ItemFlag
        if not index.isValid():
            return kinds.ItemIsDropEnabled
        return kinds.ItemIsEnabled | kinds.ItemIsSelectable | kinds.ItemIsEditable | kinds.ItemIsDragEnabled

    # Moving with the mouse

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [_ROW]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        data = QMimeData()
        data.setData(_ROW, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        del action, column
        if not data.hasFormat(_ROW):
            return False
        at = int(bytes(data.data(_ROW).data()))
        to = row if row >= 0 else parent.row() if parent.isValid() else self.rowCount()
        self.scene_moved.emit(at + 1, to + 1 - (to > at))
        return False  # the store has moved it: the view must not remove the row


class SceneDelegate(QStyledItemDelegate):
    """Draws a row: the thumbnail, with the number beside it and the caption below it."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.unit = 1.0
        self.seen = Scene()  # what the window shows: thumbnails have its theme

    @property
    def _picture(self) -> QSize:
        wide = round(_WIDE * self.unit)
        return QSize(wide, round(wide * PAGE.height / PAGE.width))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        picture = self._picture
        return QSize(picture.width() + 2 * _AROUND, picture.height() + option.fontMetrics.height() + 3 * _AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = THEMES[self.seen.theme]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        picture = QRect(option.rect.topLeft(), self._picture).translated(_AROUND, _AROUND)
        scene: Scene = index.data(SCENE).evolve(theme=self.seen.theme, text_scale=1.0)
        ratio = painter.device().devicePixelRatio() if painter.device() else 1.0
        found = self._thumbnails.of(scene, picture.width() * ratio / PAGE.width)
        if found is None:
            painter.fillRect(picture, theme.ground)
        else:
            painter.drawPixmap(picture, found)
        painter.setPen(theme.edge)
        painter.drawRect(picture.adjusted(0, 0, -1, -1))
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.WindowText
        painter.setPen(option.palette.color(role))
        words = QRect(picture.left(), picture.bottom() + _AROUND // 2, picture.width(), option.fontMetrics.height())
        line = f"{index.row() + 1}  {index.data() or ''}"
        painter.drawText(
            words,
            Qt.AlignmentFlag.AlignLeft,
            option.fontMetrics.elidedText(line, Qt.TextElideMode.ElideRight, words.width()),
        )
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: ARG002, N802
        field = QLineEdit(parent)
        field.setMaxLength(MOST_LETTERS)
        field.setAccessibleName("Caption")
        return field

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:  # noqa: N802
        if isinstance(editor, QLineEdit):
            kind = FIELDS["caption"].kind
            try:
                model.setData(index, kind.check("caption", editor.text()))
            except ValueError:
                return

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: ARG002, N802
        high = editor.sizeHint().height()
        editor.setGeometry(option.rect.left(), option.rect.bottom() + 1 - high, option.rect.width(), high)
