"""Delimited text: its encoding, its records, its columns."""
