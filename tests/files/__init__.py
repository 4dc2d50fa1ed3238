"""Files as offices send them, written to disk and read back; and files that are meant to do harm."""
