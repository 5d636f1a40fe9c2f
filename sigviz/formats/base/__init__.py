"""What the file formats share: the record of a format, embedded scenes, and conversions of pixels."""
