"""Parts of presenting to an audience: the strip of hints, the pointer, and the page of keys."""
