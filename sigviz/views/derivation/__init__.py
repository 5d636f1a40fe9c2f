"""The view of the derivation: its layout, its header, and what a screen reader reads."""
