"""The duties of a report beside its measures, computed: statistics, tie-outs, rules of the annexes, demands."""
