"""Whether animations are reduced, by the choice of the user or of the desktop."""

from PySide6.QtGui import QGuiApplication

AS_DESKTOP, FULL, REDUCED = "auto", "full", "reduced"
MOTIONS = {AS_DESKTOP: "Follow &desktop setting", FULL: "&Full", REDUCED: "&Reduced"}  # with their titles in the menu


def is_reduced(motion: str) -> bool:
    """Return whether animations are reduced for one of `MOTIONS`."""
    return motion == REDUCED or (motion == AS_DESKTOP and _desktop_reduces())


def _desktop_reduces() -> bool:
    """Return whether the desktop asks for reduced motion. Before 6.12, Qt does not know."""
    style = QGuiApplication.styleHints()  # kept in a variable, because the hints are deleted with it
    hints = style.accessibility()
    preference = getattr(hints, "motionPreference", None)
    return preference is not None and getattr(preference(), "name", "") == "ReducedMotion"
