"""What sigviz needs of the operating system: files, streams, signals, the display, the desktop's settings."""
