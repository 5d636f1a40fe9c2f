"""Data stored between runs: scene files, settings, and the last choices of the export dialog."""
