"""Specs: what is refused and with which words, what `extends` merges, and the shipped plan's own examples."""
