"""Scenes as pictures: the renderer, series of pictures, and pictures in notebooks."""
