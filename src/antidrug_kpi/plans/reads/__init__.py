"""Which columns of which registers a part of a plan reads."""
