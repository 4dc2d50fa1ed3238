"""The YAML of a spec as data that remember where they stand, and what its author is told."""
