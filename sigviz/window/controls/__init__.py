"""The controls beside the figure: x, the derivation's step, and the options of layers."""
