"""Files that the program shows: its icon."""
