"""Writing outputs: whole or not at all, and never over an input or somebody's work."""
