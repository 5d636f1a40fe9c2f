"""The list of keys and mouse actions, made from the table of actions."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from sigviz.window.actions import ACTIONS, MOUSE

HelpRow = tuple[str, str]


class ShortcutHelp(QDialog):
    """Shows each key and its meaning, under the headings of the menus."""

    def __init__(self, parent: QWidget, scale: float) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and mouse")
        self.browser = QTextBrowser()
        self.browser.setAccessibleName("Keys and mouse")
        reading = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.browser.setTextInteractionFlags(reading)  # a screen reader needs the text cursor
        self.browser.setHtml("".join(_section(title, rows) for title, rows in _sections().items()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.setFocusProxy(self.browser)
        column = QVBoxLayout(self)
        column.addWidget(self.browser)
        column.addWidget(buttons)
        screen = self.screen().availableSize()
        self.resize(min(round(640 * scale), screen.width() - 80), min(round(640 * scale), screen.height() - 80))


def spell(keys: Iterable[str]) -> str:
    """Return the keys, separated by commas, as the desktop spells them."""
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def _sections() -> dict[str, list[HelpRow]]:
    sections: dict[str, list[HelpRow]] = {"Mouse": list(MOUSE)}
    for action in ACTIONS:
        if action.keys:
            title = action.title.replace("&", "").removesuffix("…")
            about = f"{title}: {action.about}" if action.section else action.about or title
            heading = action.menu.partition("/")[0].replace("&", "")
            sections.setdefault(heading, []).append((spell(action.keys), about))
    return sections


def _section(title: str, rows: list[HelpRow]) -> str:
    cells = "".join(
        f"<tr><td width='36%'><b>{escape(key)}</b></td><td width='64%'>{escape(text)}</td></tr>" for key, text in rows
    )
    return f"<h3>{escape(title)}</h3><table width='100%' cellpadding='2'>{cells}</table>"
