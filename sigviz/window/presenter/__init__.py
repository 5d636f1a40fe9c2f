"""The presenter's view: what the speaker sees on a screen of their own."""
