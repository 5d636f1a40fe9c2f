"""The controls beside the figure: x, the step of the derivation, and the options of the layers."""
