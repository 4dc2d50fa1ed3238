"""What can still be done for a target: the least acts that put a subject into the numerator, and until when."""
