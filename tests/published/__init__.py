"""Figures that official documents print, computed from the parts that they print."""
