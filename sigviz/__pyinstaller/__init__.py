"""What PyInstaller asks of a package that it freezes; the entry point ``pyinstaller40`` leads here."""

from pathlib import Path


def get_hook_dirs() -> list[str]:
    """Return the folders in which PyInstaller finds hooks."""
    return [str(Path(__file__).parent)]
