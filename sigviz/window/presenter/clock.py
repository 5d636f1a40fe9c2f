"""The clocks of the presenter's view: the time of day, and how long the talk has lasted."""

from time import monotonic

from PySide6.QtCore import QLocale, Qt, QTime, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

_TICK = 200  # milliseconds between looks at the time
_WORDS = {True: "Stop", False: "Go on"}


class Stopwatch:
    """Counts seconds while it runs.

    >>> watch = Stopwatch()
    >>> watch.running, watch.text
    (False, '0:00')
    """

    def __init__(self) -> None:
        self._before, self._since = 0.0, 0.0
        self.running = False

    @property
    def seconds(self) -> float:
        """The seconds that it has run."""
        return self._before + (monotonic() - self._since if self.running else 0.0)

    @property
    def text(self) -> str:
        """The time that it has run, as minutes and seconds, or with hours."""
        minutes, seconds = divmod(int(self.seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    def run(self, *, wanted: bool) -> None:
        """Run from now on, or stop."""
        if wanted != self.running:
            self._before, self._since = self.seconds, monotonic()
            self.running = wanted

    def restart(self) -> None:
        """Stop, and begin at 0 the next time."""
        self.running = False
        self.reset()

    def reset(self) -> None:
        """Begin at 0 again."""
        self._before, self._since = 0.0, monotonic()


class Clock(QWidget):
    """Shows a stopwatch, with buttons to stop and to reset it. ``day`` is a label with the time of day."""

    def __init__(self, watch: Stopwatch, parent: QWidget) -> None:
        super().__init__(parent)
        self.watch = watch
        self.day, self.elapsed = QLabel(), QLabel()
        self.day.setAccessibleDescription("Time of day")
        self.elapsed.setAccessibleDescription("Time since the beginning")
        self.stop, self.reset = QPushButton(_WORDS[False]), QPushButton("Reset")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.elapsed, self.stop, self.reset):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.stop.clicked.connect(self._on_stop)
        self.reset.clicked.connect(self._on_reset)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK)
        self._tick.timeout.connect(self.look)
        self.look()

    def begin(self) -> None:
        """Begin to count, unless it was stopped before."""
        if not self.watch.seconds:
            self.watch.run(wanted=True)
        self._tick.start()
        self.look()

    def rest(self) -> None:
        """Look at the time no more, because nobody sees it."""
        self._tick.stop()

    def look(self) -> None:
        """Show the time."""
        now = QLocale.c().toString(QTime.currentTime(), "HH:mm")
        for label, words in ((self.day, now), (self.elapsed, self.watch.text)):
            if label.text() != words:
                label.setText(words)
        self.stop.setText(_WORDS[self.watch.running])

    def _on_stop(self) -> None:
        self.watch.run(wanted=not self.watch.running)
        self.look()

    def _on_reset(self) -> None:
        self.watch.reset()
        self.look()
