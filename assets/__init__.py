"""Files that the program shows: its icon and its desktop entry."""
