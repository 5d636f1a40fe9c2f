"""A fake window for tests of commands, which records the calls."""

from contextlib import nullcontext
from dataclasses import dataclass, field

import pytest

from sigviz.drawing.theme import THEMES
from sigviz.formats.picture_size import Size
from sigviz.model.scene import Scene
from sigviz.model.store import Store
from sigviz.plot.coordinates import Coordinates
from sigviz.storage.export_choices import Choices
from sigviz.window.commands import Commands
from sigviz.window.player import Player
from sigviz.window.talks.document import Document


@dataclass(eq=False)
class FakeHost:
    """A host without a window. An opened dialog has no parent and is only stored."""

    store: Store
    qtbot: object
    theme_chosen: bool = False
    motion: str = "auto"
    export_choices: Choices = field(default_factory=Choices)
    text_scale: float = 1.0
    reduced_motion: bool = False
    pixel_ratio: float = 2.0
    presenting: bool = False
    blank: bool = False
    help: bool = False  # whether it is open as a part of the window
    dot: bool = False  # whether the mouse pointer is a large dot
    file: str = ""  # the file that the user chooses
    figure_size: Size = field(default_factory=lambda: Size(640, 400))
    said: list = field(default_factory=list)
    dialogs: list = field(default_factory=list)
    log: list = field(default_factory=list)

    description: str = "the figure in words"

    def __post_init__(self):
        self.document = Document(self.store, None, self.store)

    @property
    def coordinates(self):
        scene = self.store.scene
        return Coordinates(50, 10, 590, 370, scene.x_range, scene.y_range, THEMES[scene.theme], 1.0)

    def dressed(self, scene):
        return scene.evolve(theme="projector") if self.presenting else scene

    pictured = dressed

    def toggle_presentation(self):
        self.presenting = not self.presenting

    def toggle_blank(self):
        self.blank = not self.blank

    def toggle_pointer(self):
        self.dot = not self.dot

    def end_pointer(self):
        was, self.dot = self.dot, False
        return was

    def edit_caption(self):
        self.log.append("edit_caption")

    def toggle_rehearsal(self):
        self.log.append("rehearsal")

    def swap_screens(self):
        self.log.append("swap_screens")

    def toggle_filmstrip(self):
        self.log.append("filmstrip")

    def focus_x(self):
        self.log.append("focus_x")

    def gliding(self, seconds=None):
        return nullcontext()

    def announce(self, message, part="plot"):
        self.said.append((part, message))

    def tell(self, message):
        self.said.append(("told", message))

    def open_dialog(self, dialog):
        self.dialogs.append(dialog(None))
        self.qtbot.addWidget(self.dialogs[-1])

    def open_help(self, dialog):
        self.open_dialog(dialog)
        self.help = self.presenting

    def close_help(self):
        was, self.help = self.help, False
        return was

    def show_hints(self):
        self.log.append("hints")

    def ask_for_file(self, title, kinds, name=""):
        self.log.append((title, name))
        return self.file

    def close(self):
        self.log.append("close")


class Desk:
    """Commands with their store, player and host."""

    def __init__(self, scene, qtbot):
        self.store, self.player = Store(scene), Player(None)
        self.host = FakeHost(self.store, qtbot)
        self.commands = Commands(self.store, self.player, self.host)
        self.do = self.commands.handlers()

    @property
    def scene(self):
        return self.store.scene

    def press(self, *names):
        """Trigger the actions of these names in order."""
        for name in names:
            self.do[name]()


@pytest.fixture
def make_desk(qtbot):
    """A function that returns commands for a scene with these fields."""
    desks = []

    def make(**fields):
        desks.append(Desk(Scene(**fields), qtbot))
        return desks[-1]

    yield make
    for desk in desks:
        desk.player.stop()
