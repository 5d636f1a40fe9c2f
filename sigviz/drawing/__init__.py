"""How things are drawn: theme, text, formulas and strokes; it knows no scene."""
