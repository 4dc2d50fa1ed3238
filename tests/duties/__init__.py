"""Tests of what a report owes beside its measures: further registers, rules of the annexes, statistics, tie-outs."""
