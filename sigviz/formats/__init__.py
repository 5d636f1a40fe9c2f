"""The file formats of pictures: what each can do, how it is written, and how its scene is read back."""
