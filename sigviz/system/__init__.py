"""Access to the operating system: files, streams, signals, the display, and the desktop's settings."""
