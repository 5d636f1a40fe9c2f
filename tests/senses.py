"""The texts of a window that the user sees, and those that a screen reader reads."""

from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel

TEXTS = ("text", "toolTip", "accessibleName", "accessibleDescription", "windowTitle", "whatsThis")


def face(widget):
    """Return the accessible interface of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    return interface


def card(window, layer):
    """Return the accessible description of the card of a layer."""
    label = window.findChild(QLabel, f"card_{layer}")
    assert face(label).text(QAccessible.Text.Name) == label.text()
    return label.text()


def everything(window):
    """Return every text that the user can see, hear or copy."""
    texts = [label.text for label in window.plot.labels]
    for part in window.findChildren(object):
        texts += [str(getattr(part, name)()) for name in TEXTS if callable(getattr(part, name, None))]
        interface = QAccessible.queryAccessibleInterface(part)
        if interface is not None:
            texts += [interface.text(kind) for kind in QAccessible.Text if kind != QAccessible.Text.UserText]
    for name in ("copy_values", "copy_formula", "copy_sigma", "copy_complement", "copy_product"):
        window.table[name].trigger()
        texts.append(QGuiApplication.clipboard().text())
    return texts
