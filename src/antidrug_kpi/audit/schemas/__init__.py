"""JSON Schemas of what the program writes for other programs."""
