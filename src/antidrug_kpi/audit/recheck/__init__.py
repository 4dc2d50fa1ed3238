"""Submitted figures held against the recomputed ones, and the cause of each difference."""
