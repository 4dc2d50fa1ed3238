"""The subjects of a measure in all five populations: their rows, clauses and sentences."""
