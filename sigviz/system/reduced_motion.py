"""Whether what moves glides or jumps, as a person or the desktop wants it."""

from PySide6.QtGui import QGuiApplication

AS_DESKTOP, FULL, REDUCED = "auto", "full", "reduced"
MOTIONS = {AS_DESKTOP: "As the &desktop has it", FULL: "&Full", REDUCED: "&Reduced"}  # with their titles in a menu


def is_reduced(motion: str) -> bool:
    """Return whether to jump, by one of `MOTIONS`."""
    return motion == REDUCED or (motion == AS_DESKTOP and _desktop_reduces())


def _desktop_reduces() -> bool:
    """Return what the desktop says, where Qt can ask it: from 6.12 on."""
    style = QGuiApplication.styleHints()  # to be held: what it gives out goes with it
    hints = style.accessibility()
    preference = getattr(hints, "motionPreference", None)
    return preference is not None and getattr(preference(), "name", "") == "ReducedMotion"
