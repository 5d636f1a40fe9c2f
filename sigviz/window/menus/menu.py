"""A menu that stays within the screen at every text size: its text shrinks to the width, and it scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QMenu, QStyle, QStyleHintReturn, QStyleOption, QWidget

from sigviz.window.controls.style import ControlStyle


class Menu(QMenu):
    """A menu in the colours and the text size of its window, also if that is a part of another program."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)  # menus are windows and need the theme's palette
        self.setToolTipsVisible(True)
        self._style: ControlStyle | None = None  # made when the menu is first shown, because most never are
        self.aboutToShow.connect(self._fit)

    def _fit(self) -> None:
        """Shrink the text until the menu is no wider than the screen."""
        if self._style is None:
            self._style = _ScrollingStyle()
            self._style.setParent(self)
            self.setStyle(self._style)
        self.setMinimumWidth(0)
        self.setFont(QFont())  # that of the window again
        room = self.screen().availableSize().width()
        while (width := self.sizeHint().width()) > room and (size := self.fontInfo().pixelSize()) > 1:
            font = QFont()
            font.setPixelSize(min(size * room // width, size - 1))
            self.setFont(font)

    def showEvent(self, event: QShowEvent) -> None:
        """Move the menu into the screen: Qt leaves a wide one partly outside."""
        super().showEvent(event)
        room, box = self.screen().availableGeometry(), self.geometry()
        box.moveLeft(max(min(box.left(), room.right() + 1 - box.width()), room.left()))
        self.setGeometry(box)


class _ScrollingStyle(ControlStyle):
    """A style in which a high menu scrolls. In Fusion it gets columns, which may not fit on the screen."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_Menu_Scrollable:
            return 1
        return super().styleHint(hint, option, widget, data)
