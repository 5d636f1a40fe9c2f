"""Making a talk: the open document, the filmstrip, and its thumbnails."""
