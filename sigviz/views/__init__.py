"""What is seen. A view renders a readout, which never emits, and emits what a person asks for, which never renders."""
