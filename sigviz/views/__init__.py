"""The views. Showing a readout never emits a signal, and a signal that reports a user's request never draws."""
