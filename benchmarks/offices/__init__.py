"""Offices of any size, drawn from a seed: the same bytes every time."""
