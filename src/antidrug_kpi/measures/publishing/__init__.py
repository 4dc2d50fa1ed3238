"""Hides small counts of persons and cases from results that are shown to the public."""
