"""Plans told in words: what show, plan diff and the manual print."""
