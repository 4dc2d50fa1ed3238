"""Rounding, and the filled table of annexes 11 and 12 as it lies in the workbook and on the printed page."""
