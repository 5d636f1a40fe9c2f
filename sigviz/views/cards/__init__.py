"""The cards: one file for each layer that has a drawing of its own, and the panel that holds them."""
