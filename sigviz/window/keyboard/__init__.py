"""Keys: which of them the focused control uses, and where they are on the keyboard."""
