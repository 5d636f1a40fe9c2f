"""The window that commands act on: it shows a scene, switches to full screen, and opens dialogs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from sigviz.drawing import text
from sigviz.drawing.medium import Medium, picture
from sigviz.drawing.theme import SMALL, THEMES, growth, palette, scale_of, theme_of
from sigviz.formats.picture_size import Size
from sigviz.model.readout import resolve
from sigviz.model.scene import FIELDS, GLIDE_TIME, Scene
from sigviz.model.store import Store
from sigviz.model.talk.talk import Talk
from sigviz.plot.coordinates import Coordinates
from sigviz.storage.export_choices import Choices
from sigviz.storage.settings import Memory
from sigviz.system.reduced_motion import AS_DESKTOP, is_reduced
from sigviz.views.figure import Figure
from sigviz.window import announce, glide
from sigviz.window.commands.host import Part
from sigviz.window.controls.panel import Controls
from sigviz.window.controls.style import ControlStyle
from sigviz.window.dialog_window import DialogWindow
from sigviz.window.glide import Glide
from sigviz.window.hall.hints import Hints
from sigviz.window.player import Player
from sigviz.window.presentation import Presentation
from sigviz.window.presenter.screens import Screens
from sigviz.window.talks.document import Document


class HostWindow(DialogWindow):
    """Holds a store and shows its scene. Implements `Host` for the commands, without depending on them."""

    def __init__(
        self,
        scene: Scene,
        memory: Memory | None = None,
        talk: Talk | None = None,
        folder: Path | None = None,
    ) -> None:
        """Create a window. ``folder`` is where an unsaved talk is kept; without one, it is not."""
        super().__init__()
        self.setObjectName("sigviz")
        self.setLocale(QLocale.c())  # a decimal point in every country
        self.setMinimumSize(640, 480)
        self.theme_chosen = memory.theme_chosen if memory else False
        self.export_choices = memory.export if memory else Choices()
        self.motion = memory.motion if memory else AS_DESKTOP
        self.greeted = memory.greeted if memory else True
        self._geometry = b""  # of the window, as returned by saveGeometry()
        self._dressed: object = None
        self.store = Store(scene, talk)
        self.document = Document(self.store, folder, self)
        self.controls = Controls()
        self.figure = Figure(self.controls)
        self.plot = self.figure.plot
        self.shelf_folded = memory.shelf_folded if memory else False
        whole, self._middle = QWidget(), QWidget()
        self.setCentralWidget(whole)
        self._row = QHBoxLayout(whole)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._middle, 1)
        self._column = QVBoxLayout(self._middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.figure, 1)
        self.glide = Glide(self.figure, self._show_dressed)
        self._gliding = 0.0  # seconds that the changes of the command at work take, if they glide
        self._hints = Hints()
        self._column.addWidget(self._hints)
        self.help_closed.connect(self.plot.setFocus)
        self.player = Player(self)
        self.presentation = Presentation(self)
        self.screens = Screens(self, swapped=memory.presenter_swapped if memory else False)
        self.presentation.dress_changed.connect(self.show_anew)
        self.presentation.dress_changed.connect(self._fit_hall)
        self.player.playing_changed.connect(self._on_playing)

    @property
    def scene(self) -> Scene:
        """The scene that the window shows."""
        return self.store.scene

    @property
    def memory(self) -> Memory:
        """What is remembered for the next start. While presenting, the geometry is that from before."""
        if not self.presentation.active:
            self._geometry = bytes(self.saveGeometry().data())
        choices = self.export_choices, self.motion, self.shelf_folded, self.greeted, self.screens.swapped
        scene = self.scene if self.store.state.talk is None else self.scene.evolve(caption=None)
        return Memory(scene, self.theme_chosen, self._geometry, *choices)

    @property
    def dragging(self) -> bool:
        """Whether the user holds a mouse button."""
        return QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton

    @property
    def reduced_motion(self) -> bool:
        """Whether the point jumps instead of gliding."""
        return is_reduced(self.motion)

    def toggle_presentation(self, screen: QScreen | None = None) -> None:
        """Start or stop presenting. Changes made while presenting are kept."""
        self.close_help()
        if self.presentation.active:
            self.screens.close()
            self.presentation.leave()
        else:
            self._geometry = self.memory.geometry  # must be read before full screen
            self.presentation.enter(self.screens.audience(screen))
        presenting = self.presentation.active
        self._hints.setVisible(presenting)
        if presenting:
            self.show_hints()
        self.figure.show_head(shown=not presenting)
        self.plot.gestures.wheel_guard = Qt.KeyboardModifier.ControlModifier if presenting else None
        self.show_anew()
        self.screens.follow()
        self.plot.setFocus()

    def toggle_rehearsal(self) -> None:
        """Show the presenter's view as a window, or close it."""
        self.screens.rehearse(wanted=not self.screens.rehearsing)

    def swap_screens(self) -> None:
        """Let the audience's figure and the presenter's view change their screens."""
        self.screens.swap()

    def connect_figure(self, figure: Figure) -> None:
        """Let what the user does in a figure change the scene."""

    def take_key(self, event: QKeyEvent, focus: QWidget | None) -> bool:  # noqa: ARG002
        """Return whether a key is used by the focused control, or has done something now, before it is a shortcut."""
        return False

    def follow_color_scheme(self, scheme: Qt.ColorScheme) -> None:
        """Use the theme of the desktop's color scheme, unless the user has chosen a theme."""
        if not self.theme_chosen:
            self.store.update(theme=theme_of(scheme))

    def show_title(self) -> None:
        """Show the title of the talk, the place in it, and whether it is saved."""
        title, unsaved = self.store.state.title, ", not saved" if self.document.modified else ""
        self.setWindowTitle(f"{title}{unsaved} – sigviz" if title else "sigviz")
        self._hints.show_place(self.store.state.position)

    def show_anew(self) -> None:
        """Show the current scene again, with the current theme and text size."""
        self.glide.show(self.dressed(self.scene), fades=False)

    def _show_scene(self, scene: Scene) -> None:
        """Show a scene, and glide to it if the user does not move it there by hand."""
        self.figure.derivation.motion = glide.MOVE > 0 and not self.reduced_motion
        free = not (self.dragging or self.reduced_motion)
        fades, seconds = free and self.store.gesture is None, self._gliding if free else 0.0
        self.glide.show(self.dressed(scene), fades=fades or seconds > 0, seconds=seconds)

    def _show_dressed(self, seen: Scene) -> None:
        """Show a scene in the theme and text size of the window."""
        readout = resolve(seen)
        self.figure.use(Medium(THEMES, side=min(self.width(), self.height())))
        unit = self.unit_of(seen)
        if (seen.theme, unit) != self._dressed:
            self._dressed = (seen.theme, unit)
            self.setPalette(palette(THEMES[seen.theme]))
            if isinstance(QApplication.style(), ControlStyle):  # otherwise this is another program's application
                QApplication.setPalette(self.palette())  # for dialogs that Qt creates, as that for files
                QToolTip.setPalette(self.palette())
            self.setFont(text.sans(SMALL * unit).font)
        self.controls.show_readout(readout, unit)
        self.figure.show_readout(readout)

    @property
    def text_scale(self) -> float:
        """The text scale that the user sets: that of the scene, or while presenting that of the presentation."""
        return self.presentation.scale_step if self.presentation.active else self.scene.text_scale

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        if self.presentation.active:
            self.presentation.scale_step = scale
            self.show_anew()
        else:
            self.store.update(text_scale=scale)

    @property
    def coordinates(self) -> Coordinates:
        """The transformation between data and pixels of the plot."""
        return self.plot.coordinates

    @property
    def description(self) -> str:
        """The figure in words."""
        return self.figure.description

    @property
    def figure_size(self) -> Size:
        """The size of the figure, in logical pixels."""
        return Size(self.figure.width(), self.figure.height())

    @property
    def pixel_ratio(self) -> float:
        """The number of device pixels per logical pixel."""
        return self.devicePixelRatioF()

    @property
    def presenting(self) -> bool:
        """Whether the window is presenting in full screen."""
        return self.presentation.active

    @property
    def blank(self) -> bool:
        """Whether the screen is black."""
        return self.presentation.blank

    def toggle_blank(self) -> None:
        """Make the screen black, or show it again."""
        self.presentation.toggle_blank()

    def toggle_pointer(self) -> None:
        """Turn the mouse pointer into a large dot, or back."""
        self.presentation.pointer.show_dot(shown=not self.presentation.pointer.dot)

    def end_pointer(self) -> bool:
        """Turn the mouse pointer back if it is a large dot, and return whether it was."""
        was = self.presentation.pointer.dot
        self.presentation.pointer.show_dot(shown=False)
        return was

    def dressed(self, scene: Scene) -> Scene:
        """Return the scene with the theme and text size in which the window shows it."""
        if self.presentation.active:
            return self.presentation.dress(scene)
        factor = 1.0 if THEMES[scene.theme].hall else growth(self.width(), self.height())
        return scene if factor == 1 else scene.evolve(text_scale=FIELDS["text_scale"].clamp(factor * scene.text_scale))

    def pictured(self, scene: Scene) -> Scene:
        """Return the scene whose picture, as large as the figure, has the theme and text size of the window."""
        seen = self.dressed(scene)
        change = self.figure.medium.scale(seen) / picture(self.figure.width(), self.figure.height()).scale(seen)
        return seen.evolve(text_scale=FIELDS["text_scale"].clamp(seen.text_scale * change))

    def unit_of(self, seen: Scene) -> float:
        """Return the length of a unit of the controls, for a scene as the window shows it."""
        return self.figure.medium.scale(seen) if self.presentation.active else scale_of(seen)

    def focus_x(self) -> None:
        """Move the focus to the field of x, and show it if it is hidden while presenting."""
        self.figure.show_head(shown=True)
        self.controls.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.controls.field.selectAll()

    @contextmanager
    def gliding(self, seconds: float | None = None) -> Iterator[None]:
        """Let numbers glide to their goals inside the ``with`` block, in the usual time or in some seconds."""
        before, self._gliding = self._gliding, GLIDE_TIME if seconds is None else seconds
        try:
            yield
        finally:
            self._gliding = before

    def announce(self, message: str, part: Part = "plot") -> None:
        """Let a screen reader say a message about a part of the figure."""
        announce.announce(getattr(self.figure, part), message)
        self.plot.speak(message)

    def _on_playing(self, playing: bool) -> None:
        """Announce nothing while the point sweeps, and its position when it stops."""
        self.plot.silent = playing
        if playing:
            self.plot.setFocus()
        else:
            self.announce(resolve(self.scene).description)

    def tell(self, message: str) -> None:
        """Show a message that disappears by itself, and announce it."""
        QToolTip.showText(self.plot.mapToGlobal(self.plot.rect().center()), message, self.plot)
        self.announce(message)

    def _fit_hall(self) -> None:
        """Adapt the parts that are shown while presenting to the size of the window."""
        self._hints.fit()
        self._fit_help()

    def show_hints(self) -> None:
        """Show the most important keys below the figure for some seconds. Only for presenting."""
        self._hints.tell()
