"""Where outputs go: whole or not at all, never over an input or over somebody's work."""
