"""The panel of live values: σ(x), 1 − σ(x) and their product."""
