"""The summary of a batch: all offices side by side, and what they come to together."""
