"""Drawing primitives: themes, text, formulas and strokes. They do not depend on a scene."""
