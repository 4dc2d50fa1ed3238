"""`compare` and `plan diff --data`: two sides read, computed and laid side by side."""
