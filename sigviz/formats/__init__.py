"""The file formats of pictures and scenes: one module each says what it can do, writes it, and reads its scene back."""
