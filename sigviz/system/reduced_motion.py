"""Whether animations are reduced, as the user or the desktop prefers."""

from PySide6.QtGui import QGuiApplication

AS_DESKTOP, FULL, REDUCED = "auto", "full", "reduced"
MOTIONS = {AS_DESKTOP: "Follow &system setting", FULL: "&Full", REDUCED: "&Reduced"}  # the titles in the menu


def is_reduced(motion: str) -> bool:
    """Return whether to jump instead of glide; ``motion`` is one of `MOTIONS`."""
    return motion == REDUCED or (motion == AS_DESKTOP and _desktop_reduces())


def _desktop_reduces() -> bool:
    """Return whether the desktop asks for reduced motion. Qt older than 6.12 cannot tell."""
    style = QGuiApplication.styleHints()  # keep a reference: it owns the object that accessibility() returns
    hints = style.accessibility()
    preference = getattr(hints, "motionPreference", None)
    return preference is not None and getattr(preference(), "name", "") == "ReducedMotion"
