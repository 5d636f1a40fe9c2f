"""Events as a person makes them. They go through `QApplication.sendEvent`, the way the window system's own do."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def _mouse(widget, kind, at, button, held, modifiers):
    at = QPointF(*at) if isinstance(at, tuple) else QPointF(at)
    event = QMouseEvent(kind, at, widget.mapToGlobal(at), button, held, modifiers)
    QApplication.sendEvent(widget, event)


def press(widget, at, button=LEFT, modifiers=NONE):
    """Press a mouse button at a place, in the widget's pixels."""
    _mouse(widget, QEvent.Type.MouseButtonPress, at, button, button, modifiers)


def press_again(widget, at, button=LEFT, modifiers=NONE):
    """Press soon after a press: Qt sends the second press of a double click as an event of its own."""
    _mouse(widget, QEvent.Type.MouseButtonDblClick, at, button, button, modifiers)


def move(widget, at, button=LEFT, modifiers=NONE):
    """Move the mouse with a button held."""
    _mouse(widget, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, button, modifiers)


def release(widget, at, button=LEFT, modifiers=NONE):
    """Let the button go."""
    _mouse(widget, QEvent.Type.MouseButtonRelease, at, button, Qt.MouseButton.NoButton, modifiers)


def drag(widget, *places, button=LEFT, modifiers=NONE):
    """Press at the first place, move over the others, and let go at the last."""
    press(widget, places[0], button, modifiers)
    for place in places[1:]:
        move(widget, place, button, modifiers)
    release(widget, places[-1], button, modifiers)


def wheel(widget, at, notches=1.0, modifiers=NONE):
    """Turn the wheel, away from the hand if positive."""
    at, turn = QPointF(*at), QPoint(0, round(120 * notches))
    phase = Qt.ScrollPhase.NoScrollPhase
    where = widget.mapToGlobal(at)
    event = QWheelEvent(at, where, QPoint(), turn, Qt.MouseButton.NoButton, modifiers, phase, False)
    QApplication.sendEvent(widget, event)


def pinch(widget, at, value):
    """Spread two fingers on a trackpad; ``value`` is the growth, as a share."""
    at, kind = QPointF(*at), Qt.NativeGestureType.ZoomNativeGesture
    pad = QPointingDevice.primaryPointingDevice()
    where = widget.mapToGlobal(at)
    QApplication.sendEvent(widget, QNativeGestureEvent(kind, pad, 2, at, at, where, value, QPointF()))


def ask_for_menu(widget, at=(20, 20)):
    """Click with the right button: the event that asks for a menu."""
    at = QPoint(*at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)


def key(which, modifiers=NONE):
    """Press a key and let it go, wherever the focus is."""
    QTest.keyClick(QApplication.focusWidget(), which, modifiers)


def type_text(text):
    """Type a text where the focus is, also signs that a test keyboard lacks."""
    for sign in text:
        if sign.isascii():
            QTest.keyClicks(QApplication.focusWidget(), sign)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(QApplication.focusWidget(), QKeyEvent(kind, 0, NONE, sign))


class Repeats(QObject):
    """While held, makes every key press a repeat, as the keyboard of a person does who keeps a key down."""

    def __enter__(self):
        QApplication.instance().installEventFilter(self)
        return self

    def __exit__(self, *_):
        QApplication.instance().removeEventFilter(self)

    def eventFilter(self, watched, event):
        kinds = QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress
        if event.type() not in kinds or not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return False
        again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), True)
        QApplication.sendEvent(watched, again)
        event.setAccepted(again.isAccepted())
        return True
