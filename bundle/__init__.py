"""Writes the archives from which the program is installed on a computer without a network (docs/bundle.md)."""
