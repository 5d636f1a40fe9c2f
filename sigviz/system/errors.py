"""The error for a platform that sigviz cannot use. Standard library only, so that its import is fast."""


class UnusablePlatformError(RuntimeError):
    """Qt, or a library that it needs, cannot be used; the message says why, and what to do."""
