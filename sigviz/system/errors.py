"""What keeps the program from its work on this machine. Standard library only, and costs nothing to import."""


class UnusablePlatformError(RuntimeError):
    """Qt, or a part that it needs, cannot be used here; the text says why, and what to do."""
