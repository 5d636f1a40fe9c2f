"""Scenes as pictures: the renderer, the file formats, and series of pictures."""
