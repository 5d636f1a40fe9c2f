"""User actions that take several events, or events that pytest-qt's `qtbot` cannot send.

Drags and typing use `qtbot`; for a single press, move or key, tests call `qtbot` themselves. The following create
their events themselves, because `qtbot` cannot:

- `wheel`, `pinch`, `ask_for_menu` and `drop`: it has no such events.
- `Fingers`: `qtbot` omits QTest's touch events.
- `type_text` beyond ASCII: QTest aborts.
- `Repeats`: QTest never holds a key down.
- `move_without_button`: QTest holds a button until it is released over the same widget.

QTest's positions are whole pixels, and (0, 0) means the middle of the widget. `mouseDClick` sends only the second press
of a double click.
"""

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl, qVersion
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def drag(qtbot, widget, *places, button=LEFT, modifiers=NONE):
    """Press at the first position, move to the others, and release at the last."""
    first, *others = points = [pixel(place) for place in places]
    qtbot.mousePress(widget, button, modifiers, first)
    for point in others:
        qtbot.mouseMove(widget, point)
    qtbot.mouseRelease(widget, button, modifiers, points[-1])


def pixel(place):
    """Return a position, given as a pair or a point, as a `QPoint`."""
    return QPoint(*map(round, place)) if isinstance(place, tuple) else QPointF(place).toPoint()


def type_text(qtbot, widget, text):
    """Type a text, including characters that QTest cannot type."""
    for sign in text:
        if sign.isascii():
            qtbot.keyClicks(widget, sign)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, NONE, sign))


def wheel(widget, at, notches=1.0, modifiers=NONE):
    """Turn the wheel, forward if ``notches`` is positive."""
    at, turn = QPointF(*at), QPoint(0, round(120 * notches))
    phase = Qt.ScrollPhase.NoScrollPhase
    where = widget.mapToGlobal(at)
    event = QWheelEvent(at, where, QPoint(), turn, Qt.MouseButton.NoButton, modifiers, phase, False)
    QApplication.sendEvent(widget, event)


def pinch(widget, at, value):
    """Pinch on a trackpad; ``value`` is the relative change of scale."""
    at, kind = QPointF(*at), Qt.NativeGestureType.ZoomNativeGesture
    pad = QPointingDevice.primaryPointingDevice()
    where = widget.mapToGlobal(at)
    QApplication.sendEvent(widget, QNativeGestureEvent(kind, pad, 2, at, at, where, value, QPointF()))


class Fingers:
    """Fingers on a touch screen that touch and move together or one after the other."""

    def __init__(self, widget):
        self.widget, self.screen, self.places = widget, QTest.createTouchDevice(), []

    def to(self, *places):
        """Move the fingers that touch the screen to the first positions, and let others touch it at the rest."""
        event = QTest.touchEvent(self.widget, self.screen)
        for finger, place in enumerate(places):
            (event.move if finger < len(self.places) else event.press)(finger, pixel(place), self.widget)
        event.commit()
        self.places = places

    def lift(self):
        """Lift all fingers."""
        event = QTest.touchEvent(self.widget, self.screen)
        for finger, place in enumerate(self.places):
            event.release(finger, pixel(place), self.widget)
        event.commit()


def ask_for_menu(widget, at=(20, 20)):
    """Send the event of a right click that opens a context menu."""
    at = QPoint(*at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)


def drop(window, path, at):
    """Drop a file on a window as the window system does: if the enter event is accepted, send move and drop."""
    mime = QMimeData()
    mime.setUrls([path if isinstance(path, QUrl) else QUrl.fromLocalFile(str(path))])
    how = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    whole = QPointF(*at).toPoint()
    newer = tuple(int(part) for part in qVersion().split(".")) >= (6, 12)  # since then, positions are not whole pixels
    enter = QDragEnterEvent(QPointF(*at) if newer else whole, *how)
    QApplication.sendEvent(window.windowHandle(), enter)
    assert enter.isAccepted()
    moved = QDragMoveEvent(QPointF(*at) if newer else whole, *how)
    moved.setDropAction(enter.dropAction())
    moved.accept()
    QApplication.sendEvent(window.windowHandle(), moved)
    assert moved.isAccepted(), "the window accepts the file"
    QApplication.sendEvent(window.windowHandle(), QDropEvent(QPointF(*at), *how))


class Repeats(QObject):
    """A context in which every key press is an auto-repeat, as from a key that is held down."""

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


def move_without_button(widget, at):
    """Move the mouse with no button pressed. QTest keeps a button pressed if its release went to another widget."""
    at, none = QPointF(at), Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, widget.mapToGlobal(at), none, none, NONE)
    QApplication.sendEvent(widget, event)
