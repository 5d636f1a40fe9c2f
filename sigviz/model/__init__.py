"""The model, independent of any window: the scene, the values that follow from it, and its history."""
