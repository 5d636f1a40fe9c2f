"""The protocol of a window as commands use it, so that they can be tested without one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from PySide6.QtWidgets import QDialog, QWidget

from sigviz.formats.picture_size import Size
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.storage.export_choices import Choices
from sigviz.window.talks.document import Document

Part = Literal["plot", "derivation", "cards_panel"]


class Host(Protocol):
    """A window, as commands use it."""

    theme_chosen: bool  # False if the theme follows the desktop
    motion: str
    text_scale: float  # that of the scene, or of the presentation while presenting
    export_choices: Choices
    document: Document

    @property
    def coordinates(self) -> Coordinates:
        """The transformation between data and pixels of the plot."""

    @property
    def description(self) -> str:
        """The figure in words."""

    @property
    def figure_size(self) -> Size:
        """The size of the figure, in logical pixels."""

    @property
    def reduced_motion(self) -> bool:
        """Whether the point jumps instead of gliding."""

    @property
    def presenting(self) -> bool:
        """Whether the window is presenting in full screen."""

    @property
    def blank(self) -> bool:
        """Whether the screen is black."""

    @property
    def pixel_ratio(self) -> float:
        """The number of device pixels per logical pixel."""

    def dressed(self, scene: Scene) -> Scene:
        """Return the scene with the theme and text size in which the window shows it."""

    def pictured(self, scene: Scene) -> Scene:
        """Return the scene whose picture, as large as the figure, has the theme and text size of the window."""

    def toggle_presentation(self) -> None:
        """Start or stop presenting."""

    def toggle_blank(self) -> None:
        """Make the screen black, or show it again."""

    def toggle_pointer(self) -> None:
        """Turn the mouse pointer into a large dot, or back."""

    def end_pointer(self) -> bool:
        """Turn the mouse pointer back if it is a large dot, and return whether it was."""

    def focus_x(self) -> None:
        """Move the focus to the field of x."""

    def gliding(self, seconds: float | None = None) -> AbstractContextManager[None]:
        """Return a context in which changes of numbers glide to their goals, in the usual time or in some seconds."""

    def announce(self, message: str, part: Part = "plot") -> None:
        """Let a screen reader say a message about a part of the figure."""

    def tell(self, message: str) -> None:
        """Show a message that disappears by itself, and announce it."""

    def open_dialog(self, dialog: Callable[[QWidget], QDialog]) -> None:
        """Open the dialog that the function returns for a parent. It is deleted when it closes."""

    def open_help(self, dialog: Callable[[QWidget], QDialog]) -> None:
        """Open the help as a dialog, or while presenting as a part of the window."""

    def close_help(self) -> bool:
        """Close the help if it is open as a part of the window, and return whether it was."""

    def show_hints(self) -> None:
        """Show the most important keys below the figure for some seconds. Only for presenting."""

    def ask_for_file(self, title: str, kinds: str, name: str = "") -> str:
        """Ask for a file to open or, with a suggested name, a file to save. Return "" if the user cancels."""

    def toggle_rehearsal(self) -> None:
        """Show the presenter's view as a window, or close it."""

    def swap_screens(self) -> None:
        """Let the audience's figure and the presenter's view change their screens."""

    def edit_caption(self) -> None:
        """Let the user type the caption of the current scene of the talk."""

    def toggle_filmstrip(self) -> None:
        """Show or hide the filmstrip."""

    def close(self) -> object:
        """Close the window."""
