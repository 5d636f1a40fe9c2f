"""What commands ask of the window that they serve, so that they can be tested without one."""

from collections.abc import Callable
from typing import Literal, Protocol

from PySide6.QtWidgets import QDialog, QWidget

from sigviz.formats.picture_size import Size
from sigviz.model.scene import Scene
from sigviz.plot.coordinates import Coordinates
from sigviz.storage.export_choices import Choices

Part = Literal["plot", "derivation", "cards_panel"]


class Host(Protocol):
    """A window as commands know it."""

    theme_chosen: bool  # whether the user has chosen the theme, or it is the desktop's
    motion: str
    text_scale: float  # the scene's, or the presentation's own while presenting
    export_choices: Choices

    @property
    def coordinates(self) -> Coordinates:
        """Where the plane lies on the plot."""

    @property
    def figure_size(self) -> Size:
        """The size of all that is read."""

    @property
    def reduced_motion(self) -> bool:
        """Whether the point jumps instead of gliding."""

    @property
    def presenting(self) -> bool:
        """Whether the window takes the whole screen."""

    @property
    def blank(self) -> bool:
        """Whether the screen is black."""

    @property
    def pixel_ratio(self) -> float:
        """How many pixels of the screen there are to a logical one."""

    def dressed(self, scene: Scene) -> Scene:
        """Return a scene in the theme and text size in which the window shows it."""

    def toggle_presentation(self) -> None:
        """Take the whole screen, or give it back."""

    def toggle_blank(self) -> None:
        """Make the screen black, or show it again."""

    def focus_x(self) -> None:
        """Put the cursor into the field of x."""

    def announce(self, message: str, part: Part = "plot") -> None:
        """Have a screen reader say a message about a part of the figure."""

    def tell(self, message: str) -> None:
        """Show a message that goes by itself, and have it said."""

    def open_dialog(self, dialog: Callable[[QWidget], QDialog]) -> None:
        """Open the dialog that this returns for a parent; it is deleted when it closes."""

    def open_help(self, dialog: Callable[[QWidget], QDialog]) -> None:
        """Open the help as a dialog, or while presenting as a part of the window."""

    def close_help(self) -> bool:
        """Close the help if it is a part of the window, and return whether it was."""

    def ask_for_file(self, title: str, kinds: str, name: str = "") -> str:
        """Ask for a file to open, or with a name suggested, for one to save; return nothing if the user cancels."""

    def close(self) -> object:
        """As in Qt."""
