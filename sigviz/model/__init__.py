"""What sigviz knows, apart from any window: the mathematics, the scene, what follows from it, and its history."""
