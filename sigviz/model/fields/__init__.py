"""The fields of a scene: their records, and the kinds of values that they accept."""
