"""An office's mapping file: read, checked against the data, and drafted."""
