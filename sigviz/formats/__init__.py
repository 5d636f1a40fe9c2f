"""The file formats of pictures and scenes. Each module describes one format, writes it, and reads its scene."""
