"""What commands write: where it may be written, in which formats, and what of it may be shown."""
