"""How a text goes out: one file a format, and `files` that puts it on the disk whole or not at all."""
