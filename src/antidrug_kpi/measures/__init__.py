"""Registers to results: conditions, derived columns, population tables, exact figures, targets."""
